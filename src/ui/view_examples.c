/*
 * view_examples.c - worked examples, one at a time as a small form; Enter takes one over
 * as a new row.
 *
 * The form is loaded a second time: the samples' texts live in its pool, and the book's
 * own form is read-only.
 */
#include "place.h"
#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/list.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/store/form_file.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/paper.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

enum { WIDEST = 96, LEFT_EDGE = 2, LABEL_MOST = 26, LABEL_NARROW = 14, NARROW = 60 };

struct examples {
	struct view view;
	char *sheet;
	struct form *form;
	struct samples samples;
	size_t at;
	struct paper paper;
	int cols;           /* laid out for; 0 = not yet */
	int rows;           /* shown last */
};

/* ---- laying out ---- */

/* Over an answer to a given item stands what was asked. */
static void add_item(struct examples *examples, struct ui *ui, const struct sample *sample,
                     int cols)
{
	int item = form_row_item(examples->form, sample->id);

	if (item < 0)
		return;
	paper_add_wrapped(&examples->paper, "",
	                  say_words(ui->session, examples->form->items.at[item].text), cols,
	                  STYLE_ROLE_HEADING);
	paper_add_blank(&examples->paper);
}

static int label_cols(const struct examples *examples, struct ui *ui, int cols)
{
	int widest = 0, most = cols < NARROW ? LABEL_NARROW : LABEL_MOST;

	for (size_t i = 0; i < examples->form->fields.count; i++) {
		const char *label = say_words(ui->session, examples->form->fields.at[i].label);
		int used = utf8_cols(label, strlen(label));
		widest = used > widest ? used : widest;
	}
	return (widest < most ? widest : most) + 2;
}

/* A label as wide as its column: cut, or filled up with blanks. */
static void add_label(const char *label, int cols, struct str *out)
{
	int used;
	size_t fits = utf8_fit(label, strlen(label), cols - 2, &used);

	str_add_n(out, label, fits);
	str_add_repeat(out, ' ', (size_t)(cols - used));
}

static void add_cell(struct examples *examples, struct ui *ui, const struct field *field,
                     const char *cell, int labels, int cols)
{
	struct str shown = {0}, lead = {0};

	field_show(field, ui->session->lang, cell, &shown);
	add_label(say_words(ui->session, field->label), labels, &lead);
	size_t first = examples->paper.lines.count;
	paper_add_wrapped(&examples->paper, str_text(&lead), str_text(&shown), cols,
	                  STYLE_ROLE_PLAIN);
	struct paper_line *line = &examples->paper.lines.at[first];
	vec_push(&line->spans, ((struct paper_span){0, lead.len, STYLE_ROLE_MUTED}));
	str_release(&shown);
	str_release(&lead);
}

/* The sample answers of an exercise belong together. */
static bool is_solution(const struct examples *examples)
{
	return examples->form && examples->form->kind == FORM_EXERCISE;
}

static const char *sample_answer(const struct examples *examples, struct ui *ui, const char *id)
{
	int answer = form_field(examples->form, "answer");

	for (size_t i = 0; i < examples->samples.rows.count; i++)
		if (text_is(examples->samples.rows.at[i].id, id))
			return words_in(examples->samples.rows.at[i].cells.at[answer], ui->session->lang);
	return "";
}

static void add_answer(struct examples *examples, struct ui *ui, size_t item, int cols)
{
	const struct form *form = examples->form;
	const char *label = say_words(ui->session, form->items.at[item].text);
	const char *answer = sample_answer(examples, ui, form->items.at[item].id);
	size_t indent = 2 * (size_t)form_item_depth(form, item), first = examples->paper.lines.count;
	struct str lead = {0};

	if (!answer[0])
		return;
	str_add_repeat(&lead, ' ', indent);
	str_addf(&lead, "%s  ", label);
	paper_add_wrapped(&examples->paper, str_text(&lead), answer, cols, STYLE_ROLE_PLAIN);
	struct paper_line *line = &examples->paper.lines.at[first];
	vec_push(&line->spans, ((struct paper_span){0, lead.len, STYLE_ROLE_MUTED}));
	str_release(&lead);
}

/* All of them on one page, as they stand under each other. */
static void lay_out_solution(struct examples *examples, struct ui *ui, int cols)
{
	const char *root = say_words(ui->session, examples->form->exercise.root);

	if (root[0])
		paper_add_wrapped(&examples->paper, "", root, cols, STYLE_ROLE_HEADING);
	for (size_t i = 0; i < examples->form->items.count; i++)
		add_answer(examples, ui, i, cols);
}

