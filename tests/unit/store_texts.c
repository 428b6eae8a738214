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
	struct texts texts = { 0 };

	assert_false(texts_load(&f->catalogue, &texts, &f->errs));
	errs_assert_one(&f->errs, code, "forms/text/home.ini", line, what);
	texts_release(&texts);
}

static void test_texts__every_file_in_both_languages(void **state)
{
	struct forms_fixture *f = *state;
	struct texts texts = { 0 };

	forms_write(f, "forms/text/home.ini",
		    "[home]\nnext_ja = \"次は {sheet}\"\nnext_en = \"Next: {sheet}\"\n"
		    "[key.help]\nf1_en = \"Help\"\nf1_ja = \"ヘルプ\"\n");
	forms_write(f, "forms/text/errors.ini",
		    "[err]\nread_ja = \"読めません\"\nread_en = \"no\"\n");
	assert_true(texts_load(&f->catalogue, &texts, &f->errs));
	assert_text(&texts, "home.next", "次は {sheet}", "Next: {sheet}");
	assert_text(&texts, "key.help.f1", "ヘルプ", "Help");
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
	assert_true(texts_load(&f->catalogue, &texts, &f->errs));
	assert_text(&texts, "home.next", "続き", "On");
	texts_release(&texts);
}

static void test_texts__no_folder_is_no_texts(void **state)
{
	struct forms_fixture *f = *state;
	struct texts texts = { 0 };

	assert_true(texts_load(&f->catalogue, &texts, &f->errs));
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

static void test_texts__two_files_with_the_same_text(void **state)
{
	forms_write(*state, "forms/text/a.ini", "[home]\nx_ja = \"あ\"\nx_en = \"a\"\n");
	forms_write(*state, "forms/text/home.ini", "\n[home]\nx_ja = \"い\"\nx_en = \"b\"\n");
	struct forms_fixture *f = *state;
	struct texts texts = { 0 };

	assert_false(texts_load(&f->catalogue, &texts, &f->errs));
	errs_assert_at(&f->errs, 0, ERR_INI_TWICE, "forms/text/home.ini", 3, "home.x_ja");
	errs_assert_at(&f->errs, 1, ERR_INI_TWICE, "forms/text/home.ini", 4, "home.x_en");
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
		TEST_WITH_FORMS(test_texts__two_files_with_the_same_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
