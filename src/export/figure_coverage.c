/*
 * figure_coverage.c - what was looked at from which side: of STRIDE, the assets by six letters.
 *
 *                             S   T   R   I   D   E
 *     A-003 社員名簿         [v] [!] [-] [v] [ ] [ ]
 */
#include "figure_parts.h"

#include "sonae/model/coverage.h"
#include "sonae/model/field_type.h"

enum { LABEL_WIDTH = 280, HEAD = 26, SIGN_SPACE = 34, MARKS = COVERAGE_OPEN + 1 };

struct drawing {
	struct figure *figure;
	const struct form_view *view;
	struct coverage coverage;
	size_t counts[MARKS], lines, looked;
};

/* Around the middle of a cell, nine up and down. */
static const char *const signs[MARKS] = {
	[COVERAGE_NONE] = "<rect x=\"-8\" y=\"-8\" width=\"16\" height=\"16\" class=\"f-none\"/>",
	[COVERAGE_BEGUN] = "<rect x=\"-8\" y=\"-8\" width=\"16\" height=\"16\" class=\"f-middle-level\"/>"
	                   "<text y=\"5\" class=\"f-middle f-bold\">?</text>",
	[COVERAGE_NOTHING] = "<rect x=\"-8\" y=\"-8\" width=\"16\" height=\"16\" class=\"f-nothing\"/>"
	                     "<path d=\"M-4 0H4\" class=\"f-frame\"/>",
	[COVERAGE_SEEN] = "<rect x=\"-8\" y=\"-8\" width=\"16\" height=\"16\" class=\"f-done\"/>"
	                  "<path d=\"M-4 0L-1 4L5 -4\" class=\"f-tick\"/>",
	[COVERAGE_OPEN] = "<rect x=\"-8\" y=\"-8\" width=\"16\" height=\"16\" class=\"f-high\"/>"
	                  "<g class=\"f-on-dark\"><text y=\"5\" class=\"f-middle f-bold\">!</text></g>",
};
static const char *const meanings[MARKS] = {
	[COVERAGE_NONE] = "figure.not_looked", [COVERAGE_BEGUN] = "coverage.begun",
	[COVERAGE_NOTHING] = "coverage.nothing", [COVERAGE_SEEN] = "coverage.seen",
	[COVERAGE_OPEN] = "coverage.open",
};

static int column_width(const struct drawing *to)
{
	return (FIGURE_WIDTH - LABEL_WIDTH) / (int)to->coverage.pivot.columns.count;
}

static int column_at(const struct drawing *to, size_t column)
{
	return LABEL_WIDTH + (int)column * column_width(to) + column_width(to) / 2;
}

static const char *column_word(const struct drawing *to, size_t column)
{
	return figure_choice(to->figure, to->view->columns, to->coverage.pivot.columns.at[column].value);
}

/* ---- drawing ---- */

/* "S", of "S なりすまし". */
static void draw_head(const struct figure_list *list, int bottom)
{
	const struct drawing *to = list->context;

	for (size_t column = 0; column < to->coverage.pivot.columns.count; column++) {
		const char *word = column_word(to, column);
		char *letter = mem_dup_n(word, strcspn(word, " "));
		struct svg_box box = {0};
		figure_wrap(letter, column_width(to) - 2, FIGURE_FONT, 1, &box);
		if (box.lines.count > 0)
			figure_text(list->figure->out, column_at(to, column), bottom - 7, "f-middle f-bold",
			            box.lines.at[0].text);
		svg_box_release(&box);
		free(letter);
	}
	figure_line(list->figure->out, 0, bottom, FIGURE_WIDTH, bottom, "f-frame");
}

static void draw_entry(const struct figure_list *list, const struct figure_entry *entry, int top,
                       int height)
{
	const struct drawing *to = list->context;

	for (size_t column = 0; column < to->coverage.pivot.columns.count; column++)
		str_addf(list->figure->out, "<g transform=\"translate(%d %d)\">%s</g>\n",
		         column_at(to, column), top + height / 2,
		         signs[coverage_mark(&to->coverage, entry->index, column)]);
}

/* ---- what there is ---- */

/* Is the row that is looked at in what goes out? Where its worksheet does not, all are. */
static bool target_goes_out(const struct drawing *to, const struct field *field, const char *id)
{
	const struct outgoing_sheet *targets = outgoing_find(to->figure->outgoing, field->sheet);
	size_t row;

	if (!targets || !sheet_find(targets->sheet, id, &row))
		return !targets && !to->figure->outgoing->is_part;
	return outgoing_has_row(targets, row);
}

static bool line_goes_out(const struct drawing *to, size_t line)
{
	const struct field *field = &to->figure->form->fields.at[to->view->rows];
	const struct pivot *pivot = &to->coverage.pivot;

	for (size_t column = 0; column < pivot->columns.count; column++) {
		const struct row_list *cell = pivot_cell(pivot, line, column);
		for (size_t i = 0; i < cell->at.count; i++)
			if (to->figure->goes_out[cell->at.at[i]])
				return true;
	}
	return !pivot->rows.at[line].is_text && field->type->is_ref &&
	       target_goes_out(to, field, pivot->rows.at[line].value);
}

