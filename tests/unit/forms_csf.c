/* NIST's CSF 1.1 as a checklist: its items in their order, the levels, gaps and means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"
#include "sonae/base/map.h"
#include "sonae/base/utf8.h"
#include "sonae/store/csv.h"

enum { ITEMS = 108, LEVELS = 4, LEVEL_COLS = 76, ITEM_COLS = 70 };

static const struct category {
	const char *id;
	size_t items;
} categories[] = {
	{ "ID.AM", 6 }, { "ID.BE", 5 }, { "ID.GV", 4 }, { "ID.RA", 6 },  { "ID.RM", 3 }, { "ID.SC", 5 },
	{ "PR.AC", 7 }, { "PR.AT", 5 }, { "PR.DS", 8 }, { "PR.IP", 12 }, { "PR.MA", 2 }, { "PR.PT", 5 },
	{ "DE.AE", 5 }, { "DE.CM", 8 }, { "DE.DP", 5 },
	{ "RS.RP", 1 }, { "RS.CO", 5 }, { "RS.AN", 5 }, { "RS.MI", 3 },  { "RS.IM", 2 },
	{ "RC.RP", 1 }, { "RC.IM", 2 }, { "RC.CO", 3 },
};
enum { CATEGORIES = sizeof categories / sizeof *categories };

static const struct form *csf(struct shipped *shipped)
{
	return book_form(shipped->book, "csf", NULL);
}

static void type(struct shipped *shipped, const char *row, const char *field, const char *typed)
{
	shipped_type(shipped, shipped_sheet(shipped, "csf"), row, field, typed);
}

static void rate(struct shipped *shipped, const char *row, const char *as_is, const char *to_be)
{
	type(shipped, row, "as_is", as_is);
	type(shipped, row, "to_be", to_be);
}

/* ---- given items ---- */

static const char *preset(const struct form *form, const struct item *item, const char *field)
{
	const char *text = item->preset.at[form_field(form, field)];

	return text ? text : "";
}

static void assert_item(const struct form *form, const struct item *item, const char *category,
                        size_t number)
{
	char id[16], function[3];

	snprintf(id, sizeof id, "%s-%zu", category, number);
	assert_string_equal(item->id, id);
	snprintf(function, sizeof function, "%c%c", category[0] + 'a' - 'A', category[1] + 'a' - 'A');
	assert_string_equal(preset(form, item, "function"), function);
	assert_string_equal(preset(form, item, "category"), category);
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		const char *group = words_in(item->group, lang), *text = words_in(item->text, lang);
		assert_memory_equal(group, category, 5);
		assert_true(group[5] == ' ' && group[6] != '\0');
		assert_in_range(utf8_cols(text, strlen(text)), 1, ITEM_COLS);
		assert_true(words_in(item->help, lang)[0] != '\0');
	}
}

static void test_csf__108_items_in_23_categories(void **state)
{
	const struct form *form = csf(*state);
	size_t at = 0;

	assert_int_equal(CATEGORIES, 23);
	assert_int_equal(form->items.count, ITEMS);
	for (size_t c = 0; c < CATEGORIES; c++) {
		for (size_t i = 1; i <= categories[c].items; i++)
			assert_item(form, &form->items.at[at++], categories[c].id, i);
	}
	assert_int_equal(at, ITEMS);
}

static void test_csf__five_functions(void **state)
{
	static const struct {
		const char *id, *ja;
		size_t items;
	} functions[] = { { "id", "ID 識別", 29 }, { "pr", "PR 防御", 39 }, { "de", "DE 検知", 18 },
		          { "rs", "RS 対応", 16 }, { "rc", "RC 復旧", 6 } };
	const struct form *form = csf(*state);
	const struct field *function = &form->fields.at[form_field(form, "function")];

	assert_int_equal(function->choices.count, 5);
	for (size_t f = 0; f < 5; f++) {
		size_t items = 0;
		assert_string_equal(function->choices.at[f].id, functions[f].id);
		assert_string_equal(words_in(function->choices.at[f].label, LANG_JA), functions[f].ja);
		for (size_t i = 0; i < form->items.count; i++) {
			const char *of = preset(form, &form->items.at[i], "function");
			items += strcmp(of, functions[f].id) == 0;
		}
		assert_int_equal(items, functions[f].items);
	}
}

