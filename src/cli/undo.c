/* undo.c - sonae undo: take back the last step. */
#include "steps.h"

static void run_undo(struct cli *cli)
{
	steps_walk(cli, folder_undo, "cli.undone", "cli.nothing_to_undo");
}

const struct verb verb_undo = {
	.name = "undo",
	.words = "DIR",
	.run = run_undo,
};
