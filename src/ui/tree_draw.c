/*
 * tree_draw.c - laying out and drawing a tree.
 *
 *     - OR  root                34.1%  …
 *       |- OR  branch           19%
 *       |  `- I  leaf           10%
 *     ^ ^  ^
 *     | |  the label: all that is left of the tree's width
 *     | the mark, MARK_COLS wide, at LEVEL_COLS * (depth + 1)
 *     the lines of the levels above it, LEVEL_COLS each
 */
#include "tree.h"
#include "margin.h"
#include "place.h"
#include "scroll.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/guide_pane.h"

#include <stdio.h>

enum { GUTTER = 1, EDGE = 1, LEVEL_COLS = 3, MARK_COLS = 4, ROOMY = 60, LABEL_LEAST = 14 };
/* The tree itself: what it needs before other columns do, at 80 columns and on narrow screens,
 * and what is too far from its values. */
enum { TREE_COLS = 36, WIDE_FROM = 70, TREE_COLS_MOST = 72, MEASURE_MORE = 16 };

size_t tree_page(const struct tree *tree)
{
	return tree->body.rows > 2 ? (size_t)tree->body.rows - 1 : 1;
}

/* ---- widths ---- */

static const struct form *form_of(const struct tree *tree, const struct ui *ui)
{
	return sheet_form(cell_view_sheet(&tree->cell, ui));
}

static const char *heading(const struct ui *ui, const struct field *field)
{
	const char *short_one = say_words(ui->session, field->heading);

	return short_one[0] ? short_one : say_words(ui->session, field->label);
}

static int natural_width(const struct tree *tree, const struct ui *ui, int index)
{
	static const int share = 7, money = 9, measure = 14;
	const struct field *field = &form_of(tree, ui)->fields.at[index];
	const char *title = heading(ui, field);
	int cols = utf8_cols(title, strlen(title));
	int wanted = field->width > 0 ? field->width : field->type->width;

	if (tree->is_attack)
		wanted = index == tree->fields.probability ? share
		         : index == tree->fields.cost      ? money
		         : index == tree->fields.skill     ? 2
		         : index == tree->fields.measure   ? measure
		                                           : wanted;
	return wanted > cols ? wanted : cols;
}

static int label_cols(const struct tree *tree)
{
	return tree->columns.at[tree->label_column].cols;
}

/* Columns taken by those from `first` up to and with `last`. */
static int width_of(const struct tree *tree, size_t first, size_t last)
{
	int cols = 0;

	for (size_t i = first; i <= last && i < tree->columns.count; i++)
		cols += tree->columns.at[i].cols + GUTTER;
	return cols;
}

/* Scrolls sideways until the current column stands on the screen. */
static void choose_first(struct tree *tree, int room)
{
	size_t begin = tree->label_column + 1;

	if (tree->first < begin || tree->column < begin)
		tree->first = begin;
	if (tree->column < begin)
		return;
	if (tree->column < tree->first)
		tree->first = tree->column;
	while (tree->first < tree->column && width_of(tree, tree->first, tree->column) > room)
		tree->first++;
}

/* The first column behind those that fit; the current one is always among them. */
static size_t choose_end(const struct tree *tree, int room)
{
	size_t end = tree->first;

	while (end < tree->columns.count && width_of(tree, tree->first, end) <= room)
		end++;
	return end <= tree->column && tree->column >= tree->first ? tree->column + 1 : end;
}

/* What is left over goes to the tree, and some of it to the measures. */
static int spread(struct tree *tree, int left)
{
	for (size_t i = tree->first; i < tree->columns.count && left > 0; i++) {
		if (!tree->is_attack || tree->columns.at[i].field != tree->fields.measure)
			continue;
		int more = left / 3 < MEASURE_MORE ? left / 3 : MEASURE_MORE;
		tree->columns.at[i].cols += more;
		left -= more;
	}
	return left > 0 ? left : 0;
}

static void place_columns(struct tree *tree, int label, int cols, size_t end)
{
	int at = EDGE + label + GUTTER, right = EDGE + cols;

	tree->columns.at[tree->label_column].cols = label;
	tree->columns.at[tree->label_column].at = EDGE;
	for (size_t i = tree->label_column + 1; i < tree->columns.count; i++) {
		struct tree_column *column = &tree->columns.at[i];
		bool shown = i >= tree->first && i < end && at < right;
		column->at = shown ? at : -1;
		if (!shown)
			continue;
		if (at + column->cols > right)
			column->cols = right - at;
		at += column->cols + GUTTER;
	}
}

