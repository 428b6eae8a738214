/*
 * figure_bars.c - rows ranked by a number, as bars below their names.
 *
 *                                          受容の線 17
 *     R-001 受発注サーバが止まる              |
 *     ########################################|#########  24 → 8
 *     ===============                         |
 */
#include "figure_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/model/ranking.h"

#include <stdio.h>

enum { BAR_HEIGHT = 13, AFTER_HEIGHT = 6, BELOW_ONE = 22, BELOW_BOTH = 28, TEXT_GAP = 8, EDGE = 4,
       LINE_HEAD = 22 };

struct drawing {
	struct figure *figure;
	const struct figure_bars *bars;
	VEC(size_t) rows;  /* those drawn, in order */
	size_t all, over;  /* rows with a number; of those beyond the line */
	double most;       /* what the whole width stands for */
	int width;         /* of the longest bar */
};

static bool number_of(const struct drawing *to, size_t row, int field, double *number)
{
	struct book *book = outgoing_book(to->figure->outgoing);
	struct value value = book_value(book, to->figure->at->sheet, row, field);

	*number = value.kind == VALUE_NUMBER ? value.number : 0;
	return value.kind == VALUE_NUMBER;
}

/* "24 → 8" */
static void say_value(const struct drawing *to, size_t row, struct str *out)
{
	const struct figure *figure = to->figure;
	double after;

	outgoing_cell(figure->outgoing, figure->at->sheet, row, to->bars->value, out);
	if (to->bars->value_after >= 0 && number_of(to, row, to->bars->value_after, &after)) {
		str_add(out, " → ");
		outgoing_cell(figure->outgoing, figure->at->sheet, row, to->bars->value_after, out);
	}
}

static void say_number(const struct drawing *to, double number, struct str *out)
{
	const struct field *field = &to->figure->form->fields.at[to->bars->value];
	struct str cell = {0};

	field_store(field, value_number(number), &cell);
	field_show(field, to->figure->outgoing->lang, str_text(&cell), out);
	str_release(&cell);
}

/* ---- drawing ---- */

static int length_of(const struct drawing *to, double number)
{
	double share = number / to->most;

	return (int)((share < 0 ? 0 : share > 1 ? 1 : share) * to->width + 0.5);
}

/* The word stands where it fits: behind the line, or before it. */
static void draw_head(const struct figure_list *list, int bottom)
{
	const struct drawing *to = list->context;
	int x = EDGE + length_of(to, to->bars->line);
	struct str text = {0};

	str_addf(&text, "%s ", to->bars->line_label);
	say_number(to, to->bars->line, &text);
	bool fits = x + svg_text_width(str_text(&text), FIGURE_SMALL) <= FIGURE_WIDTH;
	figure_text(list->figure->out, x, bottom - 8, fits ? "f-small" : "f-small f-end", str_text(&text));
	figure_line(list->figure->out, x, bottom - 5, x, bottom, "f-limit");
	str_release(&text);
}

/* Behind the bar, or behind the line where that would go through it. */
static void draw_value(const struct figure_list *list, size_t row, int end, int y)
{
	const struct drawing *to = list->context;
	int x = end + TEXT_GAP, line = EDGE + length_of(to, to->bars->line);
	struct str text = {0};

	say_value(to, row, &text);
	int width = svg_text_width(str_text(&text), FIGURE_FONT);
	if (to->bars->has_line && line > end && line < x + width + TEXT_GAP &&
	    line + TEXT_GAP + width <= FIGURE_WIDTH)
		x = line + TEXT_GAP;
	figure_text(list->figure->out, x, y, "f-bold", str_text(&text));
	str_release(&text);
}

static void draw_entry(const struct figure_list *list, const struct figure_entry *entry, int top,
                       int height)
{
	const struct drawing *to = list->context;
	const struct figure_bars *bars = to->bars;
	int y = top + height - list->below, x = EDGE + length_of(to, bars->line);
	struct str *out = list->figure->out;
	double number, after;

	number_of(to, entry->index, bars->value, &number);
	figure_rect(out, EDGE, y, length_of(to, number) + 1, BAR_HEIGHT,
	            bars->has_line && number > bars->line ? "f-over" : "f-bar");
	if (bars->value_after >= 0 && number_of(to, entry->index, bars->value_after, &after) && after > 0)
		figure_rect(out, EDGE, y + BAR_HEIGHT, length_of(to, after) + 1, AFTER_HEIGHT, "f-after");
	draw_value(list, entry->index, EDGE + length_of(to, number), y + BAR_HEIGHT - 2);
	if (bars->has_line)
		figure_line(out, x, y - 3, x, top + height - 1, "f-limit");
}

/* ---- what there is ---- */

static void find_rows(struct drawing *to)
{
	const struct figure *figure = to->figure;
	struct ranking ranking = {0};
	struct row_list order = {0};

	ranking_build(outgoing_book(figure->outgoing), figure->at->sheet, to->bars->value, &ranking);
	ranking_rows(&ranking, &order);
	for (size_t i = 0; i < order.at.count; i++) {
		size_t row = order.at.at[i];
		double number;
		if (!figure->goes_out[row] || ranking.ranks.at[row] == 0 ||
		    !number_of(to, row, to->bars->value, &number) || number <= 0)
			continue;
		to->all++;
		to->over += to->bars->has_line && number > to->bars->line;
		if (to->rows.count < to->bars->most)
			vec_push(&to->rows, row);
	}
	row_list_release(&order);
	ranking_release(&ranking);
}

