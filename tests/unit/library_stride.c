/* The questions of the STRIDE steps: one for each letter and each kind of target, whole in both
 * languages, and short enough for two lines. */
#include "stride_desk.h"

#include "sonae/store/library.h"

enum { TWO_LINES = 2 * 78 };

static bool is_for(const struct library *library, size_t row, const char *step, const char *kind)
{
	const char *kinds = library_text(library, row, "kind").in[LANG_EN];
	char *marked = mem_print(";%s;", kinds), *wanted = mem_print(";%s;", kind);
	bool is = text_is(library_text(library, row, "step").in[LANG_EN], step) && strstr(marked, wanted);

	free(marked);
	free(wanted);
	return is;
}

static void assert_one_question(const struct library *library, const char *step, const char *kind)
{
	size_t found = 0;

	for (size_t row = 0; row < library->rows; row++) {
		struct words text = library_text(library, row, "text");
		if (!is_for(library, row, step, kind))
			continue;
		found++;
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			int cols = utf8_cols(text.in[lang], strlen(text.in[lang]));
			if (cols == 0 || cols > TWO_LINES)
				fail_msg("%s %s: %d columns: %s", step, kind, cols, text.in[lang]);
		}
	}
	if (found != 1)
		fail_msg("%s %s: %zu questions", step, kind, found);
}

static void test_questions__for_each_letter_and_kind(void **state)
{
	struct desk *desk = stride_desk(24, 80, LANG_JA);
	const struct form *stride = sheet_form(sheet_of(desk, "stride"));
	const struct form *assets = sheet_form(sheet_of(desk, "assets"));
	const struct field *element = &stride->fields.at[form_field(stride, "element")];
	const struct field *storage = &assets->fields.at[form_field(assets, "storage")];
	struct library library = {0};
	struct errs errs = {0};

	(void)state;
	assert_true(library_load(&desk->session.catalogue, "stride_questions", &library, &errs));
	assert_int_equal(element->choices.count, 6);
	for (size_t i = 0; i < element->choices.count; i++) {
		for (size_t k = 0; k < storage->choices.count; k++)
			assert_one_question(&library, element->choices.at[i].id, storage->choices.at[k].id);
		assert_one_question(&library, element->choices.at[i].id, "flow");
		assert_one_question(&library, element->choices.at[i].id, "");
	}
	library_release(&library);
	vec_release(&errs.at);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_questions__for_each_letter_and_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