static void lay_out(struct tree *tree, const struct ui *ui, struct rect body)
{
	int cols = body.cols - 2 * EDGE, least = cols >= WIDE_FROM ? TREE_COLS : cols / 2;
	int room = cols - least;

	for (size_t i = tree->label_column + 1; i < tree->columns.count; i++)
		tree->columns.at[i].cols = natural_width(tree, ui, tree->columns.at[i].field);
	choose_first(tree, room);
	size_t end = choose_end(tree, room);
	int used = end > tree->first ? width_of(tree, tree->first, end - 1) : 0;
	int label = least + spread(tree, room - used);
	place_columns(tree, label < TREE_COLS_MOST ? label : TREE_COLS_MOST, cols, end);
}

/* Deep trees are shifted so that the current row's label can be read. */
static void choose_shift(struct tree *tree)
{
	int depth = tree->position < tree->lines.count ? tree->lines.at[tree->position].depth : 0;
	int mark = tree->is_attack ? MARK_COLS : 0;
	int levels = (label_cols(tree) - LABEL_LEAST - mark) / LEVEL_COLS - 1;

	levels = levels < 1 ? 1 : levels;
	if (depth - tree->shift > levels)
		tree->shift = depth - levels;
	else if (depth < tree->shift + 1)
		tree->shift = depth > 1 ? depth - 1 : 0;
}

static void scroll_to_position(struct tree *tree)
{
	tree->top = scroll_top(tree->top, tree->position, tree->lines.count, (int)tree_page(tree));
}

/* ---- the lines between nodes ---- */

int tree_mark_col(const struct tree *tree, int depth)
{
	int levels = depth > tree->shift ? depth - tree->shift : 0;

	return EDGE + (levels + 1) * LEVEL_COLS - 1;
}

static size_t parent_of(const struct tree *tree, const struct ui *ui, const struct tree_line *line)
{
	const struct outline *outline = &tree->values.outline;
	const struct sheet *sheet = cell_view_sheet(&tree->cell, ui);

	if (line->node != OUTLINE_NONE)
		return outline->at.at[line->node].parent;
	return line->depth > 0 ? outline_find(outline, sheet, tree->slot.parent) : OUTLINE_NONE;
}

/* Does something come beside it further down, if only the row to be made? */
static bool goes_on(const struct tree *tree, const struct ui *ui, size_t node)
{
	const struct tree_slot *slot = &tree->slot;

	return !tree->values.outline.at.at[node].is_last ||
	       (slot->open && text_is(slot->after, tree_node_id(tree, ui, node)));
}

static void draw_branch(struct tree *tree, struct ui *ui, struct canvas *canvas, int row,
                        const struct tree_line *line)
{
	int col = tree_mark_col(tree, line->depth) - LEVEL_COLS;

	if (line->depth <= tree->shift || col >= EDGE + label_cols(tree))
		return;
	canvas_line(canvas, row, col, line->is_last ? LINE_BOTTOM_LEFT : LINE_TEE_RIGHT,
	            STYLE_ROLE_RULE);
	canvas_line(canvas, row, col + 1, LINE_H, STYLE_ROLE_RULE);
	size_t above = parent_of(tree, ui, line);
	for (int depth = line->depth - 1; depth > tree->shift && above != OUTLINE_NONE; depth--) {
		col = tree_mark_col(tree, depth) - LEVEL_COLS;
		if (goes_on(tree, ui, above))
			canvas_line(canvas, row, col, LINE_V, STYLE_ROLE_RULE);
		above = tree->values.outline.at.at[above].parent;
	}
}

/* "+" before what is folded, "-" before a root that is not, "<" where levels are scrolled away. */
static void draw_sign(struct tree *tree, struct ui *ui, struct canvas *canvas, int row,
                      const struct tree_line *line)
{
	int col = tree_mark_col(tree, line->depth) - 2;
	bool inner = tree_is_inner(tree, line->node);

	if (inner && tree_is_folded(tree, ui, line->node))
		canvas_text(canvas, row, col, 1, STYLE_ROLE_HEADING, 0, "+");
	else if (line->depth > 0 && line->depth <= tree->shift)
		canvas_text(canvas, row, col, 1, STYLE_ROLE_MUTED, 0, "<");
	else if (inner && line->depth == 0)
		canvas_text(canvas, row, col, 1, STYLE_ROLE_HEADING, 0, "-");
}

/* ---- cells ---- */

