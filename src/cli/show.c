/* show.c - sonae show: the rows of a worksheet, computed fields included. */
#include "verb.h"

#include "sonae/app/say.h"
#include "sonae/model/expr.h"
#include "sonae/model/field_type.h"
#include "sonae/model/query.h"
#include "table.h"

/* What is shown: rows of a worksheet, which for a query is the one it looks at. */
struct shown {
	struct sheet *sheet;
	struct row_list rows;
	struct query_columns columns; /* for people; of a query for programs too */
	bool is_query;
};

static void shown_release(struct shown *shown)
{
	row_list_release(&shown->rows);
	vec_release(&shown->columns.at);
}

/* ---- which rows, in which order ---- */

static bool filter(struct cli *cli, struct sheet *sheet, struct row_list *rows)
{
	const char *text = cli_option(cli, "where");
	struct err err = {0}, told = {0};

	if (!text)
		return true;
	struct expr *where = query_expr(cli_book(cli), sheet_form(sheet), text, &err);
	if (!where) {
		err_set(&told, err.code, "--where", 0, "%s", err.what);
		cli_fail(cli, &told);
		cli->status = ERR_KIND_USAGE;
		return false;
	}
	query_filter(cli_book(cli), sheet, where, rows);
	expr_free(where);
	return true;
}

/* --sort FIELD, or -FIELD for the greatest first. */
static bool sort(struct cli *cli, struct sheet *sheet, struct row_list *rows)
{
	const char *name = cli_option(cli, "sort");

	if (!name)
		return true;
	bool descending = name[0] == '-';
	int field = cli_field(cli, sheet_form(sheet), name + descending);
	if (field < 0)
		return false;
	query_sort(cli_book(cli), sheet, field, descending, rows);
	return true;
}

/* ---- for programs: every field as it is stored ---- */

static void add_stored(struct cli *cli, struct sheet *sheet, size_t row, size_t column,
                       struct str *out)
{
	const struct form *form = sheet_form(sheet);
	enum lang lang = folder_settings(cli->session.folder)->lang;
	struct str cell = {0};

	if (column >= form->fields.count) {
		str_add(out, sheet_cell(sheet, row, column));
		return;
	}
	const struct field *field = &form->fields.at[column];
	if (field->formula)
		book_cell(cli_book(cli), sheet, row, (int)column, &cell);
	else
		str_add(&cell, sheet_cell(sheet, row, column));
	field_to_csv(field, lang, str_text(&cell), out);
	str_release(&cell);
}

/* The worksheet's column behind the one that is printed. */
static size_t csv_column(const struct shown *shown, size_t printed)
{
	return shown->is_query ? (size_t)shown->columns.at.at[printed] : printed;
}

/* Line by line: a large worksheet is not held twice. */
static void print_csv(struct cli *cli, const struct shown *shown)
{
	struct sheet *sheet = shown->sheet;
	const struct row_list *rows = &shown->rows;
	size_t columns = shown->is_query ? shown->columns.at.count : sheet_column_count(sheet);
	const char **cells = mem_zero(columns + 1, sizeof(*cells));
	struct str *texts = mem_zero(columns + 1, sizeof(*texts));

	cells[0] = "id";
	for (size_t i = 0; i < columns; i++)
		cells[i + 1] = sheet_column_name(sheet, csv_column(shown, i));
	table_print_csv(cells, columns + 1);
	for (size_t r = 0; r < rows->at.count; r++) {
		cells[0] = sheet_row_id(sheet, rows->at.at[r]);
		for (size_t i = 0; i < columns; i++) {
			str_clear(&texts[i]);
			add_stored(cli, sheet, rows->at.at[r], csv_column(shown, i), &texts[i]);
			cells[i + 1] = str_text(&texts[i]);
		}
		table_print_csv(cells, columns + 1);
	}
	for (size_t i = 0; i < columns; i++)
		str_release(&texts[i]);
	free(texts);
	free(cells);
}

/* ---- for people: the grid, or a record line by line ---- */

