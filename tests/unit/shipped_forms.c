/* What every form that comes with the program must be: sound, explained, and narrow enough. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "sonae/base/file.h"
#include "sonae/base/utf8.h"
#include "sonae/store/curriculum.h"
#include "sonae/store/texts.h"

enum { LINE_COLS = 78, COUNTED_COLS = 26 };

/* `what` names the text when it fails. */
static void check_text(const char *what, const char *id, const char *text, bool needed, int cols)
{
	size_t len = strlen(text), at = 0;

	if (needed && len == 0)
		fail_msg("%s %s: no text", what, id);
	if (cols > 0 && utf8_cols(text, len) > cols)
		fail_msg("%s %s: %d columns: %s", what, id, utf8_cols(text, len), text);
	while (at < len) {
		uint32_t cp;
		at += utf8_decode(text + at, len - at, &cp);
		if (utf8_is_ambiguous(cp))
			fail_msg("%s %s: U+%04X has no certain width: %s", what, id, (unsigned)cp,
			         text);
	}
}

/* Kana, kanji and what stands among them. */
static bool has_japanese(const char *text)
{
	size_t len = strlen(text);
	uint32_t cp;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &cp);
		if (cp >= 0x3040 && cp < 0xA000)
			return true;
	}
	return false;
}

/* A sentence in English on the Japanese side, or kana on the English one, was left behind; a name
 * (NIST, IaaS) is the same in both. */
static void check_translated(const char *what, const char *id, struct words words)
{
	enum { NAME_COLS = 24 };
	const char *ja = words_in(words, LANG_JA), *en = words_in(words, LANG_EN);

	if (has_japanese(en))
		fail_msg("%s %s: Japanese in the English text: %s", what, id, en);
	if (!has_japanese(ja) && strlen(ja) > NAME_COLS)
		fail_msg("%s %s: not in Japanese: %s", what, id, ja);
}

static void check_words(const char *what, const char *id, struct words words, bool needed, int cols)
{
	check_translated(what, id, words);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		check_text(what, id, words_in(words, (enum lang)lang), needed, cols);
}

static void check_field(const struct form *form, const struct field *field)
{
	char id[200];

	snprintf(id, sizeof id, "%s.%s", form->id, field->id);
	check_words("label", id, field->label, true, 30);
	check_words("help", id, field->help, true, LINE_COLS);
	if (field->width > 0)
		check_words("heading", id, field->heading, true, field->width);
	check_words("unit", id, field->unit, false, 10);
	for (size_t i = 0; i < field->choices.count; i++) {
		check_words("choice", id, field->choices.at[i].label, true, 40);
		check_words("choice's note", id, field->choices.at[i].note, false, LINE_COLS);
	}
}

static void check_item(const struct item *item)
{
	check_words("item", item->id, item->text, true, 0);
	check_words("item's group", item->id, item->group, false, 60);
	check_words("item's help", item->id, item->help, false, LINE_COLS);
}

static void check_form(const struct form *form)
{
	check_words("title", form->id, form->title, true, 40);
	check_words("purpose", form->id, form->purpose, true, LINE_COLS);
	for (size_t i = 0; i < form->fields.count; i++)
		check_field(form, &form->fields.at[i]);
	for (size_t i = 0; i < form->items.count; i++)
		check_item(&form->items.at[i]);
	for (size_t i = 0; i < form->gaps.count; i++) {
		check_words("gap", form->gaps.at[i].id, form->gaps.at[i].text, true, LINE_COLS);
		check_words("gap", form->gaps.at[i].id, form->gaps.at[i].title, true, COUNTED_COLS);
	}
	for (size_t i = 0; i < form->groups.count; i++)
		check_words("group", form->groups.at[i].id, form->groups.at[i].title, true, 40);
	for (size_t i = 0; i < form->summaries.count; i++)
		check_words("summary", form->summaries.at[i].id, form->summaries.at[i].label, true, 40);
}

