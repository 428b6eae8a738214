/*
 * report_columns.c - what of a worksheet finds room side by side on a page.
 *
 * The grid's columns in their order, as long as they fit; those without a single value take no
 * room. All others go into the rows' second lines.
 */
#include "report_grid.h"

#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

/* In columns of half-width characters, for eight-point type on A4 with margins. */
enum { PAGE_COLS = 112, ID_COLS = 9, ITEM_COLS = 38, PADDING = 2, HEADING_MOST = 8, WORDS_MOST = 24,
       MEMO_MOST = 32, TIGHT_MOST = 14 };

/* ---- which rows ---- */

static void choose_rows(struct grid *grid)
{
	const struct row_list *all = &grid->at->rows;

	if (grid->form->kind == FORM_TREE) {
		outline_build(grid->sheet, &grid->outline);
		for (size_t i = 0; i < grid->outline.at.count; i++)
			if (outgoing_has_row(grid->at, grid->outline.at.at[i].row))
				vec_push(&grid->rows.at, grid->outline.at.at[i].row);
		return;
	}
	for (size_t i = 0; i < all->at.count; i++)
		if (!report_is_unanswered(grid->sheet, all->at.at[i]))
			vec_push(&grid->rows.at, all->at.at[i]);
}

/* ---- which columns ---- */

bool column_list_holds(const struct column_list *list, size_t column)
{
	for (size_t i = 0; i < list->at.count; i++)
		if (list->at.at[i] == column)
			return true;
	return false;
}

static void add_candidate(const struct grid *grid, int field, struct column_list *out)
{
	if (outgoing_has_field(grid->at, field) && report_is_shown(grid->form, field) &&
	    !column_list_holds(out, (size_t)field))
		vec_push(&out->at, (size_t)field);
}

/* Everything there is to show: what the tree's nodes are called, the grid's columns, the fields
 * besides them, what the file has besides those. */
static void find_candidates(const struct grid *grid, struct column_list *out)
{
	const struct form *form = grid->form;

	if (form->kind == FORM_TREE && form->name_field >= 0)
		add_candidate(grid, form->name_field, out);
	for (size_t i = 0; grid->at->form->kind != FORM_QUERY && i < form->columns.count; i++)
		add_candidate(grid, form->columns.at[i], out);
	for (size_t i = 0; i < grid->at->fields.at.count; i++)
		add_candidate(grid, grid->at->fields.at.at[i], out);
	if (grid->at->form->kind == FORM_QUERY || grid->report->outgoing->redact)
		return;
	for (size_t i = form->fields.count; i < sheet_column_count(grid->sheet); i++)
		vec_push(&out->at, i);
}

static int wider(int a, int b)
{
	return a > b ? a : b;
}

static int most_of(const struct field *field)
{
	return field->type->many_lines || field->type->is_ref ? MEMO_MOST : WORDS_MOST;
}

/* What the texts of the column would take; 0 when it is empty in every row. */
static int texts_width(const struct grid *grid, size_t column)
{
	const struct field *field = &grid->form->fields.at[column];
	int widest = 0;

	for (size_t i = 0; i < grid->rows.at.count && widest < most_of(field); i++) {
		struct str text = {0};
		report_cell_text(grid->report, grid->sheet, grid->rows.at.at[i], column, &text);
		widest = wider(widest, utf8_cols(str_text(&text), text.len));
		str_release(&text);
	}
	return widest < most_of(field) ? widest : most_of(field);
}

/* With its heading, which may be broken, and what stands between columns. */
static int column_width(const struct grid *grid, size_t column, int texts)
{
	const char *heading =
	    outgoing_words(grid->report->outgoing, grid->form->fields.at[column].heading);
	int least = utf8_cols(heading, strlen(heading));

	return wider(texts, least < HEADING_MOST ? least : HEADING_MOST) + PADDING;
}

/* The grid's own columns may be the table's; the text beside a reference shows in its place. */
bool grid_may_be_column(const struct grid *grid, size_t column)
{
	if (column >= grid->form->fields.count || grid->form->fields.at[column].ref_field >= 0)
		return false;
	if (grid->at->form->kind == FORM_QUERY || grid->form->columns.count == 0 ||
	    (int)column == grid->form->name_field)
		return true;
	for (size_t i = 0; i < grid->form->columns.count; i++)
		if (grid->form->columns.at[i] == (int)column)
			return true;
	return false;
}

static void choose_columns(struct grid *grid)
{
	struct column_list all = {0};
	int room = PAGE_COLS - (grid->has_items ? ITEM_COLS : ID_COLS);
	bool is_full = false;

	find_candidates(grid, &all);
	for (size_t i = 0; i < all.at.count; i++) {
		size_t column = all.at.at[i];
		int texts =
		    grid_may_be_column(grid, column) && !is_full ? texts_width(grid, column) : 0;
		int width = texts > 0 ? column_width(grid, column, texts) : 0;
		is_full |= width > room && grid->columns.at.count > 0;
		if (width > 0 && !is_full) {
			vec_push(&grid->columns.at, column);
			room -= width;
			if (texts <= TIGHT_MOST)
				vec_push(&grid->tight.at, column);
		} else {
			vec_push(&grid->rest.at, column);
		}
	}
	vec_release(&all.at);
}

void grid_fill(struct report *report, const struct outgoing_sheet *at, struct grid *out)
{
	*out = (struct grid){.report = report, .at = at, .sheet = at->sheet};
	out->form = sheet_form(at->sheet);
	out->has_items = form_has_items(out->form);
	choose_rows(out);
	choose_columns(out);
}

void grid_release(struct grid *grid)
{
	outline_release(&grid->outline);
	row_list_release(&grid->rows);
	vec_release(&grid->columns.at);
	vec_release(&grid->tight.at);
	vec_release(&grid->rest.at);
}
