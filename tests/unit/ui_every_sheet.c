/* ui_every_sheet.c - every worksheet of every curriculum in both languages: opened, written into by
 * keys, saved, opened again and compared. */
#include "ui_desk.h"

#include "sonae/app/entry.h"
#include "sonae/model/field_type.h"

static void open_again(struct desk *desk)
{
	ui_release(&desk->ui);
	session_close(&desk->session);
	ui_init(&desk->ui, &desk->session, 24, 80);
	assert_true(ui_open(&desk->ui, desk->book));
}

static struct sheet *sheet_of(struct desk *desk, const char *id)
{
	struct err err = {0};
	struct sheet *sheet = book_sheet(folder_book(desk->session.folder), id, &err);
	char text[600];

	if (!sheet)
		fail_msg("%s: %s", id, err_text(&err, text, sizeof(text)));
	return sheet;
}

/* ---- writing something ---- */

/* What a person could type into the field; NULL: nothing that is right in every workbook. */
static const char *text_for(const struct field *field)
{
	static char number[32];

	if (field->formula || field->type->is_ref || field->type->kind == VALUE_CHECK)
		return NULL;
	if (field->type->has_choices)
		return field->type->many ? NULL : "1";
	if (field->type->kind == VALUE_DATE)
		return "2026-11-22";
	if (field->type->is_number) {
		snprintf(number, sizeof(number), "%g", field->has_min ? field->min : 1);
		return number;
	}
	return "試験の文";
}

static int field_to_fill(const struct form *form)
{
	for (size_t i = 0; i < form->fields.count; i++)
		if (text_for(&form->fields.at[i]) && form->fields.at[i].type->kind == VALUE_TEXT &&
		    !form->fields.at[i].type->has_choices && form->fields.at[i].ref_field < 0)
			return (int)i;
	for (size_t i = 0; i < form->fields.count; i++)
		if (text_for(&form->fields.at[i]) && form->fields.at[i].ref_field < 0)
			return (int)i;
	return -1;
}

/* A checklist per row has rows once there is one. */
static void make_row_it_is_per(struct desk *desk, const struct form *form)
{
	struct step step = {0};
	char id[64];

	if (!form->per[0] || sheet_row_count(sheet_of(desk, form->per)) > 0)
		return;
	struct sheet *sheet = sheet_of(desk, form->per);
	assert_true(entry_new_row(&desk->session, &step, sheet, "", sheet_form(sheet)->name_field, "一つ目", id, NULL));
	assert_true(ui_do(&desk->ui, &step));
}

/* The text that stands in the field of the row written into. */
static void written(struct desk *desk, const char *id, int field, struct str *out)
{
	struct sheet *sheet = sheet_of(desk, id);

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		str_addf(out, "%s=%s\n", sheet_row_id(sheet, row), sheet_cell(sheet, row, (size_t)field));
}

/* Adds what stands in the worksheet afterwards to `all`. */
static void write_into(struct desk *desk, const char *id, struct str *all)
{
	const struct form *form = sheet_form(sheet_of(desk, id));
	int field = field_to_fill(form);
	struct str before = {0}, kept = {0};
	size_t rows = sheet_row_count(sheet_of(desk, id));

	if (field < 0)
		fail_msg("%s has nothing to fill in", id);
	written(desk, id, field, &before);
	/* Below the last row, or into the first given one. */
	ui_jump(&desk->ui, id, form->addable || rows == 0 ? "" : sheet_row_id(sheet_of(desk, id), 0),
	        form->fields.at[field].id);
	look(desk);
	if (form->addable)
		press(desk, "^End");
	type(desk, text_for(&form->fields.at[field]));
	press(desk, "Enter");
	look(desk);
	written(desk, id, field, &kept);
	if (text_is(str_text(&before), str_text(&kept)))
		fail_msg("%s: nothing was written into %s", id, form->fields.at[field].id);
	while (desk->ui.views.count > 1)
		ui_pop(&desk->ui);
	str_add(all, str_text(&kept));
	str_release(&before);
	str_release(&kept);
}

/* No formula may fail on what is there. */
static void evaluate(struct desk *desk, const char *id)
{
	struct book *book = folder_book(desk->session.folder);
	struct sheet *sheet = sheet_of(desk, id);
	const struct form *form = sheet_form(sheet);

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		for (size_t i = 0; i < form->fields.count; i++)
			if (form->fields.at[i].formula && book_value(book, sheet, row, (int)i).kind == VALUE_ERROR)
				fail_msg("%s %s: %s cannot be worked out", id, sheet_row_id(sheet, row), form->fields.at[i].id);
	for (size_t i = 0; i < form->summaries.count; i++)
		if (book_eval(book, sheet, 0, form->summaries.at[i].value).kind == VALUE_ERROR)
			fail_msg("%s: the summary %s cannot be worked out", id, form->summaries.at[i].id);
}

