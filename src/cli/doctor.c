/* doctor.c - sonae doctor: what a person who helps from afar asks first. */
#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/store/form_file.h"
#include "table.h"
#include "verb.h"

#include <gnu/libc-version.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void add(struct table *table, const char *name, const char *value)
{
	table_cell(table, name);
	table_cell(table, value && value[0] ? value : "-");
}

static void add_variables(struct table *table)
{
	static const char *const names[] = {"TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE",
	                                    "LANG", "SONAE_FORMS", "SONAE_WHO", "SONAE_NOW"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		add(table, names[i], getenv(names[i]));
}

static void add_terminal(struct table *table)
{
	struct winsize size = {0};
	struct str text = {0};

	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0)
		str_addf(&text, "%dx%d", size.ws_col, size.ws_row);
	add(table, "terminal", str_text(&text));
	setlocale(LC_CTYPE, "");
	add(table, "codeset", nl_langinfo(CODESET));
	str_release(&text);
}

static void add_program(struct cli *cli, struct table *table)
{
	add(table, "sonae", SONAE_VERSION);
	add(table, "compiler", __VERSION__);
	add(table, "libc", gnu_get_libc_version());
	add(table, "forms", cli->session.catalogue.program);
	add(table, "config", cli->session.config.dir);
	add(table, "language", lang_name(cli->session.lang));
	add(table, "who", config_who(&cli->session.config));
}

/* ---- is everything readable? ---- */

static void tell_all(struct cli *cli, struct errs *errs)
{
	for (size_t i = 0; i < errs->at.count; i++)
		cli_fail(cli, &errs->at.at[i]);
	vec_release(&errs->at);
}

static void try_form(struct cli *cli, const char *id)
{
	static const char *const kinds[] = {"examples", "company"};
	struct errs errs = {0};
	struct form *form = form_load(&cli->session.catalogue, id, &errs);

	for (size_t i = 0; form && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct samples samples = {0};
		samples_load(&cli->session.catalogue, form, kinds[i], &samples, &errs);
		samples_release(&samples);
	}
	form_free(form);
	tell_all(cli, &errs);
}

static void try_curriculum(struct cli *cli, const char *id)
{
	struct curriculum curriculum = {0};
	struct errs errs = {0};

	curriculum_load(&cli->session.catalogue, id, &curriculum, &errs);
	curriculum_release(&curriculum);
	tell_all(cli, &errs);
}

static void try_files(struct cli *cli, const char *folder,
                      void (*try)(struct cli *cli, const char *id))
{
	struct err err = {0};
	char **names = NULL;
	size_t count = 0;

	if (!catalogue_list(&cli->session.catalogue, folder, ".ini", &names, &count, &err))
		cli_fail(cli, &err);
	for (size_t i = 0; i < count; i++) {
		try(cli, names[i]);
		free(names[i]);
	}
	free(names);
}

static void try_config(struct cli *cli)
{
	struct config config = {0};
	struct keymap keymap = {0};
	struct errs errs = {0};

	config_load(&config, &errs);
	char *keys = path_join(config.dir, "keys.ini");
	keymap_defaults(&keymap);
	keymap_load(&keymap, keys, &errs);
	free(keys);
	keymap_release(&keymap);
	config_release(&config);
	tell_all(cli, &errs);
}

static void run_doctor(struct cli *cli)
{
	struct table table;

	table_begin(&table, cli_option(cli, "csv"));
	table_without_heading(&table);
	table_column(&table, "name", "", false);
	table_column(&table, "value", "", false);
	add_program(cli, &table);
	add_terminal(&table);
	add_variables(&table);
	table_print(&table);
	table_release(&table);
	if (cli->trouble.code != ERR_NONE)
		return;
	try_config(cli);
	try_files(cli, "", try_form);
	try_files(cli, "curricula", try_curriculum);
	if (cli->status == 0 && !cli_option(cli, "csv"))
		cli_say(cli, "cli.all_readable", NULL);
}

const struct verb verb_doctor = {
	.name = "doctor",
	.words = "",
	.options = {{"csv", NULL}},
	.needs_nothing = true,
	.run = run_doctor,
};