static void test_csf__no_text_stands_twice(void **state)
{
	const struct form *form = csf(*state);

	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		struct map texts = { 0 };
		for (size_t i = 0; i < form->items.count; i++) {
			bool added;
			map_put(&texts, words_in(form->items.at[i].text, lang), &added);
			assert_true(added);
			map_put(&texts, words_in(form->items.at[i].help, lang), &added);
			assert_true(added);
		}
		map_release(&texts);
	}
}

/* ---- the library of levels ---- */

enum { GROUP, VALUE, TEXT_JA, TEXT_EN, COLUMNS };

struct levels {
	VEC(char *) row; /* cells of the row in hand */
	struct map texts;
	struct pool keys;
	size_t rows;
};

static void take_cell(void *context, const char *text, size_t len)
{
	struct levels *levels = context;

	vec_push(&levels->row, mem_dup_n(text, len));
}

static void check_header(char **cell)
{
	assert_string_equal(cell[GROUP], "group");
	assert_string_equal(cell[VALUE], "value");
	assert_string_equal(cell[TEXT_JA], "text.ja");
	assert_string_equal(cell[TEXT_EN], "text.en");
}

static void check_sentence(struct levels *levels, const char *text)
{
	bool added;

	map_put(&levels->texts, pool_text(&levels->keys, text, strlen(text)), &added);
	if (!added || *text == '\0' || utf8_cols(text, strlen(text)) > LEVEL_COLS)
		fail_msg("empty, too wide, or there before: %s", text);
}

/* Category by category, from 1 to 4. */
static void check_level(struct levels *levels)
{
	char value[2] = { (char)('1' + levels->rows % LEVELS), '\0' };

	assert_true(levels->rows < (size_t)CATEGORIES * LEVELS);
	assert_string_equal(levels->row.at[GROUP], categories[levels->rows / LEVELS].id);
	assert_string_equal(levels->row.at[VALUE], value);
	check_sentence(levels, levels->row.at[TEXT_JA]);
	check_sentence(levels, levels->row.at[TEXT_EN]);
	levels->rows++;
}

static void take_row(void *context, long line)
{
	struct levels *levels = context;

	if (levels->row.count != COLUMNS)
		fail_msg("line %ld has %zu cells", line, levels->row.count);
	if (line == 1)
		check_header(levels->row.at);
	else
		check_level(levels);
	for (size_t i = 0; i < levels->row.count; i++)
		free(levels->row.at[i]);
	vec_clear(&levels->row);
}

static void test_csf__four_levels_of_every_category(void **state)
{
	struct levels levels = { 0 };
	struct csv_sink sink = { &levels, take_cell, take_row };
	struct err err = { 0 };

	(void)state;
	assert_true(csv_read("forms/library/csf_levels.csv", "csf_levels.csv", sink, NULL, &err));
	assert_int_equal(levels.rows, 92);
	vec_release(&levels.row);
	map_release(&levels.texts);
	pool_release(&levels.keys);
}

/* ---- levels and gaps ---- */

static void test_csf__gap_of_all_sixteen_cases(void **state)
{
	static const char *const typed[] = { "1", "２", "3", "４" };
	/* As is down, to be across. */
	static const char *const expected[4][4] = {
		{ "0", "1", "2", "3" },
		{ "-1", "0", "1", "2" },
		{ "-2", "-1", "0", "1" },
		{ "-3", "-2", "-1", "0" },
	};

	for (int now = 0; now < 4; now++) {
		for (int goal = 0; goal < 4; goal++) {
			rate(*state, "PR.IP-12", typed[now], typed[goal]);
			shipped_assert_cell(*state, "csf", "PR.IP-12", "gap", expected[now][goal]);
		}
	}
}

