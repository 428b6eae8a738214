/* redo.c - sonae redo: do again what was undone. */
#include "steps.h"

static void run_redo(struct cli *cli)
{
	steps_walk(cli, folder_redo, "cli.redone", "cli.nothing_to_redo");
}

const struct verb verb_redo = {
	.name = "redo",
	.words = "DIR",
	.run = run_redo,
};