static void say_line(const struct drawing *to, size_t line, struct str *out)
{
	const struct field *field = &to->figure->form->fields.at[to->view->rows];
	const struct pivot_line *at = &to->coverage.pivot.rows.at[line];
	struct book *book = outgoing_book(to->figure->outgoing);
	bool is_row = !at->is_text && field->type->is_ref;
	struct sheet *sheet = is_row ? book_sheet(book, field->sheet, NULL) : NULL;
	size_t row;

	if (sheet && sheet_find(sheet, at->value, &row))
		outgoing_row(to->figure->outgoing, sheet, row, out);
	else
		str_add(out, figure_choice(to->figure, to->view->rows, at->value));
}

static void add_lines(struct drawing *to, struct figure_list *list)
{
	size_t columns = to->coverage.pivot.columns.count;

	for (size_t line = 0; line < to->coverage.pivot.rows.count; line++) {
		struct str name = {0};
		if (!line_goes_out(to, line))
			continue;
		say_line(to, line, &name);
		figure_list_add(list, str_text(&name), false, line);
		str_release(&name);
		to->lines++;
		to->looked += coverage_of_line(&to->coverage, line);
		for (size_t column = 0; column < columns; column++)
			to->counts[coverage_mark(&to->coverage, line, column)]++;
	}
}

static void add_keys(const struct drawing *to)
{
	for (int mark = 0; mark < MARKS; mark++) {
		if (to->counts[mark] == 0)
			continue;
		char *sign = mem_print("<g transform=\"translate(8 8) scale(.9)\">%s</g>", signs[mark]);
		figure_key(to->figure, sign, outgoing_text(to->figure->outgoing, meanings[mark]));
		free(sign);
	}
}

/* "12 資産 …: 要対応 3. 考えた 40." and what the letters stand for. */
static void say(const struct drawing *to, bool with_marks, struct str *out)
{
	const struct outgoing *outgoing = to->figure->outgoing;
	size_t columns = to->coverage.pivot.columns.count, said = 0;
	char *count = mem_print("%zu", to->lines), *looked = mem_print("%zu", to->looked),
	     *all = mem_print("%zu", to->lines * columns);

	outgoing_say(outgoing, out, "figure.coverage_desc", "count", count, "done", looked, "all", all,
	             NULL);
	for (int mark = MARKS - 1; mark >= 0 && with_marks; mark--) {
		if (to->counts[mark] == 0)
			continue;
		figure_add_comma(to->figure, said++, out);
		str_addf(out, "%s %zu", outgoing_text(outgoing, meanings[mark]), to->counts[mark]);
	}
	if (said > 0)
		str_add(out, outgoing_text(outgoing, "figure.stop"));
	for (size_t column = 0; column < columns; column++) {
		figure_add_comma(to->figure, column, out);
		str_add(out, column_word(to, column));
	}
	str_add(out, outgoing_text(outgoing, "figure.stop"));
	free(count);
	free(looked);
	free(all);
}

static void draw(struct drawing *to, struct str *out)
{
	struct figure_list list = {.figure = to->figure, .label_width = LABEL_WIDTH - SIGN_SPACE / 2,
	                           .head = HEAD, .draw_head = draw_head, .draw_entry = draw_entry,
	                           .context = to};
	struct str title = {0}, desc = {0}, caption = {0};
	size_t start = out->len;

	figure_open(to->figure, to->figure->outgoing, to->figure->at, "coverage", out);
	add_lines(to, &list);
	outgoing_say(to->figure->outgoing, &title, "figure.coverage_title", "rows",
	             figure_label(to->figure, to->view->rows), "columns",
	             figure_label(to->figure, to->view->columns), NULL);
	str_addf(&caption, "%s%s", str_text(&title), outgoing_text(to->figure->outgoing, "figure.stop"));
	say(to, true, &desc);
	say(to, false, &caption);
	list.title = str_text(&title);
	list.desc = str_text(&desc);
	add_keys(to);
	figure_list_draw(&list);
	figure_close(to->figure, str_text(&caption));
	if (to->lines == 0)
		str_cut(out, start);
	str_release(&title);
	str_release(&desc);
	str_release(&caption);
}

void figure_coverage(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                     const struct form_view *view, struct str *out)
{
	struct figure figure = {.outgoing = outgoing, .at = at};
	struct drawing to = {.figure = &figure, .view = view};

	if (!figure_has(outgoing, at, view->rows) || !figure_has(outgoing, at, view->columns) ||
	    !figure_has(outgoing, at, view->value) || at->rows.at.count == 0)
		return;
	coverage_build(outgoing_book(outgoing), at->sheet, view, &to.coverage, NULL);
	if (to.coverage.pivot.columns.count > 0 && to.coverage.pivot.rows.count > 0)
		draw(&to, out);
	coverage_release(&to.coverage);
}
