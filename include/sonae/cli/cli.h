/*
 * cli.h - the program without a screen: sonae VERB …
 *
 * Exit status: 0 fine, 1 findings or a value kept though it does not fit, 2 wrong use,
 * 3 bad data, 4 locked, 5 could not be read or written.
 */
#ifndef SONAE_CLI_CLI_H
#define SONAE_CLI_CLI_H

#include "sonae/app/session.h"
#include <stdbool.h>

/* Is the first argument a verb or one of --help, -h, --version? */
bool cli_knows(const char *word);
/* `args` are `count` (>= 1) arguments, the first one as above. Returns the exit status. */
int cli_run(int count, char *const *args);

/* For what is no verb: "sonae: …" on stderr about `err`, with the verbs nearest to `word`
 * (NULL: none); returns the exit status. */
int cli_complain(struct session *session, const struct err *err, const char *word);

#endif
