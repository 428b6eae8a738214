/* steps.h - one step back or forth through the history. */
#ifndef SONAE_CLI_STEPS_H
#define SONAE_CLI_STEPS_H

#include "verb.h"

typedef bool (*steps_way)(struct folder *folder, struct err *err); /* folder_undo, folder_redo */

/* Opens, goes one step that way, tells where it was (text `done` with {place}) or that
 * there is `nothing`, saves. */
void steps_walk(struct cli *cli, steps_way way, const char *done, const char *nothing);

#endif
