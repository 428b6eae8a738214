#include "sonae/model/book.h"

#include "book_cells.h"
#include "expr_node.h"
#include "sonae/model/field_type.h"

/* A worksheet by its id: a form, and once asked for its rows; or why there are none. */
struct entry {
	char *id;
	struct form *form;
	struct sheet *sheet;
	struct err form_err, sheet_err; /* code ERR_NONE: not tried, or fine */
	unsigned long rows_version;     /* of the rows the cells were made for */
	struct cells cells;             /* once there is a form */
};

/* A computed cell. */
struct place {
	struct entry *entry;
	struct sheet *sheet;
	size_t row;
	int column;
	struct expr *expr;
};

struct book {
	struct book_source source;
	struct date today;
	struct map entries; /* struct entry */
	struct entry *latest; /* whose cells were asked for last, and mostly will be again */
	struct pool texts;  /* made by functions */
	struct dependents on_today;
	int depth;
	const struct place *innermost; /* being computed; NULL: nothing is */
	struct place cut;              /* put aside for being too deep; without entry: nothing is */
};

struct book *book_new(struct book_source source, struct date today)
{
	struct book *book = mem_zero(1, sizeof(*book));
	book->source = source;
	book->today = today;
	return book;
}

static void entry_free(struct entry *entry)
{
	if (entry->form)
		cells_release(&entry->cells);
	sheet_free(entry->sheet);
	form_free(entry->form);
	free(entry->id);
	free(entry);
}

void book_free(struct book *book)
{
	if (!book)
		return;
	for (size_t i = 0; i < book->entries.count; i++)
		entry_free(book->entries.entry[i].pointer);
	map_release(&book->entries);
	pool_release(&book->texts);
	vec_release(&book->on_today.at);
	free(book);
}

void book_set_today(struct book *book, struct date today)
{
	if (date_to_days(book->today) == date_to_days(today))
		return;
	book->today = today;
	dependents_drop(&book->on_today);
}

struct date book_today(const struct book *book)
{
	return book->today;
}

struct pool *book_texts(struct book *book)
{
	return &book->texts;
}

int *book_depth(struct book *book)
{
	return &book->depth;
}

static struct entry *find_entry(const struct book *book, const char *id)
{
	const struct map_entry *found = map_find(&book->entries, id);
	return found ? found->pointer : NULL;
}

static struct entry *make_entry(struct book *book, const char *id)
{
	struct entry *entry = find_entry(book, id);
	if (entry)
		return entry;
	entry = mem_zero(1, sizeof(*entry));
	entry->id = mem_dup(id);
	map_put(&book->entries, entry->id, NULL)->pointer = entry;
	return entry;
}

static bool tell(const struct err *remembered, struct err *err)
{
	if (err)
		*err = *remembered;
	return false;
}

static void load_form(struct book *book, struct entry *entry)
{
	entry->form = book->source.form(book->source.context, entry->id, &entry->form_err);
	if (entry->form)
		cells_init(&entry->cells, entry->form);
	else if (entry->form_err.code == ERR_NONE)
		err_set(&entry->form_err, ERR_NO_FORM, NULL, 0, "%s", entry->id);
}

/* An entry with its form; NULL with `err`. */
static struct entry *form_entry(struct book *book, const char *id, struct err *err)
{
	struct entry *entry = make_entry(book, id);

	if (!entry->form && entry->form_err.code == ERR_NONE)
		load_form(book, entry);
	return entry->form || tell(&entry->form_err, err) ? entry : NULL;
}

const struct form *book_form(struct book *book, const char *id, struct err *err)
{
	const struct entry *entry = form_entry(book, id, err);
	return entry ? entry->form : NULL;
}

static void load_sheet(struct book *book, struct entry *entry)
{
	entry->sheet = sheet_new(entry->form);
	if (book->source.rows(book->source.context, entry->sheet, &entry->sheet_err)) {
		entry->rows_version = sheet_rows_version(entry->sheet);
		return;
	}
	if (entry->sheet_err.code == ERR_NONE)
		err_set(&entry->sheet_err, ERR_READ, NULL, 0, "%s", entry->id);
	sheet_free(entry->sheet);
	entry->sheet = NULL;
}

