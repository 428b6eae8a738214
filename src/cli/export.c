/* export.c - sonae export: what goes to the consultant. */
#include "verb.h"

#include "sonae/app/export_plan.h"
#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/base/list.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- what is asked for ---- */

static bool no_format(struct cli *cli, const char *name)
{
	struct str known = {0};

	for (size_t i = 0; exporter_at(i); i++)
		str_addf(&known, "%s%s", i > 0 ? ", " : "", exporter_at(i)->name);
	cli_misuse(cli, "cli.export_no_format", "name", name, "known", str_text(&known), NULL);
	str_release(&known);
	return false;
}

static bool knows_format(struct cli *cli, const char *name)
{
	return exporter_find(name) || no_format(cli, name);
}

static bool knows_sheet(struct cli *cli, const char *name)
{
	return cli_sheet(cli, name);
}

/* Each of "a,b" is known, or told; `list` may be NULL. */
static bool knows_each(struct cli *cli, const char *list, bool (*knows)(struct cli *cli, const char *name))
{
	const char *rest = list ? list : "";
	bool known = true;
	size_t len;

	for (const char *at; known && (at = list_next_by(',', &rest, &len)) != NULL;) {
		char *name = mem_dup_n(at, len);
		known = len == 0 || knows(cli, name);
		free(name);
	}
	return known;
}

/* The folder that is there, of those the path leads through. */
static char *nearest_folder(const char *path)
{
	char *at = mem_dup(path);

	while (!file_exists(at) && !text_is(at, ".") && !text_is(at, "/")) {
		char *above = path_dir(at);
		free(at);
		at = above;
	}
	return at;
}

/* In the workbook's folder a package would be taken for worksheets, and keep what was forgotten. */
static bool is_outside(struct cli *cli, const char *out)
{
	char *nearest = nearest_folder(out);
	char *place = realpath(nearest, NULL), *book = realpath(cli->words.at[0], NULL);
	size_t len = book ? strlen(book) : 0;
	bool is_inside = place && book && strncmp(place, book, len) == 0 &&
	                 (place[len] == '/' || place[len] == '\0');

	free(nearest);
	free(place);
	free(book);
	return !is_inside || cli_misuse(cli, "cli.export_inside", "path", out, NULL);
}

static bool read_choice(struct cli *cli, struct export_choice *choice, char since[16])
{
	const char *lang = cli_option(cli, "lang"), *out = cli_option(cli, "o");

	*choice = (struct export_choice){
		.formats = cli_option(cli, "only"),
		.sheets = cli_option(cli, "sheets"),
		.sessions = cli_option(cli, "sessions"),
		.asset = cli_option(cli, "asset"),
		.since = since,
		.redact = cli_option(cli, "redact"),
	};
	if (!out || !out[0])
		return cli_misuse(cli, "cli.export_where", NULL);
	if (lang && !lang_parse(lang, &choice->lang))
		return cli_misuse(cli, "cli.no_lang", "name", lang, NULL);
	return knows_each(cli, choice->formats, knows_format) &&
	       cli_read_date(cli, "since", since);
}

/* Nothing is replaced unasked. */
static bool may_write(struct cli *cli, const struct out_files *files)
{
	const char *path = cli_option(cli, "o");
	struct str first = {0};
	char count[24];
	size_t taken = package_taken(files, path, &first);
	bool may = files->at.count > 0 && (taken == 0 || cli_option(cli, "force"));

	snprintf(count, sizeof(count), "%zu", taken);
	if (files->at.count == 0)
		cli_warn(cli, "cli.export_nothing", NULL);
	else if (!may && file_is_dir(path))
		cli_misuse(cli, "cli.export_taken", "dir", path, "file", str_text(&first), "count", count,
		           NULL);
	else if (!may)
		cli_misuse(cli, "cli.export_there", "path", path, NULL);
	str_release(&first);
	return may;
}

/* ---- what was done ---- */

