/* ui_markdown.c - guides as lines: blocks, joining, bold, scrolling. */
#include "sonae/base/str.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/markdown.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* `expected` shows the lines with | between them. */
static void assert_lays_out(const char *markdown, int cols, const char *expected)
{
	struct paper paper = {0};
	struct str shown = {0};

	markdown_lay_out(markdown, cols, &paper);
	for (size_t i = 0; i < paper.lines.count; i++)
		str_addf(&shown, "%s%s", i ? "|" : "", paper.lines.at[i].text);
	assert_string_equal(str_text(&shown), expected);
	for (size_t i = 0; i < paper.lines.count; i++) {
		const char *text = paper.lines.at[i].text;
		assert_true(utf8_cols(text, strlen(text)) <= cols);
	}
	str_release(&shown);
	paper_release(&paper);
}

static void test_markdown__blocks_stand_apart(void **state)
{
	(void)state;
	assert_lays_out("", 20, "");
	assert_lays_out("\n\n", 20, "");
	assert_lays_out("# 題\n本文\n## 次\n\n続き\n", 20, "題|本文||次||続き");
	assert_lays_out("一\n\n\n二\n", 20, "一||二");
}

static void test_markdown__joins_the_lines_of_a_paragraph(void **state)
{
	(void)state;
	assert_lays_out("情報を\n守る。\n", 20, "情報を守る。");
	assert_lays_out("keep\nit safe\n", 20, "keep it safe");
	assert_lays_out("CSVを\nExcelで\n開く", 20, "CSVをExcelで開く");
}

static void test_markdown__breaks_lines_at_the_width(void **state)
{
	(void)state;
	assert_lays_out("あいうえおかきくけこ", 8, "あいうえ|おかきく|けこ");
	assert_lays_out("one two three", 8, "one two|three");
}

static void test_markdown__lists_hang_and_stand_close(void **state)
{
	(void)state;
	assert_lays_out("- 一つ目の話\n- 二つ目\n", 10, "- 一つ目の|  話|- 二つ目");
	assert_lays_out("- 一\n\n- 二\n", 10, "- 一|- 二");
	assert_lays_out("- 一\n  - 内\n- 二\n", 10, "- 一|  - 内|- 二");
	assert_lays_out("1. 見る\n2. 書く\n10. 出す\n", 12, "1. 見る|2. 書く|10. 出す");
	assert_lays_out("- 一\n続き\n", 12, "- 一続き");
	assert_lays_out("前\n\n- 一\n\n後\n", 12, "前||- 一||後");
}

static void test_markdown__what_is_not_known_is_text(void **state)
{
	(void)state;
	assert_lays_out("#題", 20, "#題");
	assert_lays_out("#### deep", 20, "#### deep");
	assert_lays_out("2 * 3 ** 4", 20, "2 * 3 ** 4");
	assert_lays_out("-1 is less", 20, "-1 is less");
	assert_lays_out("2026. 年", 20, "2026. 年");
	assert_lays_out("`a.csv` を開く", 20, "a.csv を開く");
	assert_lays_out("a ` b", 20, "a ` b");
}

static void test_markdown__bold_is_a_span(void **state)
{
	struct paper paper = {0};

	(void)state;
	markdown_lay_out("先に**重要度**を", 20, &paper);
	assert_int_equal(paper.lines.count, 1);
	assert_string_equal(paper.lines.at[0].text, "先に重要度を");
	assert_int_equal(paper.lines.at[0].style, STYLE_ROLE_PLAIN);
	assert_int_equal(paper.lines.at[0].spans.count, 1);
	assert_int_equal(paper.lines.at[0].spans.at[0].at, 6); /* two kana of three bytes */
	assert_int_equal(paper.lines.at[0].spans.at[0].len, 9);
	assert_int_equal(paper.lines.at[0].spans.at[0].style, STYLE_ROLE_HEADING);
	paper_release(&paper);
}

static void test_markdown__bold_goes_on_in_the_next_line(void **state)
{
	struct paper paper = {0};

	(void)state;
	markdown_lay_out("- **あいうえ**お", 8, &paper);
	assert_int_equal(paper.lines.count, 2);
	assert_string_equal(paper.lines.at[0].text, "- あいう");
	assert_string_equal(paper.lines.at[1].text, "  えお");
	assert_int_equal(paper.lines.at[0].spans.at[0].at, 2);
	assert_int_equal(paper.lines.at[0].spans.at[0].len, 9);
	assert_int_equal(paper.lines.at[1].spans.at[0].at, 2);
	assert_int_equal(paper.lines.at[1].spans.at[0].len, 3);
	paper_release(&paper);
}

static void test_markdown__headings_have_their_style(void **state)
{
	struct paper paper = {0};

	(void)state;
	markdown_lay_out("### なぜ", 20, &paper);
	assert_int_equal(paper.lines.at[0].style, STYLE_ROLE_HEADING);
	paper_release(&paper);
}

/* ---- paper ---- */