static struct rect cell_rect(const struct tree *tree, const struct tree_line *line, size_t index,
                             int row)
{
	const struct tree_column *column = &tree->columns.at[index];
	int mark = tree_mark_col(tree, line->depth), end = EDGE + label_cols(tree);
	int at = tree->is_attack ? mark + MARK_COLS : mark;

	if (index > tree->label_column)
		return (struct rect){row, column->at, 1, column->cols};
	if (index < tree->label_column)
		return (struct rect){row, mark, 1, MARK_COLS - 1};
	return (struct rect){row, at, 1, end > at ? end - at : 0};
}

/* A row that is not made yet: "+", and on an empty worksheet what a tree begins with. */
static void look_new(struct tree *tree, struct ui *ui, size_t column, struct str *out)
{
	if (column == 0)
		str_add(out, "+");
	if (column == tree->label_column && tree->is_attack && tree->values.outline.at.count == 0)
		str_add(out, say(ui->session, "tree.first"));
}

static void look(struct tree *tree, struct ui *ui, const struct tree_line *line, size_t column,
                 struct str *out, enum style *style)
{
	size_t node = line->node;

	*style = STYLE_ROLE_MUTED;
	if (node == OUTLINE_NONE) {
		look_new(tree, ui, column, out);
		return;
	}
	tree_look(tree, ui, node, tree_field_at(tree, line, column), out, style);
	if (column == tree->label_column && tree_is_inner(tree, node) && tree_is_folded(tree, ui, node))
		str_addf(out, " (%zu)", tree->values.outline.at.at[node].below);
}

/* Figures stand at the right of their column. */
static unsigned alignment(const struct tree *tree, const struct ui *ui, size_t column)
{
	bool right = column > tree->label_column &&
	             form_of(tree, ui)->fields.at[tree->columns.at[column].field].type->right;

	return TEXT_PAD | TEXT_MARK | (right ? TEXT_RIGHT : 0);
}

static void draw_cell(struct tree *tree, struct ui *ui, struct canvas *canvas, int row, size_t position,
                      size_t column)
{
	const struct tree_line *line = &tree->lines.at[position];
	bool current = position == tree->position, here = current && column == tree->column;
	struct rect at = cell_rect(tree, line, column, row);
	enum style style = STYLE_ROLE_PLAIN;
	struct str text = {0};

	look(tree, ui, line, column, &text, &style);
	if (here)
		style = STYLE_ROLE_SELECTED;
	else if (current && column == tree->label_column)
		style = STYLE_ROLE_HEADING;
	canvas_text(canvas, at.row, at.col, at.cols, style, alignment(tree, ui, column),
	            str_text(&text));
	if (here) {
		tree->cell.at = at;
		canvas_cursor(canvas, at.row, at.col);
	}
	str_release(&text);
}

/* Of open notes, at the very left. */
static void draw_note(struct tree *tree, struct ui *ui, struct canvas *canvas, int row, size_t node)
{
	struct sheet *sheet = cell_view_sheet(&tree->cell, ui);

	if (node != OUTLINE_NONE)
		margin_mark(ui, canvas, tree->cell.sheet, sheet_row_id(sheet, tree_row_of(tree, node)), row,
		            tree->body.col);
}

static void draw_line(struct tree *tree, struct ui *ui, struct canvas *canvas, int row,
                      size_t position)
{
	draw_branch(tree, ui, canvas, row, &tree->lines.at[position]);
	draw_sign(tree, ui, canvas, row, &tree->lines.at[position]);
	for (size_t i = 0; i < tree->columns.count; i++)
		if (i <= tree->label_column || tree->columns.at[i].at >= 0)
			draw_cell(tree, ui, canvas, row, position, i);
	draw_note(tree, ui, canvas, row, tree->lines.at[position].node);
}

static void draw_headings(struct tree *tree, struct ui *ui, struct canvas *canvas)
{
	const struct form *form = form_of(tree, ui);
	const struct field *label = &form->fields.at[tree->fields.label];
	int row = tree->body.row, right = tree->body.col + tree->body.cols - 1;

	if (!tree->is_attack)
		canvas_text(canvas, row, EDGE + LEVEL_COLS - 1, label_cols(tree) - LEVEL_COLS,
		            STYLE_ROLE_HEADING, TEXT_MARK, heading(ui, label));
	for (size_t i = tree->label_column + 1; i < tree->columns.count; i++) {
		const struct tree_column *column = &tree->columns.at[i];
		if (column->at >= 0)
			canvas_text(canvas, row, column->at, column->cols, STYLE_ROLE_HEADING,
			            alignment(tree, ui, i), heading(ui, &form->fields.at[column->field]));
	}
	if (tree->first > tree->label_column + 1)
		canvas_text(canvas, row, tree->columns.at[tree->first].at - 1, 1, STYLE_ROLE_MUTED, 0, "<");
	if (tree->columns.at[tree->columns.count - 1].at < 0)
		canvas_text(canvas, row, right, 1, STYLE_ROLE_MUTED, 0, ">");
}

