/* merge.c - sonae merge: takes over what came back. */
#include "differences.h"

static void do_it(struct cli *cli, struct merging *merging)
{
	struct err err = {0};

	if (!merging_do(merging, &err)) {
		cli_fail(cli, &err);
		return;
	}
	if (!cli_is_safe(cli) || !cli_save(cli))
		return;
	differences_print(cli, merging, DIFFERENCES_OPEN, false);
	differences_summary(cli, merging, true);
}

static void merge(struct cli *cli, struct merging *merging)
{
	differences_tell_others(cli, merging);
	if (cli_option(cli, "dry-run")) {
		differences_print(cli, merging, DIFFERENCES_THEIRS, false);
		differences_summary(cli, merging, false);
	} else {
		do_it(cli, merging);
	}
	if (merging_is_open(merging))
		cli_raise(cli, CLI_FINDINGS);
}

static void run_merge(struct cli *cli)
{
	struct merging_choice choice = {
		.path = cli->words.at[1],
		.base = cli_option(cli, "base"),
		.who = cli_option(cli, "who"),
	};
	struct merging merging;
	struct err err = {0};

	if (!cli_open(cli, cli_option(cli, "dry-run") ? FOLDER_READ : FOLDER_WRITE))
		return;
	if (merging_open(&merging, &cli->session, &choice, &err))
		merge(cli, &merging);
	else
		cli_fail(cli, &err);
	merging_release(&merging);
}

const struct verb verb_merge = {
	.name = "merge",
	.words = "DIR OTHER",
	.options = {{"base", "SENT"}, {"who", "NAME"}, {"dry-run", NULL}},
	.run = run_merge,
};