/* Calls `each` for every form of the program. */
static void for_each_form(struct shipped *shipped,
                          void (*each)(struct shipped *shipped, struct form *form))
{
	char **ids;
	size_t count;

	assert_true(catalogue_forms(&shipped->catalogue, &ids, &count, NULL));
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		struct errs errs = { 0 };
		struct form *form = form_load(&shipped->catalogue, ids[i], &errs);
		shipped_assert_no_errs(&errs, ids[i]);
		each(shipped, form);
		form_free(form);
		free(ids[i]);
	}
	free(ids);
}

static void load_strictly(struct shipped *shipped, struct form *form)
{
	struct errs errs = { 0 };
	char *path = mem_print("%s/%s.ini", shipped->catalogue.program, form->id);
	struct form *again = form_load_file(&shipped->catalogue, path, &errs);

	shipped_assert_no_errs(&errs, form->id);
	form_free(again);
	free(path);
}

static void test_forms__stand_the_check(void **state)
{
	for_each_form(*state, load_strictly);
}

static void explain(struct shipped *shipped, struct form *form)
{
	(void)shipped;
	check_form(form);
}

static void test_forms__explain_themselves_in_both_languages(void **state)
{
	for_each_form(*state, explain);
}

static void check_cell(const char *kind, const struct form *form, const struct field *field,
                       struct words cell)
{
	struct err err = { 0 };

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const char *text = words_in(cell, (enum lang)lang);
		check_text(kind, field->id, text, false, 0);
		if (!field_check(field, text, &err))
			fail_msg("%s of %s: %s: '%s'", kind, form->id, field->id, text);
		if (field->formula != NULL && *text)
			fail_msg("%s of %s: %s is computed", kind, form->id, field->id);
	}
	if ((*words_in(cell, LANG_JA) == '\0') != (*words_in(cell, LANG_EN) == '\0'))
		fail_msg("%s of %s: %s says it in one language only", kind, form->id, field->id);
}

static void check_samples(struct shipped *shipped, struct form *form, const char *kind,
                          bool needed)
{
	struct samples samples = { 0 };
	struct errs errs = { 0 };

	samples_load(&shipped->catalogue, form, kind, &samples, &errs);
	shipped_assert_no_errs(&errs, form->id);
	for (size_t i = 0; i < samples.rows.count; i++) {
		for (size_t f = 0; f < form->fields.count; f++)
			check_cell(kind, form, &form->fields.at[f], samples.rows.at[i].cells.at[f]);
	}
	if (needed && samples.rows.count == 0)
		fail_msg("%s has no %s", form->id, kind);
	samples_release(&samples);
}

static void check_all_samples(struct shipped *shipped, struct form *form)
{
	/* A query shows the rows of others; an exercise is an example itself. */
	bool is_filled_in = form->kind != FORM_QUERY && form->kind != FORM_EXERCISE;

	check_samples(shipped, form, "starter", false);
	check_samples(shipped, form, "examples", is_filled_in);
	check_samples(shipped, form, "company", false);
}

static void test_forms__rows_that_come_with_them_are_sound(void **state)
{
	for_each_form(*state, check_all_samples);
}

static void check_guide(struct shipped *shipped, struct form *form)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		char *name = mem_print("guides/%s.%s.md", form->id, lang_name((enum lang)lang));
		char *path = catalogue_find(&shipped->catalogue, name, NULL);
		struct str text = { 0 };
		size_t lines = 0;
		if (path == NULL || !file_read(path, &text, NULL))
			fail_msg("%s is not there", name);
		check_text("guide", name, str_text(&text), true, 0);
		for (size_t i = 0; i < text.len; i++)
			lines += text.at[i] == '\n';
		if (lines < 15)
			fail_msg("%s says little: %zu lines", name, lines);
		str_release(&text);
		free(path);
		free(name);
	}
}

static void test_forms__have_a_guide_in_both_languages(void **state)
{
	for_each_form(*state, check_guide);
}

