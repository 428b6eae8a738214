/* args.h - from a verb's description to its arguments and its usage line. */
#ifndef SONAE_CLI_ARGS_H
#define SONAE_CLI_ARGS_H

#include "verb.h"

/* Sorts the arguments behind the verb into words and options; tells what is wrong with
 * them. Behind "--" everything is a word. */
bool args_read(struct cli *cli, int count, char *const *args);
/* Appends "sonae show DIR SHEET [--where EXPR]". */
void args_add_usage(const struct verb *verb, struct str *out);

#endif
