/* view_help.c - about this screen, then every key; made from the actions and the live keymap. */
#include "reader.h"

#include "sonae/app/key.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/views.h"

enum { KEY_COLS = 20, KEY_COLS_NARROW = 12, NARROW = 60 };

/* ---- the keys ---- */

static void add_key_names(const struct keymap *keymap, enum action action, struct str *out)
{
	char name[24];

	for (size_t i = 0; i < keymap->bindings.count; i++) {
		if (keymap->bindings.at[i].action != action)
			continue;
		if (out->len > 0)
			str_add_byte(out, ' ');
		str_add(out, key_name(keymap->bindings.at[i].key, name));
	}
}

static const char *help_of(const struct ui *ui, enum action action, struct str *id)
{
	str_clear(id);
	str_addf(id, "action_help.%s", action_info(action)->name);
	return say(ui->session, str_text(id));
}

/* "F10 Elsewhere": how to come by an action that has no key. */
static void add_way(const struct ui *ui, enum action action, struct str *out)
{
	char key[24];
	struct str id = {0};

	if (!action_info(action)->in_palette)
		return;
	str_addf(&id, "action.%s", action_info(action)->name);
	str_addf(out, "%s %s", keymap_key(&ui->session->keymap, ACTION_PALETTE, key),
	         say(ui->session, str_text(&id)));
	str_release(&id);
}

/* "F10 ^P Alt-0        what it does", the first wider than its column moves to a line above. */
static void add_action(struct reader *help, struct ui *ui, enum action action, int cols)
{
	int key_cols = cols < NARROW ? KEY_COLS_NARROW : KEY_COLS;
	struct str lead = {0}, id = {0};

	add_key_names(&ui->session->keymap, action, &lead);
	if (lead.len == 0)
		add_way(ui, action, &lead);
	if (lead.len > 0) {
		int used = utf8_cols(lead.at, lead.len);
		if (used >= key_cols) {
			paper_add(&help->paper, str_text(&lead), lead.len, STYLE_ROLE_PLAIN);
			str_clear(&lead);
			used = 0;
		}
		str_add_repeat(&lead, ' ', (size_t)(key_cols - used));
		paper_add_wrapped(&help->paper, str_text(&lead), help_of(ui, action, &id), cols,
		                  STYLE_ROLE_PLAIN);
	}
	str_release(&lead);
	str_release(&id);
}

static const char *const group_headings[ACTIONS_GROUP_COUNT] = {
	[ACTIONS_MOVE] = "action_group.move",
	[ACTIONS_EDIT] = "action_group.edit",
	[ACTIONS_ROWS] = "action_group.rows",
	[ACTIONS_VIEW] = "action_group.view",
	[ACTIONS_PROGRAM] = "action_group.program",
};

static void add_group(struct reader *help, struct ui *ui, enum action_group group, int cols)
{
	const char *heading = say(ui->session, group_headings[group]);

	paper_add_blank(&help->paper);
	paper_add(&help->paper, heading, strlen(heading), STYLE_ROLE_HEADING);
	for (int action = 1; action < ACTION_COUNT; action++)
		if (action_info((enum action)action)->group == group)
			add_action(help, ui, (enum action)action, cols);
}

static void add_about(struct reader *help, struct ui *ui, int cols)
{
	struct str id = {0};

	str_addf(&id, "help.%s", help->subject);
	if (texts_find(&ui->session->texts, str_text(&id)))
		paper_add_wrapped(&help->paper, "", say(ui->session, str_text(&id)), cols,
		                  STYLE_ROLE_PLAIN);
	str_release(&id);
}

static void lay_out(struct reader *help, struct ui *ui, int cols)
{
	add_about(help, ui, cols);
	for (int group = 0; group < ACTIONS_GROUP_COUNT; group++)
		add_group(help, ui, (enum action_group)group, cols);
}

/* ---- the view ---- */

static void title(const struct reader *help, const struct ui *ui, struct frame *frame)
{
	(void)help;
	frame->left = say(ui->session, "help.title");
}

static const struct view_ops ops = {.name = "help", READER_OPS};

struct view *view_help_new(struct ui *ui, const char *view_name)
{
	struct reader *help = mem_zero(1, sizeof(*help));

	(void)ui;
	help->view.ops = &ops;
	help->subject = mem_dup(view_name);
	help->opener = ACTION_HELP;
	help->lay_out = lay_out;
	help->title = title;
	return &help->view;
}
