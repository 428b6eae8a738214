/* workbook.c - opening a workbook and finding what the arguments name in it. */
#include "verb.h"

#include "sonae/app/say.h"
#include "sonae/base/near.h"
#include "sonae/base/utf8.h"

#include <stdlib.h>

/* ---- the folder ---- */

static bool tell_holder(struct cli *cli)
{
	const struct file_lock_holder *holder = &cli->session.holder;
	struct str who = {0}, text = {0};
	struct err err = {0};

	str_addf(&who, "%s@%s, %ld, %s", holder->who, holder->host, holder->pid, holder->since);
	utf8_from_bytes(&text, str_text(&who), who.len);
	err_set(&err, ERR_LOCKED, cli->words.at[0], 0, "%s", str_text(&text));
	str_release(&who);
	str_release(&text);
	return cli_fail(cli, &err);
}

bool cli_open(struct cli *cli, enum folder_mode mode)
{
	struct session *session = &cli->session;
	const struct err *refused;
	struct err err = {0};

	if (!session_open(session, cli->words.at[0], mode, &err))
		return cli_fail(cli, &err);
	if (mode == FOLDER_READ || !session->read_only)
		return true;
	refused = folder_refused(session->folder);
	return refused ? cli_fail(cli, refused) : tell_holder(cli);
}

/* Nobody stays to try again: what is not on the disk is not done. */
bool cli_is_safe(struct cli *cli)
{
	const struct err *why = folder_unsafe(cli->session.folder);

	return !why || cli_fail(cli, why);
}

bool cli_do(struct cli *cli, const struct step *step)
{
	struct err err = {0};

	if (!folder_do(cli->session.folder, step, &err))
		return cli_fail(cli, &err);
	return cli_is_safe(cli);
}

bool cli_save(struct cli *cli)
{
	struct err err = {0};

	return folder_save(cli->session.folder, NULL, &err) || cli_fail(cli, &err);
}

struct book *cli_book(struct cli *cli)
{
	return folder_book(cli->session.folder);
}

/* ---- names ---- */

/* Tells the error and, in the same line, what was probably meant. */
static bool fail_near(struct cli *cli, enum err_code code, const char *wanted, struct near *near)
{
	struct err err = {0};
	struct str names = {0}, text = {0}, valid = {0};

	utf8_from_bytes(&valid, wanted, strlen(wanted));
	err_set(&err, code, NULL, 0, "%s", str_text(&valid));
	near_add(near, &names);
	say_err(&cli->session, &text, &err);
	cli_warn(cli, names.len > 0 ? "cli.meant" : "cli.error", "error", str_text(&text),
	         "names", str_text(&names), NULL);
	cli_raise(cli, (int)err_kind(code));
	near_release(near);
	str_release(&names);
	str_release(&text);
	str_release(&valid);
	return false;
}

static void tell_no_sheet(struct cli *cli, const char *id)
{
	struct cli_sheets sheets = {0};
	struct near near;

	near_begin(&near, id);
	cli_sheets(cli, &sheets);
	for (size_t i = 0; i < sheets.at.count; i++) {
		const char *known = sheets.at.at[i].id;
		const struct form *form = book_form(cli_book(cli), known, NULL);
		if (form)
			near_offer(&near, known, say_words(&cli->session, form->title));
	}
	cli_sheets_release(&sheets);
	fail_near(cli, ERR_NO_FORM, id, &near);
}

struct sheet *cli_sheet(struct cli *cli, const char *id)
{
	struct err err = {0};

	if (!book_form(cli_book(cli), id, &err)) {
		if (err.code == ERR_NO_FORM)
			tell_no_sheet(cli, id);
		else
			cli_fail(cli, &err);
		return NULL;
	}
	struct sheet *sheet = book_sheet(cli_book(cli), id, &err);
	if (!sheet)
		cli_fail(cli, &err);
	return sheet;
}

bool cli_row(struct cli *cli, struct sheet *sheet, const char *id, size_t *row)
{
	struct near near;
	struct str name = {0};

	if (sheet_find(sheet, id, row))
		return true;
	near_begin(&near, id);
	for (size_t i = 0; i < sheet_row_count(sheet); i++) {
		str_clear(&name);
		say_row(&cli->session, sheet, i, &name);
		near_offer(&near, sheet_row_id(sheet, i), str_text(&name));
	}
	str_release(&name);
	return fail_near(cli, ERR_NO_ROW, id, &near);
}

int cli_field(struct cli *cli, const struct form *form, const char *id)
{
	int index = form_field(form, id);
	struct near near;

	if (index >= 0)
		return index;
	near_begin(&near, id);
	for (size_t i = 0; i < form->fields.count; i++)
		near_offer(&near, form->fields.at[i].id,
		           say_words(&cli->session, form->fields.at[i].label));
	fail_near(cli, ERR_NO_FIELD, id, &near);
	return -1;
}

/* ---- which worksheets there are ---- */

static bool is_listed(const struct cli_sheets *sheets, const char *id)
{
	for (size_t i = 0; i < sheets->at.count; i++)
		if (text_is(sheets->at.at[i].id, id))
			return true;
	return false;
}

static void add_sheet(struct cli *cli, struct cli_sheets *sheets, struct cli_sheet sheet)
{
	struct err err = {0};

	if (is_listed(sheets, sheet.id))
		return;
	sheet.there = book_form(cli_book(cli), sheet.id, &err) || err.code != ERR_NO_FORM;
	vec_push(&sheets->at, sheet);
}

void cli_sheets(struct cli *cli, struct cli_sheets *sheets)
{
	const struct curriculum *curriculum = &cli->session.curriculum;

	for (size_t i = 0; i < curriculum->sessions.count; i++) {
		const struct session_plan *plan = &curriculum->sessions.at[i];
		for (size_t k = 0; k < plan->sheets.count; k++) {
			const struct session_sheet *at = &plan->sheets.at[k];
			add_sheet(cli, sheets, (struct cli_sheet){at->id, (int)i, at->more, false});
		}
	}
}

void cli_sheets_release(struct cli_sheets *sheets)
{
	vec_release(&sheets->at);
}
