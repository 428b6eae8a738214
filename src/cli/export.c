/* export.c - sonae export: what goes to the consultant. */
#include "verb.h"

#include "sonae/app/export_plan.h"
#include "sonae/base/file.h"

#include <stdio.h>

static bool read_choice(struct cli *cli, struct export_choice *choice)
{
	const char *lang = cli_option(cli, "lang"), *out = cli_option(cli, "o");

	*choice = (struct export_choice){
		.formats = cli_option(cli, "only"),
		.sheets = cli_option(cli, "sheets"),
		.sessions = cli_option(cli, "sessions"),
		.asset = cli_option(cli, "asset"),
		.since = cli_option(cli, "since"),
		.redact = cli_option(cli, "redact"),
	};
	if (!out || !out[0])
		return cli_misuse(cli, "cli.export_where", NULL);
	if (lang && !lang_parse(lang, &choice->lang))
		return cli_misuse(cli, "cli.no_lang", "name", lang, NULL);
	return true;
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
	else if (!may)
		cli_misuse(cli, "cli.export_taken", "dir", path, "file", str_text(&first), "count", count,
		           NULL);
	str_release(&first);
	return may;
}

static void tell(struct cli *cli, const struct out_files *files)
{
	for (size_t i = 0; i < files->at.count; i++) {
		char *path = path_join(cli_option(cli, "o"), files->at.at[i].name);
		cli_say(cli, "cli.export_wrote", "path", path, NULL);
		free(path);
	}
}

static void export(struct cli *cli, const struct outgoing *outgoing, const struct package_formats *formats)
{
	struct out_files files = {0};
	struct err err = {0};
	char id[96];

	if (!package_make(outgoing, formats, &files, id, &err))
		cli_fail(cli, &err);
	else if (may_write(cli, &files)) {
		if (package_write(&files, cli_option(cli, "o"), outgoing->made_at, &err))
			tell(cli, &files);
		else
			cli_fail(cli, &err);
	}
	out_files_release(&files);
}

static void run_export(struct cli *cli)
{
	struct export_choice choice;
	struct outgoing outgoing;
	struct package_formats formats;
	struct err err = {0};

	if (!read_choice(cli, &choice) || !cli_open(cli, FOLDER_READ))
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
