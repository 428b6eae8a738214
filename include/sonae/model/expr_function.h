/*
 * expr_function.h - the one list of functions of expressions.
 *
 * Help screens and the README's table are made from it.
 */
#ifndef SONAE_MODEL_EXPR_FUNCTION_H
#define SONAE_MODEL_EXPR_FUNCTION_H

#include "sonae/model/value.h"
#include <stdbool.h>
#include <stddef.h>

struct expr_args;
struct expr_call;
struct expr_fold;

enum { EXPR_ANY = -1 };

struct expr_function {
	const char *name;
	const char *usage; /* "round(x [, places])" */
	const char *about; /* one line of English */
	int least, most;   /* arguments; EXPR_ANY = as many as one likes */
	bool reads_today;
	bool reads_setting; /* its argument is the name of a setting */
	/* Exactly one of these works the function out. */
	struct value (*strict)(const struct expr_args *args); /* needs all its arguments */
	struct value (*lazy)(const struct expr_call *call);   /* looks at them itself */
	const struct expr_fold *fold; /* takes values, or an aggregate: SHEET.FIELD where … */
};

/* NULL when there is no such function. */
const struct expr_function *expr_function_find(const char *name);
/* For lists: NULL after the last. */
const struct expr_function *expr_function_at(size_t index);

#endif
