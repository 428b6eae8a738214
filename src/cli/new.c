/* new.c - sonae new: make a workbook. */
#include "verb.h"

#include "sonae/base/file.h"
#include "sonae/base/utf8.h"

#include <limits.h>
#include <stdlib.h>

enum { COMPANY_MAX = 255 }; /* bytes */

/* Appends "r4, r5"; tells whether `wanted` is one of them. */
static bool find_curriculum(struct cli *cli, const char *wanted, struct str *known)
{
	char **names = NULL;
	size_t count = 0;
	bool found = false;

	catalogue_list(&cli->session.catalogue, "curricula", ".ini", &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		found |= text_is(names[i], wanted);
		str_addf(known, "%s%s", i > 0 ? ", " : "", names[i]);
		free(names[i]);
	}
	free(names);
	return found;
}

static bool read_curriculum(struct cli *cli, struct new_workbook *wanted)
{
	struct str known = {0};
	bool fine = true;

	wanted->curriculum = cli_option(cli, "curriculum");
	if (wanted->curriculum && !find_curriculum(cli, wanted->curriculum, &known))
		fine = cli_misuse(cli, "cli.no_curriculum", "name", wanted->curriculum, "known",
		                  str_text(&known), NULL);
	str_release(&known);
	return fine;
}

static bool read_lang(struct cli *cli, struct new_workbook *wanted)
{
	const char *lang = cli_option(cli, "lang");

	wanted->lang = cli->session.lang;
	if (lang && !lang_parse(lang, &wanted->lang))
		return cli_misuse(cli, "cli.no_lang", "name", lang, NULL);
	return true;
}

/* The example company has a name of its own. */
static const char *example_company(struct cli *cli, enum lang lang)
{
	return words_in(*texts_find(&cli->session.texts, "start.example_company"), lang);
}

static bool read_company(struct cli *cli, struct new_workbook *wanted)
{
	wanted->company = cli_option(cli, "company");
	if (wanted->example && !wanted->company)
		wanted->company = example_company(cli, wanted->lang);
	if (wanted->company && (strlen(wanted->company) > COMPANY_MAX ||
	                        !utf8_is_valid(wanted->company, strlen(wanted->company))))
		return cli_misuse(cli, "cli.bad_company", NULL);
	return true;
}

static void tell_next(struct cli *cli, const char *path)
{
	char *full = realpath(path, NULL);

	cli_say(cli, "cli.new_made", "path", full ? full : path, NULL);
	cli_say(cli, "cli.new_next", "path", path, NULL);
	free(full);
}

static void run_new(struct cli *cli)
{
	struct new_workbook wanted = {
		.path = cli->words.at[0],
		.example = cli_option(cli, "example"),
		.from = cli_option(cli, "from"),
	};
	struct err err = {0};

	if (wanted.example && wanted.from) {
		cli_misuse(cli, "cli.example_or_from", NULL);
		return;
	}
	if (!read_curriculum(cli, &wanted) || !read_lang(cli, &wanted) ||
	    !read_company(cli, &wanted))
		return;
	if (session_create(&cli->session, &wanted, &err))
		tell_next(cli, wanted.path);
	else
		cli_fail(cli, &err);
}

const struct verb verb_new = {
	.name = "new",
	.words = "DIR",
	.options = {
		{"curriculum", "r4|r5|r6|r7"},
		{"company", "NAME"},
		{"lang", "ja|en"},
		{"example", NULL},
		{"from", "OLD"},
	},
	.run = run_new,
};
