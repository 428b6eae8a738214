/* xlsx_matrix.c - a page for each form with [view matrix]: how many rows lie where, before and
 * after treatment, counted live, and a chart of how many are high, middle and low. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/model/pivot.h"

#include <stdio.h>

enum side { BEFORE, AFTER, SIDES };
enum {
	TITLE_ROW = 0, SIDE_ROW = 2, HEAD_ROW = 3, FIRST_ROW = 4,
	LABEL_WIDE = 18, CELL_WIDE = 15, GAP_WIDE = 4,
};

static const unsigned level_fills[] = {XLSX_ALARM_FILL, XLSX_CAUTION_FILL, XLSX_GOOD_FILL};
static const char *const level_words[] = {"matrix.high", "matrix.middle", "matrix.low"};
static const char *const side_words[] = {"matrix.before", "matrix.after"};

struct matrix {
	struct xlsx_work *work;
	const struct xlsx_sheet *sheet;
	struct xlsx_page *page;
	struct pivot pivots[SIDES];
	int row_field[SIDES], column_field[SIDES];
	size_t rows, columns; /* choices */
	size_t sides;         /* 1 when there is no after */
};

/* ---- which ---- */

static bool has_choices(const struct form *form, int field)
{
	return field >= 0 && form->fields.at[field].choices.count > 1;
}

static const struct form_view *matrix_view(const struct outgoing_sheet *out)
{
	const struct form_view *view = form_way(out->form, "matrix");

	if (!view || out->form->kind == FORM_QUERY || !has_choices(out->form, view->rows) ||
	    !has_choices(out->form, view->columns) || !outgoing_has_field(out, view->rows) ||
	    !outgoing_has_field(out, view->columns))
		return NULL;
	return view;
}

static bool has_after(const struct outgoing_sheet *out, const struct form_view *view)
{
	const struct form *form = out->form;

	return has_choices(form, view->rows_after) && has_choices(form, view->columns_after) &&
	       outgoing_has_field(out, view->rows_after) &&
	       outgoing_has_field(out, view->columns_after) &&
	       form->fields.at[view->rows_after].choices.count == form->fields.at[view->rows].choices.count &&
	       form->fields.at[view->columns_after].choices.count ==
	           form->fields.at[view->columns].choices.count;
}

void xlsx_matrices_plan(struct xlsx_work *work)
{
	for (size_t i = 0; i < work->outgoing->sheets.count; i++) {
		struct str name = {0};
		if (!matrix_view(&work->outgoing->sheets.at[i]))
			continue;
		outgoing_say(work->outgoing, &name, "xlsx.matrix_of", "sheet",
		             outgoing_words(work->outgoing, work->outgoing->sheets.at[i].form->title), NULL);
		vec_push(&work->summaries, xlsx_add_page(work->excel, str_text(&name)));
		str_release(&name);
	}
	work->matrices = work->summaries.count;
}

/* ---- counting ---- */

/* The first choice of the rows stands at the top, that of the columns at the right. */
static const struct choice *row_choice(const struct matrix *matrix, enum side side, size_t row)
{
	return &matrix->sheet->form->fields.at[matrix->row_field[side]].choices.at[row];
}

static const struct choice *column_choice(const struct matrix *matrix, enum side side, size_t column)
{
	return &matrix->sheet->form->fields.at[matrix->column_field[side]]
	            .choices.at[matrix->columns - 1 - column];
}

static enum pivot_level level_of(const struct matrix *matrix, size_t row, size_t column)
{
	return pivot_level(matrix->rows, matrix->columns, row, column);
}

static double count_at(const struct matrix *matrix, enum side side, size_t row, size_t column)
{
	const struct pivot *pivot = &matrix->pivots[side];
	const struct row_list *list = pivot_cell(pivot, row, matrix->columns - 1 - column);
	double count = 0;

	for (size_t i = 0; i < list->at.count; i++)
		count += matrix->sheet->row_of.at[list->at.at[i]] > 0;
	return count;
}

static size_t first_column(const struct matrix *matrix, enum side side)
{
	return side == BEFORE ? 0 : matrix->columns + 2;
}

static void add_range(const struct matrix *matrix, size_t column, struct str *out)
{
	xlsx_add_area_of(out, matrix->sheet->page, xlsx_column_area(matrix->sheet, column));
}

static void add_only_active(const struct matrix *matrix, struct str *out)
{
	if (matrix->sheet->active == 0)
		return;
	str_add(out, "*(");
	add_range(matrix, matrix->sheet->active, out);
	str_add(out, "=1)");
}

