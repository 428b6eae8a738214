/* xlsx_plan.c - which pages there are, and where rows and fields stand on them. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/store/settings_file.h"

/* ---- columns ---- */

static void add_column(struct xlsx_sheet *sheet, enum xlsx_column_kind kind, int field)
{
	struct xlsx_column column = {.kind = kind, .field = field};

	vec_push(&sheet->columns, column);
}

/* A field once, with the name of the row that it refers to. */
static void add_field(struct xlsx_sheet *sheet, int field)
{
	const struct field_type *type = sheet->form->fields.at[field].type;

	if (!outgoing_has_field(sheet->out, field) || sheet->column_of.at[field] >= 0)
		return;
	sheet->column_of.at[field] = (int)sheet->columns.count;
	add_column(sheet, XLSX_COLUMN_FIELD, field);
	if (type->is_ref && !type->many)
		add_column(sheet, XLSX_COLUMN_NAME, field);
}

static bool has_groups(const struct form *form)
{
	for (size_t i = 0; i < form->items.count; i++)
		if (form->items.at[i].group.in[LANG_JA] && form->items.at[i].group.in[LANG_JA][0])
			return true;
	return false;
}

static void add_given(struct xlsx_sheet *sheet)
{
	add_column(sheet, XLSX_COLUMN_ID, -1);
	if (sheet->form->per[0]) {
		add_column(sheet, XLSX_COLUMN_OF, -1);
		add_column(sheet, XLSX_COLUMN_OF_NAME, -1);
	}
	if (has_groups(sheet->form))
		add_column(sheet, XLSX_COLUMN_GROUP, -1);
	if (form_has_items(sheet->form))
		add_column(sheet, XLSX_COLUMN_ITEM, -1);
}

/* What rows are called by first, then the grid's order, then the rest; of a query its own. */
static void add_fields(struct xlsx_sheet *sheet)
{
	const struct form *form = sheet->form;
	bool is_query = sheet->out->form->kind == FORM_QUERY;

	if (form->name_field >= 0 && !form_has_items(form)) {
		if (form->fields.at[form->name_field].ref_field >= 0)
			add_field(sheet, form->fields.at[form->name_field].ref_field);
		add_field(sheet, form->name_field);
	}
	for (size_t i = 0; i < form->columns.count && !is_query; i++)
		add_field(sheet, form->columns.at[i]);
	for (size_t i = 0; i < sheet->out->fields.at.count; i++)
		add_field(sheet, sheet->out->fields.at.at[i]);
}

static void add_helpers(struct xlsx_sheet *sheet)
{
	size_t next = sheet->columns.count;

	if (sheet->out->form->kind == FORM_QUERY)
		return;
	if (sheet->form->retired)
		sheet->active = next++;
	sheet->called = next;
}

bool xlsx_is_record(const struct xlsx_sheet *sheet)
{
	return sheet->out->form->kind == FORM_RECORD;
}

static void plan_record(struct xlsx_sheet *sheet)
{
	for (size_t i = 0; i < sheet->out->fields.at.count; i++) {
		int field = sheet->out->fields.at.at[i];
		sheet->column_of.at[field] = XLSX_FIRST + (int)sheet->columns.count;
		add_column(sheet, XLSX_COLUMN_FIELD, field);
	}
	sheet->last_row = sheet->columns.count;
}

static void plan_table(struct xlsx_sheet *sheet)
{
	add_given(sheet);
	add_fields(sheet);
	add_helpers(sheet);
	sheet->last_row = sheet->out->rows.at.count > 0 ? sheet->out->rows.at.count : 1;
}

static void plan_rows(struct xlsx_sheet *sheet)
{
	for (size_t row = 0; row < sheet_row_count(sheet->out->sheet); row++)
		vec_push(&sheet->row_of, 0);
	for (size_t i = 0; i < sheet->out->rows.at.count; i++)
		sheet->row_of.at[sheet->out->rows.at.at[i]] = XLSX_FIRST + i;
}

static void add_sheet(struct xlsx_work *work, const struct outgoing_sheet *out)
{
	struct xlsx_sheet sheet = {.out = out, .form = sheet_form(out->sheet),
	                           .lang = work->outgoing->lang};

	for (size_t i = 0; i < sheet.form->fields.count; i++)
		vec_push(&sheet.column_of, -1);
	if (xlsx_is_record(&sheet))
		plan_record(&sheet);
	else
		plan_table(&sheet);
	plan_rows(&sheet);
	sheet.page = xlsx_add_page(work->excel, outgoing_words(work->outgoing, out->form->title));
	vec_push(&work->sheets, sheet);
}

/* ---- the settings ---- */

static void add_settings(struct xlsx_work *work)
{
	struct sheet *sheet = book_sheet(outgoing_book(work->outgoing), SETTINGS_SHEET, NULL);

	if (!sheet || outgoing_find(work->outgoing, SETTINGS_SHEET))
		return;
	const struct form *form = sheet_form(sheet);
	work->settings = (struct outgoing_sheet){.form = form, .sheet = sheet, .session = -1};
	query_all(sheet, &work->settings.rows);
	for (size_t i = 0; i < form->fields.count; i++)
		if (!outgoing_hides_field(work->outgoing, form, (int)i))
			vec_push(&work->settings.fields.at, (int)i);
	add_sheet(work, &work->settings);
}

/* ---- what formulas rest on ---- */

static struct xlsx_sheet *find(struct xlsx_work *work, const char *id)
{
	for (size_t i = 0; i < work->sheets.count; i++)
		if (text_is(work->sheets.at[i].out->form->id, id))
			return &work->sheets.at[i];
	return NULL;
}

