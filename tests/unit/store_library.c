#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/library.h"

static void assert_words(struct words words, const char *ja, const char *en)
{
	assert_string_equal(words.in[LANG_JA], ja);
	assert_string_equal(words.in[LANG_EN], en);
}

static void test_library__texts_in_two_languages_or_one_for_both(void **state)
{
	struct forms_fixture *f = *state;
	struct library library;

	forms_write(f, "forms/library/cases.csv",
	            "id,threat.ja,threat.en,score\r\nmail_1,\"誤送信, 名簿\",Sent wrong,2\r\nmail_2,盗難\r\n");
	assert_true(library_load(&f->catalogue, "cases", &library, &f->errs));
	assert_int_equal(library.rows, 2);
	assert_words(library_text(&library, 0, "threat"), "誤送信, 名簿", "Sent wrong");
	assert_words(library_text(&library, 0, "score"), "2", "2");
	assert_words(library_text(&library, 1, "id"), "mail_2", "mail_2");
	assert_words(library_text(&library, 1, "threat"), "盗難", "");
	assert_words(library_text(&library, 1, "cost"), "", "");
	library_release(&library);
	library_release(&library);
}

static void test_library__a_cell_too_many_has_its_line(void **state)
{
	struct forms_fixture *f = *state;
	struct library library;

	forms_write(f, "forms/library/cases.csv", "id,score\r\na,1\r\nb,2,3\r\n");
	assert_false(library_load(&f->catalogue, "cases", &library, &f->errs));
	errs_assert_one(&f->errs, ERR_CSV_WIDE_ROW, "forms/library/cases.csv", 3, "");
	assert_int_equal(library.rows, 0);
}

static void test_library__one_that_is_not_there(void **state)
{
	struct forms_fixture *f = *state;
	struct library library;

	assert_false(library_load(&f->catalogue, "none", &library, &f->errs));
	errs_assert_one(&f->errs, ERR_MISSING, "", 0, "forms/library/none.csv");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_library__texts_in_two_languages_or_one_for_both),
		TEST_WITH_FORMS(test_library__a_cell_too_many_has_its_line),
		TEST_WITH_FORMS(test_library__one_that_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
