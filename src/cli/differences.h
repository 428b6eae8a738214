/*
 * differences.h - what a merging found, as a table: for `sonae diff` and `sonae merge`.
 */
#ifndef SONAE_CLI_DIFFERENCES_H
#define SONAE_CLI_DIFFERENCES_H

#include "sonae/app/merging.h"
#include "verb.h"

enum differences {
	DIFFERENCES_ALL,  /* damage too */
	DIFFERENCES_THEIRS, /* what came from there, and conflicts */
	DIFFERENCES_OPEN, /* what is left to decide */
};

/* By worksheet, row and field; nothing when there is none. */
void differences_print(struct cli *cli, const struct merging *merging, enum differences which,
                       bool csv);
/* Is all that there is in it none of ours? */
bool differences_none_known(const struct merging *merging);
/* What was not taken, and what was odd about the files, goes to stderr, the cause of what could
 * not be read to the exit status, and that nothing was known; the summary goes to stdout. */
void differences_tell_others(struct cli *cli, const struct merging *merging);
void differences_summary(struct cli *cli, const struct merging *merging, bool done);

#endif
