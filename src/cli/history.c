/* history.c - sonae history: who did what, when; whether that can be believed; what is
 * better forgotten. */
#include "sonae/store/history.h"

#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/model/field_type.h"
#include "table.h"
#include "verb.h"

#include <stdio.h>
#include <stdlib.h>

/* Where the records go. */
struct listing {
	struct cli *cli;
	bool csv;
	size_t count;
	struct table table; /* for people */
};

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
                      bool forgotten, struct str *out)
{
	const struct form *form = book_form(cli_book(cli), record->sheet, NULL);
	int field = form ? form_field(form, record->field) : -1;

	if (forgotten)
		str_add(out, say(&cli->session, "cli.forgotten"));
	else if (field >= 0)
		field_show(&form->fields.at[field], cli->session.lang, value, out);
	else
		str_add(out, value);
}

static void add_change(struct cli *cli, const struct history_record *record, struct str *out)
{
	add_value(cli, record, record->before, record->before_forgotten, out);
	str_add(out, " -> ");
	add_value(cli, record, record->after, record->after_forgotten, out);
}

/* A row's image: the line of the row it stood after goes, "name=…; owner=…" stays. */
static void add_image(struct cli *cli, const struct history_record *record, struct str *out)
{
	const char *image = record->kind == HISTORY_INSERT ? record->after : record->before;
	const char *line = strchr(image, '\n');

	while (line && line[1]) {
		const char *end = strchr(line + 1, '\n');
		size_t len = end ? (size_t)(end - line - 1) : strlen(line + 1);
		str_add(out, out->len > 0 ? "; " : "");
		str_add_n(out, line + 1, len);
		line = end;
	}
	if (record->before_forgotten || record->after_forgotten)
		str_addf(out, "%s%s", out->len > 0 ? "; " : "", say(&cli->session, "cli.forgotten"));
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

	if (listing->csv)
		print_csv(record);
	else
		add_row(listing, record);
	listing->count++;
	return true;
}

/* ---- listing ---- */

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

static void end(struct listing *listing, const char *sheet)
{
	struct cli *cli = listing->cli;
	bool known = listing->count > 0 || !sheet || cli_sheet(cli, sheet);

	if (!listing->csv && known && listing->count == 0)
		cli_say(cli, "cli.no_history", NULL);
	else if (!listing->csv && listing->count > 0)
		table_print(&listing->table);
}

static void list(struct cli *cli, const char *since)
{
	struct listing listing = {.cli = cli, .csv = cli_option(cli, "csv")};
	struct history_filter filter = {
		.sheet = cli_option(cli, "sheet"),
		.row = cli_option(cli, "row"),
		.who = cli_option(cli, "who"),
		.since = since,
		/* That files were written is nothing a person did. */
		.changes_only = !listing.csv,
	};
	struct err err = {0};

	begin(&listing);
	if (history_find(folder_history(cli->session.folder), &filter, take_record, &listing, &err))
		end(&listing, filter.sheet);
	else
		cli_fail(cli, &err);
	table_release(&listing.table);
}

/* ---- the chain ---- */

static void verify(struct cli *cli)
{
	const struct history *history = folder_history(cli->session.folder);
	struct err err = {0};
	char seq[24];

	snprintf(seq, sizeof(seq), "%lu", history_last_seq(history));
	if (history_verify(history, &err))
		cli_say(cli, "cli.chain_holds", "count", seq, "hash", history_head_hash(history),
		        NULL);
	else
		cli_fail(cli, &err);
}

static bool read_seq(struct cli *cli, unsigned long *seq)
{
	const char *text = cli_option(cli, "forget");
	size_t digits = strspn(text, "0123456789");

	*seq = strtoul(text, NULL, 10);
	if (digits == 0 || digits > 18 || text[digits] != '\0' || *seq == 0)
		return cli_misuse(cli, "cli.no_seq", "word", text, NULL);
	return true;
}

static void tell_forgotten(struct cli *cli, const struct folder_forgotten *forgotten)
{
	char records[24], files[24];

	snprintf(records, sizeof(records), "%zu", forgotten->records);
	snprintf(files, sizeof(files), "%zu", forgotten->files);
	cli_say(cli, "cli.forgot", "records", records, "files", files, NULL);
	if (forgotten->cleared)
		cli_say(cli, "cli.forgot_cell", NULL);
	for (size_t i = 0; i < forgotten->left.at.count; i++) {
		struct str text = {0};

		say_err(&cli->session, &text, &forgotten->left.at.at[i]);
		cli_warn(cli, "cli.error", "error", str_text(&text), NULL);
		cli_raise(cli, CLI_FINDINGS);
		str_release(&text);
	}
}

static void forget(struct cli *cli)
{
	struct folder_forgotten forgotten;
	struct err err = {0};
	unsigned long seq;

	if (!read_seq(cli, &seq) || !cli_open(cli, FOLDER_WRITE))
		return;
	if (folder_forget(cli->session.folder, seq, cli_option(cli, "field"), &forgotten, &err))
		tell_forgotten(cli, &forgotten);
	else
		cli_fail(cli, &err);
	folder_forgotten_release(&forgotten);
}

/* ---- the verb ---- */

static void run_history(struct cli *cli)
{
	char since[16];

	if (cli_option(cli, "forget")) {
		forget(cli);
		return;
	}
	if (!cli_read_date(cli, "since", since) || !cli_open(cli, FOLDER_READ))
		return;
	if (cli_option(cli, "verify"))
		verify(cli);
	else
		list(cli, since);
}

const struct verb verb_history = {
	.name = "history",
	.words = "DIR",
	.options = {{"since", "DATE"}, {"sheet", "SHEET"}, {"row", "ID"}, {"who", "NAME"},
	            {"csv", NULL}, {"verify", NULL}, {"forget", "SEQ"}, {"field", "FIELD"}},
	.run = run_history,
};
