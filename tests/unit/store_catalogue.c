#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/base/str.h"

static void assert_found(struct forms_fixture *f, const char *name, const char *where)
{
	struct str shown = { 0 };
	char *path = catalogue_find(&f->catalogue, name, &shown);
	char *expected = forms_path(f, where);

	assert_non_null(path);
	assert_string_equal(path, expected);
	assert_int_equal(strncmp(str_text(&shown), "forms/", 6), 0);
	assert_string_equal(str_text(&shown) + 6, name);
	str_release(&shown);
	free(path);
	free(expected);
}

static void assert_names(char **names, size_t count, const char *const *expected)
{
	for (size_t i = 0; i < count; i++) {
		assert_non_null(expected[i]);
		assert_string_equal(names[i], expected[i]);
		free(names[i]);
	}
	assert_null(expected[count]);
	free(names);
}

static void test_catalogue__own_file_hides_the_programs(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/assets.ini", "");
	forms_write(f, "forms/given/csf.csv", "");
	forms_write(f, "book/forms/assets.ini", "");
	assert_found(f, "assets.ini", "book/forms/assets.ini");
	assert_found(f, "given/csf.csv", "forms/given/csf.csv");
	catalogue_set_workbook(&f->catalogue, NULL);
	assert_found(f, "assets.ini", "forms/assets.ini");
}

static void test_catalogue__nothing_found(void **state)
{
	struct forms_fixture *f = *state;
	struct catalogue empty = { 0 };
	struct str shown = { 0 };

	str_add(&shown, "before");
	assert_null(catalogue_find(&f->catalogue, "none.ini", &shown));
	assert_string_equal(str_text(&shown), "forms/none.ini");
	assert_null(catalogue_find(&empty, "none.ini", NULL));
	str_release(&shown);
}

static void test_catalogue__names_stay_in_the_folder(void **state)
{
	static const char *const names[] = { "../secret.ini", "text/../../secret.ini",
					     "/etc/passwd", "./secret.ini", ".hidden.ini" };
	struct forms_fixture *f = *state;

	forms_write(f, "secret.ini", "");
	forms_write(f, "forms/secret.ini", "");
	forms_write(f, "forms/.hidden.ini", "");
	forms_write(f, "forms/text/a.ini", "");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_null(catalogue_find(&f->catalogue, names[i], NULL));
}

static void test_catalogue__forms_of_both_folders_once(void **state)
{
	static const char *const all[] = { "assets", "mine", "risks", NULL };
	struct forms_fixture *f = *state;
	char **ids = NULL;
	size_t count = 0;

	forms_write(f, "forms/risks.ini", "");
	forms_write(f, "forms/assets.ini", "");
	forms_write(f, "forms/assets.ini~", "");
	forms_write(f, "forms/README", "");
	forms_write(f, "forms/コピー.ini", "");
	forms_write(f, "forms/Assets.ini", "");
	forms_write(f, "forms/2nd.ini", "");
	forms_write(f, "forms/.assets.ini", "");
	forms_write(f, "forms/text/home.ini", "");
	forms_write(f, "book/forms/mine.ini", "");
	forms_write(f, "book/forms/assets.ini", "");
	assert_true(catalogue_forms(&f->catalogue, &ids, &count, NULL));
	assert_names(ids, count, all);
}

static void test_catalogue__lists_a_folder(void **state)
{
	static const char *const expected[] = { "r4", "r7", NULL };
	struct forms_fixture *f = *state;
	char **names = NULL;
	size_t count = 0;

	forms_write(f, "forms/curricula/r7.ini", "");
	forms_write(f, "forms/curricula/r4.ini", "");
	forms_write(f, "forms/other.ini", "");
	assert_true(catalogue_list(&f->catalogue, "curricula", ".ini", &names, &count, NULL));
	assert_names(names, count, expected);
}

static void test_catalogue__which_names_are_ids(void **state)
{
	(void)state;
	assert_true(catalogue_is_form_id("a"));
	assert_true(catalogue_is_form_id("threats10"));
	assert_true(catalogue_is_form_id("open_risks"));
	assert_false(catalogue_is_form_id(""));
	assert_false(catalogue_is_form_id("10threats"));
	assert_false(catalogue_is_form_id("_a"));
	assert_false(catalogue_is_form_id("open-risks"));
	assert_false(catalogue_is_form_id("Risks"));
	assert_false(catalogue_is_form_id("台帳"));
}

static void assert_guide(struct forms_fixture *f, enum lang lang, const char *expected)
{
	struct str out = { 0 };

	str_add(&out, "> ");
	assert_true(catalogue_guide(&f->catalogue, "assets", lang, &out));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void test_catalogue__guide_in_the_language_or_the_other(void **state)
{
	struct forms_fixture *f = *state;
	struct str out = { 0 };

	assert_false(catalogue_guide(&f->catalogue, "assets", LANG_JA, &out));
	forms_write(f, "forms/guides/assets.ja.md", "# なぜ\n");
	assert_guide(f, LANG_JA, "> # なぜ\n");
	assert_guide(f, LANG_EN, "> # なぜ\n");
	forms_write(f, "forms/guides/assets.en.md", "# Why\n");
	assert_guide(f, LANG_EN, "> # Why\n");
	forms_write(f, "book/forms/guides/assets.ja.md", "# 自社では\n");
	assert_guide(f, LANG_JA, "> # 自社では\n");
	str_release(&out);
}

static void test_catalogue__guide_saved_by_notepad(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/guides/assets.ja.md", "\xEF\xBB\xBF# なぜ\r\n\r\n一\r");
	assert_guide(f, LANG_JA, "> # なぜ\n\n一\n");
}

static void test_catalogue__folder_named_by_the_environment(void **state)
{
	struct forms_fixture *f = *state;
	struct catalogue catalogue = { 0 };
	struct err err = { 0 };

	setenv("SONAE_FORMS", f->catalogue.program, 1);
	assert_true(catalogue_init(&catalogue, &err));
	assert_string_equal(catalogue.program, f->catalogue.program);
	assert_null(catalogue.own);
	catalogue_release(&catalogue);
	catalogue_release(&catalogue);
	setenv("SONAE_FORMS", "/no such/folder", 1);
	assert_false(catalogue_init(&catalogue, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_string_equal(err.file, "/no such/folder");
	unsetenv("SONAE_FORMS");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_catalogue__own_file_hides_the_programs),
		TEST_WITH_FORMS(test_catalogue__nothing_found),
		TEST_WITH_FORMS(test_catalogue__names_stay_in_the_folder),
		TEST_WITH_FORMS(test_catalogue__forms_of_both_folders_once),
		TEST_WITH_FORMS(test_catalogue__lists_a_folder),
		cmocka_unit_test(test_catalogue__which_names_are_ids),
		TEST_WITH_FORMS(test_catalogue__guide_in_the_language_or_the_other),
		TEST_WITH_FORMS(test_catalogue__guide_saved_by_notepad),
		TEST_WITH_FORMS(test_catalogue__folder_named_by_the_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
