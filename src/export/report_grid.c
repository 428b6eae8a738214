/*
 * report_grid.c - a worksheet's rows as a table for a page.
 *
 *     ID     資産   脅威   価値  点数
 *     R-001  …      …      2     18
 *            弱点: …   所有者: …           <- what finds no room as a column
 *
 * A page is narrower than a worksheet. The grid's first columns become the table's as long as
 * they fit; whatever else a row holds stands in a second line below it, so that nothing that
 * was filled in is missing. Columns without a single value are left out.
 */
#include "report_grid.h"

#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

#include <stdio.h>
#include <stdlib.h>

enum { DEPTH_MOST = 12, UNBROKEN_MOST = 8 };

/* ---- the head ---- */

static void add_class(struct str *class, const char *name)
{
	if (name[0])
		str_addf(class, "%s%s", class->len > 0 ? " " : "", name);
}

static void add_computed_sign(struct grid *grid)
{
	struct str *out = grid->report->out;

	html_open(out, "abbr", "title", report_text(grid->report, "computed"), NULL);
	str_add(out, "ƒ");
	html_close(out, "abbr");
}

static void add_heading(struct grid *grid, const struct field *field)
{
	struct str *out = grid->report->out;
	const struct outgoing *outgoing = grid->report->outgoing;
	const char *unit = outgoing_words(outgoing, field->unit);
	const char *heading = outgoing_words(outgoing, field->heading);
	struct str class = {0};

	add_class(&class, field->type->right ? "number" : "");
	add_class(&class, utf8_cols(heading, strlen(heading)) <= UNBROKEN_MOST ? "tight" : "");
	html_open(out, "th", "scope", "col", "class", class.len > 0 ? class.at : NULL, NULL);
	html_text(out, heading);
	if (field->formula)
		add_computed_sign(grid);
	if (unit[0]) {
		str_add(out, "<br/>(");
		html_text(out, unit);
		str_add_byte(out, ')');
	}
	html_close(out, "th");
	str_release(&class);
}

static void add_caption(struct grid *grid)
{
	char shown[32], all[32];

	report_count(grid->rows.at.count, shown);
	report_count(grid->at->rows.at.count, all);
	report_say(grid->report, "caption", NULL, grid->has_items ? "items" : "rows", "sheet",
	           outgoing_words(grid->report->outgoing, grid->at->form->title), "count", shown,
	           "all", all, NULL);
}

static void add_head(struct grid *grid)
{
	struct str *out = grid->report->out;

	add_caption(grid);
	str_add(out, "<thead>\n<tr>");
	html_open(out, "th", "scope", "col", NULL);
	html_text(out, report_text(grid->report, grid->has_items ? "item" : "id"));
	html_close(out, "th");
	for (size_t i = 0; i < grid->columns.at.count; i++)
		add_heading(grid, &grid->form->fields.at[grid->columns.at.at[i]]);
	str_add(out, "</tr>\n</thead>\n");
}

/* ---- a row ---- */

static void add_cell(struct grid *grid, size_t row, size_t column)
{
	const struct field *field = &grid->form->fields.at[column];
	bool is_label = grid->form->kind == FORM_TREE && (int)column == grid->form->name_field;
	struct str class = {0};
	char depth[24] = "";

	add_class(&class, field->type->right ? "number" : "");
	add_class(&class, column_list_holds(&grid->tight, column) ? "tight" : "");
	add_class(&class, field->formula ? "made" : "");
	add_class(&class, report_cell_class(grid->report, grid->sheet, row, column));
	if (is_label) {
		int deep = grid->outline.at.at[grid->outline.of_row.at[row]].depth;
		snprintf(depth, sizeof(depth), "depth-%d", deep < DEPTH_MOST ? deep : DEPTH_MOST);
		add_class(&class, depth);
	}
	html_open(grid->report->out, "td", "class", class.len > 0 ? class.at : NULL, NULL);
	report_cell(grid->report, grid->sheet, row, column);
	html_close(grid->report->out, "td");
	str_release(&class);
}

