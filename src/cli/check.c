/* check.c - sonae check: wrong values, gaps between worksheets, what is overdue. */
#include "verb.h"

#include "sonae/app/left_behind.h"
#include "sonae/app/say.h"
#include "sonae/model/finding.h"
#include "table.h"

#include <stdio.h>

/* Words of the CSV; for people the texts cli.level_note … */
static const char *const level_names[] = {
	[FINDING_NOTE] = "note",
	[FINDING_WARNING] = "warning",
	[FINDING_ERROR] = "error",
};

static const char *field_id(struct cli *cli, const struct finding *finding)
{
	const struct form *form = book_form(cli_book(cli), finding->sheet, NULL);

	return form && finding->field >= 0 ? form->fields.at[finding->field].id : "";
}

static void print_for_programs(struct cli *cli, const struct finding *finding, const char *text)
{
	const char *cells[] = {level_names[finding->level], finding->sheet, finding->row,
	                       field_id(cli, finding), text};

	table_print_csv(cells, sizeof(cells) / sizeof(cells[0]));
}

/* "warning assets A-003 storage: …" */
static void print_for_people(struct cli *cli, const struct finding *finding, const char *text)
{
	const char *parts[] = {finding->sheet, finding->row, field_id(cli, finding)};
	struct str place = {0}, level = {0};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i][0])
			str_addf(&place, "%s%s", i > 0 ? " " : "", parts[i]);
	str_addf(&level, "cli.level_%s", level_names[finding->level]);
	cli_say(cli, "cli.finding", "level", say(&cli->session, str_text(&level)), "place",
	        str_text(&place), "text", text, NULL);
	str_release(&place);
	str_release(&level);
}

static void print_findings(struct cli *cli, const struct findings *findings)
{
	struct str text = {0};

	for (size_t i = 0; i < findings->at.count; i++) {
		const struct finding *finding = &findings->at.at[i];
		str_clear(&text);
		say_finding(&cli->session, finding, &text);
		if (cli_option(cli, "csv"))
			print_for_programs(cli, finding, str_text(&text));
		else
			print_for_people(cli, finding, str_text(&text));
		if (finding->level != FINDING_NOTE)
			cli_raise(cli, CLI_FINDINGS);
	}
	str_release(&text);
}

/* Worksheets that cannot be read are told of, and the others are looked at. */
static size_t check_sheet(struct cli *cli, const char *id)
{
	struct findings findings = {0};
	struct err err = {0};

	if (!findings_of_sheet(cli_book(cli), id, &findings, &err))
		cli_fail(cli, &err);
	size_t count = findings.at.count;
	print_findings(cli, &findings);
	findings_release(&findings);
	return count;
}

static size_t check_left_behind(struct cli *cli)
{
	struct findings findings = {0};

	left_behind(&cli->session, &findings);
	size_t count = findings.at.count;
	print_findings(cli, &findings);
	findings_release(&findings);
	return count;
}

static size_t check_all(struct cli *cli)
{
	struct cli_sheets sheets = {0};
	size_t count = 0;

	cli_sheets(cli, &sheets);
	for (size_t i = 0; i < sheets.at.count; i++)
		count += sheets.at.at[i].there ? check_sheet(cli, sheets.at.at[i].id) : 0;
	cli_sheets_release(&sheets);
	return count + check_left_behind(cli);
}

static void run_check(struct cli *cli)
{
	static const char *const heading[] = {"level", "sheet", "row", "field", "text"};
	const char *wanted = cli->words.count > 1 ? cli->words.at[1] : NULL;

	if (!cli_open(cli, FOLDER_READ) || (wanted && !cli_sheet(cli, wanted)))
		return;
	if (cli_option(cli, "csv"))
		table_print_csv(heading, sizeof(heading) / sizeof(heading[0]));
	size_t count = wanted ? check_sheet(cli, wanted) : check_all(cli);
	if (count == 0 && cli->status == 0 && !cli_option(cli, "csv"))
		cli_say(cli, "cli.no_findings", NULL);
}

const struct verb verb_check = {
	.name = "check",
	.words = "DIR [SHEET]",
	.options = {{"csv", NULL}},
	.run = run_check,
};
