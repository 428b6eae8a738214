#include "sonae/app/left_behind.h"

#include "sonae/model/progress.h"

#include <ctype.h>

/* The core worksheet that is looked at in this session first, or NULL. */
static struct sheet *core_sheet(struct session *session, size_t index, size_t at)
{
	const struct session_sheet *named = &session->curriculum.sessions.at[index].sheets.at[at];
	bool is_first = curriculum_session_of(&session->curriculum, named->id) == (int)index;

	return named->more || !is_first ? NULL : book_sheet(folder_book(session->folder), named->id, NULL);
}

static bool is_begun(struct session *session, struct sheet *sheet)
{
	return progress_of(folder_book(session->folder), sheet) != PROGRESS_EMPTY;
}

static bool any_begun(struct session *session, size_t index)
{
	const struct session_plan *plan = &session->curriculum.sessions.at[index];

	for (size_t i = 0; i < plan->sheets.count; i++) {
		struct sheet *sheet = core_sheet(session, index, i);
		if (sheet && is_begun(session, sheet))
			return true;
	}
	return false;
}

/* How many numbered sessions stand before the last one that was begun. */
static size_t sessions_behind(struct session *session)
{
	for (size_t i = session->curriculum.sessions.count; i-- > 0;)
		if (isdigit((unsigned char)session->curriculum.sessions.at[i].id[0]) && any_begun(session, i))
			return i;
	return 0;
}

static void add(struct findings *out, const struct form *form)
{
	struct finding *finding = vec_add(&out->at);

	finding->level = FINDING_NOTE;
	finding->sheet = form->id;
	finding->field = -1;
	finding->err.code = ERR_NOT_BEGUN;
}

void left_behind(struct session *session, struct findings *out)
{
	size_t behind = sessions_behind(session);

	for (size_t i = 0; i < behind; i++) {
		const struct session_plan *plan = &session->curriculum.sessions.at[i];
		for (size_t k = 0; k < plan->sheets.count; k++) {
			struct sheet *sheet = core_sheet(session, i, k);
			if (sheet && !is_begun(session, sheet))
				add(out, sheet_form(sheet));
		}
	}
}
