#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/ini.h"

static bool load(const char *text, struct ini *ini, struct errs *errs)
{
	return ini_load_text(text, strlen(text), "forms/x.ini", ini, errs);
}

static void assert_value(const struct ini *ini, const char *section, const char *key,
                         const char *value)
{
	const char *found = ini_value(ini_section(ini, section), key);

	assert_non_null(found);
	assert_string_equal(found, value);
}

static void test_ini__sections_and_values_with_their_lines(void **state)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	assert_true(load("; 情報資産\n"
	                 "[form]\n"
	                 "kind = \"table\"\n"
	                 "\n"
	                 "  title_ja   =   \"情報資産管理台帳\"  \n"
	                 "# comment = \"no key\"\n"
	                 "[choice storage office_pc]\n"
	                 "ja='事務所PC'\n",
	                 &ini, &errs));
	assert_int_equal(ini.sections.count, 2);
	assert_string_equal(ini.sections.at[0].name, "form");
	assert_int_equal(ini.sections.at[0].line, 2);
	assert_int_equal(ini.sections.at[0].keys.count, 2);
	assert_int_equal(ini.sections.at[0].keys.at[1].line, 5);
	assert_string_equal(ini.sections.at[1].name, "choice storage office_pc");
	assert_int_equal(ini.sections.at[1].line, 7);
	assert_value(&ini, "form", "kind", "table");
	assert_value(&ini, "form", "title_ja", "情報資産管理台帳");
	assert_value(&ini, "choice storage office_pc", "ja", "事務所PC");
	assert_int_equal(ini_line(ini_section(&ini, "form"), "title_ja"), 5);
	assert_int_equal(ini_line(ini_section(&ini, "form"), "prefix"), 2);
	ini_release(&ini);
	ini_release(&ini);
}

static void test_ini__values_are_taken_as_they_stand(void **state)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	assert_true(load("[a]\n"
	                 "marks = \"a ; b # c = d [e] \\ 100%\"\n"
	                 "edges = \"  x  \"\n"
	                 "double = 'say \"yes\"'\n"
	                 "single = \"it's\"\n"
	                 "empty = \"\"\n"
	                 "none = ''\n"
	                 "blanks = \"   \"\n"
	                 "wide = \"　全角；＃\"\n"
	                 "backslash = \"c:\\dir\\\"\n"
	                 "number = -12.5\n"
	                 "word = Table\n",
	                 &ini, &errs));
	assert_value(&ini, "a", "marks", "a ; b # c = d [e] \\ 100%");
	assert_value(&ini, "a", "edges", "  x  ");
	assert_value(&ini, "a", "double", "say \"yes\"");
	assert_value(&ini, "a", "single", "it's");
	assert_value(&ini, "a", "empty", "");
	assert_value(&ini, "a", "none", "");
	assert_value(&ini, "a", "blanks", "   ");
	assert_value(&ini, "a", "wide", "　全角；＃");
	assert_value(&ini, "a", "backslash", "c:\\dir\\");
	assert_value(&ini, "a", "number", "-12.5");
	assert_value(&ini, "a", "word", "Table");
	ini_release(&ini);
}

static void test_ini__same_key_in_two_sections(void **state)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	assert_true(load("[field a]\ntype=text\n[field ab]\ntype=date\n[field]\ntype=int\n", &ini,
	                 &errs));
	assert_value(&ini, "field a", "type", "text");
	assert_value(&ini, "field ab", "type", "date");
	assert_value(&ini, "field", "type", "int");
	ini_release(&ini);
}

static void test_ini__empty_files_and_sections(void **state)
{
	static const char *const texts[] = { "", "\n\n", "; only words\n", "\xEF\xBB\xBF" };
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_true(load(texts[i], &ini, &errs));
		assert_int_equal(ini.sections.count, 0);
	}
	assert_true(load("[done]\n[form]", &ini, &errs));
	assert_int_equal(ini.sections.count, 2);
	assert_int_equal(ini_section(&ini, "done")->keys.count, 0);
	ini_release(&ini);
}

static void test_ini__nothing_found_is_null(void **state)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	assert_true(load("[a]\nx=1\n", &ini, &errs));
	assert_null(ini_section(&ini, "b"));
	assert_null(ini_value(ini_section(&ini, "b"), "x"));
	assert_null(ini_value(ini_section(&ini, "a"), "y"));
	ini_release(&ini);
}