static void test_csf__no_gap_without_both(void **state)
{
	shipped_assert_cell(*state, "csf", "ID.AM-1", "gap", "");
	rate(*state, "ID.AM-1", "2", "");
	shipped_assert_cell(*state, "csf", "ID.AM-1", "gap", "");
	rate(*state, "ID.AM-1", "", "3");
	shipped_assert_cell(*state, "csf", "ID.AM-1", "gap", "");
	rate(*state, "ID.AM-1", "対象外", "3");
	shipped_assert_cell(*state, "csf", "ID.AM-1", "gap", "");
}

static void test_csf__levels_go_from_1_to_4(void **state)
{
	static const char *const names[] = { "as_is", "to_be" };
	const struct form *form = csf(*state);

	for (size_t i = 0; i < 2; i++) {
		const struct field *level = &form->fields.at[form_field(form, names[i])];
		struct err err = { 0 };
		assert_true(field_check(level, "1", &err) && field_check(level, "4", &err));
		assert_true(field_check(level, "n/a", &err));
		assert_false(field_check(level, "0", &err));
		assert_false(field_check(level, "5", &err));
		assert_false(field_check(level, "2.5", &err));
	}
}

/* ---- means ---- */

static void assert_summary(struct shipped *shipped, const char *id, double expected)
{
	assert_float_equal(shipped_summary(shipped, "csf", id), expected, 1e-9);
}

/* The guide's example first; then items that lack one half, and a goal below today. */
static void test_csf__means(void **state)
{
	assert_summary(*state, "answered", 0);
	rate(*state, "ID.AM-1", "1", "3");
	rate(*state, "ID.AM-2", "2", "3");
	assert_summary(*state, "answered", 2);
	assert_summary(*state, "as_is", 1.5);
	assert_summary(*state, "to_be", 3);
	assert_summary(*state, "gap", 1.5);
	rate(*state, "PR.AC-1", "4", "");
	rate(*state, "RC.CO-3", "n/a", "2");
	assert_summary(*state, "answered", 3);
	assert_summary(*state, "as_is", 2.3); /* 7 / 3 */
	assert_summary(*state, "to_be", 2.7); /* 8 / 3 */
	assert_summary(*state, "gap", 1.5);
	rate(*state, "DE.CM-1", "3", "2");
	assert_summary(*state, "answered", 4);
	assert_summary(*state, "as_is", 2.5); /* 10 / 4 */
	assert_summary(*state, "to_be", 2.5); /* 10 / 4 */
	assert_summary(*state, "gap", 0.7);   /* 2 / 3 */
	assert_summary(*state, "big", 1);
}

/* 5 / 4 = 1.25, and 3 / 4 = 0.75: halves go up. */
static void test_csf__means_are_rounded_half_up(void **state)
{
	rate(*state, "RS.CO-1", "1", "2");
	rate(*state, "RS.CO-2", "1", "2");
	rate(*state, "RS.CO-3", "1", "2");
	rate(*state, "RS.CO-4", "2", "2");
	assert_summary(*state, "as_is", 1.3);
	assert_summary(*state, "to_be", 2);
	assert_summary(*state, "gap", 0.8);
}

/* ---- done, and what the check finds ---- */

static enum progress progress(struct shipped *shipped)
{
	return progress_of(shipped->book, shipped_sheet(shipped, "csf"));
}

static void test_csf__done_when_every_item_has_both(void **state)
{
	const struct form *form = csf(*state);

	for (size_t i = 0; i < form->items.count; i++) {
		assert_int_equal(progress(*state), i == 0 ? PROGRESS_EMPTY : PROGRESS_STARTED);
		rate(*state, form->items.at[i].id, "2", "3");
	}
	assert_int_equal(progress(*state), PROGRESS_DONE);
	rate(*state, "ID.BE-2", "n/a", "n/a");
	assert_int_equal(progress(*state), PROGRESS_DONE);
	assert_summary(*state, "answered", ITEMS);
	rate(*state, "RC.CO-3", "2", "");
	assert_int_equal(progress(*state), PROGRESS_STARTED);
	rate(*state, "RC.CO-3", "", "3");
	assert_int_equal(progress(*state), PROGRESS_STARTED);
}