static void fill(struct paper *paper, int lines)
{
	for (int i = 0; i < lines; i++)
		paper_add(paper, "x", 1, STYLE_ROLE_PLAIN);
}

static void test_paper__scrolls_within_its_lines(void **state)
{
	struct paper paper = {0};

	(void)state;
	fill(&paper, 10);
	assert_true(paper_has_more(&paper, 4));
	assert_true(paper_act(&paper, ACTION_UP, 4));
	assert_int_equal(paper.top, 0);
	assert_true(paper_act(&paper, ACTION_PAGE_DOWN, 4)); /* one line stays in sight */
	assert_int_equal(paper.top, 3);
	assert_true(paper_act(&paper, ACTION_LAST, 4));
	assert_int_equal(paper.top, 6);
	assert_false(paper_has_more(&paper, 4));
	assert_true(paper_act(&paper, ACTION_DOWN, 4));
	assert_int_equal(paper.top, 6);
	assert_true(paper_act(&paper, ACTION_FIRST, 4));
	assert_int_equal(paper.top, 0);
	assert_false(paper_act(&paper, ACTION_ENTER, 4));
	paper_release(&paper);
}

static void test_paper__short_texts_do_not_scroll(void **state)
{
	struct paper paper = {0};

	(void)state;
	fill(&paper, 3);
	paper_act(&paper, ACTION_DOWN, 4);
	assert_int_equal(paper.top, 0);
	assert_false(paper_has_more(&paper, 4));
	paper_release(&paper);
}

static void test_paper__draws_from_its_top(void **state)
{
	struct paper paper = {0};
	struct canvas canvas = {0};
	struct str shown = {0};

	(void)state;
	paper_add_wrapped(&paper, "名前  ", "みどり製作所", 12, STYLE_ROLE_PLAIN);
	paper.top = 7; /* of a longer text before */
	canvas_resize(&canvas, 3, 12);
	paper_draw(&paper, &canvas, (struct rect){0, 0, 3, 12});
	canvas_dump(&canvas, &shown);
	assert_string_equal(str_text(&shown), "名前  みどり\n      製作所\n\n");
	str_release(&shown);
	canvas_release(&canvas);
	paper_release(&paper);
}

static void test_markdown__tables_line_up(void **state)
{
	(void)state;
	assert_lays_out("| PC | IP |\n|---|---|\n| PC_00 | 10.0.0.5 |\n| 受付 | 10.0.0.12 |\n", 30,
	                "PC     IP|PC_00  10.0.0.5|受付   10.0.0.12");
	assert_lays_out("文\n| a | b |\n続き\n", 20, "文|a  b|続き");
	assert_lays_out("| 人数 | 額 |\n|---|--:|\n| 3 | 1,200 |\n| 10 | 60 |", 20, "人数     額|3     1,200|10       60");
	assert_lays_out("| a | | c |\n| longer | b |\n", 20, "a          c|longer  b");
}

static void test_markdown__a_table_too_wide_is_cut_and_says_so(void **state)
{
	(void)state;
	assert_lays_out("| 12345 | 67890 |\n| 1 | 2 |\n", 10, "12345  67>|1      2");
	assert_lays_out("| あいうえお |\n", 8, "あいう>");
}

static void test_markdown__the_first_line_of_a_table_may_be_its_heading(void **state)
{
	struct paper paper = {0};

	(void)state;
	markdown_lay_out("| a |\n|---|\n| b |\n\n| c |\n| d |\n", 20, &paper);
	assert_int_equal(paper.lines.count, 5);
	assert_int_equal(paper.lines.at[0].style, STYLE_ROLE_HEADING);
	assert_int_equal(paper.lines.at[1].style, STYLE_ROLE_PLAIN);
	assert_string_equal(paper.lines.at[2].text, "");
	assert_int_equal(paper.lines.at[3].style, STYLE_ROLE_PLAIN);
	paper_release(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markdown__blocks_stand_apart),
		cmocka_unit_test(test_markdown__joins_the_lines_of_a_paragraph),
		cmocka_unit_test(test_markdown__breaks_lines_at_the_width),
		cmocka_unit_test(test_markdown__lists_hang_and_stand_close),
		cmocka_unit_test(test_markdown__what_is_not_known_is_text),
		cmocka_unit_test(test_markdown__bold_is_a_span),
		cmocka_unit_test(test_markdown__bold_goes_on_in_the_next_line),
		cmocka_unit_test(test_markdown__headings_have_their_style),
		cmocka_unit_test(test_markdown__tables_line_up),
		cmocka_unit_test(test_markdown__a_table_too_wide_is_cut_and_says_so),
		cmocka_unit_test(test_markdown__the_first_line_of_a_table_may_be_its_heading),
		cmocka_unit_test(test_paper__scrolls_within_its_lines),
		cmocka_unit_test(test_paper__short_texts_do_not_scroll),
		cmocka_unit_test(test_paper__draws_from_its_top),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
