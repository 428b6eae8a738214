#include "sonae/base/utf8.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int narrow_again(void **state)
{
	(void)state;
	utf8_set_ambiguous_cols(1);
	return 0;
}

static void test_utf8__decodes_each_length(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t used;
		uint32_t cp;
	} cases[] = {
		{"A", 1, 'A'},
		{"\x7F", 1, 0x7F},
		{"\xC2\x80", 2, 0x80},
		{"\xDF\xBF", 2, 0x7FF},
		{"\xE0\xA0\x80", 3, 0x800},
		{"\xE5\x82\x99", 3, 0x5099}, /* 備 */
		{"\xEF\xBF\xBF", 3, 0xFFFF},
		{"\xF0\x90\x80\x80", 4, 0x10000},
		{"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
		{"\xED\xB0\x80", 3, 0xDC00}, /* held NUL */
		{"\xED\xB2\x80", 3, 0xDC80}, /* held 80 */
		{"\xED\xB3\xBF", 3, 0xDCFF}, /* held FF */
		/* no text: */
		{"\x80", 1, 0xFFFD},
		{"\xC0\x80", 1, 0xFFFD},
		{"\xC1\xBF", 1, 0xFFFD},
		{"\xE0\x9F\xBF", 1, 0xFFFD},
		{"\xED\xA0\x80", 1, 0xFFFD}, /* U+D800 */
		{"\xED\xB0\x81", 1, 0xFFFD}, /* U+DC01: ASCII is never held */
		{"\xF0\x8F\xBF\xBF", 1, 0xFFFD},
		{"\xF4\x90\x80\x80", 1, 0xFFFD},
		{"\xF5\x80\x80\x80", 1, 0xFFFD},
		{"\xE5\x82", 1, 0xFFFD},
		{"\xE5\x41\x99", 1, 0xFFFD},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t cp;
		size_t used = utf8_decode(cases[i].text, strlen(cases[i].text), &cp);
		if (used != cases[i].used || cp != cases[i].cp)
			fail_msg("case %zu: %zu bytes, U+%04X", i, used, (unsigned)cp);
	}
}

static void test_utf8__decode_reads_no_further_than_told(void **state)
{
	(void)state;
	char *bytes = malloc(2);
	uint32_t cp;

	assert_non_null(bytes);
	memcpy(bytes, "\xE5\x82", 2); /* the third byte would be past the block */
	assert_int_equal(utf8_decode(bytes, 2, &cp), 1);
	assert_int_equal(cp, 0xFFFD);
	free(bytes);
}

static void test_utf8__encodes_each_length(void **state)
{
	(void)state;
	char out[4];

	assert_int_equal(utf8_encode('A', out), 1);
	assert_memory_equal(out, "A", 1);
	assert_int_equal(utf8_encode(0x7FF, out), 2);
	assert_memory_equal(out, "\xDF\xBF", 2);
	assert_int_equal(utf8_encode(0x5099, out), 3);
	assert_memory_equal(out, "\xE5\x82\x99", 3);
	assert_int_equal(utf8_encode(0xDC80, out), 3);
	assert_memory_equal(out, "\xED\xB2\x80", 3);
	assert_int_equal(utf8_encode(0x1F512, out), 4);
	assert_memory_equal(out, "\xF0\x9F\x94\x92", 4);
}

static void assert_valid(const char *text, size_t len, bool valid)
{
	/* At every offset from a border of eight, so that both ways of looking see it. */
	char padded[64];

	for (size_t before = 0; before < 17; before++) {
		memset(padded, 'a', sizeof(padded));
		memcpy(padded + before, text, len);
		if (utf8_is_valid(padded, before + len) != valid ||
		    utf8_is_valid(padded, before + len + 9) != valid)
			fail_msg("%s after %zu bytes", text, before);
	}
}