/* ---- the whole screen ---- */

static const char *assumption(const struct tree *tree, const struct ui *ui)
{
	return say(ui->session, tree->values.best_path ? "tree.best" : "tree.independent");
}

static void title_right(struct tree *tree, struct ui *ui, struct str *out)
{
	int index = curriculum_session_of(&ui->session->curriculum, tree->cell.sheet);
	bool roomy = ui->canvas.cols >= ROOMY;

	if (index >= 0 && roomy)
		place_session_number(ui, index, out);
	if (tree->is_attack && roomy)
		str_addf(out, "  %s", assumption(tree, ui));
	else if (roomy)
		str_addf(out, "  %s.csv", tree->cell.sheet);
	if (!tree->is_attack || ui->canvas.cols >= 2 * ROOMY || !roomy || ui->session->read_only)
		str_addf(out, "%s%s", out->len > 0 ? "  " : "", place_saved(ui, tree->cell.sheet));
}

/* The worksheet and, cut to what the right half leaves, the tree one stands in. */
static void title_left(struct tree *tree, struct ui *ui, const char *right, struct str *out)
{
	size_t node = tree_node(tree);
	struct str root = {0};

	str_add(out, say_words(ui->session, form_of(tree, ui)->title));
	int room = ui->canvas.cols - 7 - utf8_cols(right, strlen(right)) - utf8_cols(out->at, out->len);
	if (node != OUTLINE_NONE && room > 8) {
		size_t row = tree_row_of(tree, outline_root(&tree->values.outline, node));
		say_row(ui->session, cell_view_sheet(&tree->cell, ui), row, &root);
		size_t fits = utf8_fit(str_text(&root), root.len, room, NULL);
		bool whole = fits == root.len;
		str_add(out, "  ");
		str_add_n(out, root.at, whole ? fits : utf8_fit(root.at, root.len, room - 1, NULL));
		str_add(out, whole ? "" : ">");
	}
	str_release(&root);
}

static struct rect draw_frame(struct tree *tree, struct ui *ui, struct canvas *canvas)
{
	struct str left = {0}, right = {0};

	title_right(tree, ui, &right);
	title_left(tree, ui, str_text(&right), &left);
	str_clear(&tree->cell.about);
	margin_line(ui, tree->cell.sheet, tree->cell.row, &tree->cell.about);
	struct rect body = cell_view_frame(&tree->cell, ui, canvas, str_text(&left), str_text(&right));
	str_release(&left);
	str_release(&right);
	return body;
}

/* The guide gives way to a tree and its foot where they need the rows. */
static struct rect draw_guide(struct tree *tree, struct ui *ui, struct canvas *canvas, struct rect body,
                              int foot)
{
	size_t most = (size_t)body.rows, lines = tree->lines.count < most ? tree->lines.count : most;
	int needed = (int)lines + 1 + foot;

	tree->guide_fits = body.cols >= GUIDE_PANE_BESIDE_FROM || needed + GUIDE_PANE_ROWS <= body.rows;
	return tree->guide_fits ? guide_pane_draw(ui, canvas, body, tree->cell.sheet) : body;
}

void tree_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct tree *tree = (struct tree *)view;

	tree_update(tree, ui);
	struct rect body = draw_frame(tree, ui, canvas);
	int foot_rows = tree_foot_rows(tree, body.rows);
	body = draw_guide(tree, ui, canvas, body, foot_rows);
	struct rect foot = body;

	foot.rows = foot_rows;
	body.rows -= foot.rows;
	foot.row += body.rows;
	tree->body = body;
	lay_out(tree, ui, body);
	choose_shift(tree);
	scroll_to_position(tree);
	draw_headings(tree, ui, canvas);
	for (size_t i = 0; i < tree_page(tree) && tree->top + i < tree->lines.count; i++)
		draw_line(tree, ui, canvas, body.row + 1 + (int)i, tree->top + i);
	if (foot.rows > 0)
		tree_foot_draw(tree, ui, canvas, foot);
	if (tree->cell.editing)
		cell_view_draw_edit(&tree->cell, ui, canvas, tree->cell.at, body);
}