static void mark(struct xlsx_sheet *sheet, int field)
{
	if (!sheet || field < 0 || sheet->column_of.at[field] < 0 || sheet->form->fields.at[field].formula)
		return;
	size_t first = xlsx_is_record(sheet) ? XLSX_FIRST : 0;
	sheet->columns.at[(size_t)sheet->column_of.at[field] - first].drives = true;
}

static void mark_uses(struct xlsx_work *work, struct xlsx_sheet *sheet, struct expr *expr)
{
	struct expr_uses uses = {0};

	if (!expr || !expr_link(expr, outgoing_book(work->outgoing), NULL))
		return;
	expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count; i++) {
		if (uses.at.at[i].kind == EXPR_USE_ROW)
			mark(sheet, uses.at.at[i].field);
		else if (uses.at.at[i].kind == EXPR_USE_SHEET)
			mark(find(work, uses.at.at[i].sheet), uses.at.at[i].field);
	}
	vec_release(&uses.at);
}

static void mark_inputs(struct xlsx_work *work, struct xlsx_sheet *sheet)
{
	if (sheet->out->form->kind == FORM_QUERY)
		return;
	for (size_t i = 0; i < sheet->form->fields.count; i++)
		if (sheet->column_of.at[i] >= 0)
			mark_uses(work, sheet, sheet->form->fields.at[i].formula);
}

/* ---- places for formulas ---- */

static void add_letter(size_t column, char letter[8])
{
	struct str cell = {0};

	xlsx_add_cell(&cell, 0, column);
	str_cut(&cell, cell.len - 1);
	text_copy(letter, 8, str_text(&cell));
	str_release(&cell);
}

static bool place_column(void *context, const char *id, int field, struct formula_column *out)
{
	const struct xlsx_work *work = context;
	const struct xlsx_sheet *sheet = xlsx_find(work, id);
	struct str prefix = {0};

	if (!sheet || (field >= 0 && sheet->column_of.at[field] < 0) ||
	    (field == FORMULA_ACTIVE && sheet->active == 0) || (field < 0 && xlsx_is_record(sheet)))
		return false;
	*out = (struct formula_column){.first = XLSX_FIRST + 1, .last = sheet->last_row + 1};
	if (sheet != work->own) {
		xlsx_add_page_name(&prefix, sheet->page);
		str_add_byte(&prefix, '!');
	}
	text_copy(out->sheet, sizeof(out->sheet), str_text(&prefix));
	str_release(&prefix);
	if (xlsx_is_record(sheet)) {
		out->first = out->last = (size_t)sheet->column_of.at[field] + 1;
		add_letter(XLSX_RECORD_VALUE, out->letter);
	} else {
		add_letter(field == FORMULA_ID       ? 0
		           : field == FORMULA_ACTIVE ? sheet->active
		                                     : (size_t)sheet->column_of.at[field],
		           out->letter);
	}
	out->is_whole = sheet->out->rows.at.count == sheet_row_count(sheet->out->sheet);
	return true;
}

static size_t place_row(void *context, const char *id, size_t row)
{
	const struct xlsx_sheet *sheet = xlsx_find(context, id);

	if (!sheet || row >= sheet->row_of.count || sheet->row_of.at[row] == 0)
		return 0;
	return sheet->row_of.at[row] + 1;
}

static bool place_choices(void *context, const char *id, int field, struct formula_choices *out)
{
	const struct xlsx_work *work = context;
	const struct form *form = book_form(outgoing_book(work->outgoing), id, NULL);
	const struct xlsx_choices *choices =
		form && field >= 0 ? xlsx_choices_of(work, &form->fields.at[field]) : NULL;
	struct str labels = {0}, ids = {0};

	if (!choices)
		return false;
	xlsx_add_area_of(&labels, work->lists, xlsx_choices_area(choices, false));
	xlsx_add_area_of(&ids, work->lists, xlsx_choices_area(choices, true));
	text_copy(out->labels, sizeof(out->labels), str_text(&labels));
	text_copy(out->ids, sizeof(out->ids), str_text(&ids));
	str_release(&labels);
	str_release(&ids);
	return true;
}

/* ---- all of it ---- */

const struct xlsx_sheet *xlsx_find(const struct xlsx_work *work, const char *sheet)
{
	for (size_t i = 0; i < work->sheets.count; i++)
		if (work->sheets.at[i].out->form->kind != FORM_QUERY &&
		    text_is(work->sheets.at[i].out->form->id, sheet))
			return &work->sheets.at[i];
	return NULL;
}

struct xlsx_area xlsx_column_area(const struct xlsx_sheet *sheet, size_t column)
{
	return (struct xlsx_area){XLSX_FIRST, column, sheet->last_row, column};
}

void xlsx_plan(struct xlsx_work *work)
{
	for (size_t i = 0; i < work->outgoing->sheets.count; i++)
		add_sheet(work, &work->outgoing->sheets.at[i]);
	add_settings(work);
	for (size_t i = 0; i < work->sheets.count; i++)
		mark_inputs(work, &work->sheets.at[i]);
	work->places = (struct formula_places){
		.context = work, .lang = work->outgoing->lang, .today = str_text(&work->today),
		.column = place_column, .row = place_row, .choices = place_choices,
	};
}

void xlsx_plan_release(struct xlsx_work *work)
{
	for (size_t i = 0; i < work->sheets.count; i++) {
		vec_release(&work->sheets.at[i].columns);
		vec_release(&work->sheets.at[i].column_of);
		vec_release(&work->sheets.at[i].row_of);
	}
	row_list_release(&work->settings.rows);
	vec_release(&work->settings.fields.at);
	vec_release(&work->sheets);
	vec_release(&work->choices);
	vec_release(&work->summaries);
	str_release(&work->today);
}