/* The longest bar leaves room for what stands behind any of them. */
static void measure(struct drawing *to)
{
	int widest = 0;

	to->most = to->bars->has_line ? to->bars->line : 0;
	for (size_t i = 0; i < to->rows.count; i++) {
		struct str text = {0};
		double number;
		say_value(to, to->rows.at[i], &text);
		int width = svg_text_width(str_text(&text), FIGURE_FONT);
		widest = width > widest ? width : widest;
		number_of(to, to->rows.at[i], to->bars->value, &number);
		to->most = number > to->most ? number : to->most;
		str_release(&text);
	}
	to->width = FIGURE_WIDTH - 2 * EDGE - TEXT_GAP - widest - widest / 10;
	to->width = to->width < FIGURE_WIDTH / 4 ? FIGURE_WIDTH / 4 : to->width;
}

static void add_rows(const struct drawing *to, struct figure_list *list)
{
	for (size_t i = 0; i < to->rows.count; i++) {
		struct str name = {0};
		outgoing_row(to->figure->outgoing, to->figure->at->sheet, to->rows.at[i], &name);
		figure_list_add(list, str_text(&name), false, to->rows.at[i]);
		str_release(&name);
	}
}

static void add_keys(const struct drawing *to)
{
	struct figure *figure = to->figure;
	struct str over = {0};

	if (to->bars->value_after >= 0) {
		figure_key(figure, "<rect y=\"2\" width=\"16\" height=\"12\" class=\"f-bar\"/>",
		           figure_label(figure, to->bars->value));
		figure_key(figure, "<rect x=\"1\" y=\"5\" width=\"14\" height=\"7\" class=\"f-after\"/>",
		           figure_label(figure, to->bars->value_after));
	}
	if (to->over > 0) {
		outgoing_say(figure->outgoing, &over, "figure.beyond_line", "line", to->bars->line_label,
		             NULL);
		figure_key(figure, "<rect y=\"2\" width=\"16\" height=\"12\" class=\"f-over\"/>",
		           str_text(&over));
	}
	str_release(&over);
}

/* ---- in words ---- */

static void say_first(const struct drawing *to, struct str *out)
{
	for (size_t i = 0; i < to->rows.count; i++) {
		str_add(out, i > 0 ? "; " : "");
		outgoing_row(to->figure->outgoing, to->figure->at->sheet, to->rows.at[i], out);
		str_add(out, ": ");
		say_value(to, to->rows.at[i], out);
	}
}

static void say_caption(const struct drawing *to, struct str *out)
{
	const struct outgoing *outgoing = to->figure->outgoing;
	char *shown = mem_print("%zu", to->rows.count), *all = mem_print("%zu", to->all),
	     *over = mem_print("%zu", to->over);
	struct str label = {0};

	figure_add_label(to->figure, to->bars->value, &label);
	bool is_part = to->rows.count < to->all;
	outgoing_say(outgoing, out, is_part ? "figure.bars_caption_part" : "figure.bars_caption", "what",
	             str_text(&label), "count", shown, "all", all, NULL);
	if (to->bars->has_line)
		outgoing_say(outgoing, out, "figure.bars_over", "line", to->bars->line_label, "count", over,
		             NULL);
	str_release(&label);
	free(shown);
	free(all);
	free(over);
}

static void draw(struct drawing *to)
{
	bool both = to->bars->value_after >= 0;
	struct figure_list list = {.figure = to->figure, .label_width = FIGURE_WIDTH - 2 * EDGE,
	                           .head = to->bars->has_line ? LINE_HEAD : 0,
	                           .below = both ? BELOW_BOTH : BELOW_ONE,
	                           .draw_head = to->bars->has_line ? draw_head : NULL,
	                           .draw_entry = draw_entry, .context = to};
	struct str title = {0}, desc = {0}, caption = {0};

	measure(to);
	figure_add_label(to->figure, to->bars->value, &title);
	say_first(to, &desc);
	say_caption(to, &caption);
	list.title = str_text(&title);
	list.desc = str_text(&desc);
	add_rows(to, &list);
	add_keys(to);
	figure_list_draw(&list);
	figure_close(to->figure, str_text(&caption));
	str_release(&title);
	str_release(&desc);
	str_release(&caption);
}

void figure_bars(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                 const struct figure_bars *bars, struct str *out)
{
	struct figure_bars fit = *bars;
	struct figure figure;
	struct drawing to = {.figure = &figure, .bars = &fit};
	size_t start = out->len;

	if (!figure_has(outgoing, at, bars->value))
		return;
	if (!figure_has(outgoing, at, bars->value_after))
		fit.value_after = -1;
	char *what = mem_print("bars-%s", sheet_form(at->sheet)->fields.at[bars->value].id);
	figure_open(&figure, outgoing, at, what, out);
	find_rows(&to);
	draw(&to);
	if (to.rows.count == 0)
		str_cut(out, start);
	vec_release(&to.rows);
	free(what);
}
