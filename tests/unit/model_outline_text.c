/* Indented text to a tree and back. */
#include "sonae/model/outline_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "tree_form.h"

/* Each line as "depth label|field=typed|…", a blank between lines made '/'. */
static void assert_reads(const char *text, const char *expected)
{
	struct form *form = tree_form();
	struct outline_text read = {0};
	struct str out = {0};

	outline_text_read(text, form, &read);
	for (size_t i = 0; i < read.at.count; i++) {
		const struct outline_line *line = &read.at.at[i];
		str_addf(&out, "%s%d %s", i > 0 ? " / " : "", line->depth, line->label);
		for (size_t k = 0; k < line->given.count; k++)
			str_addf(&out, "|%s=%s", form->fields.at[line->given.at[k].field].id,
			         line->given.at[k].typed);
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	outline_text_release(&read);
	form_free(form);
}

static void test_outline_text__takes_any_indentation(void **state)
{
	(void)state;
	assert_reads("a\n  b\n    c\n  d\ne\n", "0 a / 1 b / 2 c / 1 d / 0 e");
	assert_reads("a\n\tb\n\t\tc\n\td", "0 a / 1 b / 2 c / 1 d");
	assert_reads("一\r\n　二\r\n　　三\r\n　四", "0 一 / 1 二 / 2 三 / 1 四");
	/* Three deeper by one blank, by seven, and back between two levels. */
	assert_reads("a\n b\n        c\n    d\n", "0 a / 1 b / 2 c / 2 d");
	assert_reads("a\n    b\n  c\n      d", "0 a / 1 b / 1 c / 2 d");
	/* A piece from the middle: its first line is the margin, whatever comes further left too. */
	assert_reads("    a\n      b\n  c\n", "0 a / 1 b / 0 c");
	/* A tab reaches the eighth column, whatever blanks stand before it. */
	assert_reads("a\n  \tb\n\tc\n        d\n", "0 a / 1 b / 1 c / 1 d");
}

static void test_outline_text__leaves_out_what_is_blank(void **state)
{
	(void)state;
	assert_reads("", "");
	assert_reads("\n \n\t\n　\n-\n", "");
	assert_reads("\xef\xbb\xbf" "a\r\r\n\n  \n  b \t　\n\n", "0 a / 1 b");
}

static void test_outline_text__drops_bullets(void **state)
{
	(void)state;
	assert_reads("- a\n  - b\n  * c\n  + d\n", "0 a / 1 b / 1 c / 1 d");
	assert_reads("1. a\n   2) b\n   10. c\n", "0 a / 1 b / 1 c");
	assert_reads("・会社\n　・社員\n　１", "0 会社 / 1 社員 / 1 １");
	assert_reads("1．会社\n  2）社員\n", "0 会社 / 1 社員");
	assert_reads("3.5 GHz\n-1 度\n*太字*\n2024)\n--", "0 3.5 GHz / 0 -1 度 / 0 *太字* / 0 2024)");
}

static void test_outline_text__takes_drawn_trees(void **state)
{
	(void)state;
	assert_reads("a\n├── b\n│   └── c\n└── d\n", "0 a / 1 b / 2 c / 1 d");
	assert_reads("a\n|- b\n|  `- c\n`- d\n", "0 a / 1 b / 2 c / 1 d");
}

static void test_outline_text__reads_marks_and_brackets(void **state)
{
	(void)state;
	assert_reads("[AND] 外から入る", "0 外から入る|gate=AND");
	assert_reads("［ａｎｄ］[i] 外から", "0 外から|gate=ａｎｄ|stride=i");
	assert_reads("[S なりすまし] a", "0 a|stride=S なりすまし");
	assert_reads("[なりすまし] a (要る技=2)", "0 a|stride=なりすまし|skill=2");
	assert_reads("破る (確率=10%, 費用=20000, 技=1)", "0 破る|probability=10%|cost=20000|skill=1");
	assert_reads("破る（確率：１０％、費用＝3万円；対策済み）",
	             "0 破る|probability=１０％|cost=3万円|done=1");
	assert_reads("break in (probability=10% attack cost = 20,000 skill=1 done)",
	             "0 break in|probability=10%|cost=20,000|skill=1|done=1");
	assert_reads("写す (対策=\"接続 (USB), \\\"全社\\\"\" 予定)", "0 写す|measure=接続 (USB), \"全社\"|planned=1");
	assert_reads("写す (対策=USB の 接続禁止)", "0 写す|measure=USB の 接続禁止");
	assert_reads("(予定=0)", "0 |planned=0");
}

/* What is not understood whole is the label, every byte of it. */
static void test_outline_text__keeps_what_it_does_not_know(void **state)
{
	(void)state;
	assert_reads("[x] 済んだ [AND]", "0 [x] 済んだ [AND]");
	assert_reads("[AND] [OR] a", "0 [OR] a|gate=AND");
	assert_reads("名簿(顧客)", "0 名簿(顧客)");
	assert_reads("名簿 (費用=1, 量=2)", "0 名簿 (費用=1, 量=2)");
	assert_reads("名簿 (費用=1, 費用=2)", "0 名簿 (費用=1, 費用=2)");
	assert_reads("名簿 (確率)", "0 名簿 (確率)");
	assert_reads("名簿 (対策=\"終わらない)", "0 名簿 (対策=\"終わらない)");
	assert_reads("(((((", "0 (((((");
	assert_reads("a (order=3, parent=X-001)", "0 a (order=3, parent=X-001)");
	assert_reads("a ()", "0 a ()");
	assert_reads("\"開いたまま", "0 \"開いたまま");
	assert_reads("\"a\" と \"b\"", "0 \"a\" と \"b\"");
}

static void test_outline_text__writes_as_a_person_would(void **state)
{
	struct form *form = tree_form();
	struct sheet *sheet = sheet_new(form);
	struct outline outline = {0};
	struct str out = {0};

	(void)state;
	tree_add(sheet, "", "別の木");
	size_t root = tree_add(sheet, "", "顧客名簿が外に出る");
	tree_set(sheet, root, TREE_GATE, "or");
	size_t in = tree_add(sheet, "X-002", "外から入って取り出す");
	tree_set(sheet, in, TREE_GATE, "and");
	size_t vpn = tree_add(sheet, "X-003", "VPNの認証を破る");
	tree_set(sheet, vpn, TREE_PROBABILITY, "6");
	tree_set(sheet, vpn, TREE_COST, "300000");
	tree_set(sheet, vpn, TREE_SKILL, "3");
	tree_set(sheet, vpn, TREE_STRIDE, "s");
	size_t usb = tree_add(sheet, "X-002", "USBメモリに写す");
	tree_set(sheet, usb, TREE_MEASURE, "接続禁止, 全社");
	tree_set(sheet, usb, TREE_DONE, "1");
	tree_set(sheet, usb, TREE_PLANNED, "0");
	outline_build(sheet, &outline);
	outline_text_write(sheet, &outline, outline_find(&outline, sheet, "X-002"), LANG_JA, &out);
	assert_string_equal(str_text(&out),
	                    "[OR] 顧客名簿が外に出る\n"
	                    "  [AND] 外から入って取り出す\n"
	                    "    [S なりすまし] VPNの認証を破る  (確率=6%, 費用=300000, 要る技=3)\n"
	                    "  USBメモリに写す  (対策=\"接続禁止, 全社\", 予定=0, 対策済み)\n");
	str_clear(&out);
	outline_text_write(sheet, &outline, outline_find(&outline, sheet, "X-004"), LANG_EN, &out);
	/* "Attack cost" has a blank in it: the field's id is plainer. */
	assert_string_equal(str_text(&out),
	                    "[S Spoofing] VPNの認証を破る  (Probability=6%, cost=300000, Skill=3)\n");
	str_release(&out);
	outline_release(&outline);
	sheet_free(sheet);
	form_free(form);
}

static const char *const awkward[] = {
	"", " ", "　前の空白", "後の空白 ", "- 点", "・点", "1. 番号", "1．番号", "[AND] a", "［OR］", "[x]",
	"\"全部\"", "\"半分", "\\n", "二\n行", "\r", "a (費用=1)", "a（対策済み）", "a (費用=", "a)", "(", "名簿(顧客)",
	"|- a", "├ b", "`- c", "\xef\xbb\xbf" "BOM", "\ttab\t", "絵文字👩‍💻", "\x01\x1b[2J", "=1+1", "\"a\" (done)",
	"\xc2\xa0nbsp", "**", "--", "- ",
};
enum { AWKWARD = sizeof(awkward) / sizeof(*awkward) };

/* Labels, and measures beside another label, one below the other. */
static void test_outline_text__reads_what_it_wrote(void **state)
{
	struct form *form = tree_form();
	struct sheet *sheet = sheet_new(form);
	struct outline outline = {0};
	struct outline_text read = {0};
	struct str out = {0};

	(void)state;
	tree_add(sheet, "", "根");
	for (size_t i = 0; i < AWKWARD; i++) {
		tree_add(sheet, "X-001", awkward[i]);
		size_t row = tree_add(sheet, "X-001", awkward[AWKWARD - 1 - i]);
		tree_set(sheet, row, TREE_MEASURE, awkward[i]);
		tree_set(sheet, row, TREE_GATE, i % 2 ? "and" : "");
		tree_set(sheet, row, TREE_COST, i % 3 ? "変な値, 1,000" : "n/a");
	}
	outline_build(sheet, &outline);
	outline_text_write(sheet, &outline, 0, LANG_JA, &out);
	outline_text_read(str_text(&out), form, &read);
	assert_int_equal(read.at.count, 1 + 2 * AWKWARD);
	for (size_t row = 1; row < read.at.count; row++) {
		const struct outline_line *line = &read.at.at[row];
		assert_int_equal(line->depth, 1);
		assert_string_equal(line->label, sheet_cell(sheet, row, TREE_LABEL));
		for (size_t k = 0; k < line->given.count; k++) {
			struct str cell = {0};
			int field = line->given.at[k].field;
			field_parse(&form->fields.at[field], line->given.at[k].typed, (struct date){0}, &cell);
			if (field != TREE_MEASURE)
				assert_string_equal(str_text(&cell), sheet_cell(sheet, row, (size_t)field));
			else
				assert_string_equal(line->given.at[k].typed, sheet_cell(sheet, row, TREE_MEASURE));
			str_release(&cell);
		}
		size_t filled = 0;
		for (size_t f = TREE_GATE; f <= TREE_DONE; f++)
			filled += sheet_cell(sheet, row, f)[0] != '\0';
		assert_int_equal(line->given.count, filled);
	}
	outline_text_release(&read);
	str_release(&out);
	outline_release(&outline);
	sheet_free(sheet);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_outline_text__takes_any_indentation),
		cmocka_unit_test(test_outline_text__leaves_out_what_is_blank),
		cmocka_unit_test(test_outline_text__drops_bullets),
		cmocka_unit_test(test_outline_text__takes_drawn_trees),
		cmocka_unit_test(test_outline_text__reads_marks_and_brackets),
		cmocka_unit_test(test_outline_text__keeps_what_it_does_not_know),
		cmocka_unit_test(test_outline_text__writes_as_a_person_would),
		cmocka_unit_test(test_outline_text__reads_what_it_wrote),
	};

	return cmocka_run_group_tests_name("outline_text", tests, NULL, NULL);
}
