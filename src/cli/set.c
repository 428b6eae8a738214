/* set.c - sonae set: fill in cells as people write them, in one step. */
#include "verb.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/finding.h"

#include <stdio.h>
#include <stdlib.h>

/* One run: the row `id`, what is to be written into it, and the step that does so. */
struct filling {
	struct cli *cli;
	struct sheet *sheet;
	char **typed; /* one text a field, NULL where none is; owned */
	size_t count; /* fields */
	char id[64];
	struct step step;
};

static void filling_release(struct filling *filling)
{
	for (size_t i = 0; i < filling->count; i++)
		free(filling->typed[i]);
	free(filling->typed);
	step_release(&filling->step);
}

/* FIELD=VALUE. Bytes that are no text are held, kept and found by check. */
static bool read_assignment(struct filling *filling, const char *word)
{
	const char *equals = strchr(word, '=');
	struct str value = {0};

	if (!equals)
		return cli_misuse(filling->cli, "cli.no_equals", "word", word, NULL);
	char *name = mem_dup_n(word, (size_t)(equals - word));
	int field = cli_field(filling->cli, sheet_form(filling->sheet), name);
	bool twice = field >= 0 && filling->typed[field];
	if (twice)
		cli_misuse(filling->cli, "cli.twice", "field", name, NULL);
	free(name);
	if (field < 0 || twice)
		return false;
	utf8_from_bytes(&value, equals + 1, strlen(equals + 1));
	filling->typed[field] = str_take(&value);
	return true;
}

/* A reference and its free text exclude each other: writing one empties the other. So of
 * both, as a script may copy them from `show --csv`, the empty one says nothing. */
static bool settle_halves(struct filling *filling, int field)
{
	const struct form *form = sheet_form(filling->sheet);
	int other = form->fields.at[field].text_field;

	if (other < 0 || !filling->typed[field] || !filling->typed[other])
		return true;
	if (filling->typed[field][0] && filling->typed[other][0])
		return cli_misuse(filling->cli, "cli.one_half", "field", form->fields.at[field].id,
		                  "text", form->fields.at[other].id, NULL);
	char **empty = &filling->typed[filling->typed[field][0] ? other : field];
	free(*empty);
	*empty = NULL;
	return true;
}

static bool read_assignments(struct filling *filling)
{
	const struct cli *cli = filling->cli;

	filling->count = sheet_form(filling->sheet)->fields.count;
	filling->typed = mem_zero(filling->count + 1, sizeof(*filling->typed));
	for (size_t i = 3; i < cli->words.count; i++)
		if (!read_assignment(filling, cli->words.at[i]))
			return false;
	for (size_t i = 0; i < filling->count; i++)
		if (!settle_halves(filling, (int)i))
			return false;
	return true;
}

static bool make_row(struct filling *filling)
{
	struct session *session = &filling->cli->session;
	struct sheet *sheet = filling->sheet;
	size_t count = sheet_row_count(sheet);
	const char *last = count > 0 ? sheet_row_id(sheet, count - 1) : "";
	const char *const *typed = (const char *const *)filling->typed;
	struct err err = {0};

	return entry_new_row_of(session, &filling->step, sheet, last, typed, filling->id, &err) ||
	       cli_fail(filling->cli, &err);
}

static bool change_row(struct filling *filling)
{
	struct session *session = &filling->cli->session;
	struct sheet *sheet = filling->sheet;
	struct err err = {0};
	size_t row;

	if (!cli_row(filling->cli, sheet, filling->cli->words.at[2], &row))
		return false;
	snprintf(filling->id, sizeof(filling->id), "%s", sheet_row_id(sheet, row));
	for (size_t i = 0; i < filling->count; i++) {
		const char *typed = filling->typed[i];
		if (typed && !entry_set(session, &filling->step, sheet, row, (int)i, typed, &err))
			return cli_fail(filling->cli, &err);
	}
	return true;
}

static void tell_kept(struct filling *filling, int field, const struct err *err)
{
	const struct form *form = sheet_form(filling->sheet);
	struct str why = {0};

	say_err(&filling->cli->session, &why, err);
	cli_warn(filling->cli, "cli.kept", "row", filling->id, "field", form->fields.at[field].id,
	         "why", str_text(&why), NULL);
	cli_raise(filling->cli, CLI_FINDINGS);
	str_release(&why);
}

/* A value that does not fit is kept; what is wrong with it is told. */
static void judge(struct filling *filling)
{
	struct book *book = cli_book(filling->cli);
	size_t row;

	if (!sheet_find(filling->sheet, filling->id, &row))
		return;
	for (size_t i = 0; i < filling->count; i++) {
		struct err err = {0};
		if (filling->typed[i] &&
		    !finding_check_cell(book, filling->sheet, row, (int)i, &err))
			tell_kept(filling, (int)i, &err);
	}
}

static void fill(struct filling *filling)
{
	struct cli *cli = filling->cli;
	bool is_new = text_is(cli->words.at[2], "new");

	if (!(is_new ? make_row(filling) : change_row(filling)))
		return;
	if (!cli_do(cli, &filling->step))
		return;
	cli_say(cli, "cli.set_done", "row", filling->id, NULL);
	judge(filling);
	cli_save(cli);
}

static void run_set(struct cli *cli)
{
	struct filling filling = {.cli = cli};

	if (!cli_open(cli, FOLDER_WRITE))
		return;
	filling.sheet = cli_sheet(cli, cli->words.at[1]);
	if (filling.sheet && read_assignments(&filling))
		fill(&filling);
	filling_release(&filling);
}

const struct verb verb_set = {
	.name = "set",
	.words = "DIR SHEET ROW|new FIELD=VALUE...",
	.run = run_set,
};
