/* delete.c - sonae delete: take a row away; undo brings it back. */
#include "verb.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"

#include <stdio.h>

static void tell_count(struct cli *cli, const char *id, size_t number)
{
	char count[24];

	snprintf(count, sizeof(count), "%zu", number);
	if (number > 0)
		cli_say(cli, id, "count", count, NULL);
}

static void delete_row(struct cli *cli, struct sheet *sheet, size_t row)
{
	struct step step = {0};
	struct err err = {0};
	struct str name = {0};
	size_t referrers = 0;

	say_row(&cli->session, sheet, row, &name);
	if (!entry_delete_row(&cli->session, &step, sheet, row, &referrers, &err)) {
		cli_fail(cli, &err);
	} else if (cli_do(cli, &step)) {
		cli_say(cli, "cli.deleted", "row", str_text(&name), NULL);
		tell_count(cli, "cli.deleted_below", entry_deleted(&step, sheet) - 1);
		tell_count(cli, "cli.referrers", referrers);
		cli_save(cli);
	}
	str_release(&name);
	step_release(&step);
}

static void run_delete(struct cli *cli)
{
	struct sheet *sheet = cli_open(cli, FOLDER_WRITE) ? cli_sheet(cli, cli->words.at[1]) : NULL;
	size_t row;

	if (sheet && cli_row(cli, sheet, cli->words.at[2], &row))
		delete_row(cli, sheet, row);
}

const struct verb verb_delete = {
	.name = "delete",
	.words = "DIR SHEET ROW",
	.run = run_delete,
};
