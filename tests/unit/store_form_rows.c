#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/form_file.h"

#define TITLES \
	"title_ja = \"表\"\ntitle_en = \"Sheet\"\npurpose_ja = \"見る\"\npurpose_en = \"See\"\n"
#define FIELD(id, type) \
	"[field " id "]\ntype = \"" type "\"\nlabel_ja = \"名\"\nlabel_en = \"Name\"\n" \
	"help_ja = \"例\"\nhelp_en = \"Such as\"\n"
#define CHECKLIST \
	"[form]\nkind = \"checklist\"\n" TITLES FIELD("answer", "check") FIELD("note", "text")
#define TABLE \
	"[form]\nkind = \"table\"\nprefix = \"A\"\n" TITLES \
	FIELD("name", "text") FIELD("cost", "money") FIELD("on", "date") FIELD("state", "choice") \
	"[choice state open]\nja = \"未\"\nen = \"Open\"\n" \
	"[choice state done]\nja = \"済\"\nen = \"Done\"\n" \
	"[field twice]\ntype = \"money\"\nlabel_ja = \"倍\"\nlabel_en = \"Twice\"\n" \
	"formula = \"cost * 2\"\n"

static struct form *load(struct forms_fixture *f, const char *text)
{
	forms_write(f, "forms/x.ini", text);
	struct form *form = form_load(&f->catalogue, "x", &f->errs);
	errs_assert_none(&f->errs);
	assert_non_null(form);
	return form;
}

static void assert_words(struct words words, const char *ja, const char *en)
{
	assert_string_equal(words.in[LANG_JA], ja);
	assert_string_equal(words.in[LANG_EN], en);
}

/* The form is fine; its CSV is not. */
static void assert_refused(struct forms_fixture *f, const char *ini, const char *csv_name,
			   const char *csv, enum err_code code, long line, const char *what)
{
	forms_write(f, "forms/x.ini", ini);
	forms_write(f, csv_name, csv);
	assert_null(form_load(&f->catalogue, "x", &f->errs));
	errs_assert_one(&f->errs, code, csv_name, line, what);
	vec_clear(&f->errs.at);
}

static void test_rows__given_items_in_groups(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(
	    f, "forms/given/x.csv",
	    "id,group.ja,group.en,text.ja,text.en,help.ja,help.en,note\n"
	    "ID.AM-1,特定,Identify,機器の一覧がある,Devices are listed,棚卸し,Count them,\n"
	    "ID.AM-2,特定,Identify,\"ソフトの, 一覧\",Software is listed,,,まず主要なもの\n");
	struct form *form = load(f, CHECKLIST);

	assert_int_equal(form->items.count, 2);
	const struct item *first = &form->items.at[0], *second = &form->items.at[1];
	assert_string_equal(first->id, "ID.AM-1");
	assert_words(first->group, "特定", "Identify");
	assert_words(first->text, "機器の一覧がある", "Devices are listed");
	assert_words(first->help, "棚卸し", "Count them");
	assert_int_equal(first->preset.count, 2);
	assert_null(first->preset.at[1]);
	assert_words(second->text, "ソフトの, 一覧", "Software is listed");
	assert_words(second->help, "", "");
	assert_null(second->preset.at[0]);
	assert_string_equal(second->preset.at[1], "まず主要なもの");
	assert_int_equal(form_item(form, "ID.AM-2"), 1);
	form_free(form);
}

static void test_rows__a_note_asks_for_an_answer(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/given/x.csv", "id,text.ja,text.en\nwhy,なぜ,Why\n");
	struct form *form = load(f, "[form]\nkind = \"note\"\n" TITLES
				    "[done]\nrule = \"count(where empty(answer)) == 0\"\n");

	assert_int_equal(form->fields.count, 1);
	assert_string_equal(form->fields.at[0].id, "answer");
	assert_words(form->fields.at[0].label, "答え", "Answer");
	assert_int_equal(form->items.count, 1);
	form_free(form);
}