static void lay_out(struct examples *examples, struct ui *ui, int cols)
{
	const struct form *form = examples->form;

	paper_clear(&examples->paper);
	examples->cols = cols;
	if (examples->at >= examples->samples.rows.count) {
		const char *none = say(ui->session, "examples.none");
		paper_add_wrapped(&examples->paper, "", none, cols, STYLE_ROLE_MUTED);
		return;
	}
	if (is_solution(examples)) {
		lay_out_solution(examples, ui, cols);
		return;
	}
	const struct sample *sample = &examples->samples.rows.at[examples->at];
	int labels = label_cols(examples, ui, cols);
	add_item(examples, ui, sample, cols);
	for (size_t i = 0; i < form->fields.count && i < sample->cells.count; i++) {
		const char *cell = words_in(sample->cells.at[i], ui->session->lang);
		if (cell[0] && !form->fields.at[i].formula)
			add_cell(examples, ui, &form->fields.at[i], cell, labels, cols);
	}
}

/* ---- taking one over ---- */

static bool may_copy(const struct examples *examples)
{
	return examples->form && examples->form->addable && examples->samples.rows.count > 0;
}

/* Is every row it names in this workbook? The example's partners may not be. */
static bool names_rows_here(struct ui *ui, const struct field *field, const char *cell)
{
	struct sheet *other = book_sheet(folder_book(ui->session->folder), field->sheet, NULL);
	size_t row, len;
	bool all = other != NULL;

	for (const char *at; all && (at = list_next(&cell, &len)) != NULL;) {
		char *id = mem_dup_n(at, len);
		all = text_is(id, FIELD_NA) || sheet_find(other, id, &row);
		free(id);
	}
	return all;
}

static const char *cell_to_copy(struct examples *examples, struct ui *ui,
                                const struct sample *sample, size_t index)
{
	const struct field *field = &examples->form->fields.at[index];
	const char *cell = index < sample->cells.count
	                       ? words_in(sample->cells.at[index], ui->session->lang) : "";

	if (!cell[0] || field->formula ||
	    (field->type->is_ref && !names_rows_here(ui, field, cell)))
		return NULL;
	return cell;
}

/* A copy under way: of a tree, all that hangs below the example comes along. */
struct copying {
	struct examples *examples;
	struct ui *ui;
	struct sheet *sheet;
	struct step step;
	const char **cells;
	char last[64];    /* the row it comes behind */
	struct map ids;   /* of the example -> of its copy, owned */
};

static const char *parent_of(const struct copying *copying, size_t sample)
{
	const struct examples *examples = copying->examples;

	if (examples->form->kind != FORM_TREE)
		return "";
	int parent = form_field(examples->form, "parent");
	return words_in(examples->samples.rows.at[sample].cells.at[parent], LANG_JA);
}

static bool comes_along(const struct copying *copying, size_t sample)
{
	const char *parent = parent_of(copying, sample);

	return sample == copying->examples->at || (parent[0] && map_find(&copying->ids, parent));
}

static void copy_row(struct copying *copying, size_t index)
{
	struct examples *examples = copying->examples;
	const struct sample *sample = &examples->samples.rows.at[index];
	const struct map_entry *parent = map_find(&copying->ids, parent_of(copying, index));
	char id[64];

	for (size_t i = 0; i < examples->form->fields.count; i++)
		copying->cells[i] = cell_to_copy(examples, copying->ui, sample, i);
	if (examples->form->kind == FORM_TREE)
		copying->cells[form_field(examples->form, "parent")] = parent ? parent->pointer : NULL;
	sheet_next_id(copying->sheet, id);
	sheet_use_number(copying->sheet, sheet_next_number(copying->sheet));
	step_insert(&copying->step, copying->sheet, id, copying->last, copying->cells);
	entry_add_items(copying->ui->session, &copying->step, copying->sheet, id, copying->last);
	text_copy(copying->last, sizeof(copying->last), id);
	map_put(&copying->ids, sample->id, NULL)->pointer = mem_dup(id);
}

static bool copy(struct examples *examples, struct ui *ui, char id[64])
{
	struct copying copying = {.examples = examples, .ui = ui};

	copying.sheet = book_sheet(folder_book(ui->session->folder), examples->sheet, NULL);
	if (!copying.sheet)
		return false;
	size_t rows = sheet_row_count(copying.sheet);
	text_copy(copying.last, sizeof(copying.last),
	          rows > 0 ? sheet_row_id(copying.sheet, rows - 1) : "");
	copying.cells = mem_zero(examples->form->fields.count + 1, sizeof(*copying.cells));
	sheet_next_id(copying.sheet, id);
	for (size_t i = examples->at; i < examples->samples.rows.count; i++)
		if (comes_along(&copying, i))
			copy_row(&copying, i);
	for (size_t i = 0; i < copying.ids.count; i++)
		free(copying.ids.entry[i].pointer);
	map_release(&copying.ids);
	free(copying.cells);
	return ui_do(ui, &copying.step);
}

