#include "targets.h"

#include "sonae/app/say.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

/* What the list's lines stand for; while it is open. */
struct listed {
	struct targets wanted;
	VEC(struct pivot_line) lines; /* value NULL: the whole table */
};

static void listed_free(void *context)
{
	struct listed *listed = context;

	for (size_t i = 0; i < listed->lines.count; i++)
		free(listed->lines.at[i].value);
	vec_release(&listed->lines);
	free(listed);
}

static const struct form *form_of(const struct ui *ui, const struct listed *listed)
{
	return book_form(folder_book(ui->session->folder), listed->wanted.sheet, NULL);
}

static struct sheet *rows_of(const struct ui *ui, const struct listed *listed)
{
	const struct field *target = &form_of(ui, listed)->fields.at[listed->wanted.view->rows];

	return book_sheet(folder_book(ui->session->folder), target->sheet, NULL);
}

/* What the condition for being wanted looks at: "重要度 2". */
static void add_reasons(const struct ui *ui, const struct listed *listed, const char *row_id,
                        struct str *note)
{
	struct book *book = folder_book(ui->session->folder);
	struct sheet *sheet = rows_of(ui, listed);
	const struct expr *wanted = listed->wanted.view->wanted;
	struct expr_uses uses = {0};
	size_t row;

	if (!wanted || !sheet || !sheet_find(sheet, row_id, &row))
		return;
	const struct form *form = sheet_form(sheet);
	struct expr *expr = query_expr(book, form, expr_source(wanted), NULL);
	if (expr)
		expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count; i++) {
		struct str cell = {0};
		if (uses.at.at[i].kind == EXPR_USE_ROW)
			say_cell(ui->session, sheet, row, uses.at.at[i].field, &cell);
		if (cell.len > 0)
			str_addf(note, "%s%s %s", note->len ? "  " : "",
			         say_words(ui->session, form->fields.at[uses.at.at[i].field].label), cell.at);
		str_release(&cell);
	}
	vec_release(&uses.at);
	expr_free(expr);
}

static void add_line(const struct ui *ui, struct listed *listed, struct menu *menu,
                     struct pivot_line line, size_t considered)
{
	const struct coverage *coverage = listed->wanted.coverage;
	struct str text = {0}, note = {0};

	coverage_add_target(ui, form_of(ui, listed), listed->wanted.view, &line, &text);
	if (!line.is_text)
		add_reasons(ui, listed, line.value, &note);
	str_addf(&note, "%s%zu/%zu", note.len ? "   " : "", considered, coverage->pivot.columns.count);
	menu_add(menu, str_text(&text), str_text(&note));
	vec_push(&listed->lines, ((struct pivot_line){mem_dup(line.value), line.is_text}));
	str_release(&text);
	str_release(&note);
}

static void add_lines(const struct ui *ui, struct listed *listed, struct menu *menu)
{
	const struct coverage *coverage = listed->wanted.coverage;
	struct sheet *rows = rows_of(ui, listed);

	if (listed->wanted.offers_all) {
		menu_add(menu, say(ui->session, "steps.whole_table"), NULL);
		vec_push(&listed->lines, ((struct pivot_line){NULL, false}));
	}
	for (size_t i = 0; i < coverage->pivot.rows.count; i++)
		add_line(ui, listed, menu, coverage->pivot.rows.at[i], coverage_of_line(coverage, i));
	for (size_t row = 0; rows && row < sheet_row_count(rows); row++) {
		char *id = mem_dup(sheet_row_id(rows, row));
		if (pivot_row(&coverage->pivot, id, false) == PIVOT_NONE &&
		    !book_is_retired(folder_book(ui->session->folder), rows, row))
			add_line(ui, listed, menu, (struct pivot_line){id, false}, 0);
		free(id);
	}
}

/* Typed, as it would be written: the id of a row, or a text. */
static void choose_typed(struct ui *ui, struct listed *listed, const char *typed)
{
	const struct form *form = form_of(ui, listed);
	const struct field *target = &form->fields.at[listed->wanted.view->rows];
	struct sheet *rows = rows_of(ui, listed);
	struct str text = {0};
	size_t row;

	field_parse(target, typed, book_today(folder_book(ui->session->folder)), &text);
	bool is_row = rows && sheet_find(rows, str_text(&text), &row);
	if (!is_row) {
		str_clear(&text);
		field_parse(&form->fields.at[target->text_field], typed,
		            book_today(folder_book(ui->session->folder)), &text);
	}
	listed->wanted.chosen(ui, listed->wanted.context, str_text(&text), !is_row);
	str_release(&text);
}

static void done(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct listed *listed = context;

	if (line >= listed->lines.count) {
		choose_typed(ui, listed, typed);
		return;
	}
	const struct pivot_line *chosen = &listed->lines.at[line];
	listed->wanted.chosen(ui, listed->wanted.context, chosen->value, chosen->is_text);
}

void targets_pick(struct ui *ui, const struct targets *wanted)
{
	struct listed *listed = mem_zero(1, sizeof(*listed));
	struct menu menu = {0};

	listed->wanted = *wanted;
	add_lines(ui, listed, &menu);
	if (wanted->selected != PIVOT_NONE)
		menu_select(&menu, wanted->selected + (wanted->offers_all ? 1 : 0));
	listed->wanted.coverage = NULL;
	ui_push(ui, view_pick_new(&(struct pick){
	    .title = wanted->title,
	    .menu = &menu,
	    .free_text = form_of(ui, listed)->fields.at[wanted->view->rows].text_field >= 0,
	    .done = done,
	    .context = listed,
	    .free_context = listed_free,
	}));
}
