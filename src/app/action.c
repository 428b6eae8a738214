/* action.c - the list of actions as a table. */
#include "sonae/app/action.h"

#include "sonae/base/str.h"

static const struct action_info actions[ACTION_COUNT] = {
#define ACTION_ROW(NAME, name, keys, group, palette)                          \
	[ACTION_##NAME] = {name, keys, ACTIONS_##group, palette},
	ACTION_LIST(ACTION_ROW)
#undef ACTION_ROW
};

const struct action_info *action_info(enum action action)
{
	return &actions[action];
}

enum action action_find(const char *name)
{
	for (int action = 1; action < ACTION_COUNT; action++)
		if (text_is(actions[action].name, name))
			return (enum action)action;
	return ACTION_NONE;
}
