/* forms.c - sonae forms: which worksheets there are; --check FILE lints one. */
#include "sonae/app/say.h"
#include "sonae/store/form_file.h"
#include "table.h"
#include "verb.h"

#include <stdlib.h>

static void tell_all(struct cli *cli, const struct errs *errs)
{
	for (size_t i = 0; i < errs->at.count; i++)
		cli_fail(cli, &errs->at.at[i]);
}

/* Complaints are what was asked for, so they go to stdout: "FILE:LINE: …". */
static void print_complaint(struct cli *cli, const struct err *err)
{
	struct str text = {0};

	say_err(&cli->session, &text, err);
	cli_say(cli, "cli.error", "error", str_text(&text), NULL);
	str_release(&text);
}

static void check_file(struct cli *cli, const char *path)
{
	struct errs errs = {0};
	struct form *form = form_load_file(&cli->session.catalogue, path, &errs);

	for (size_t i = 0; i < errs.at.count; i++) {
		print_complaint(cli, &errs.at.at[i]);
		cli_raise(cli, (int)err_kind(errs.at.at[i].code));
	}
	if (form)
		cli_say(cli, "cli.form_fine", "file", path, NULL);
	else
		cli_raise(cli, ERR_KIND_DATA);
	form_free(form);
	vec_release(&errs.at);
}

static void add_form(struct cli *cli, const char *id, struct table *table)
{
	struct errs errs = {0};
	struct form *form = form_load(&cli->session.catalogue, id, &errs);

	table_cell(table, id);
	table_cell(table, form ? form_kind_name(form->kind) : "");
	table_cell(table, form ? say_words(&cli->session, form->title) : "");
	tell_all(cli, &errs);
	form_free(form);
	vec_release(&errs.at);
}

static void list_forms(struct cli *cli)
{
	struct err err = {0};
	struct table table;
	char **ids = NULL;
	size_t count = 0;

	if (!catalogue_forms(&cli->session.catalogue, &ids, &count, &err)) {
		cli_fail(cli, &err);
		return;
	}
	table_begin(&table, cli_option(cli, "csv"));
	table_without_heading(&table);
	table_column(&table, "id", "", false);
	table_column(&table, "kind", "", false);
	table_column(&table, "title", "", false);
	for (size_t i = 0; i < count; i++) {
		add_form(cli, ids[i], &table);
		free(ids[i]);
	}
	free(ids);
	table_print(&table);
	table_release(&table);
}

static void run_forms(struct cli *cli)
{
	const char *file = cli_option(cli, "check");

	if (file)
		check_file(cli, file);
	else
		list_forms(cli);
}

const struct verb verb_forms = {
	.name = "forms",
	.words = "",
	.options = {{"check", "FILE"}, {"csv", NULL}},
	.run = run_forms,
};
