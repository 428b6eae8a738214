/* export.c - sonae export: the attack trees as files for other programs. */
#include "verb.h"

#include "sonae/app/tree_export.h"
#include "sonae/base/file.h"

#include <stdio.h>

/* What will come; named here so that whoever asks for it is told. */
static const char *const later[] = {"csv", "xlsx", "html", "ipa", "zip"};

struct plan {
	VEC(const struct tree_writer *) writers;
	VEC(struct sheet *) sheets;
	enum lang lang;
	const char *dir;
	bool force, dry;    /* dry: only looks what is there already */
	size_t files, taken;
	struct str first_taken;
};

/* ---- what is asked for ---- */

/* Calls `each` with every word of "svg,dot". */
static bool for_each_word(struct cli *cli, struct plan *plan, const char *list,
                          bool (*each)(struct cli *cli, struct plan *plan, const char *word))
{
	bool fine = true;

	for (const char *at = list; fine && *at; at += *at == ',') {
		size_t len = strcspn(at, ",");
		char *word = mem_dup_n(at, len);
		fine = len == 0 || each(cli, plan, word);
		free(word);
		at += len;
	}
	return fine;
}

static void add_known(struct str *out)
{
	for (size_t i = 0; tree_writer_at(i); i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", tree_writer_at(i)->name);
}

static bool add_writer(struct cli *cli, struct plan *plan, const char *name)
{
	const struct tree_writer *writer = tree_writer_find(name);
	const char *text = "cli.export_no_format";
	struct str known = {0};

	if (writer) {
		vec_push(&plan->writers, writer);
		return true;
	}
	for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++)
		if (text_is(later[i], name))
			text = "cli.export_not_yet";
	add_known(&known);
	cli_misuse(cli, text, "name", name, "known", str_text(&known), NULL);
	str_release(&known);
	return false;
}

static bool add_sheet(struct cli *cli, struct plan *plan, const char *id)
{
	struct sheet *sheet = cli_sheet(cli, id);

	if (!sheet)
		return false;
	if (sheet_form(sheet)->kind != FORM_TREE)
		return cli_misuse(cli, "cli.export_no_tree", "name", id, NULL);
	vec_push(&plan->sheets, sheet);
	return true;
}

/* Every worksheet of kind tree that is in use. */
static bool add_all_sheets(struct cli *cli, struct plan *plan)
{
	struct cli_sheets sheets = {0};
	bool fine = true;

	cli_sheets(cli, &sheets);
	for (size_t i = 0; i < sheets.at.count && fine; i++) {
		const struct form *form = book_form(cli_book(cli), sheets.at.at[i].id, NULL);
		if (form && form->kind == FORM_TREE)
			fine = add_sheet(cli, plan, form->id);
	}
	cli_sheets_release(&sheets);
	return fine;
}

static bool read_options(struct cli *cli, struct plan *plan)
{
	const char *lang = cli_option(cli, "lang"), *only = cli_option(cli, "only");

	plan->dir = cli_option(cli, "o");
	plan->force = cli_option(cli, "force");
	if (!plan->dir || !plan->dir[0])
		return cli_misuse(cli, "cli.export_where", NULL);
	if (text_ends(plan->dir, ".zip"))
		return add_writer(cli, plan, "zip");
	if (lang && !lang_parse(lang, &plan->lang))
		return cli_misuse(cli, "cli.no_lang", "name", lang, NULL);
	if (only)
		return for_each_word(cli, plan, only, add_writer);
	for (size_t i = 0; tree_writer_at(i); i++)
		vec_push(&plan->writers, tree_writer_at(i));
	return true;
}

static bool read_plan(struct cli *cli, struct plan *plan)
{
	const char *sheets = cli_option(cli, "sheets"), *lang = cli_option(cli, "lang");

	if (!lang)
		plan->lang = folder_settings(cli->session.folder)->lang;
	return sheets ? for_each_word(cli, plan, sheets, add_sheet) : add_all_sheets(cli, plan);
}

/* ---- writing ---- */

static bool write_file(struct cli *cli, struct plan *plan, struct tree_export *export, size_t root,
                       const struct tree_writer *writer)
{
	struct err err = {0};
	struct str name = {0};

	tree_export_name(export, root, writer, &name);
	char *path = path_join(plan->dir, str_text(&name));
	bool fine = true;
	plan->files++;
	if (plan->dry) {
		if (file_exists(path) && plan->taken++ == 0)
			str_add(&plan->first_taken, str_text(&name));
	} else {
		fine = tree_export_write(export, root, writer, path, &err);
		if (fine)
			cli_say(cli, "cli.export_wrote", "path", path, NULL);
		else
			cli_fail(cli, &err);
	}
	free(path);
	str_release(&name);
	return fine;
}

static bool write_sheet(struct cli *cli, struct plan *plan, struct sheet *sheet)
{
	struct tree_export export;
	bool fine = true;

	tree_export_begin(&cli->session, sheet, plan->lang, &export);
	for (size_t root = OUTLINE_NONE; fine && (root = tree_export_next(&export, root)) != OUTLINE_NONE;)
		for (size_t i = 0; i < plan->writers.count && fine; i++)
			fine = write_file(cli, plan, &export, root, plan->writers.at[i]);
	tree_export_release(&export);
	return fine;
}

static bool write_all(struct cli *cli, struct plan *plan)
{
	for (size_t i = 0; i < plan->sheets.count; i++)
		if (!write_sheet(cli, plan, plan->sheets.at[i]))
			return false;
	return true;
}

/* Nothing is replaced unasked, and nothing is written before that is known. */
static bool may_write(struct cli *cli, struct plan *plan)
{
	char count[24];

	plan->dry = true;
	write_all(cli, plan);
	plan->dry = false;
	snprintf(count, sizeof(count), "%zu", plan->taken);
	if (plan->files == 0) {
		cli_warn(cli, "cli.export_nothing", NULL);
		return false;
	}
	if (plan->taken == 0 || plan->force)
		return true;
	return cli_misuse(cli, "cli.export_taken", "dir", plan->dir, "file",
	                  str_text(&plan->first_taken), "count", count, NULL);
}

static void run_export(struct cli *cli)
{
	struct plan plan = {0};
	struct err err = {0};

	if (read_options(cli, &plan) && cli_open(cli, FOLDER_READ) && read_plan(cli, &plan) &&
	    may_write(cli, &plan)) {
		if (file_make_dir(plan.dir, &err))
			write_all(cli, &plan);
		else
			cli_fail(cli, &err);
	}
	vec_release(&plan.writers);
	vec_release(&plan.sheets);
	str_release(&plan.first_taken);
}

const struct verb verb_export = {
	.name = "export",
	.words = "DIR",
	.options = {{"o", "OUT"},
	            {"only", "FORMATS"},
	            {"sheets", "SHEETS"},
	            {"lang", "ja|en"},
	            {"force", NULL}},
	.run = run_export,
};