struct sheet *book_sheet(struct book *book, const char *id, struct err *err)
{
	struct entry *entry = form_entry(book, id, err);

	if (!entry)
		return NULL;
	if (!entry->sheet && entry->sheet_err.code == ERR_NONE)
		load_sheet(book, entry);
	return entry->sheet || tell(&entry->sheet_err, err) ? entry->sheet : NULL;
}

struct sheet *book_loaded_sheet(const struct book *book, const char *id)
{
	const struct entry *entry = find_entry(book, id);
	return entry ? entry->sheet : NULL;
}

/* The entry whose rows these are; NULL for a sheet that is not the book's own. */
static struct entry *entry_of(struct book *book, const struct sheet *sheet)
{
	if (!book->latest || book->latest->sheet != sheet)
		book->latest = find_entry(book, sheet_form(sheet)->id);
	return book->latest && book->latest->sheet == sheet ? book->latest : NULL;
}

/* Its cells, none of them older than its rows. */
static struct entry *fresh_entry(struct book *book, struct sheet *sheet)
{
	struct entry *entry = entry_of(book, sheet);

	if (entry && entry->rows_version != sheet_rows_version(sheet))
		book_rows_changed(book, sheet);
	return entry;
}

struct cells *book_cells(struct book *book, struct sheet *sheet)
{
	struct entry *entry = fresh_entry(book, sheet);
	return entry ? &entry->cells : NULL;
}

static void depend_on(struct book *book, const struct expr_use *use, struct dependent dependent)
{
	if (use->kind == EXPR_USE_TODAY) {
		dependents_add(&book->on_today, dependent);
		return;
	}
	struct entry *entry = form_entry(book, use->sheet, NULL);
	if (!entry)
		return;
	dependent.same_row = use->kind == EXPR_USE_ROW;
	if (use->kind == EXPR_USE_ROWS)
		dependents_add(&entry->cells.on_rows, dependent);
	else
		dependents_add(&entry->cells.column[use->field].dependents, dependent);
}

/* Once, before the first cell of the column is evaluated. */
static void link_column(struct book *book, struct entry *entry, int column, struct expr *expr)
{
	struct expr_uses uses = {0};

	if (entry->cells.column[column].linked)
		return;
	entry->cells.column[column].linked = true;
	if (!expr_link(expr, book, NULL))
		return;
	expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count; i++)
		depend_on(book, &uses.at.at[i], (struct dependent){&entry->cells, column, false});
	vec_release(&uses.at);
}

struct value book_eval(struct book *book, struct sheet *sheet, size_t row, struct expr *expr)
{
	expr_link(expr, book, NULL);
	return expr_eval(expr, book, sheet, row);
}

/* ---- computed cells ---- */

/*
 * A cell that needs a cell that needs a cell … would take the stack to its end. The one that
 * gets too deep is cut off: all that waits for it is given up without being kept, it is computed
 * first, from the top of the stack, and what waited is computed anew.
 */
enum { CUT_DEPTH = EVAL_DEPTH - 2 * EXPR_HEIGHT };

static struct value *cell_at(const struct place *place)
{
	return cells_at(&place->entry->cells, place->column, place->row,
	                sheet_row_count(place->sheet));
}

/* While it is, the cell is busy; one that was cut off, or waits for such, is as before. */
static struct value compute(struct book *book, const struct place *place)
{
	const struct place *outer = book->innermost;

	cell_set_busy(cell_at(place));
	book->innermost = place;
	struct value value = expr_eval(place->expr, book, place->sheet, place->row);
	book->innermost = outer;
	if (book->cut.entry)
		cell_set_dropped(cell_at(place));
	else
		*cell_at(place) = value;
	return value;
}

static bool is_same(const struct place *a, const struct place *b)
{
	return a->entry == b->entry && a->row == b->row && a->column == b->column;
}

/* Those that were cut off wait, busy, for the ones they need. */
static struct value compute_from_below(struct book *book, const struct place *first)
{
	VEC(struct place) waiting = {0};
	struct value value = value_empty();

