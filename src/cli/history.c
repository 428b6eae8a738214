/* history.c - sonae history: who did what, when. */
#include "sonae/store/history.h"

#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/file.h"
#include "sonae/model/field_type.h"
#include "table.h"
#include "verb.h"

#include <stdio.h>
#include <stdlib.h>

/* Which records are wanted, and where they go. */
struct listing {
	struct cli *cli;
	const char *sheet; /* NULL: all */
	char since[16];    /* "2026-11-22"; "" = from the start */
	bool csv;
	size_t count;
	struct table table; /* for people */
};

static bool is_wanted(const struct listing *listing, const struct history_record *record)
{
	if (listing->sheet && !text_is(listing->sheet, record->sheet))
		return false;
	return strncmp(record->time, listing->since, strlen(listing->since)) >= 0;
}

/* ---- for programs: the records as they are, without what makes a line of each ---- */

static const char *const columns[] = {"seq", "time", "who", "step", "kind", "of",
                                      "sheet", "row", "field", "before", "after", "hash"};
enum { COLUMN_COUNT = sizeof(columns) / sizeof(columns[0]) };

static void print_csv(const struct history_record *record)
{
	char seq[24], step[24], of[24] = "";

	snprintf(seq, sizeof(seq), "%lu", record->seq);
	snprintf(step, sizeof(step), "%lu", record->step);
	if (record->of)
		snprintf(of, sizeof(of), "%lu", record->of);
	const char *cells[COLUMN_COUNT] = {
		seq, record->time, record->who, step, history_kind_name(record->kind), of,
		record->sheet, record->row, record->field,
		record->before, record->after, record->hash,
	};
	table_print_csv(cells, COLUMN_COUNT);
}

/* ---- for people ---- */

/* A value with the labels of its field, if that is still known. */
static void add_value(struct cli *cli, const struct history_record *record, const char *value,
                      struct str *out)
{
	const struct form *form = book_form(cli_book(cli), record->sheet, NULL);
	int field = form ? form_field(form, record->field) : -1;

	if (field >= 0)
		field_show(&form->fields.at[field], cli->session.lang, value, out);
	else
		str_add(out, value);
}

static void add_change(struct cli *cli, const struct history_record *record, struct str *out)
{
	add_value(cli, record, record->before, out);
	str_add(out, " -> ");
	add_value(cli, record, record->after, out);
}

/* A row's image: the line of the row it stood after goes, "name=…; owner=…" stays. */
static void add_image(struct cli *cli, const struct history_record *record, struct str *out)
{
	const char *image = record->kind == HISTORY_INSERT ? record->after : record->before;
	const char *line = strchr(image, '\n');

	(void)cli;
	while (line && line[1]) {
		const char *end = strchr(line + 1, '\n');
		size_t len = end ? (size_t)(end - line - 1) : strlen(line + 1);
		str_add(out, out->len > 0 ? "; " : "");
		str_add_n(out, line + 1, len);
		line = end;
	}
}

/* How a kind of record is told; NULL: its place says it all. */
typedef void (*describer)(struct cli *cli, const struct history_record *record, struct str *out);
static const describer describe[HISTORY_KIND_COUNT] = {
	[HISTORY_SET] = add_change,
	[HISTORY_SETTINGS] = add_change,
	[HISTORY_INSERT] = add_image,
	[HISTORY_DELETE] = add_image,
};

/* "2026-11-22T07:30:00+09:00" as "2026-11-22 07:30". */
static void add_time(struct listing *listing, const char *time)
{
	char shown[17];

	snprintf(shown, sizeof(shown), "%.16s", time);
	for (char *at = shown; *at; at++)
		if (*at == 'T')
			*at = ' ';
	table_cell(&listing->table, shown);
}

static void add_row(struct listing *listing, const struct history_record *record)
{
	struct cli *cli = listing->cli;
	struct table *table = &listing->table;
	struct str text = {0};

	add_time(listing, record->time);
	table_cell(table, record->who);
	str_addf(&text, "cli.kind_%s", history_kind_name(record->kind));
	table_cell(table, say(&cli->session, str_text(&text)));
	table_cell(table, record->sheet);
	table_cell(table, record->row);
	table_cell(table, record->field);
	str_clear(&text);
	if (describe[record->kind])
		describe[record->kind](cli, record, &text);
	table_cell(table, str_text(&text));
	str_release(&text);
}

static bool take_record(void *context, const struct history_record *record)
{
	struct listing *listing = context;

	if (!is_wanted(listing, record))
		return true;
	if (listing->csv) {
		print_csv(record);
	} else {
		/* That files were written is nothing a person did. */
		if (record->kind == HISTORY_SAVE)
			return true;
		add_row(listing, record);
	}
	listing->count++;
	return true;
}

/* ---- the verb ---- */

static void begin(struct listing *listing)
{
	static const char *const headings[] = {"cli.when", "cli.who", "cli.kind", "cli.sheet",
	                                       "cli.row", "cli.field", "cli.what"};

	if (listing->csv)
		table_print_csv(columns, COLUMN_COUNT);
	else
		table_begin(&listing->table, false);
	for (size_t i = 0; !listing->csv && i < sizeof(headings) / sizeof(headings[0]); i++)
		table_column(&listing->table, "", say(&listing->cli->session, headings[i]), false);
}

static bool read_file(struct cli *cli, struct listing *listing)
{
	char *path = path_join(folder_path(cli->session.folder), "history.csv");
	struct err err = {0};
	bool torn, fine = true;

	if (file_exists(path)) {
		struct history *history = history_open(path, false, &torn, &err);
		fine = history && history_read(history, 0, take_record, listing, &err);
		history_close(history);
	}
	free(path);
	return fine || cli_fail(cli, &err);
}

static void end(struct cli *cli, struct listing *listing)
{
	bool known = listing->count > 0 || !listing->sheet || cli_sheet(cli, listing->sheet);

	if (!listing->csv && known && listing->count == 0)
		cli_say(cli, "cli.no_history", NULL);
	else if (!listing->csv && listing->count > 0)
		table_print(&listing->table);
	table_release(&listing->table);
}

static bool read_since(struct cli *cli, struct listing *listing)
{
	const char *text = cli_option(cli, "since");
	struct date date;

	if (!text)
		return true;
	if (!date_parse(text, clock_today(), &date, NULL))
		return cli_misuse(cli, "cli.no_date", "word", text, NULL);
	date_iso(date, listing->since);
	return true;
}

static void run_history(struct cli *cli)
{
	struct listing listing = {
		.cli = cli,
		.sheet = cli_option(cli, "sheet"),
		.csv = cli_option(cli, "csv"),
	};

	if (!read_since(cli, &listing) || !cli_open(cli, FOLDER_READ))
		return;
	begin(&listing);
	if (read_file(cli, &listing))
		end(cli, &listing);
	else
		table_release(&listing.table);
}

const struct verb verb_history = {
	.name = "history",
	.words = "DIR",
	.options = {{"since", "DATE"}, {"sheet", "SHEET"}, {"csv", NULL}},
	.run = run_history,
};