static void test_rows__a_checklist_per_row_of_another_sheet(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/given/x.csv", "id,text\n5,Word\n");
	struct form *form =
	    load(f, "[form]\nkind = \"checklist\"\nper = \"devices\"\n" TITLES
		    "retired = \"item == '5' and answer\"\n" FIELD("answer", "check"));

	assert_string_equal(form->per, "devices");
	assert_int_equal(form->fields.count, 1);
	assert_words(form->items.at[0].text, "Word", "Word");
	assert_int_equal(form_row_item(form, "D-003/5"), 0);
	form_free(form);
}

static void test_rows__mistakes_in_given_items(void **state)
{
	static const struct {
		const char *csv;
		enum err_code code;
		long line;
		const char *what;
	} mistakes[] = {
		{ "id,text\n1,a\n,b\n", ERR_CSV_NO_ID, 3, "" },
		{ "id,text\n1,a\n2,\"b\nc\"\n1,d\n", ERR_CSV_SAME_ID, 5, "1" },
		{ "id,text\n1/2,a\n", ERR_FORM_NAME, 2, "1/2" },
		{ "id,text.ja,text.en\n1,あ,\n", ERR_FORM_LACKS, 2, "text.en" },
		{ "id,text,help.ja\n1,あ,い\n", ERR_FORM_LACKS, 2, "help.en" },
		{ "id,text,group.en\n1,あ,G\n", ERR_FORM_LACKS, 2, "group.ja" },
		{ "id,text,nots\n1,あ,い\n", ERR_NO_FIELD, 1, "nots" },
		{ "id,text,note.ja\n1,あ,い\n", ERR_FORM_KEY, 1, "note.ja" },
		{ "id,text,text\n1,あ,い\n", ERR_INI_TWICE, 1, "text" },
		{ "id,text,answer\n1,あ,たぶん\n", ERR_VALUE_CHECK, 2, "answer: たぶん" },
		{ "id,text\n1,あ,余り\n", ERR_CSV_WIDE_ROW, 2, "余り" },
		{ "id,text\n", ERR_FORM_LACKS, 1, "id" },
		{ "", ERR_CSV_NO_HEADER, 1, "" },
		{ "id,text\n1,\x95\x5c\n", ERR_CSV_BYTES, 0, "" }, /* all of it is CP932 */
		{ "id,text\n1,あ\n2,\xff\n", ERR_CSV_BYTES, 3, "" },
	};
	struct forms_fixture *f = *state;

	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
		assert_refused(f, CHECKLIST, "forms/given/x.csv", mistakes[i].csv, mistakes[i].code,
			       mistakes[i].line, mistakes[i].what);
}

static void test_rows__a_checklist_needs_items(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/x.ini", CHECKLIST);
	assert_null(form_load(&f->catalogue, "x", &f->errs));
	errs_assert_one(&f->errs, ERR_MISSING, "forms/given/x.csv", 0, "");
}

static void test_rows__names_that_a_checklist_needs_itself(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/x.ini",
		    "[form]\nkind = \"checklist\"\n" TITLES FIELD("item", "text"));
	assert_null(form_load(&f->catalogue, "x", &f->errs));
	errs_assert_one(&f->errs, ERR_FORM_NAME, "forms/x.ini", 7, "item");
}

static void test_rows__starters_in_both_languages(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/starter/x.csv",
		    "\xEF\xBB\xBFname.ja,name.en,cost,state\r\n顧客名簿,Customers,30000,open\r\nPC,"
		    "PC,,\r\n");
	struct form *form = load(f, TABLE);

	assert_int_equal(form->starters.rows.count, 2);
	const struct sample *first = &form->starters.rows.at[0];
	assert_string_equal(first->id, "");
	assert_int_equal(first->cells.count, 5);
	assert_words(first->cells.at[0], "顧客名簿", "Customers");
	assert_words(first->cells.at[1], "30000", "30000");
	assert_words(first->cells.at[2], "", "");
	assert_words(first->cells.at[3], "open", "open");
	assert_words(form->starters.rows.at[1].cells.at[1], "", "");
	form_free(form);
}