static const char *heading_of(const struct cli *cli, const struct field *field)
{
	const char *heading = say_words(&cli->session, field->heading);

	return heading[0] ? heading : say_words(&cli->session, field->label);
}

static void add_shown(struct cli *cli, struct sheet *sheet, size_t row, int field,
                      struct table *table)
{
	struct str text = {0};

	say_cell(&cli->session, sheet, row, field, &text);
	table_cell(table, str_text(&text));
	str_release(&text);
}

static void print_record(struct cli *cli, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	struct table table;

	table_begin(&table, false);
	table_column(&table, "", "", false);
	table_column(&table, "", "", false);
	table_column(&table, "", "", false);
	table_without_heading(&table);
	for (size_t i = 0; i < form->fields.count; i++) {
		table_cell(&table, form->fields.at[i].id);
		table_cell(&table, say_words(&cli->session, form->fields.at[i].label));
		add_shown(cli, sheet, row, (int)i, &table);
	}
	table_print(&table);
	table_release(&table);
}

static const char *item_text(const struct cli *cli, const struct form *form, const char *row_id)
{
	int item = form_row_item(form, row_id);

	return item >= 0 ? say_words(&cli->session, form->items.at[item].text) : "";
}

static void print_grid(struct cli *cli, const struct shown *shown)
{
	struct sheet *sheet = shown->sheet;
	const struct form *form = sheet_form(sheet);
	const struct row_list *rows = &shown->rows;
	struct table table;

	table_begin(&table, false);
	table_column(&table, "id", "id", false);
	if (form->items.count > 0)
		table_column(&table, "", say(&cli->session, "cli.item"), false);
	for (size_t i = 0; i < shown->columns.at.count; i++) {
		const struct field *field = &form->fields.at[shown->columns.at.at[i]];
		table_column(&table, field->id, heading_of(cli, field), field->type->right);
	}
	for (size_t r = 0; r < rows->at.count; r++) {
		const char *id = sheet_row_id(sheet, rows->at.at[r]);
		table_cell(&table, id);
		if (form->items.count > 0)
			table_cell(&table, item_text(cli, form, id));
		for (size_t i = 0; i < shown->columns.at.count; i++)
			add_shown(cli, sheet, rows->at.at[r], shown->columns.at.at[i], &table);
	}
	table_print(&table);
	table_release(&table);
}

static void print(struct cli *cli, const struct shown *shown)
{
	if (cli_option(cli, "csv"))
		print_csv(cli, shown);
	else if (shown->rows.at.count == 0)
		cli_say(cli, "cli.no_rows", NULL);
	else if (sheet_form(shown->sheet)->kind == FORM_RECORD)
		print_record(cli, shown->sheet, shown->rows.at.at[0]);
	else
		print_grid(cli, shown);
}

/* The worksheet called `id` and its rows; of a query those that it asks for. */
static bool find_rows(struct cli *cli, const char *id, struct shown *shown)
{
	struct sheet *sheet = cli_sheet(cli, id);
	const struct form *form = sheet ? sheet_form(sheet) : NULL;
	struct err err = {0};

	if (!sheet)
		return false;
	shown->is_query = form->kind == FORM_QUERY;
	shown->sheet = shown->is_query ? cli_sheet(cli, form->of) : sheet;
	if (!shown->sheet)
		return false;
	query_columns(form, sheet_form(shown->sheet), &shown->columns, NULL);
	if (shown->is_query)
		return query_of_form(cli_book(cli), form, &shown->rows, &err) || cli_fail(cli, &err);
	query_all(sheet, &shown->rows);
	return true;
}

static void run_show(struct cli *cli)
{
	struct shown shown = {0};

	if (!cli_open(cli, FOLDER_READ))
		return;
	if (find_rows(cli, cli->words.at[1], &shown) && filter(cli, shown.sheet, &shown.rows) &&
	    sort(cli, shown.sheet, &shown.rows))
		print(cli, &shown);
	shown_release(&shown);
}

const struct verb verb_show = {
	.name = "show",
	.words = "DIR SHEET",
	.options = {{"where", "EXPR"}, {"sort", "[-]FIELD"}, {"csv", NULL}},
	.run = run_show,
};