static void visit(struct desk *desk, const char *id, struct str *all)
{
	const struct form *form = book_form(folder_book(desk->session.folder), id, NULL);

	if (!form)
		fail_msg("%s has no form", id);
	make_row_it_is_per(desk, form);
	evaluate(desk, id);
	if (form->kind != FORM_QUERY) {
		write_into(desk, id, all);
		evaluate(desk, id);
		return;
	}
	struct view *view = view_sheet_new(&desk->ui, id);
	assert_non_null(view);
	ui_push(&desk->ui, view);
	look(desk);
	ui_pop(&desk->ui);
}

static void read_all(struct desk *desk, const char *const *ids, size_t count, struct str *out)
{
	for (size_t i = 0; i < count; i++) {
		const struct form *form = sheet_form(sheet_of(desk, ids[i]));
		if (form->kind != FORM_QUERY)
			written(desk, ids[i], field_to_fill(form), out);
	}
}

static void visit_all(const char *name, enum lang lang)
{
	struct desk *desk = desk_on(NULL, 24, 80, lang);
	const struct curriculum *curriculum = &desk->session.curriculum;
	struct str kept = {0}, read = {0};
	VEC(char *) ids = {0};

	open_book_of(desk, name, lang);
	for (size_t i = 0; i < curriculum->sessions.count; i++)
		for (size_t k = 0; k < curriculum->sessions.at[i].sheets.count; k++) {
			const char *id = curriculum->sessions.at[i].sheets.at[k].id;
			if (curriculum_session_of(curriculum, id) == (int)i)
				vec_push(&ids, mem_dup(id));
		}
	for (size_t i = 0; i < ids.count; i++)
		visit(desk, ids.at[i], &kept);
	open_again(desk);
	read_all(desk, (const char *const *)ids.at, ids.count, &read);
	assert_string_equal(str_text(&read), str_text(&kept));
	for (size_t i = 0; i < ids.count; i++)
		free(ids.at[i]);
	vec_release(&ids);
	str_release(&kept);
	str_release(&read);
	leave_desk(desk);
}

static void test_every_sheet__r4_in_japanese(void **state)
{
	(void)state;
	visit_all("r4", LANG_JA);
}

static void test_every_sheet__r4_in_english(void **state)
{
	(void)state;
	visit_all("r4", LANG_EN);
}

static void test_every_sheet__r5_in_japanese(void **state)
{
	(void)state;
	visit_all("r5", LANG_JA);
}

static void test_every_sheet__r5_in_english(void **state)
{
	(void)state;
	visit_all("r5", LANG_EN);
}

static void test_every_sheet__r6_in_japanese(void **state)
{
	(void)state;
	visit_all("r6", LANG_JA);
}

static void test_every_sheet__r6_in_english(void **state)
{
	(void)state;
	visit_all("r6", LANG_EN);
}

static void test_every_sheet__r7_in_japanese(void **state)
{
	(void)state;
	visit_all("r7", LANG_JA);
}

static void test_every_sheet__r7_in_english(void **state)
{
	(void)state;
	visit_all("r7", LANG_EN);
}

/* The example company has rows in all of them. */
static void test_every_sheet__of_the_example_company(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	struct new_workbook wanted = {.lang = LANG_JA, .example = true};
	struct err err = {0};
	char **ids = NULL;
	size_t count = 0;

	(void)state;
	fixture_environment();
	assert_true(session_init(&desk->session, &err));
	snprintf(desk->book, sizeof(desk->book), "%s/book", scratch_dir());
	wanted.path = desk->book;
	assert_true(session_create(&desk->session, &wanted, &err));
	assert_true(session_open(&desk->session, desk->book, FOLDER_WRITE, &err));
	assert_true(catalogue_forms(folder_catalogue(desk->session.folder), &ids, &count, &err));
	for (size_t i = 0; i < count; i++) {
		evaluate(desk, ids[i]);
		free(ids[i]);
	}
	free(ids);
	session_release(&desk->session);
	free(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_sheet__r4_in_japanese),
		cmocka_unit_test(test_every_sheet__r4_in_english),
		cmocka_unit_test(test_every_sheet__r5_in_japanese),
		cmocka_unit_test(test_every_sheet__r5_in_english),
		cmocka_unit_test(test_every_sheet__r6_in_japanese),
		cmocka_unit_test(test_every_sheet__r6_in_english),
		cmocka_unit_test(test_every_sheet__r7_in_japanese),
		cmocka_unit_test(test_every_sheet__r7_in_english),
		cmocka_unit_test(test_every_sheet__of_the_example_company),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