static void test_csf__a_goal_below_today(void **state)
{
	rate(*state, "DE.CM-2", "2", "2");
	check_findings(*state, "csf", "");
	rate(*state, "DE.CM-2", "2", "1");
	check_findings(*state, "csf", "DE.CM-2 goal_below\n");
	rate(*state, "DE.CM-2", "2", "n/a");
	check_findings(*state, "csf", "");
}

static void test_csf__a_big_gap_needs_a_way(void **state)
{
	rate(*state, "RS.MI-1", "1", "2");
	check_findings(*state, "csf", "");
	rate(*state, "RS.MI-1", "1", "3");
	check_findings(*state, "csf", "RS.MI-1 no_way\n");
	type(*state, "RS.MI-1", "how_done", "感染したら線を抜く手順を作る");
	check_findings(*state, "csf", "");
	type(*state, "RS.MI-1", "how_done", "");
	type(*state, "RS.MI-1", "evidence", "12月に作る計画書");
	check_findings(*state, "csf", "");
}

static void test_csf__level_3_needs_evidence(void **state)
{
	rate(*state, "PR.AC-2", "2", "2");
	check_findings(*state, "csf", "");
	rate(*state, "PR.AC-2", "3", "3");
	check_findings(*state, "csf", "PR.AC-2 no_evidence\n");
	type(*state, "PR.AC-2", "how_checked", "鍵の帳面を毎週見る");
	check_findings(*state, "csf", "");
	type(*state, "PR.AC-2", "how_checked", "");
	type(*state, "PR.AC-2", "evidence", "鍵の帳面");
	check_findings(*state, "csf", "");
	rate(*state, "PR.AC-2", "n/a", "n/a");
	type(*state, "PR.AC-2", "evidence", "");
	check_findings(*state, "csf", "");
}

/* ---- the example company ---- */

/* 80 items with a level today, 76 with a goal too, and three that are n/a. */
static void assert_company(struct shipped *shipped)
{
	shipped->company = true;
	assert_summary(shipped, "answered", 79);
	assert_summary(shipped, "as_is", 1.5); /* 123 / 80 */
	assert_summary(shipped, "to_be", 2.4); /* 186 / 76 */
	assert_summary(shipped, "gap", 0.9);   /* 67 / 76 */
	assert_summary(shipped, "big", 12);
	assert_int_equal(progress(shipped), PROGRESS_STARTED);
	check_findings(shipped, "csf", "ID.SC-4 no_way\nDE.CM-2 goal_below\nRS.MI-1 no_way\n");
}

static void test_company_csf__in_japanese(void **state)
{
	assert_company(*state);
}

static void test_company_csf__in_english(void **state)
{
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_csf__108_items_in_23_categories),
		TEST_OF_SHIPPED(test_csf__five_functions),
		TEST_OF_SHIPPED(test_csf__no_text_stands_twice),
		TEST_OF_SHIPPED(test_csf__four_levels_of_every_category),
		TEST_OF_SHIPPED(test_csf__gap_of_all_sixteen_cases),
		TEST_OF_SHIPPED(test_csf__no_gap_without_both),
		TEST_OF_SHIPPED(test_csf__levels_go_from_1_to_4),
		TEST_OF_SHIPPED(test_csf__means),
		TEST_OF_SHIPPED(test_csf__means_are_rounded_half_up),
		TEST_OF_SHIPPED(test_csf__done_when_every_item_has_both),
		TEST_OF_SHIPPED(test_csf__a_goal_below_today),
		TEST_OF_SHIPPED(test_csf__a_big_gap_needs_a_way),
		TEST_OF_SHIPPED(test_csf__level_3_needs_evidence),
		TEST_OF_SHIPPED(test_company_csf__in_japanese),
		TEST_OF_SHIPPED(test_company_csf__in_english),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
