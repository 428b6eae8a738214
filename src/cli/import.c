/* import.c - sonae import: a file from elsewhere into a worksheet, in one step. */
#include "verb.h"

#include "sonae/app/import.h"
#include "sonae/base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- what the columns are ---- */

/* "THEIRS=ours": headings may hold anything, our names no equals sign. */
static const char *ours_of(const char *map)
{
	const char *equals = strrchr(map, '=');

	return equals ? equals + 1 : NULL;
}

struct theirs {
	VEC(char *) at; /* owned; NULL behind the last */
};

static void theirs_release(struct theirs *theirs)
{
	for (size_t i = 0; i < theirs->at.count; i++)
		free(theirs->at.at[i]);
	vec_release(&theirs->at);
}

static bool read_maps(struct cli *cli, struct theirs *theirs)
{
	const char *map;

	for (size_t i = 0; (map = cli_option_at(cli, "map", i)); i++) {
		const char *ours = ours_of(map);
		if (!ours)
			return cli_misuse(cli, "import.cli_no_equals", "word", map, NULL);
		vec_push(&theirs->at, mem_dup_n(map, (size_t)(ours - 1 - map)));
	}
	vec_push(&theirs->at, NULL);
	return true;
}

static void add_headings(const struct import *import, struct str *out)
{
	for (size_t i = 0; i < import->columns.count; i++)
		str_addf(out, "%s#%zu %s", i > 0 ? ", " : "", i + 1, import->columns.at[i].heading);
}

static bool tell_headings(struct cli *cli, const struct import *import, const char *text,
                          const char *word)
{
	struct str headings = {0};

	add_headings(import, &headings);
	cli_misuse(cli, text, "word", word, "headings", str_text(&headings), NULL);
	str_release(&headings);
	return false;
}

static bool map_column(struct cli *cli, struct import *import, const char *theirs, const char *ours)
{
	size_t column = import_column(import, theirs);
	int to = import_target(import, ours);

	if (column == SIZE_MAX)
		return tell_headings(cli, import, "import.cli_no_column", theirs);
	if (to == HEADING_UNKNOWN)
		return cli_field(cli, sheet_form(import->sheet), ours) >= 0;
	if (!import_takes(import, to)) {
		struct err err = {0};
		err_set(&err, ERR_COMPUTED, NULL, 0, "%s", ours);
		return cli_fail(cli, &err);
	}
	import_map(import, column, to);
	return true;
}

static bool map_columns(struct cli *cli, struct import *import, const struct theirs *theirs)
{
	for (size_t i = 0; theirs->at.at[i]; i++)
		if (!map_column(cli, import, theirs->at.at[i], ours_of(cli_option_at(cli, "map", i))))
			return false;
	return import_is_mapped(import) ||
	       tell_headings(cli, import, "import.cli_no_match", import->shown);
}

static bool choose_scale(struct cli *cli, struct import *import)
{
	const char *scale = cli_option(cli, "scale");

	if (scale && text_is(scale, "0-2"))
		import->scale = IMPORT_SCALE_0_2;
	else if (scale && text_is(scale, "1-3"))
		import->scale = IMPORT_SCALE_1_3;
	else if (scale)
		return cli_misuse(cli, "import.cli_bad_scale", "word", scale, NULL);
	return !import_asks_scale(import) || cli_misuse(cli, "import.cli_ask_scale", NULL);
}

/* ---- telling ---- */

static void tell_columns(struct cli *cli, const struct import *import)
{
	struct str why = {0};

	for (size_t i = 0; i < import->columns.count; i++) {
		const struct import_column *column = &import->columns.at[i];
		char number[24];
		if (column->to != IMPORT_NOWHERE || column->fate == IMPORT_BLANK)
			continue;
		str_clear(&why);
		import_say_column(import, i, &why);
		snprintf(number, sizeof(number), "%zu", i + 1);
		cli_say(cli, "import.cli_column", "number", number, "heading", column->heading, "why",
		        str_text(&why), NULL);
	}
	str_release(&why);
}

/* What the step does, and what is to be looked after. */
static bool is_trouble(enum import_kind kind)
{
	return kind != IMPORT_NEW && kind != IMPORT_CELL;
}

static void tell_lines(struct cli *cli, const struct import *import, bool all)
{
	struct str text = {0};

	for (size_t i = 0; i < import->lines.count; i++) {
		enum import_kind kind = import->lines.at[i].kind;
		if (!all && !is_trouble(kind))
			continue;
		str_clear(&text);
		import_say(import, i, &text);
		if (is_trouble(kind))
			cli_warn(cli, "cli.error", "error", str_text(&text), NULL);
		else
			cli_say(cli, "cli.error", "error", str_text(&text), NULL);
	}
	str_release(&text);
	if (import->counts.of[IMPORT_BAD] + import->counts.of[IMPORT_LOST] +
	    import->counts.of[IMPORT_REFUSED] > 0)
		cli_raise(cli, CLI_FINDINGS);
}

static void tell_counts(struct cli *cli, const struct import *import, const char *text)
{
	struct str counts = {0};

	import_say_counts(import, &counts);
	cli_say(cli, text, "counts", str_text(&counts), "file", import->shown, NULL);
	str_release(&counts);
}

/* ---- doing ---- */

static void carry_out(struct cli *cli, struct import *import)
{
	bool dry = cli_option(cli, "dry-run") != NULL;

	import_plan(import);
	if (!dry && !cli_do(cli, &import->step))
		return;
	tell_columns(cli, import);
	tell_lines(cli, import, dry);
	tell_counts(cli, import,
	            import->step.changes.count == 0 ? "import.cli_nothing"
	            : dry                           ? "import.cli_would" : "import.cli_done");
	if (!dry)
		cli_save(cli);
}

static void import_file(struct cli *cli, struct sheet *sheet, const struct theirs *theirs)
{
	struct import import;
	struct err err = {0};

	if (!import_open(&cli->session, sheet, cli->words.at[2], (const char *const *)theirs->at.at,
	                 &import, &err))
		cli_fail(cli, &err);
	else if (map_columns(cli, &import, theirs) && choose_scale(cli, &import))
		carry_out(cli, &import);
	import_release(&import);
}

static void run_import(struct cli *cli)
{
	struct theirs theirs = {0};
	struct sheet *sheet;

	if (read_maps(cli, &theirs) &&
	    cli_open(cli, cli_option(cli, "dry-run") ? FOLDER_READ : FOLDER_WRITE) &&
	    (sheet = cli_sheet(cli, cli->words.at[1])) != NULL)
		import_file(cli, sheet, &theirs);
	theirs_release(&theirs);
}

const struct verb verb_import = {
	.name = "import",
	.words = "DIR SHEET FILE",
	.options = {{"map", "THEIRS=ours"}, {"scale", "0-2|1-3"}, {"dry-run", NULL}},
	.run = run_import,
};
