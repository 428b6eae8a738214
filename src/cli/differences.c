/* differences.c - what differs, for people and for programs. */
#include "differences.h"

#include "sonae/app/say.h"
#include "table.h"

static bool is_wanted(const struct merging_item *item, enum differences which)
{
	bool is_open = item->side == MERGING_BOTH ||
	               (item->kind == MERGING_GONE && item->side == MERGING_THEIRS);

	if (item->is_known)
		return false;
	if (which == DIFFERENCES_OPEN)
		return is_open;
	return which == DIFFERENCES_ALL || item->side != MERGING_OURS;
}

/* ---- for programs ---- */

static const char *const kinds[MERGING_KIND_COUNT] = {
	[MERGING_CELL] = "cell", [MERGING_NEW] = "new",   [MERGING_GONE] = "gone",
	[MERGING_MOVED] = "moved", [MERGING_NOTE] = "note", [MERGING_DAMAGED] = "damaged",
};
static const char *const sides[MERGING_SIDE_COUNT] = {
	[MERGING_THEIRS] = "theirs", [MERGING_OURS] = "ours", [MERGING_BOTH] = "both",
};

static void print_csv(const struct merging_sheet *sheet, const struct merging_item *item)
{
	const char *cells[] = {
		sheet->form->id, item->row,  item->field, kinds[item->kind],
		sides[item->side], item->base, item->ours, item->theirs,
	};

	table_print_csv(cells, sizeof(cells) / sizeof(*cells));
}

static void print_csv_heading(void)
{
	static const char *const headings[] = {"sheet", "row",  "field", "kind",
	                                       "side",  "base", "ours",  "theirs"};

	table_print_csv(headings, sizeof(headings) / sizeof(*headings));
}

/* ---- for people ---- */

typedef void (*sayer)(const struct merging *merging, const struct merging_sheet *sheet,
                      const char *id, struct str *out);

static void add_cell(struct table *table, const struct merging *merging,
                     const struct merging_sheet *sheet, const char *id, sayer say_it)
{
	struct str text = {0};

	if (id[0])
		say_it(merging, sheet, id, &text);
	table_cell(table, str_text(&text));
	str_release(&text);
}

static void add_item(struct table *table, const struct merging *merging,
                     const struct merging_sheet *sheet, const struct merging_item *item)
{
	struct str text = {0};

	add_cell(table, merging, sheet, item->row, merging_say_row);
	add_cell(table, merging, sheet, item->field, merging_say_field);
	merging_say_item(merging, sheet, item, &text);
	table_cell(table, str_text(&text));
	table_cell(table, merging_say_side(merging, sheet, item));
	str_release(&text);
}

static void begin(struct table *table)
{
	table_begin(table, false);
	for (int i = 0; i < 4; i++)
		table_column(table, "", "", false);
	table_without_heading(table);
}

static void add_sheet(struct cli *cli, struct table *table, const struct merging *merging,
                      const struct merging_sheet *sheet, enum differences which)
{
	bool is_first = true;

	for (size_t i = 0; i < sheet->items.count; i++) {
		if (!is_wanted(&sheet->items.at[i], which))
			continue;
		if (is_first)
			table_line(table, say_words(&cli->session, sheet->form->title));
		is_first = false;
		add_item(table, merging, sheet, &sheet->items.at[i]);
	}
}

void differences_print(struct cli *cli, const struct merging *merging, enum differences which,
                       bool csv)
{
	struct table table = {.csv = false};

	begin(&table);
	if (csv)
		print_csv_heading();
	for (size_t i = 0; i < merging->sheets.count; i++) {
		const struct merging_sheet *sheet = merging->sheets.at[i];

		for (size_t k = 0; k < sheet->items.count && csv; k++)
			if (is_wanted(&sheet->items.at[k], which))
				print_csv(sheet, &sheet->items.at[k]);
		if (!csv)
			add_sheet(cli, &table, merging, sheet, which);
	}
	if (!csv)
		table_print(&table);
	table_release(&table);
}

/* A folder of something else is no package without differences. */
bool differences_none_known(const struct merging *merging)
{
	return merging->compared == 0 && merging->others.count > 0;
}

void differences_tell_others(struct cli *cli, const struct merging *merging)
{
	if (differences_none_known(merging))
		cli_raise(cli, ERR_KIND_DATA);
	for (size_t i = 0; i < merging->others.count; i++) {
		struct str text = {0};

		merging_say_other(merging, &merging->others.at[i], &text);
		cli_warn(cli, "cli.line", "text", str_text(&text), NULL);
		if (merging->others.at[i].why == MERGING_UNREADABLE)
			cli_raise(cli, (int)err_kind(merging->others.at[i].err.code));
		str_release(&text);
	}
	for (size_t i = 0; i < merging->errs.at.count; i++) {
		struct str text = {0};

		say_err(&cli->session, &text, &merging->errs.at.at[i]);
		cli_warn(cli, "cli.line", "text", str_text(&text), NULL);
		str_release(&text);
	}
}

static void tell_sent(struct cli *cli, const struct merging *merging)
{
	struct str list = {0};

	for (size_t i = 0; i < merging->sent.count; i++)
		str_addf(&list, "%s%s", i > 0 ? ", " : "", merging->sent.at[i]);
	if (list.len > 0)
		cli_say(cli, "cli.merge_sent", "list", str_text(&list), NULL);
	str_release(&list);
}

void differences_summary(struct cli *cli, const struct merging *merging, bool done)
{
	struct str text = {0};

	tell_sent(cli, merging);
	merging_say_summary(merging, done, &text);
	for (const char *line = str_text(&text); *line; line += *line == '\n') {
		char *one = mem_dup_n(line, strcspn(line, "\n"));
		line += strlen(one);
		cli_say(cli, "cli.line", "text", one, NULL);
		free(one);
	}
	str_release(&text);
}