	vec_push(&waiting, *first);
	while (waiting.count > 0) {
		const struct place top = waiting.at[waiting.count - 1];
		value = compute(book, &top);
		if (book->cut.entry && !is_same(&book->cut, &top)) {
			cell_set_busy(cell_at(&top));
			vec_push(&waiting, book->cut);
		} else {
			*cell_at(&top) = value;
			waiting.count--;
		}
		book->cut.entry = NULL;
	}
	vec_release(&waiting);
	return value;
}

/* Kept from the last time, or evaluated; a cell that needs itself is an error. */
static struct value computed(struct book *book, struct sheet *sheet, size_t row, int column,
                             struct expr *expr)
{
	struct entry *entry = fresh_entry(book, sheet);
	const struct place place = {entry, sheet, row, column, expr};

	if (!entry)
		return book_eval(book, sheet, row, expr);
	link_column(book, entry, column, expr);
	struct value cell = *cell_at(&place);
	if (cell_is_kept(cell))
		return cell;
	if (cell_is_busy(cell))
		return value_error(ERR_FORM_CYCLE);
	if (!book->innermost)
		return compute_from_below(book, &place);
	if (!book->cut.entry && book->depth > CUT_DEPTH)
		book->cut = *book->innermost;
	return book->cut.entry ? value_error(ERR_EXPR_DEEP) : compute(book, &place);
}

struct value book_value(struct book *book, struct sheet *sheet, size_t row, int field)
{
	const struct field *at = &sheet_form(sheet)->fields.at[field];

	if (at->formula)
		return computed(book, sheet, row, field, at->formula);
	return field_value(at, sheet_cell(sheet, row, (size_t)field));
}

void book_cell(struct book *book, struct sheet *sheet, size_t row, int field, struct str *out)
{
	const struct field *at = &sheet_form(sheet)->fields.at[field];

	if (at->formula)
		field_store(at, book_value(book, sheet, row, field), out);
	else
		str_add(out, sheet_cell(sheet, row, (size_t)field));
}

bool book_is_retired(struct book *book, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);

	if (!form->retired)
		return false;
	return value_holds(computed(book, sheet, row, cells_retired_column(form), form->retired));
}

struct value book_setting(struct book *book, const char *field)
{
	struct sheet *settings = book_sheet(book, "settings", NULL);
	int index = settings ? form_field(sheet_form(settings), field) : -1;

	if (index < 0 || sheet_row_count(settings) == 0)
		return value_empty();
	return book_value(book, settings, 0, index);
}

void book_cell_changed(struct book *book, struct sheet *sheet, size_t row, int field)
{
	struct entry *entry = entry_of(book, sheet);

	if (entry && field >= 0 && (size_t)field < entry->form->fields.count)
		cells_drop_cell(&entry->cells, field, row);
}

void book_rows_changed(struct book *book, struct sheet *sheet)
{
	struct entry *entry = entry_of(book, sheet);

	if (!entry)
		return;
	entry->rows_version = sheet_rows_version(sheet);
	cells_drop_all(&entry->cells);
}

/* Does the column rest on today's date, however indirectly? */
static bool reaches_today(struct book *book, struct entry *entry, int field,
                          struct dependents *seen)
{
	struct expr *expr = entry->form->fields.at[field].formula;
	struct expr_uses uses = {0};
	bool reaches = false;

	for (size_t i = 0; i < seen->at.count; i++)
		if (seen->at.at[i].cells == &entry->cells && seen->at.at[i].column == field)
			return false;
	dependents_add(seen, (struct dependent){&entry->cells, field, false});
	if (!expr || !expr_link(expr, book, NULL))
		return false;
	expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count && !reaches; i++) {
		const struct expr_use *use = &uses.at.at[i];
		struct entry *next = use->field < 0 ? NULL : form_entry(book, use->sheet, NULL);
		reaches = use->kind == EXPR_USE_TODAY ||
		          (next && reaches_today(book, next, use->field, seen));
	}
	vec_release(&uses.at);
	return reaches;
}

bool book_field_reaches_today(struct book *book, const struct form *form, int field)
{
	struct entry *entry = form_entry(book, form->id, NULL);
	struct dependents seen = {0};

	if (!entry)
		return false;
	bool reaches = reaches_today(book, entry, field, &seen);
	vec_release(&seen.at);
	return reaches;
}