static void test_ini__notepad_saves_with_bom_and_crlf(void **state)
{
	struct forms_fixture *f = *state;
	struct ini ini = { 0 };
	char *path = forms_path(f, "forms/x.ini");

	forms_write(f, "forms/x.ini", "\xEF\xBB\xBF[form]\r\n\r\nkind = \"table\"\r\n");
	assert_true(ini_load(path, "forms/x.ini", &ini, &f->errs));
	assert_value(&ini, "form", "kind", "table");
	assert_int_equal(ini.sections.at[0].keys.at[0].line, 3);
	ini_release(&ini);
	free(path);
}

static void test_ini__missing_file(void **state)
{
	struct forms_fixture *f = *state;
	struct ini ini = { 0 };
	char *path = forms_path(f, "forms/none.ini");

	assert_false(ini_load(path, "forms/none.ini", &ini, &f->errs));
	assert_int_equal(f->errs.at.count, 1);
	assert_int_equal(f->errs.at.at[0].code, ERR_MISSING);
	assert_string_equal(f->errs.at.at[0].file, "forms/none.ini");
	free(path);
}

struct mistake {
	const char *text;
	enum err_code code;
	long line;
	const char *what;
};

/* What iniparser would take in silence, or refuse without saying where. */
static const struct mistake mistakes[] = {
	{ "[a]\nx = 1\nx = 2\n", ERR_INI_TWICE, 3, "x" },
	{ "[a]\nx = 1\n[b]\n[a]\ny = 2\n", ERR_INI_TWICE, 4, "[a]" },
	{ "[a]\nx = a;b\n", ERR_INI_UNQUOTED, 2, "a;b" },
	{ "[a]\nx = a#b\n", ERR_INI_UNQUOTED, 2, "a#b" },
	{ "[a]\nx = two words\n", ERR_INI_UNQUOTED, 2, "two words" },
	{ "[a]\nx = 台帳\n", ERR_INI_UNQUOTED, 2, "台帳" },
	{ "[a]\nx =\n", ERR_INI_UNQUOTED, 2, "" },
	{ "[a]\nx = \"a\" b\n", ERR_INI_QUOTE, 2, "\"a\" b" },
	{ "[a]\nx = \"a\" ; b\n", ERR_INI_QUOTE, 2, "\"a\" ; b" },
	{ "[a]\nx = \"say \"hi\" now\"\n", ERR_INI_QUOTE, 2, "\"say \"hi\" now\"" },
	{ "[a]\nx = \"open\n", ERR_INI_QUOTE, 2, "\"open" },
	{ "[a]\nx = \"\n", ERR_INI_QUOTE, 2, "\"" },
	{ "[a]\nx = \"mixed'\n", ERR_INI_QUOTE, 2, "\"mixed'" },
	{ "[a]\nx = “台帳”\n", ERR_INI_UNQUOTED, 2, "“台帳”" },
	{ "[]\n", ERR_INI_SYNTAX, 1, "[]" },
	{ "[a] ; b\n", ERR_INI_SYNTAX, 1, "[a] ; b" },
	{ "[a]b]\n", ERR_INI_SYNTAX, 1, "[a]b]" },
	{ "[a\n", ERR_INI_SYNTAX, 1, "[a" },
	{ "[\n", ERR_INI_SYNTAX, 1, "[" },
	{ "[a  b]\n", ERR_INI_SYNTAX, 1, "[a  b]" },
	{ "[ a]\n", ERR_INI_SYNTAX, 1, "[ a]" },
	{ "[Form]\n", ERR_INI_SYNTAX, 1, "[Form]" },
	{ "[a:b]\n", ERR_INI_SYNTAX, 1, "[a:b]" },
	{ "[帳票]\n", ERR_INI_SYNTAX, 1, "[帳票]" },
	{ "[a]\nTitle = 1\n", ERR_INI_SYNTAX, 2, "Title = 1" },
	{ "[a]\nx:y = 1\n", ERR_INI_SYNTAX, 2, "x:y = 1" },
	{ "[a]\nx := 1\n", ERR_INI_SYNTAX, 2, "x := 1" },
	{ "[a]\n= 1\n", ERR_INI_SYNTAX, 2, "= 1" },
	{ "[a]\nword\n", ERR_INI_SYNTAX, 2, "word" },
	{ "[a]\nx == 1\n", ERR_INI_UNQUOTED, 2, "= 1" },
	{ "[a]\nx　= 1\n", ERR_INI_SYNTAX, 2, "x　= 1" },
	{ "x = 1\n[a]\n", ERR_INI_OUTSIDE, 1, "x" },
	{ "; a note \\\n[a]\n", ERR_INI_SYNTAX, 1, "; a note \\" },
	{ "; a note \\  \n[a]\n", ERR_INI_SYNTAX, 1, "; a note \\" },
	{ "[a]\nx = c:\\\n", ERR_INI_SYNTAX, 2, "x = c:\\" },
	{ "[a]\nx = \"\xff\"\n", ERR_INI_UTF8, 2, "" },
	{ "; \x8e\x91\x8e\x59\n[a]\n", ERR_INI_UTF8, 1, "" },
};