static bool is_for_second_line(const struct grid *grid, size_t row, size_t column)
{
	const struct field *field =
	    column < grid->form->fields.count ? &grid->form->fields.at[column] : NULL;

	if (!field || !field->formula)
		return report_is_filled(grid->sheet, row, column) &&
		       (!field || field->ref_field < 0 ||
		        sheet_cell(grid->sheet, row, (size_t)field->ref_field)[0] ||
		        !outgoing_has_field(grid->at, field->ref_field));
	if (!grid_may_be_column(grid, column))
		return false;
	struct value value = book_value(grid->report->book, grid->sheet, row, (int)column);
	return value.kind == VALUE_CHECK ? value.number != 0 : value.kind != VALUE_EMPTY;
}

/* A reference that is empty shows the text beside it. */
static bool is_said_by_text(const struct grid *grid, size_t row, size_t column)
{
	const struct field *field =
	    column < grid->form->fields.count ? &grid->form->fields.at[column] : NULL;

	return field && field->text_field >= 0 && !sheet_cell(grid->sheet, row, column)[0] &&
	       sheet_cell(grid->sheet, row, (size_t)field->text_field)[0];
}

static void add_pair(struct grid *grid, size_t row, size_t column)
{
	struct report *report = grid->report;
	const struct field *field =
	    column < grid->form->fields.count ? &grid->form->fields.at[column] : NULL;
	const char *label = field ? outgoing_words(report->outgoing, field->label)
	                          : sheet_column_name(grid->sheet, column);
	const char *class = report_cell_class(report, grid->sheet, row, column);

	html_open(report->out, "li", "class", class[0] ? class : NULL, NULL);
	html_say(report->out, "span", "label", label[0] ? label : report_text(report, "no_name"));
	str_add(report->out, ": ");
	html_open(report->out, "span", "class", field && field->formula ? "made" : NULL, NULL);
	report_cell(report, grid->sheet, row, column);
	if (field && field->unit.in[LANG_JA] && field->type->is_number) {
		str_add_byte(report->out, ' ');
		html_text(report->out, outgoing_words(report->outgoing, field->unit));
	}
	html_close(report->out, "span");
	html_close(report->out, "li");
}

/* Nothing when all stands in the table. */
static void add_second_line(struct grid *grid, size_t row, struct str *line)
{
	struct str *out = grid->report->out;

	grid->report->out = line;
	for (size_t i = 0; i < grid->rest.at.count; i++)
		if (is_for_second_line(grid, row, grid->rest.at.at[i]) ||
		    is_said_by_text(grid, row, grid->rest.at.at[i]))
			add_pair(grid, row, grid->rest.at.at[i]);
	grid->report->out = out;
}

/* Of a query it leads to the row itself. */
static void add_id(struct grid *grid, size_t row)
{
	struct str *out = grid->report->out, link = {0};
	const char *id = sheet_row_id(grid->sheet, row);

	if (grid->at->form->kind == FORM_QUERY &&
	    report_has_row(outgoing_find(grid->report->outgoing, grid->form->id), row)) {
		str_add_byte(&link, '#');
		report_row_id(grid->form->id, id, &link);
		html_open(out, "a", "href", link.at, NULL);
		html_text(out, id);
		html_close(out, "a");
	} else {
		html_text(out, id);
	}
	str_release(&link);
}

static void add_row_head(struct grid *grid, size_t row, bool has_more)
{
	struct report *report = grid->report;
	int item = form_row_item(grid->form, sheet_row_id(grid->sheet, row));

	html_open(report->out, "th", "scope", has_more ? "rowgroup" : "row", "rowspan",
	          has_more ? "2" : NULL, "class", item >= 0 ? "item" : "id", NULL);
	if (item >= 0)
		html_text(report->out,
		          outgoing_words(report->outgoing, grid->form->items.at[item].text));
	else
		add_id(grid, row);
	if (book_is_retired(report->book, grid->sheet, row)) {
		str_add_byte(report->out, ' ');
		html_say(report->out, "span", "retired-word", report_text(report, "retired"));
	}
	html_close(report->out, "th");
}

