/* notices.c - telling what was found out about the files, looking for more. */
#include "notices.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/store/outside.h"

#include <stdio.h>
#include <stdlib.h>

enum { IDLE_MS = 1000 };

char *notice_sheet(const struct ui *ui, const struct err *notice)
{
	static const char ending[] = ".csv";
	size_t len = strlen(notice->file), cut = sizeof(ending) - 1;
	char *sheet = text_ends(notice->file, ending) ? mem_dup_n(notice->file, len - cut) : NULL;

	if (sheet && place_has_form(ui, sheet))
		return sheet;
	free(sheet);
	return NULL;
}

/* ---- telling ---- */

/* Something to decide on, which has a screen of its own. */
static bool is_to_decide(const struct err *notice)
{
	return notice->code == ERR_OUTSIDE_CONFLICT || notice->code == ERR_OUTSIDE_STALE ||
	       notice->code == ERR_OUTSIDE_VANISHED;
}

static const struct err *to_decide(const struct errs *notices)
{
	for (size_t i = 0; i < notices->at.count; i++)
		if (is_to_decide(&notices->at.at[i]))
			return &notices->at.at[i];
	return NULL;
}

/* "Things was changed outside: see it with F10 Outside." */
static void tell_way(struct ui *ui, const struct err *notice)
{
	char *sheet = notice_sheet(ui, notice), key[24];

	keymap_key(&ui->session->keymap, ACTION_PALETTE, key);
	ui_message(ui, "outside.told", "sheet", sheet ? place_sheet(ui, sheet) : notice->file,
	           "key", key, "name", say(ui->session, "action.outside"), NULL);
	ui->message_is_alarm = true;
	free(sheet);
}

static void add_count_of_others(struct ui *ui, size_t others)
{
	char more[24];

	if (others == 0)
		return;
	snprintf(more, sizeof(more), "%zu", others);
	str_add(&ui->message, "  ");
	say_to(ui->session, &ui->message, "ui.more_notices", "count", more, NULL);
}

void notices_tell(struct ui *ui)
{
	struct folder *folder = ui->session->folder;
	struct errs *notices = folder ? folder_notices(folder) : NULL;

	if (!notices || notices->at.count == 0 || ui->message.len > 0)
		return;
	const struct err *first = to_decide(notices);
	if (first)
		tell_way(ui, first);
	else
		ui_alarm(ui, &notices->at.at[0]);
	add_count_of_others(ui, notices->at.count - 1);
	for (size_t i = 0; i < notices->at.count; i++)
		vec_push(&ui->notices.at, notices->at.at[i]);
	vec_clear(&notices->at);
}

/* ---- looking ---- */

void notices_look_outside(struct ui *ui)
{
	struct session *session = ui->session;
	long long now = clock_ms(), since = ui->looked_at;

	ui->looked_at = now;
	if (now - since >= IDLE_MS && session->folder && !session->read_only &&
	    !ui_is_editing(ui) && folder_look_outside(session->folder)) {
		ui->changed_at = now; /* written out, what was merged is what the next look compares with */
		ui_refresh(ui);
	}
}
