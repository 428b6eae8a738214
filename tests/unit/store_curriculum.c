#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/curriculum.h"

#define FILE_NAME "forms/curricula/r4.ini"
#define HEAD "[curriculum]\ntitle_ja = \"令和4年度\"\ntitle_en = \"Fiscal 2022\"\n"
#define WORDS                                                                                  \
	"title_ja = \"資産\"\ntitle_en = \"Assets\"\npurpose_ja = \"知る\"\npurpose_en = " \
	"\"Know\"\n"

static void assert_refused(void **state, enum err_code code, long line, const char *what)
{
	struct forms_fixture *f = *state;
	struct curriculum curriculum = { 0 };

	assert_false(curriculum_load(&f->catalogue, "r4", &curriculum, &f->errs));
	errs_assert_one(&f->errs, code, FILE_NAME, line, what);
	curriculum_release(&curriculum);
}

static void test_curriculum__sessions_with_core_before_more(void **state)
{
	struct forms_fixture *f = *state;
	struct curriculum curriculum = { 0 };

	forms_write(f, FILE_NAME,
		    HEAD "[session 4]\nmore = \"privacy6\"\n" WORDS
			 "sheets = \"assets  threat_state\"\n[session visits]\n" WORDS
			 "sheets = \"visit_log assets\"\n");
	assert_true(curriculum_load(&f->catalogue, "r4", &curriculum, &f->errs));
	assert_string_equal(curriculum.id, "r4");
	assert_string_equal(curriculum.title.in[LANG_JA], "令和4年度");
	assert_int_equal(curriculum.sessions.count, 2);
	const struct session_plan *session = &curriculum.sessions.at[0];
	assert_string_equal(session->id, "4");
	assert_string_equal(session->title.in[LANG_EN], "Assets");
	assert_string_equal(session->purpose.in[LANG_JA], "知る");
	assert_int_equal(session->sheets.count, 3);
	assert_string_equal(session->sheets.at[0].id, "assets");
	assert_false(session->sheets.at[0].more);
	assert_string_equal(session->sheets.at[1].id, "threat_state");
	assert_string_equal(session->sheets.at[2].id, "privacy6");
	assert_true(session->sheets.at[2].more);
	assert_string_equal(curriculum.sessions.at[1].id, "visits");
	assert_int_equal(curriculum_session_of(&curriculum, "visit_log"), 1);
	assert_int_equal(curriculum_session_of(&curriculum, "assets"), 0);
	assert_int_equal(curriculum_session_of(&curriculum, "risks"), -1);
	curriculum_release(&curriculum);
	curriculum_release(&curriculum);
}

static void test_curriculum__missing_file(void **state)
{
	assert_refused(state, ERR_MISSING, 0, "");
}

static void test_curriculum__missing_title(void **state)
{
	forms_write(*state, FILE_NAME,
		    "[curriculum]\ntitle_ja = \"令\"\n[session 1]\n" WORDS "sheets = \"a\"\n");
	assert_refused(state, ERR_FORM_LACKS, 1, "title_en");
}

static void test_curriculum__session_without_worksheets(void **state)
{
	forms_write(*state, FILE_NAME, HEAD "[session 1]\n" WORDS);
	assert_refused(state, ERR_FORM_LACKS, 4, "sheets");
}

static void test_curriculum__unknown_key(void **state)
{
	forms_write(*state, FILE_NAME,
		    HEAD "[session 1]\n" WORDS "sheet = \"a\"\nsheets = \"b\"\n");
	assert_refused(state, ERR_FORM_KEY, 9, "sheet");
}

static void test_curriculum__unknown_section(void **state)
{
	forms_write(*state, FILE_NAME, HEAD "[session 1]\n" WORDS "sheets = \"b\"\n[sessions]\n");
	assert_refused(state, ERR_FORM_KEY, 10, "[sessions]");
}

static void test_curriculum__worksheet_twice_in_a_session(void **state)
{
	forms_write(*state, FILE_NAME,
		    HEAD "[session 1]\n" WORDS "sheets = \"a b\"\nmore = \"c a\"\n");
	assert_refused(state, ERR_INI_TWICE, 10, "a");
}

static void test_curriculum__name_that_is_no_worksheet(void **state)
{
	forms_write(*state, FILE_NAME, HEAD "[session 1]\n" WORDS "sheets = \"a ../b\"\n");
	assert_refused(state, ERR_FORM_NAME, 9, "../b");
}

static void test_curriculum__nothing_in_it(void **state)
{
	struct forms_fixture *f = *state;
	struct curriculum curriculum = { 0 };

	forms_write(f, FILE_NAME, "");
	assert_false(curriculum_load(&f->catalogue, "r4", &curriculum, &f->errs));
	errs_assert_at(&f->errs, 0, ERR_FORM_LACKS, FILE_NAME, 0, "[curriculum]");
	errs_assert_at(&f->errs, 1, ERR_FORM_LACKS, FILE_NAME, 0, "[session 1]");
	curriculum_release(&curriculum);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_curriculum__sessions_with_core_before_more),
		TEST_WITH_FORMS(test_curriculum__missing_file),
		TEST_WITH_FORMS(test_curriculum__missing_title),
		TEST_WITH_FORMS(test_curriculum__session_without_worksheets),
		TEST_WITH_FORMS(test_curriculum__unknown_key),
		TEST_WITH_FORMS(test_curriculum__unknown_section),
		TEST_WITH_FORMS(test_curriculum__worksheet_twice_in_a_session),
		TEST_WITH_FORMS(test_curriculum__name_that_is_no_worksheet),
		TEST_WITH_FORMS(test_curriculum__nothing_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