static void test_utf8__validity_is_strict(void **state)
{
	(void)state;
	assert_true(utf8_is_valid("", 0));
	assert_valid("資産台帳 abc①🔒", strlen("資産台帳 abc①🔒"), true);
	assert_valid("\x7F\x01\n", 3, true);
	assert_valid("a\0b", 3, false);
	assert_valid("\x80", 1, false);
	assert_valid("\xE0\x9F\xBF", 3, false);
	assert_valid("\xED\xA0\x80", 3, false);
	assert_valid("\xED\xB2\x80", 3, false); /* our own held bytes are none either */
	assert_valid("\xED\x9F\xBF", 3, true);  /* U+D7FF */
	assert_valid("\xF4\x90\x80\x80", 4, false);
	assert_valid("\x8E\x91\x8E\x59", 4, false); /* 資産 in CP932 */
	assert_valid("あ\xE3\x81", 5, false);
	assert_false(utf8_is_valid("あ\xE3\x81", 5));
}

static void assert_round_trip(const char *bytes, size_t len)
{
	struct str text = {0}, back = {0};

	utf8_from_bytes(&text, bytes, len);
	utf8_to_bytes(&back, str_text(&text), text.len);
	assert_int_equal(back.len, len);
	assert_memory_equal(str_text(&back), bytes, len);
	assert_int_equal(strlen(str_text(&text)), text.len); /* no NUL inside */
	str_release(&text);
	str_release(&back);
}

static void test_utf8__any_bytes_come_back_unchanged(void **state)
{
	(void)state;
	char all[256], seeded[997];
	uint32_t random = 12345;

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	assert_round_trip(all, sizeof(all));
	assert_round_trip("", 0);
	assert_round_trip("資産\0\xFF台帳", 14);
	assert_round_trip("\xED\xB2\x80\xED\xB0\x80\xED", 7);
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof(seeded); i++) {
			random = random * 1664525u + 1013904223u;
			seeded[i] = (char)(round % 2 ? random >> 24 : 0xE0 | random >> 28);
		}
		assert_round_trip(seeded, sizeof(seeded));
	}
}

static void test_utf8__held_bytes_look_as_promised(void **state)
{
	(void)state;
	struct str text = {0};

	utf8_from_bytes(&text, "A\x83\0" "備", 6);
	assert_string_equal(str_text(&text), "A\xED\xB2\x83\xED\xB0\x80" "備");
	assert_true(utf8_has_held_bytes(text.at));
	assert_false(utf8_has_held_bytes("備え"));
	assert_false(utf8_has_held_bytes(""));
	assert_false(utf8_has_held_bytes("\xED\x95\x9C\xED\x9F\xBF")); /* Hangul shares the lead */
	str_release(&text);
}

static void assert_nfc(const char *text, const char *expected)
{
	char *nfc = utf8_nfc(text, strlen(text));
	assert_string_equal(nfc, expected);
	free(nfc);
}

static void test_utf8__nfc_composes_what_macs_and_imes_send(void **state)
{
	(void)state;
	assert_nfc("", "");
	assert_nfc("abc 資産台帳①", "abc 資産台帳①");
	assert_nfc("か\u3099は\u309A", "がぱ");
	assert_nfc("カ\u3099ー", "ガー");
	assert_nfc("e\u0301", "é");
	assert_nfc("\u212B", "Å");           /* Ångström sign */
	assert_nfc("\uFA19", "神");          /* compatibility kanji U+FA19 → U+795E */
	assert_nfc("ﾊﾟ１", "ﾊﾟ１");            /* NFC keeps width forms */
	assert_nfc("\u1112\u1161\u11AB", "한");
	assert_nfc("a\u0323\u0307", "ạ\u0307");
	assert_nfc("a\u0307\u0323", "ạ\u0307"); /* marks in the canonical order */
}