/* Not COUNTIFS: that would read a label's "*" or "<" as something else. */
static void write_count(const struct matrix *matrix, enum side side, size_t row, size_t column)
{
	struct xlsx_style style = {.border = true, .centre = true, .size = 14, .bold = true,
	                           .fill = level_fills[level_of(matrix, row, column)]};
	size_t left = first_column(matrix, side);
	struct xlsx_cell at = {matrix->page, FIRST_ROW + row, left + 1 + column};
	struct str formula = {0};

	str_add(&formula, "SUMPRODUCT((");
	add_range(matrix, (size_t)matrix->sheet->column_of.at[matrix->row_field[side]], &formula);
	str_add_byte(&formula, '=');
	xlsx_add_cell(&formula, at.row, left);
	str_add(&formula, ")*(");
	add_range(matrix, (size_t)matrix->sheet->column_of.at[matrix->column_field[side]], &formula);
	str_add_byte(&formula, '=');
	xlsx_add_cell(&formula, HEAD_ROW, at.column);
	str_add_byte(&formula, ')');
	add_only_active(matrix, &formula);
	str_add_byte(&formula, ')');
	xlsx_formula_number(at, str_text(&formula), count_at(matrix, side, row, column), &style);
	str_release(&formula);
}

static void write_side(const struct matrix *matrix, enum side side)
{
	static const struct xlsx_style head = {.bold = true, .border = true, .centre = true,
	                                       .fill = XLSX_DARK_GREY, .colour = XLSX_WHITE, .wrap = true};
	static const struct xlsx_style name = {.bold = true, .size = 12};
	struct xlsx_work *work = matrix->work;
	const struct form *form = matrix->sheet->form;
	struct xlsx_cell at = {matrix->page, SIDE_ROW, first_column(matrix, side)};
	struct str corner = {0};

	xlsx_text(at, outgoing_text(work->outgoing, side_words[side]), &name);
	at.row = HEAD_ROW;
	outgoing_say(work->outgoing, &corner, "xlsx.corner", "rows",
	             outgoing_words(work->outgoing, form->fields.at[matrix->row_field[BEFORE]].label), "columns",
	             outgoing_words(work->outgoing, form->fields.at[matrix->column_field[BEFORE]].label), NULL);
	xlsx_text(at, str_text(&corner), &head);
	str_release(&corner);
	for (size_t row = 0; row < matrix->rows; row++)
		xlsx_text((struct xlsx_cell){matrix->page, FIRST_ROW + row, at.column},
		          xlsx_choice_label(work, row_choice(matrix, side, row)), &head);
	for (size_t column = 0; column < matrix->columns; column++)
		xlsx_text((struct xlsx_cell){matrix->page, HEAD_ROW, at.column + 1 + column},
		          xlsx_choice_label(work, column_choice(matrix, side, column)), &head);
	for (size_t row = 0; row < matrix->rows; row++)
		for (size_t column = 0; column < matrix->columns; column++)
			write_count(matrix, side, row, column);
}

/* ---- levels ---- */

static size_t levels_row(const struct matrix *matrix)
{
	return FIRST_ROW + matrix->rows + 1;
}

static void write_level(const struct matrix *matrix, enum side side, enum pivot_level level)
{
	static const struct xlsx_style style = {.border = true, .centre = true};
	struct xlsx_cell at = {matrix->page, levels_row(matrix) + 1 + (size_t)level, 1 + (size_t)side};
	struct str formula = {0};
	double count = 0;

	for (size_t row = 0; row < matrix->rows; row++)
		for (size_t column = 0; column < matrix->columns; column++) {
			if (level_of(matrix, row, column) != level)
				continue;
			str_add(&formula, formula.len > 0 ? "+" : "");
			xlsx_add_cell(&formula, FIRST_ROW + row, first_column(matrix, side) + 1 + column);
			count += count_at(matrix, side, row, column);
		}
	if (formula.len > 0)
		xlsx_formula_number(at, str_text(&formula), count, &style);
	str_release(&formula);
}

static void write_levels(const struct matrix *matrix)
{
	static const struct xlsx_style head = {.bold = true, .border = true, .centre = true,
	                                       .fill = XLSX_DARK_GREY, .colour = XLSX_WHITE};
	size_t top = levels_row(matrix);

	xlsx_text((struct xlsx_cell){matrix->page, top, 0},
	          outgoing_text(matrix->work->outgoing, "xlsx.level"), &head);
	for (size_t side = 0; side < matrix->sides; side++)
		xlsx_text((struct xlsx_cell){matrix->page, top, 1 + side},
		          outgoing_text(matrix->work->outgoing, side_words[side]), &head);
	for (size_t level = 0; level < PIVOT_LEVELS; level++) {
		struct xlsx_style style = {.bold = true, .border = true, .centre = true, .fill = level_fills[level]};
		xlsx_text((struct xlsx_cell){matrix->page, top + 1 + level, 0},
		          outgoing_text(matrix->work->outgoing, level_words[level]), &style);
		for (size_t side = 0; side < matrix->sides; side++)
			write_level(matrix, (enum side)side, (enum pivot_level)level);
	}
}