/* Files of one folder are told in one line. */
static void tell_files(struct cli *cli, const struct out_files *files)
{
	for (size_t i = 0, next; i < files->at.count; i = next) {
		const char *name = files->at.at[i].name, *slash = strchr(name, '/');
		size_t len = slash ? (size_t)(slash - name) + 1 : strlen(name);
		char *shown = mem_dup_n(name, len), count[24];

		for (next = i + 1; slash && next < files->at.count &&
		                   strncmp(files->at.at[next].name, name, len) == 0; next++)
			;
		snprintf(count, sizeof(count), "%zu", next - i);
		cli_say(cli, slash ? "cli.export_folder" : "cli.export_file", "name", shown, "count", count,
		        NULL);
		free(shown);
	}
}

static void tell_left_out(struct cli *cli, const struct outgoing *outgoing)
{
	struct str text = {0};

	cli_say(cli, "cli.export_left", NULL);
	for (size_t i = 0; i < outgoing->sheets.count; i++) {
		str_clear(&text);
		package_left_out(outgoing, &outgoing->sheets.at[i], &text);
		if (text.len > 0)
			cli_say(cli, "cli.export_left_of", "what", str_text(&text), NULL);
	}
	cli_say(cli, "cli.export_free_text", NULL);
	str_release(&text);
}

static void tell(struct cli *cli, const struct outgoing *outgoing, const struct out_files *files,
                 const char *id)
{
	cli_say(cli, *outgoing->mark ? "cli.export_wrote_marked" : "cli.export_wrote", "path",
	        cli_option(cli, "o"), "id", id, "mark", outgoing->mark, NULL);
	tell_files(cli, files);
	if (outgoing->redact)
		tell_left_out(cli, outgoing);
}

/* What was sent is out: that no copy could be kept is told, and no failure. */
static void keep(struct cli *cli, const struct out_files *files, const char *id)
{
	struct err err = {0};
	struct str why = {0};

	if (package_keep(cli->session.folder, files, id, &err))
		return;
	say_err(&cli->session, &why, &err);
	cli_warn(cli, "cli.export_not_kept", "error", str_text(&why), NULL);
	str_release(&why);
}

static void export(struct cli *cli, const struct outgoing *outgoing, const struct package_formats *formats)
{
	struct out_files files = {0};
	struct err err = {0};
	char id[96];

	if (!package_make(outgoing, formats, &files, id, &err))
		cli_fail(cli, &err);
	else if (may_write(cli, &files)) {
		if (package_write(&files, cli_option(cli, "o"), outgoing->made_at, &err)) {
			keep(cli, &files, id);
			tell(cli, outgoing, &files, id);
		} else {
			cli_fail(cli, &err);
		}
	}
	out_files_release(&files);
}

static void run_export(struct cli *cli)
{
	struct export_choice choice;
	struct outgoing outgoing;
	struct package_formats formats;
	struct err err = {0};
	char since[16];

	if (!read_choice(cli, &choice, since) || !cli_open(cli, FOLDER_READ) ||
	    !is_outside(cli, cli_option(cli, "o")) || !knows_each(cli, choice.sheets, knows_sheet))
		return;
	if (!cli_option(cli, "lang"))
		choice.lang = folder_settings(cli->session.folder)->lang;
	if (export_plan(&cli->session, &choice, &outgoing, &formats, &err))
		export(cli, &outgoing, &formats);
	else
		cli_fail(cli, &err);
	package_formats_release(&formats);
	outgoing_release(&outgoing);
}

const struct verb verb_export = {
	.name = "export",
	.words = "DIR",
	.options = {{"o", "OUT"},
	            {"only", "FORMATS"},
	            {"sheets", "SHEETS"},
	            {"sessions", "SESSIONS"},
	            {"asset", "ID"},
	            {"since", "DATE"},
	            {"lang", "ja|en"},
	            {"redact", NULL},
	            {"force", NULL}},
	.run = run_export,
};
