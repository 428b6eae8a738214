#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/texts.h"

static void assert_text(const struct texts *texts, const char *id, const char *ja, const char *en)
{
	const struct words *words = texts_find(texts, id);

	assert_non_null(words);
	assert_string_equal(words->in[LANG_JA], ja);
	assert_string_equal(words->in[LANG_EN], en);
}

static void assert_refused(void **state, enum err_code code, long line, const char *what)
{
	struct forms_fixture *f = *state;

	assert_false(texts_check(&f->catalogue, &f->errs));
	errs_assert_one(&f->errs, code, "forms/text/home.ini", line, what);
}

static void test_texts__every_file_in_both_languages(void **state)
{
	struct forms_fixture *f = *state;
	struct texts texts = { 0 };

	forms_write(f, "forms/text/home.ini",
		    "[home]\nnext_ja = \"次は {sheet}\"\nnext_en = \"Next: {sheet}\"\n");
	forms_write(f, "forms/text/err.ini",
		    "[err]\nread_ja = \"読めません\"\nread_en = \"no\"\n");
	texts_init(&texts, &f->catalogue);
	assert_true(texts_check(&f->catalogue, &f->errs));
	assert_text(&texts, "home.next", "次は {sheet}", "Next: {sheet}");
	assert_text(&texts, "err.read", "読めません", "no");
	assert_null(texts_find(&texts, "home.next_ja"));
	assert_null(texts_find(&texts, "home.last"));
	texts_release(&texts);
	texts_release(&texts);
}

static void test_texts__own_file_hides_the_programs(void **state)
{
	struct forms_fixture *f = *state;
	struct texts texts = { 0 };

	forms_write(f, "forms/text/home.ini", "[home]\nnext_ja = \"次\"\nnext_en = \"Next\"\n");
	forms_write(f, "book/forms/text/home.ini",
		    "[home]\nnext_ja = \"続き\"\nnext_en = \"On\"\n");
	texts_init(&texts, &f->catalogue);
	assert_true(texts_check(&f->catalogue, &f->errs));
	assert_text(&texts, "home.next", "続き", "On");
	texts_release(&texts);
}

static void test_texts__no_folder_is_no_texts(void **state)
{
	struct forms_fixture *f = *state;
	struct texts texts = { 0 };

	texts_init(&texts, &f->catalogue);
	assert_true(texts_check(&f->catalogue, &f->errs));
	assert_null(texts_find(&texts, "home.next"));
	texts_release(&texts);
}

static void test_texts__one_language_is_not_enough(void **state)
{
	forms_write(*state, "forms/text/home.ini",
		    "[home]\na_ja = \"あ\"\na_en = \"a\"\nb_ja = \"い\"\n");
	assert_refused(state, ERR_TEXT_MISSING, 4, "home.b_en");
}

static void test_texts__an_empty_text_is_not_enough(void **state)
{
	forms_write(*state, "forms/text/home.ini", "[home]\na_ja = \"\"\na_en = \"a\"\n");
	assert_refused(state, ERR_TEXT_MISSING, 3, "home.a_ja");
}

static void test_texts__keys_name_their_language(void **state)
{
	forms_write(*state, "forms/text/home.ini", "[home]\na_fr = \"x\"\n");
	assert_refused(state, ERR_FORM_KEY, 2, "a_fr");
}

static void test_texts__a_place_is_lost_in_translation(void **state)
{
	forms_write(*state, "forms/text/home.ini",
		    "[home]\na_ja = \"{row} の {count} 件\"\na_en = \"{count} items\"\n");
	assert_refused(state, ERR_FORM_VALUE, 2, "{row} の {count} 件");
}

static void test_texts__a_file_has_its_own_section_only(void **state)
{
	forms_write(*state, "forms/text/home.ini", "[home]\nx_ja = \"い\"\nx_en = \"b\"\n[key]\n");
	assert_refused(state, ERR_FORM_KEY, 4, "[key]");
}

/* What is asked for is read, and no more: a broken file elsewhere is in nobody's way. */
static void test_texts__only_what_is_asked_for_is_read(void **state)
{
	struct forms_fixture *f = *state;
	struct texts texts = { 0 };

	forms_write(f, "forms/text/home.ini", "[home]\nx_ja = \"い\"\nx_en = \"b\"\n");
	texts_init(&texts, &f->catalogue);
	assert_text(&texts, "home.x", "い", "b");
	forms_write(f, "forms/text/home.ini", "[home]\nx_ja = \"う\"\nx_en = \"c\"\n");
	forms_write(f, "forms/text/late.ini", "[late]\ny_ja = \"え\"\ny_en = \"d\"\n");
	assert_text(&texts, "home.x", "い", "b");
	assert_text(&texts, "late.y", "え", "d");
	assert_null(texts_find(&texts, "none"));
	texts_release(&texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_texts__every_file_in_both_languages),
		TEST_WITH_FORMS(test_texts__own_file_hides_the_programs),
		TEST_WITH_FORMS(test_texts__no_folder_is_no_texts),
		TEST_WITH_FORMS(test_texts__one_language_is_not_enough),
		TEST_WITH_FORMS(test_texts__an_empty_text_is_not_enough),
		TEST_WITH_FORMS(test_texts__keys_name_their_language),
		TEST_WITH_FORMS(test_texts__a_place_is_lost_in_translation),
		TEST_WITH_FORMS(test_texts__a_file_has_its_own_section_only),
		TEST_WITH_FORMS(test_texts__only_what_is_asked_for_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