static void test_rows__examples_are_loaded_when_asked_for(void **state)
{
	struct forms_fixture *f = *state;
	struct samples samples = { 0 };

	forms_write(f, "forms/examples/x.csv", "id,name,on,cost\nA-001,台帳,2024-09-10,n/a\n");
	struct form *form = load(f, TABLE);
	assert_int_equal(form->starters.rows.count, 0);
	assert_true(samples_load(&f->catalogue, form, "examples", &samples, &f->errs));
	assert_int_equal(samples.rows.count, 1);
	assert_string_equal(samples.rows.at[0].id, "A-001");
	assert_words(samples.rows.at[0].cells.at[2], "2024-09-10", "2024-09-10");
	assert_words(samples.rows.at[0].cells.at[1], "n/a", "n/a");
	samples_release(&samples);
	assert_true(samples_load(&f->catalogue, form, "company", &samples, &f->errs));
	assert_int_equal(samples.rows.count, 0);
	samples_release(&samples);
	form_free(form);
}

static void test_rows__mistakes_in_starters(void **state)
{
	static const struct {
		const char *csv;
		enum err_code code;
		long line;
		const char *what;
	} mistakes[] = {
		{ "nmae\n台帳\n", ERR_NO_FIELD, 1, "nmae" },
		{ "name.fr\n台帳\n", ERR_NO_FIELD, 1, "name.fr" },
		{ "name,twice\n台帳,2\n", ERR_COMPUTED, 1, "twice" },
		{ "name.ja,name.en\n台帳,\n", ERR_FORM_LACKS, 2, "name.en" },
		{ "name,state\n台帳,未\n", ERR_VALUE_CHOICE, 2, "state: 未" },
		{ "name,cost\n台帳,3万円\n", ERR_VALUE_NUMBER, 2, "cost: 3万円" },
		{ "name,on\n台帳,2024-02-30\n", ERR_VALUE_DATE, 2, "on: 2024-02-30" },
		{ "id,name\nA-001,あ\nA-001,い\n", ERR_CSV_SAME_ID, 3, "A-001" },
	};
	struct forms_fixture *f = *state;

	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
		assert_refused(f, TABLE, "forms/starter/x.csv", mistakes[i].csv, mistakes[i].code,
			       mistakes[i].line, mistakes[i].what);
}

static void test_rows__samples_with_complaints_are_not_handed_out(void **state)
{
	struct forms_fixture *f = *state;
	struct samples samples = { 0 };
	struct form *form = load(f, TABLE);

	forms_write(f, "forms/examples/x.csv", "name,cost\n台帳,1\nPC,many\n");
	assert_false(samples_load(&f->catalogue, form, "examples", &samples, &f->errs));
	assert_int_equal(samples.rows.count, 0);
	errs_assert_one(&f->errs, ERR_VALUE_NUMBER, "forms/examples/x.csv", 3, "cost: many");
	form_free(form);
}

static void test_rows__examples_of_a_checklist_answer_its_items(void **state)
{
	struct forms_fixture *f = *state;
	struct samples samples = { 0 };

	forms_write(f, "forms/given/x.csv", "id,text\n1,あ\n2,い\n");
	struct form *form = load(f, CHECKLIST);
	forms_write(f, "forms/examples/x.csv", "id,answer\n2,1\n");
	assert_true(samples_load(&f->catalogue, form, "examples", &samples, &f->errs));
	samples_release(&samples);
	forms_write(f, "forms/examples/x.csv", "id,answer\n3,1\n");
	assert_false(samples_load(&f->catalogue, form, "examples", &samples, &f->errs));
	errs_assert_one(&f->errs, ERR_NO_ROW, "forms/examples/x.csv", 2, "3");
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_rows__given_items_in_groups),
		TEST_WITH_FORMS(test_rows__a_note_asks_for_an_answer),
		TEST_WITH_FORMS(test_rows__a_checklist_per_row_of_another_sheet),
		TEST_WITH_FORMS(test_rows__mistakes_in_given_items),
		TEST_WITH_FORMS(test_rows__a_checklist_needs_items),
		TEST_WITH_FORMS(test_rows__names_that_a_checklist_needs_itself),
		TEST_WITH_FORMS(test_rows__starters_in_both_languages),
		TEST_WITH_FORMS(test_rows__examples_are_loaded_when_asked_for),
		TEST_WITH_FORMS(test_rows__mistakes_in_starters),
		TEST_WITH_FORMS(test_rows__samples_with_complaints_are_not_handed_out),
		TEST_WITH_FORMS(test_rows__examples_of_a_checklist_answer_its_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
