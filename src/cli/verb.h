/*
 * verb.h - what the verbs of the command line share.
 *
 * A verb is one file with one `const struct verb verb_<name>`, and one word in VERB_LIST.
 * From that struct come the reading of its arguments, its usage line and its place in
 * the help; its line of help is the text "cli.help_<name>".
 *
 * A verb that fails tells so (cli_fail, cli_misuse) and returns: the worst that was
 * told becomes the exit status.
 */
#ifndef SONAE_CLI_VERB_H
#define SONAE_CLI_VERB_H

#include "sonae/app/session.h"
#include "sonae/base/vec.h"
#include <stdbool.h>

#define VERB_LIST(X)                                                          \
	X(new) X(list) X(show) X(set) X(fill) X(delete) X(undo) X(redo) X(check) \
	X(history) X(restore) X(export) X(import) X(diff) X(merge) \
	X(forms) X(doctor)

enum { VERB_OPTIONS = 12 };

struct verb_option {
	const char *name;  /* "where" for --where, "o" for -o; NULL ends the list */
	const char *value; /* what to call its value, "EXPR"; NULL: it takes none */
};

struct cli;
struct verb {
	const char *name;
	/* As the usage shows them: "DIR [SHEET]"; "..." at the end of one lets it repeat. */
	const char *words;
	struct verb_option options[VERB_OPTIONS];
	bool needs_nothing; /* runs though forms and texts could not be read (`trouble`, told) */
	void (*run)(struct cli *cli);
};

#define VERB_EXTERN(name) extern const struct verb verb_##name;
VERB_LIST(VERB_EXTERN)
#undef VERB_EXTERN

struct cli_given {
	int option; /* of verb->options */
	const char *value;
};

struct cli {
	struct session session;
	struct err trouble;  /* why the session could not begin, if so */
	const struct verb *verb;
	VEC(const char *) words;
	const char *given[VERB_OPTIONS]; /* values as in verb->options; NULL = not given */
	VEC(struct cli_given) every;     /* each as it was given, in order */
	int status;
};

enum { CLI_FINDINGS = 1 };

/* The value given to an option, "" for one that takes none, NULL when it was not given. */
const char *cli_option(const struct cli *cli, const char *name);
/* The same of an option that may be given more than once; NULL behind the last. */
const char *cli_option_at(const struct cli *cli, const char *name, size_t index);
/* The day given to an option, "2026-11-01", or "" when it was not given; tells when it is none. */
bool cli_read_date(struct cli *cli, const char *option, char day[16]);

/* ---- telling ---- */

/* A line on stdout or stderr: the text with its {name}, value pairs, NULL-ended. */
void cli_say(struct cli *cli, const char *text_id, ...);
void cli_warn(struct cli *cli, const char *text_id, ...);
/* The exit status becomes at least this. */
void cli_raise(struct cli *cli, int status);
/* Both tell and return false, so that callers can return it. */
bool cli_fail(struct cli *cli, const struct err *err);
bool cli_misuse(struct cli *cli, const char *text_id, ...);

/* ---- the workbook and what is in it; all tell what is wrong ---- */

/* Opens words[0]. For FOLDER_WRITE false when somebody else has it. */
bool cli_open(struct cli *cli, enum folder_mode mode);
/* Writes what was changed. */
/* Is everything done on the disk? Else it is told. */
bool cli_is_safe(struct cli *cli);
/* Does the step; what cannot be written at once is told and counts as not done. */
bool cli_do(struct cli *cli, const struct step *step);
bool cli_save(struct cli *cli);
struct book *cli_book(struct cli *cli);
/* Each names the nearest that are there when there is none of that name. */
struct sheet *cli_sheet(struct cli *cli, const char *id);
bool cli_row(struct cli *cli, struct sheet *sheet, const char *id, size_t *row);
int cli_field(struct cli *cli, const struct form *form, const char *id); /* -1: none */

/* The worksheets of the workbook, each once, in the curriculum's order (its last plan lists
 * those that no session names). There: it has a form. */
struct cli_sheet {
	const char *id;
	int session; /* index in the curriculum */
	bool more, there;
};
struct cli_sheets {
	VEC(struct cli_sheet) at;
};
void cli_sheets(struct cli *cli, struct cli_sheets *sheets);
void cli_sheets_release(struct cli_sheets *sheets);

#endif
