/* diff.c - sonae diff: what differs between the workbook and what came back. */
#include "differences.h"

static void tell(struct cli *cli, const struct merging *merging)
{
	bool csv = cli_option(cli, "csv");

	differences_tell_others(cli, merging);
	differences_print(cli, merging, DIFFERENCES_ALL, csv);
	if (!csv && merging->count.differences == 0)
		cli_say(cli, differences_none_known(merging) ? "cli.diff_nothing" : "cli.diff_none",
		        NULL);
	if (merging->count.differences > 0)
		cli_raise(cli, CLI_FINDINGS);
}

static void run_diff(struct cli *cli)
{
	struct merging_choice choice = {.path = cli->words.at[1], .base = cli_option(cli, "base")};
	struct merging merging;
	struct err err = {0};

	if (!cli_open(cli, FOLDER_READ))
		return;
	if (merging_open(&merging, &cli->session, &choice, &err))
		tell(cli, &merging);
	else
		cli_fail(cli, &err);
	merging_release(&merging);
}

const struct verb verb_diff = {
	.name = "diff",
	.words = "DIR OTHER",
	.options = {{"base", "SENT"}, {"csv", NULL}},
	.run = run_diff,
};