static void test_ini__complains_about_each_mistake(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		const struct mistake *mistake = &mistakes[i];
		struct ini ini = { 0 };
		struct errs errs = { 0 };
		assert_false(load(mistake->text, &ini, &errs));
		errs_assert_one(&errs, mistake->code, "forms/x.ini", mistake->line, mistake->what);
		assert_int_equal(ini.sections.count, 0);
		vec_release(&errs.at);
	}
}

static void test_ini__complains_about_all_of_them(void **state)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	assert_false(load("x = 1\n[a]\ny = a b\n[]\nz = \"1\n", &ini, &errs));
	assert_int_equal(errs.at.count, 4);
	errs_assert_at(&errs, 0, ERR_INI_OUTSIDE, "forms/x.ini", 1, "x");
	errs_assert_at(&errs, 1, ERR_INI_UNQUOTED, "forms/x.ini", 3, "a b");
	errs_assert_at(&errs, 2, ERR_INI_SYNTAX, "forms/x.ini", 4, "[]");
	errs_assert_at(&errs, 3, ERR_INI_QUOTE, "forms/x.ini", 5, "\"1");
	vec_release(&errs.at);
}

static void test_ini__nul_and_lone_cr(void **state)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	assert_false(ini_load_text("[a]\nx = \"1\0\"\n", 13, "x.ini", &ini, &errs));
	errs_assert_one(&errs, ERR_INI_UTF8, "x.ini", 2, "");
	vec_clear(&errs.at);
	assert_false(load("[a]\rx = 1\r", &ini, &errs));
	assert_int_equal(errs.at.count, 1);
	assert_int_equal(errs.at.at[0].code, ERR_INI_SYNTAX);
	vec_release(&errs.at);
}

/* A line `x = "あ…"` of exactly `len` bytes, in a section. */
static char *line_of(size_t len)
{
	struct str text = { 0 };

	str_add(&text, "[a]\nx = \"");
	while (text.len + 4 <= 4 + len - 1)
		str_add(&text, "あ");
	while (text.len < 4 + len - 1)
		str_add(&text, "b");
	str_add(&text, "\"\n");
	return str_take(&text);
}

static void test_ini__lines_of_1000_bytes_fit(void **state)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };
	char *fits = line_of(1000), *long_one = line_of(1001);

	(void)state;
	assert_true(load(fits, &ini, &errs));
	assert_int_equal(strlen(ini_value(ini_section(&ini, "a"), "x")), 1000 - 6);
	ini_release(&ini);
	assert_false(load(long_one, &ini, &errs));
	errs_assert_one(&errs, ERR_INI_LONG, "forms/x.ini", 2, "");
	vec_release(&errs.at);
	free(fits);
	free(long_one);
}

/* More keys than iniparser's dictionary starts with. */
static void test_ini__many_keys_keep_their_values(void **state)
{
	struct str text = { 0 };
	struct ini ini = { 0 };
	struct errs errs = { 0 };

	(void)state;
	for (int s = 0; s < 20; s++) {
		str_addf(&text, "[section%d]\n", s);
		for (int k = 0; k < 40; k++)
			str_addf(&text, "key%d = \"%d の %d\"\n", k, s, k);
	}
	assert_true(load(str_text(&text), &ini, &errs));
	assert_value(&ini, "section0", "key0", "0 の 0");
	assert_value(&ini, "section7", "key39", "7 の 39");
	assert_value(&ini, "section19", "key39", "19 の 39");
	ini_release(&ini);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ini__sections_and_values_with_their_lines),
		cmocka_unit_test(test_ini__values_are_taken_as_they_stand),
		cmocka_unit_test(test_ini__same_key_in_two_sections),
		cmocka_unit_test(test_ini__empty_files_and_sections),
		cmocka_unit_test(test_ini__nothing_found_is_null),
		TEST_WITH_FORMS(test_ini__notepad_saves_with_bom_and_crlf),
		TEST_WITH_FORMS(test_ini__missing_file),
		cmocka_unit_test(test_ini__complains_about_each_mistake),
		cmocka_unit_test(test_ini__complains_about_all_of_them),
		cmocka_unit_test(test_ini__nul_and_lone_cr),
		cmocka_unit_test(test_ini__lines_of_1000_bytes_fit),
		cmocka_unit_test(test_ini__many_keys_keep_their_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
