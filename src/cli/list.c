/* list.c - sonae list: sessions, worksheets and how far they are. */
#include "verb.h"

#include "sonae/app/say.h"
#include "sonae/model/progress.h"
#include "table.h"

#include <stdio.h>

/* Words of the CSV, and in section [cli] the texts state_none … for people. */
static const char *const progress_names[] = {
	[PROGRESS_EMPTY] = "empty",
	[PROGRESS_STARTED] = "started",
	[PROGRESS_DONE] = "done",
};

/* One worksheet as it is shown; what a worksheet without a form lacks is "". */
struct entry {
	const struct cli_sheet *place;
	const char *title, *state;
	char rows[24];
};

static void look_at(struct cli *cli, const struct cli_sheet *place, struct entry *entry)
{
	struct err err = {0};

	*entry = (struct entry){.place = place, .title = "", .state = "none"};
	if (!place->there)
		return;
	const struct form *form = book_form(cli_book(cli), place->id, &err);
	struct sheet *sheet = form ? book_sheet(cli_book(cli), place->id, &err) : NULL;
	entry->title = form ? say_words(&cli->session, form->title) : "";
	entry->state = "unreadable";
	if (!sheet) {
		cli_fail(cli, &err);
		return;
	}
	entry->state = progress_names[progress_of(cli_book(cli), sheet)];
	snprintf(entry->rows, sizeof(entry->rows), "%zu", progress_rows(cli_book(cli), sheet));
}

static const char *session_id(const struct cli *cli, const struct cli_sheet *place)
{
	return cli->session.curriculum.sessions.at[place->session].id;
}

static void add_for_programs(struct cli *cli, const struct entry *entry, struct table *table)
{
	table_cell(table, entry->place->id);
	table_cell(table, session_id(cli, entry->place));
	table_cell(table, entry->title);
	table_cell(table, entry->place->more ? "1" : "0");
	table_cell(table, entry->state);
	table_cell(table, entry->rows);
}

static void add_for_people(struct cli *cli, const struct entry *entry, struct table *table)
{
	struct str text = {0};

	str_addf(&text, "  %s", entry->place->id);
	table_cell(table, str_text(&text));
	table_cell(table, entry->title);
	str_clear(&text);
	str_addf(&text, "cli.state_%s", entry->state);
	table_cell(table, say(&cli->session, str_text(&text)));
	str_clear(&text);
	if (entry->rows[0] && entry->rows[0] != '0')
		say_to(&cli->session, &text, "cli.rows", "count", entry->rows, NULL);
	table_cell(table, str_text(&text));
	table_cell(table, entry->place->more ? say(&cli->session, "cli.more") : "");
	str_release(&text);
}

/* How many of the session's core worksheets that are there are done. */
static void count_done(const struct entry *entries, size_t count, int session, int *done, int *core)
{
	*done = *core = 0;
	for (size_t i = 0; i < count; i++) {
		const struct cli_sheet *place = entries[i].place;
		if (place->session != session || place->more || !place->there)
			continue;
		*core += 1;
		*done += text_is(entries[i].state, "done");
	}
}

/* "4. Find your assets"; the visits after the tenth session have no number. */
static void add_title(struct cli *cli, const struct session_plan *plan, struct str *out)
{
	if (plan->id[0] >= '0' && plan->id[0] <= '9')
		str_addf(out, "%s. ", plan->id);
	str_add(out, say_words(&cli->session, plan->title));
}

static void add_heading(struct cli *cli, const struct entry *entries, size_t count, int session,
                        struct table *table)
{
	struct str text = {0};
	int done, core;

	count_done(entries, count, session, &done, &core);
	add_title(cli, &cli->session.curriculum.sessions.at[session], &text);
	if (core > 0)
		str_addf(&text, "  %d/%d", done, core);
	table_line(table, str_text(&text));
	str_release(&text);
}

static void add_columns(struct cli *cli, struct table *table)
{
	bool csv = cli_option(cli, "csv");

	table_begin(table, csv);
	table_without_heading(table);
	table_column(table, "sheet", "", false);
	if (csv)
		table_column(table, "session", "", false);
	table_column(table, "title", "", false);
	if (csv)
		table_column(table, "more", "", false);
	table_column(table, "state", "", false);
	table_column(table, "rows", "", true);
	if (!csv)
		table_column(table, "more", "", false);
}

static void print(struct cli *cli, const struct entry *entries, size_t count)
{
	const struct session *session = &cli->session;
	struct table table;
	struct str head = {0};

	add_columns(cli, &table);
	str_addf(&head, "%s  %s", folder_settings(session->folder)->company,
	         say_words(session, session->curriculum.title));
	table_line(&table, str_text(&head) + strspn(str_text(&head), " "));
	for (size_t i = 0; i < count; i++) {
		int at = entries[i].place->session;
		if (i == 0 || at != entries[i - 1].place->session)
			add_heading(cli, entries, count, at, &table);
		if (table.csv)
			add_for_programs(cli, &entries[i], &table);
		else
			add_for_people(cli, &entries[i], &table);
	}
	table_print(&table);
	table_release(&table);
	str_release(&head);
}

static void run_list(struct cli *cli)
{
	struct cli_sheets sheets = {0};

	if (!cli_open(cli, FOLDER_READ))
		return;
	cli_sheets(cli, &sheets);
	struct entry *entries = mem_zero(sheets.at.count + 1, sizeof(*entries));
	for (size_t i = 0; i < sheets.at.count; i++)
		look_at(cli, &sheets.at.at[i], &entries[i]);
	print(cli, entries, sheets.at.count);
	free(entries);
	cli_sheets_release(&sheets);
}

const struct verb verb_list = {
	.name = "list",
	.words = "DIR",
	.options = {{"csv", NULL}},
	.run = run_list,
};