static void add_chart(const struct matrix *matrix)
{
	size_t top = levels_row(matrix) + 1;
	const struct outgoing *outgoing = matrix->work->outgoing;
	struct xlsx_series series[SIDES];

	for (size_t side = 0; side < SIDES; side++)
		series[side] = (struct xlsx_series){
			.name = outgoing_text(outgoing, side_words[side]),
			.values = {top, 1 + side, top + PIVOT_LEVELS - 1, 1 + side},
			.colour = side == BEFORE ? 0xc0504d : 0x4f9d69,
		};
	struct xlsx_chart chart = {
		.kind = XLSX_COLUMNS, .title = outgoing_text(outgoing, "xlsx.chart_levels"),
		.categories = {top, 0, top + PIVOT_LEVELS - 1, 0}, .series = series, .series_count = matrix->sides,
		.width = 560, .height = 300,
	};
	xlsx_add_chart((struct xlsx_cell){matrix->page, top + PIVOT_LEVELS + 1, 0}, &chart);
}

/* ---- a page ---- */

static void set_widths(const struct matrix *matrix)
{
	for (size_t side = 0; side < matrix->sides; side++) {
		size_t first = first_column(matrix, (enum side)side);
		xlsx_width(matrix->page, first, first, LABEL_WIDE);
		xlsx_width(matrix->page, first + 1, first + matrix->columns, CELL_WIDE);
	}
	if (matrix->sides == SIDES)
		xlsx_width(matrix->page, matrix->columns + 1, matrix->columns + 1, GAP_WIDE);
}

static void write_page(const struct matrix *matrix)
{
	static const struct xlsx_style title = {.bold = true, .size = 16};
	static const struct xlsx_style note = {.colour = XLSX_FAINT};
	static const struct xlsx_style back = {.link = true};
	struct xlsx_work *work = matrix->work;

	set_widths(matrix);
	for (size_t row = 0; row < matrix->rows; row++)
		xlsx_height(matrix->page, FIRST_ROW + row, 36);
	xlsx_height(matrix->page, HEAD_ROW, 30);
	xlsx_text((struct xlsx_cell){matrix->page, TITLE_ROW, 0}, xlsx_page_name(matrix->page), &title);
	xlsx_text((struct xlsx_cell){matrix->page, TITLE_ROW + 1, 0},
	          outgoing_text(work->outgoing, "xlsx.matrix_how"), &note);
	for (size_t side = 0; side < matrix->sides; side++)
		write_side(matrix, (enum side)side);
	write_levels(matrix);
	add_chart(matrix);
	xlsx_link((struct xlsx_cell){matrix->page, levels_row(matrix), matrix->columns + 2}, work->cover,
	          outgoing_text(work->outgoing, "xlsx.back"), &back);
	xlsx_without_lines(matrix->page);
	xlsx_tab(matrix->page, XLSX_DARK);
	xlsx_set_print(work, matrix->page,
	               (struct xlsx_print){.landscape = true, .pages_wide = 1, .pages_high = 1});
}

static void write_matrix(struct xlsx_work *work, const struct outgoing_sheet *out,
                         const struct form_view *view, struct xlsx_page *page)
{
	struct matrix matrix = {.work = work, .sheet = xlsx_find(work, out->form->id), .page = page};
	struct book *book = outgoing_book(work->outgoing);

	matrix.sides = has_after(out, view) ? SIDES : 1;
	matrix.row_field[BEFORE] = view->rows;
	matrix.column_field[BEFORE] = view->columns;
	matrix.row_field[AFTER] = view->rows_after;
	matrix.column_field[AFTER] = view->columns_after;
	matrix.rows = out->form->fields.at[view->rows].choices.count;
	matrix.columns = out->form->fields.at[view->columns].choices.count;
	for (size_t side = 0; side < matrix.sides; side++)
		pivot_build(book, out->sheet, matrix.row_field[side], matrix.column_field[side], NULL,
		            &matrix.pivots[side]);
	write_page(&matrix);
	for (size_t side = 0; side < matrix.sides; side++)
		pivot_release(&matrix.pivots[side]);
}

void xlsx_matrices_write(struct xlsx_work *work)
{
	size_t next = 0;

	for (size_t i = 0; i < work->outgoing->sheets.count; i++) {
		const struct form_view *view = matrix_view(&work->outgoing->sheets.at[i]);
		if (view)
			write_matrix(work, &work->outgoing->sheets.at[i], view, work->summaries.at[next++]);
	}
}