/* Back to the worksheet, onto the new row. */
static unsigned take_over(struct examples *examples, struct ui *ui)
{
	char id[64], sheet[64];

	if (!may_copy(examples))
		return REACT_NONE;
	if (ui->session->read_only) {
		ui_message(ui, "ui.read_only", NULL);
		return REACT_DRAW;
	}
	if (!copy(examples, ui, id))
		return REACT_DRAW;
	snprintf(sheet, sizeof(sheet), "%s", examples->sheet);
	ui_pop(ui);
	ui_refresh(ui);
	ui_jump(ui, sheet, id, "");
	ui_message(ui, "examples.copied", "row", id, NULL);
	return REACT_DRAW;
}

/* ---- the view ---- */

static void say_position(const struct examples *examples, struct ui *ui, struct str *out)
{
	char at[16], count[16];

	snprintf(at, sizeof(at), "%zu", examples->at + 1);
	snprintf(count, sizeof(count), "%zu", examples->samples.rows.count);
	if (examples->samples.rows.count > 0 && !is_solution(examples))
		say_to(ui->session, out, "examples.position", "at", at, "count", count, NULL);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct examples *examples = (struct examples *)view;
	int cols = canvas->cols - 2 * LEFT_EDGE < WIDEST ? canvas->cols - 2 * LEFT_EDGE : WIDEST;
	struct str left = {0}, right = {0};

	if (examples->cols != cols)
		lay_out(examples, ui, cols);
	str_addf(&left, "%s  %s", say(ui->session, is_solution(examples) ? "exercise.sample" : "examples.title"),
	         place_sheet(ui, examples->sheet));
	say_position(examples, ui, &right);
	const char *info = may_copy(examples) ? say(ui->session, "examples.info") : "";
	struct rect body =
	    frame_draw(ui, canvas, &(struct frame){str_text(&left), str_text(&right), info, "", NULL});
	examples->rows = body.rows;
	paper_draw(&examples->paper, canvas, (struct rect){body.row, LEFT_EDGE, body.rows, cols});
	str_release(&left);
	str_release(&right);
}

static unsigned turn(struct examples *examples, int by)
{
	size_t count = is_solution(examples) ? 1 : examples->samples.rows.count;

	if (by < 0 ? examples->at == 0 : examples->at + 1 >= count)
		return REACT_NONE;
	examples->at = by < 0 ? examples->at - 1 : examples->at + 1;
	examples->cols = 0;
	examples->paper.top = 0;
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct examples *examples = (struct examples *)view;

	switch (action) {
	case ACTION_LEFT:
	case ACTION_PAGE_UP:
		return turn(examples, -1);
	case ACTION_RIGHT:
	case ACTION_PAGE_DOWN:
		return turn(examples, 1);
	case ACTION_ENTER:
		return take_over(examples, ui);
	case ACTION_EXAMPLES:
		return REACT_CLOSE | REACT_DRAW;
	default:
		return paper_act(&examples->paper, action, examples->rows) ? REACT_DRAW
		                                                           : REACT_UNUSED;
	}
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct examples *examples = (const struct examples *)view;

	(void)ui;
	if (may_copy(examples))
		key_line_add_as(line, ACTION_ENTER, "examples.take");
	if (examples->samples.rows.count > 1 && !is_solution(examples)) {
		key_line_add_as(line, ACTION_RIGHT, "examples.next");
		key_line_add_as(line, ACTION_LEFT, "examples.previous");
	}
	key_line_add(line, ACTION_BACK);
}

static void refresh(struct view *view, struct ui *ui)
{
	(void)ui;
	((struct examples *)view)->cols = 0;
}

static void examples_free(struct view *view)
{
	struct examples *examples = (struct examples *)view;

	paper_release(&examples->paper);
	samples_release(&examples->samples);
	if (examples->form)
		form_free(examples->form);
	free(examples->sheet);
	free(examples);
}

static const struct view_ops ops = {
	.name = "examples",
	.draw = draw,
	.act = act,
	.keys = keys,
	.refresh = refresh,
	.free = examples_free,
};

struct view *view_examples_new(struct ui *ui, const char *sheet)
{
	struct examples *examples = mem_zero(1, sizeof(*examples));
	const struct catalogue *catalogue = folder_catalogue(ui->session->folder);
	struct errs errs = {0};

	examples->view.ops = &ops;
	examples->sheet = mem_dup(sheet);
	examples->form = form_load(catalogue, sheet, &errs);
	if (examples->form)
		samples_load(catalogue, examples->form, "examples", &examples->samples, &errs);
	if (errs.at.count > 0)
		ui_alarm(ui, &errs.at.at[0]);
	vec_release(&errs.at);
	return &examples->view;
}