static void test_utf8__nfc_keeps_held_bytes(void **state)
{
	(void)state;
	assert_nfc("か\u3099\xED\xB2\x83か\u3099", "が\xED\xB2\x83が");
	assert_nfc("\xED\xB0\x80", "\xED\xB0\x80");
	assert_nfc("か\u3099\xFF", "が\xFF"); /* what should not be here is passed through */
}

static void assert_fold(const char *text, const char *expected)
{
	char *folded = utf8_fold(text, strlen(text));
	assert_string_equal(folded, expected);
	free(folded);
}

static void test_utf8__fold_finds_what_people_mean(void **state)
{
	(void)state;
	assert_fold("", "");
	assert_fold("ﾊﾟｿｺﾝ", "パソコン");
	assert_fold("１２", "12");
	assert_fold("ＡＢＣ abc Ｎ／Ａ", "abc abc n/a");
	assert_fold("Straße", "strasse");
	assert_fold("㈱備え", "(株)備え");
	assert_fold("①", "1");
	assert_fold("㍻", "平成");
	assert_fold("か\u3099", "が");
	assert_fold("全角　空白", "全角 空白");
	assert_fold("a\u200Bb\u00ADc", "abc"); /* nothing invisible keeps two apart */
	assert_fold("資\xED\xB2\x83産", "資産");
	assert_fold("\xFF", "");
	/* U+FDFA is one code point of 3 bytes and becomes 18. */
	assert_fold("\uFDFA", "صلى الله عليه وسلم");
}

static void assert_borders(const char *text, const size_t *borders, size_t count)
{
	size_t len = strlen(text);

	for (size_t i = 0; i + 1 < count; i++) {
		assert_int_equal(utf8_next(text, len, borders[i]), borders[i + 1]);
		assert_int_equal(utf8_prev(text, len, borders[i + 1]), borders[i]);
	}
	assert_int_equal(borders[count - 1], len);
	assert_int_equal(utf8_next(text, len, len), len);
	assert_int_equal(utf8_prev(text, len, 0), 0);
	assert_int_equal(utf8_count(text, len), count - 1);
}

#define ASSERT_BORDERS(text, ...)                                                   \
	do {                                                                        \
		const size_t borders[] = {__VA_ARGS__};                             \
		assert_borders(text, borders, COUNT(borders));                      \
	} while (0)

static void test_utf8__a_character_is_what_one_backspace_deletes(void **state)
{
	(void)state;
	ASSERT_BORDERS("", 0);
	ASSERT_BORDERS("ab", 0, 1, 2);
	ASSERT_BORDERS("備え", 0, 3, 6);
	ASSERT_BORDERS("aか\u3099b", 0, 1, 7, 8);
	ASSERT_BORDERS("ﾊﾟｿ", 0, 6, 9);
	ASSERT_BORDERS("e\u0301", 0, 3);
	ASSERT_BORDERS("a\r\nb", 0, 1, 3, 4);
	ASSERT_BORDERS("葛\U000E0100城", 0, 7, 10);
	/* Family joined by U+200D: 4 + 3 + 4 + 3 + 4 bytes; then a plain one. */
	ASSERT_BORDERS("👨\u200D👩\u200D👧👧", 0, 18, 22);
	/* Flags pair from the start: JP, DE, and a lone J. */
	ASSERT_BORDERS("🇯🇵🇩🇪🇯", 0, 8, 16, 20);
	ASSERT_BORDERS("👍🏽x", 0, 8, 9);
	ASSERT_BORDERS("\xED\xB2\x83\xED\xB2\x84" "a", 0, 3, 6, 7); /* held bytes are apart */
	ASSERT_BORDERS("\xFF\xFE" "a", 0, 1, 2, 3);
}

static void test_utf8__prev_from_inside_goes_to_the_start(void **state)
{
	(void)state;
	assert_int_equal(utf8_prev("か\u3099b", 7, 3), 0);
	assert_int_equal(utf8_prev("備え", 6, 99), 3);
	assert_int_equal(utf8_next("備え", 6, 99), 6);
}