static const char *const curricula[] = { "r4", "r5", "r6", "r7" };
static const char *const session_ids[] = { "1", "2", "3", "4",  "5",     "6",
	                                   "7", "8", "9", "10", "visits" };
enum { SESSIONS = sizeof session_ids / sizeof *session_ids };

static void test_curricula__ten_sessions_and_the_visits(void **state)
{
	struct shipped *shipped = *state;

	for (size_t i = 0; i < sizeof curricula / sizeof *curricula; i++) {
		struct curriculum curriculum = { 0 };
		struct errs errs = { 0 };
		curriculum_load(&shipped->catalogue, curricula[i], &curriculum, &errs);
		shipped_assert_no_errs(&errs, curricula[i]);
		check_words("curriculum", curricula[i], curriculum.title, true, 40);
		assert_int_equal(curriculum.sessions.count, SESSIONS);
		for (size_t s = 0; s < SESSIONS; s++) {
			const struct session_plan *plan = &curriculum.sessions.at[s];
			assert_string_equal(plan->id, session_ids[s]);
			assert_true(plan->sheets.count > 0 && !plan->sheets.at[0].more);
			check_words("session", plan->id, plan->title, true, 44);
			check_words("session's purpose", plan->id, plan->purpose, true, 48);
		}
		/* The four worksheets of the expert visits, and the inventory somewhere. */
		assert_int_equal(curriculum.sessions.at[10].sheets.count, 4);
		assert_true(curriculum_session_of(&curriculum, "assets") >= 0);
		curriculum_release(&curriculum);
	}
}

static void assert_session(struct shipped *shipped, const char *curriculum_id, const char *sheet,
                           int session)
{
	struct curriculum curriculum = { 0 };
	struct errs errs = { 0 };

	assert_true(curriculum_load(&shipped->catalogue, curriculum_id, &curriculum, &errs));
	assert_int_equal(curriculum_session_of(&curriculum, sheet), session);
	curriculum_release(&curriculum);
}

static void test_curricula__worksheets_stand_where_the_years_put_them(void **state)
{
	assert_session(*state, "r4", "assets", 3);
	assert_session(*state, "r4", "procurement", 6);
	assert_session(*state, "r5", "assets", 4);
	assert_session(*state, "r5", "threats10", 2);
	assert_session(*state, "r5", "audit_plan", -1);
	assert_session(*state, "r6", "fit_gap", 5);
	assert_session(*state, "r6", "requirements", 6);
	assert_session(*state, "r7", "assets", 1);
	assert_session(*state, "r7", "fit_gap", 6);
	assert_session(*state, "r7", "hearing", 10);
}

static void test_texts__a_sentence_for_every_failure(void **state)
{
	struct shipped *shipped = *state;
	struct texts texts = { 0 };
	struct errs errs = { 0 };

	texts_check(&shipped->catalogue, &errs);
	texts_init(&texts, &shipped->catalogue);
	shipped_assert_no_errs(&errs, "texts");
	for (int code = ERR_NONE + 1; code < ERR_COUNT; code++) {
		char id[100];
		snprintf(id, sizeof id, "err.%s", err_name((enum err_code)code));
		const struct words *words = texts_find(&texts, id);
		if (words == NULL)
			fail_msg("no text %s", id);
		check_words("text", id, *words, true, 0);
	}
	texts_release(&texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_forms__stand_the_check),
		TEST_OF_SHIPPED(test_forms__explain_themselves_in_both_languages),
		TEST_OF_SHIPPED(test_forms__rows_that_come_with_them_are_sound),
		TEST_OF_SHIPPED(test_forms__have_a_guide_in_both_languages),
		TEST_OF_SHIPPED(test_curricula__ten_sessions_and_the_visits),
		TEST_OF_SHIPPED(test_curricula__worksheets_stand_where_the_years_put_them),
		TEST_OF_SHIPPED(test_texts__a_sentence_for_every_failure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