static void add_row(struct grid *grid, size_t row)
{
	struct report *report = grid->report;
	struct str id = {0}, more = {0};
	char span[24];

	report_row_id(grid->at->form->id, sheet_row_id(grid->sheet, row), &id);
	add_second_line(grid, row, &more);
	snprintf(span, sizeof(span), "%zu", grid->columns.at.count);
	html_open(report->out, "tbody", "id", str_text(&id), "class",
	          book_is_retired(report->book, grid->sheet, row) ? "retired" : NULL, NULL);
	str_add(report->out, "<tr>");
	add_row_head(grid, row, more.len > 0 && grid->columns.at.count > 0);
	for (size_t i = 0; i < grid->columns.at.count; i++)
		add_cell(grid, row, grid->columns.at.at[i]);
	if (more.len > 0) {
		str_add(report->out,
		        grid->columns.at.count > 0 ? "</tr>\n<tr class=\"more\">" : "");
		html_open(report->out, "td", "colspan", grid->columns.at.count > 1 ? span : NULL,
		          NULL);
		html_open(report->out, "ul", NULL);
		str_add_n(report->out, more.at, more.len);
		html_close(report->out, "ul");
		html_close(report->out, "td");
	}
	str_add(report->out, "</tr>\n");
	html_close(report->out, "tbody");
	str_release(&id);
	str_release(&more);
}

/* ---- groups of items ---- */

static const char *group_of(const struct grid *grid, size_t row)
{
	int item = form_row_item(grid->form, sheet_row_id(grid->sheet, row));

	return item < 0 ? ""
	                : outgoing_words(grid->report->outgoing, grid->form->items.at[item].group);
}

static bool same_owner(const struct grid *grid, size_t row, size_t before)
{
	const char *a = sheet_row_id(grid->sheet, row), *b = sheet_row_id(grid->sheet, before);
	size_t len = form_row_of(grid->form, a);

	return len == form_row_of(grid->form, b) && strncmp(a, b, len) == 0;
}

/* What a checklist per row is about, as it may be called. */
static void add_owner(struct grid *grid, size_t row)
{
	const char *id = sheet_row_id(grid->sheet, row);
	struct sheet *of = book_sheet(grid->report->book, grid->form->per, NULL);
	char *owner = mem_dup_n(id, form_row_of(grid->form, id));
	size_t there;

	if (of && sheet_find(of, owner, &there))
		report_row(grid->report, of, there);
	else
		html_text(grid->report->out, owner);
	free(owner);
}

static void add_group(struct grid *grid, size_t index)
{
	struct str *out = grid->report->out;
	size_t row = grid->rows.at.at[index];
	size_t before = index > 0 ? grid->rows.at.at[index - 1] : row;
	bool new_owner = form_row_of(grid->form, sheet_row_id(grid->sheet, row)) > 0 &&
	                 (index == 0 || !same_owner(grid, row, before));
	bool new_group =
	    index == 0 || new_owner || !text_is(group_of(grid, row), group_of(grid, before));
	char span[24];

	snprintf(span, sizeof(span), "%zu", grid->columns.at.count + 1);
	if (!new_owner && !(new_group && group_of(grid, row)[0]))
		return;
	str_add(out, "<tbody class=\"group\">\n<tr>");
	html_open(out, "th", "scope", "rowgroup", "colspan", span, NULL);
	if (new_owner)
		add_owner(grid, row);
	if (new_owner && group_of(grid, row)[0])
		str_add(out, " / ");
	html_text(out, group_of(grid, row));
	str_add(out, "</th></tr>\n</tbody>\n");
}

void report_grid(struct report *report, const struct outgoing_sheet *at)
{
	const char *title = outgoing_words(report->outgoing, at->form->title);
	struct grid grid;

	grid_fill(report, at, &grid);
	if (grid.rows.at.count > 0) {
		html_open(report->out, "div", "class", "wide", "role", "group", "tabindex", "0",
		          "aria-label", title, NULL);
		html_open(report->out, "table", NULL);
		str_add_byte(report->out, '\n');
		add_head(&grid);
		for (size_t i = 0; i < grid.rows.at.count; i++) {
			if (grid.has_items)
				add_group(&grid, i);
			add_row(&grid, grid.rows.at.at[i]);
		}
		html_close(report->out, "table");
		html_close(report->out, "div");
	}
	grid_release(&grid);
}