static void test_utf8__columns_of_code_points(void **state)
{
	(void)state;
	static const struct {
		uint32_t cp;
		int cols;
	} cases[] = {
		{0, 0}, {'\n', 0}, {0x1B, 0}, {0x7F, 0}, {0x85, 0}, {0x9F, 0},
		{' ', 1}, {'~', 1}, {0xA0, 1}, {0xE9, 1}, {0xAD, 1},
		{0x0301, 0}, {0x3099, 0}, {0x309A, 0}, {0x200B, 0}, {0x200D, 0}, {0xFE0F, 0},
		{0x202E, 0}, {0x2028, 0}, {0xFEFF, 0}, {0xE0100, 0}, {0x20DD, 0},
		{0x3000, 2}, {0x3001, 2}, {0x3042, 2}, {0x30FC, 2}, {0x5099, 2}, {0xFF11, 2},
		{0xFFE5, 2}, {0x3231, 2}, {0x337B, 2}, {0x20000, 2}, {0x1F512, 2}, {0xFA19, 2},
		{0x2B50, 2}, {0x301C, 2},
		{0xFF71, 1}, {0xFF8A, 1}, {0xFF9E, 1}, {0xFF9F, 1}, {0xFF61, 1},
		{0x2713, 1}, {0x21B5, 1}, {0x2400, 1}, {0xDC83, 1}, {0xFFFD, 1},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		if (utf8_cp_cols(cases[i].cp) != cases[i].cols)
			fail_msg("U+%04X", (unsigned)cases[i].cp);
}

static void test_utf8__ambiguous_columns_follow_the_terminal(void **state)
{
	(void)state;
	static const uint32_t ambiguous[] = {
		0xA1, 0xB1, 0xD7, 0x391, 0x410, 0x2014, 0x201C, 0x2026, 0x203B, 0x2103, 0x2160,
		0x2192, 0x2460, 0x24FF, 0x2500, 0x25A0, 0x25CB, 0x2605, 0x2642, 0xE000, 0xFFFD,
		0x10FFFD, 0xDC83,
	};
	static const uint32_t never[] = {
		'a', 0xA0, 0xA2, 0xE4, 0x2713, 0x24EA + 0x10000, 0xFF71, 0x21B5, 0x2011, 0x2B50,
	};

	for (int cols = 1; cols <= 2; cols++) {
		utf8_set_ambiguous_cols(cols);
		for (size_t i = 0; i < COUNT(ambiguous); i++)
			if (utf8_cp_cols(ambiguous[i]) != cols)
				fail_msg("U+%04X", (unsigned)ambiguous[i]);
	}
	for (size_t i = 0; i < COUNT(never); i++)
		if (utf8_is_ambiguous(never[i]))
			fail_msg("U+%04X", (unsigned)never[i]);
	assert_int_equal(utf8_cp_cols('a'), 1);
	assert_int_equal(utf8_cp_cols(0x5099), 2);
	assert_true(utf8_is_ambiguous(0x25CB));
	assert_int_equal(utf8_cols("①→a", 7), 5);
	utf8_set_ambiguous_cols(7); /* nonsense is the default */
	assert_int_equal(utf8_cp_cols(0x25CB), 1);
}

static void test_utf8__columns_of_texts(void **state)
{
	(void)state;
	assert_int_equal(utf8_cols("", 0), 0);
	assert_int_equal(utf8_cols("A-001", 5), 5);
	assert_int_equal(utf8_cols("資産A", 7), 5);
	assert_int_equal(utf8_cols("ﾊﾟ", 6), 2);
	assert_int_equal(utf8_cols("か\u3099", 6), 2);
	assert_int_equal(utf8_cols("資産A", 3), 2);
	assert_int_equal(utf8_cols("\xED\xB2\x83\xFF", 4), 2);
}

static void test_utf8__fit_takes_whole_characters(void **state)
{
	(void)state;
	int used = -1;

	assert_int_equal(utf8_fit("資産台帳", 12, 5, &used), 6);
	assert_int_equal(used, 4);
	assert_int_equal(utf8_fit("資産台帳", 12, 8, &used), 12);
	assert_int_equal(used, 8);
	assert_int_equal(utf8_fit("資産", 6, 1, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(utf8_fit("abc", 3, 2, NULL), 2);
	assert_int_equal(utf8_fit("aか\u3099b", 8, 3, NULL), 7);
	assert_int_equal(utf8_fit("aか\u3099b", 8, 2, NULL), 1);
	assert_int_equal(utf8_fit("xﾊﾟ", 7, 2, &used), 1); /* ﾊﾟ is one character of two columns */
	assert_int_equal(used, 1);
	assert_int_equal(utf8_fit("abc", 3, 0, NULL), 0);
	assert_int_equal(utf8_fit("abc", 3, -4, NULL), 0);
}

static void assert_visible(const char *text, size_t len, const char *expected)
{
	struct str out = {0};

	str_add(&out, ":");
	utf8_add_visible(&out, text, len);
	assert_string_equal(str_text(&out) + 1, expected);
	str_release(&out);
}

static void test_utf8__nothing_raw_reaches_the_terminal(void **state)
{
	(void)state;
	assert_visible("資産 A-001", 12, "資産 A-001");
	assert_visible("\x1B[31m", 5, "␛[31m");
	assert_visible("a\0b", 3, "a␀b");
	assert_visible("\x7F\r", 2, "␡␍");
	assert_visible("一行\n二行\t末", 17, "一行↵二行 末");
	assert_visible("\xC2\x9B" "31m", 5, "<U+009B>31m");
	assert_visible("a\u202Etxt.exe", 11, "a<U+202E>txt.exe");
	assert_visible("\u2066\u200B\uFEFF", 9, "<U+2066><U+200B><U+FEFF>");
	assert_visible("\u2028", 3, "<U+2028>");
	assert_visible("\xED\xB2\x83\xFF", 4, "\uFFFD\uFFFD");
	assert_visible("⚠\uFE0F", 6, "⚠");
	assert_visible("👨\u200D👩", 11, "👨👩");
	assert_visible("a\u200Db", 5, "a<U+200D>b");
	assert_visible("か\u3099e\u0301", 9, "か\u3099e\u0301");
	assert_visible("", 0, "");
}

/* What is shown is as wide as utf8_cols says of it: no control is left. */
static void test_utf8__visible_text_has_no_control(void **state)
{
	(void)state;
	char bytes[256];
	struct str text = {0}, out = {0};

	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	utf8_from_bytes(&text, bytes, sizeof(bytes));
	utf8_add_visible(&out, text.at, text.len);
	assert_true(utf8_is_valid(out.at, out.len));
	assert_int_equal(utf8_cols(out.at, out.len), 256);
	str_release(&text);
	str_release(&out);
}

#define TEST(name) cmocka_unit_test_teardown(test_utf8__##name, narrow_again)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(decodes_each_length),
		TEST(decode_reads_no_further_than_told),
		TEST(encodes_each_length),
		TEST(validity_is_strict),
		TEST(any_bytes_come_back_unchanged),
		TEST(held_bytes_look_as_promised),
		TEST(nfc_composes_what_macs_and_imes_send),
		TEST(nfc_keeps_held_bytes),
		TEST(fold_finds_what_people_mean),
		TEST(a_character_is_what_one_backspace_deletes),
		TEST(prev_from_inside_goes_to_the_start),
		TEST(columns_of_code_points),
		TEST(ambiguous_columns_follow_the_terminal),
		TEST(columns_of_texts),
		TEST(fit_takes_whole_characters),
		TEST(nothing_raw_reaches_the_terminal),
		TEST(visible_text_has_no_control),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
