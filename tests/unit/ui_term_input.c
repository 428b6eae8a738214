#include "sonae/app/key.h"
#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/term_input.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct term_input input;

static int teardown(void **state)
{
	(void)state;
	term_input_release(&input);
	term_input_release(&input);
	return 0;
}

static void send_at(long long ms, const char *bytes)
{
	term_input_add(&input, bytes, strlen(bytes), ms);
}

/* Appends the events that are complete at `ms`: "F1 'text' paste'a' press2,3 ". */
static void add_events(struct str *out, long long ms)
{
	static const char *const buttons[] = {"press", "double", "up", "down"};
	struct event event;
	char name[24];

	while (term_input_next(&input, ms, &event)) {
		if (event.kind == EVENT_KEY)
			str_addf(out, "%s ", key_name(event.key, name));
		else if (event.kind == EVENT_MOUSE)
			str_addf(out, "%s%d,%d ", buttons[event.button], event.row, event.col);
		else
			str_addf(out, event.kind == EVENT_PASTE ? "paste'%s' " : "'%s' ", event.text);
	}
}

static void assert_events_at(long long ms, const char *expected)
{
	struct str events = {0};

	add_events(&events, ms);
	assert_string_equal(str_text(&events), expected);
	str_release(&events);
}

/* The bytes come at once, and all is decided in the end. */
static void assert_gives(const char *bytes, const char *expected)
{
	send_at(0, bytes);
	assert_events_at(10000, expected);
	assert_false(term_input_is_pending(&input));
}

static void test_term_input__text_comes_in_bursts(void **state)
{
	(void)state;
	assert_gives("a", "'a' ");
	assert_gives("abc def", "'abc def' ");
	assert_gives("情報資産", "'情報資産' ");
	assert_gives("２", "'２' ");
	assert_gives("ab\rcd\t", "'ab' Enter 'cd' Tab ");
	assert_gives("😀𠮷", "'😀𠮷' ");
}

static void test_term_input__a_lone_space_is_a_key(void **state)
{
	(void)state;
	assert_gives(" ", "Space ");
	assert_gives("a ", "'a ' ");
	assert_gives(" \r", "Space Enter ");
	assert_gives("   ", "Space Space Space "); /* held down */
	assert_gives("  a", "'  a' ");
	assert_gives("　", "'　' ");
}

static void test_term_input__text_is_nfc(void **state)
{
	(void)state;
	assert_gives("か\u3099", "'が' ");
	assert_gives("e\u0301", "'é' ");
}

static void test_term_input__control_keys(void **state)
{
	(void)state;
	assert_gives("\r", "Enter ");
	assert_gives("\n", "^J ");
	assert_gives("\177\b", "Backspace Backspace ");
	assert_gives("\t", "Tab ");
	assert_gives("\003\021\032\032", "^C ^Q ^Z ^Z ");
	assert_gives("\034\035\036\037", "^\\ ^] ^^ ^_ ");
	term_input_add(&input, "\0a", 2, 0);
	assert_events_at(0, "'a' ");
}

/* What xterm, VT, rxvt and the Linux console send for the same keys. */
static void test_term_input__keys_of_many_terminals(void **state)
{
	static const struct {
		const char *bytes, *expected;
	} cases[] = {
		{"\033[A\033[B\033[C\033[D", "Up Down Right Left "},
		{"\033OA\033OB\033OC\033OD", "Up Down Right Left "},
		{"\033[H\033[1~\033[7~\033OH", "Home Home Home Home "},
		{"\033[F\033[4~\033[8~\033OF", "End End End End "},
		{"\033[5~\033[6~\033[2~\033[3~", "PgUp PgDn Insert Delete "},
		{"\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4 "},
		{"\033[P\033[Q\033[S", "F1 F2 F4 "},
		{"\033[11~\033[12~\033[13~\033[14~\033[15~", "F1 F2 F3 F4 F5 "},
		{"\033[[A\033[[B\033[[C\033[[D\033[[E", "F1 F2 F3 F4 F5 "},
		{"\033[17~\033[18~\033[19~\033[20~\033[21~", "F6 F7 F8 F9 F10 "},
		{"\033[23~\033[24~", "F11 F12 "},
		{"\033[Z", "Shift-Tab "},
		{"\033OM", "Enter "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_gives(cases[i].bytes, cases[i].expected);
}

static void test_term_input__modifiers(void **state)
{
	static const struct {
		const char *bytes, *expected;
	} cases[] = {
		{"\033[1;2A\033[1;3A\033[1;5A", "Shift-Up Alt-Up ^Up "},
		{"\033[1;4C\033[1;6C\033[1;7C\033[1;8C",
		 "Alt-Shift-Right Shift-^Right Alt-^Right Alt-Shift-^Right "},
		{"\033[1;5H\033[1;5F", "^Home ^End "},
		{"\033[3;5~\033[5;2~\033[15;3~", "^Delete Shift-PgUp Alt-F5 "},
		{"\033[1;2P\033[1;5R\033O1;2Q", "Shift-F1 ^F3 Shift-F2 "},
		{"\033[a\033Oa\033[7^\033[3$\033[8@",
		 "Shift-Up ^Up ^Home Shift-Delete Shift-^End "},
		{"\033\033[A\033\033OP\033\033[3~", "Alt-Up Alt-F1 Alt-Delete "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_gives(cases[i].bytes, cases[i].expected);
}

static void test_term_input__alt_is_an_escape_in_front(void **state)
{
	(void)state;
	assert_gives("\0331", "Alt-1 ");
	assert_gives("\033x\033X", "Alt-x Alt-Shift-x ");
	assert_gives("\033\r", "Alt-Enter ");
	assert_gives("\033 \033\177", "Alt-Space Alt-Backspace ");
	assert_gives("\033\032", "Alt-^Z ");
	assert_gives("\033[", "Alt-[ ");
	assert_gives("\033O", "Alt-Shift-o ");
	assert_gives("\033]", "Alt-] ");
	assert_gives("\0331abc", "Alt-1 'abc' ");
	assert_gives("\033あ", "Esc 'あ' ");
}

static void test_term_input__a_lone_escape_takes_25_ms(void **state)
{
	(void)state;
	assert_int_equal(term_input_wait(&input, 0), -1);
	send_at(100, "\033");
	assert_events_at(100, "");
	assert_int_equal(term_input_wait(&input, 100), 25);
	assert_events_at(124, "");
	assert_int_equal(term_input_wait(&input, 124), 1);
	assert_true(term_input_is_pending(&input));
	assert_events_at(125, "Esc ");
	assert_int_equal(term_input_wait(&input, 125), -1);
	send_at(200, "\033");
	assert_events_at(210, "");
	send_at(220, "[A");
	assert_events_at(220, "Up ");
	assert_gives("\033\033", "Esc Esc ");
}

static void test_term_input__sequences_may_come_in_pieces(void **state)
{
	(void)state;
	send_at(0, "\033[1");
	assert_events_at(100, "");
	send_at(200, ";5");
	assert_events_at(400, "");
	send_at(430, "A");
	assert_events_at(430, "^Up ");
}

static void test_term_input__a_stuck_sequence_is_dropped(void **state)
{
	(void)state;
	send_at(0, "\033[1;");
	assert_int_equal(term_input_wait(&input, 0), 250);
	assert_events_at(249, "");
	assert_events_at(250, "");
	assert_false(term_input_is_pending(&input));
	send_at(300, "a");
	assert_events_at(300, "'a' ");
}

static void test_term_input__unknown_sequences_are_never_text(void **state)
{
	static const char *const unknown[] = {
		"\033[?1;2c", "\033[>41;354;0c", "\033[99~", "\033[I", "\033[O", "\033[27;5;13~",
		"\033[97;5u", "\033[?2004;1$y", "\033Oz", "\033[1;5z", "\033[[Z", "\033[201~",
		"\033[38:2:1:2:3m", "\033]11;rgb:0000/0000/0000\033\\", "\033]52;c;YWJj\a",
		"\033P1$r0m\033\\", "\033_Gi=1;OK\033\\", "\033[<0;1M",
		"\033[99999999999999999999~",
		"\033[1;2;3;4;5;6;7;8z", "\033[~", "\033[200", "\033]0;title without end",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
		assert_gives(unknown[i], "");
		assert_gives("備え", "'備え' ");
	}
}

static void test_term_input__what_follows_a_broken_sequence_is_kept(void **state)
{
	(void)state;
	assert_gives("\033[12あ", "'あ' ");
	assert_gives("\033[1\033[A", "Up ");
	assert_gives("\033[1\r", "Enter ");
	assert_gives("\033]0;a\033[A", "Up ");
	assert_gives("\033[?1;2cok", "'ok' ");
	assert_gives("\033[[あ", "'あ' ");
}

static void test_term_input__a_string_without_end_does_not_swallow_for_ever(void **state)
{
	char *filler = mem_zero(TERM_INPUT_SEQUENCE_MAX + 1, 1);
	(void)state;

	memset(filler, 'x', TERM_INPUT_SEQUENCE_MAX);
	send_at(0, "\033]");
	send_at(0, filler);
	assert_events_at(0, "");
	assert_false(term_input_is_pending(&input));
	free(filler);
}

static void test_term_input__a_character_split_between_reads(void **state)
{
	(void)state;
	send_at(0, "a\xE6");
	assert_events_at(0, "'a' ");
	send_at(300, "\x83");
	assert_events_at(300, "");
	assert_int_equal(term_input_wait(&input, 300), 1000);
	send_at(600, "\x85報");
	assert_events_at(600, "'情報' ");
	send_at(700, "\xE6\x83"); /* and one whose rest never comes */
	assert_events_at(1699, "");
	assert_events_at(1700, "'\uFFFD\uFFFD' ");
}

static void test_term_input__bytes_that_are_no_text_swallow_nothing(void **state)
{
	(void)state;
	assert_gives("\xFF", "'\uFFFD' ");
	assert_gives("a\xFF\x62", "'a\uFFFDb' ");
	assert_gives("\x8F\xEE\x95\xF1", "'\uFFFD\uFFFD\uFFFD\uFFFD' "); /* CP932 */
	assert_gives("\xE6\x83\r", "'\uFFFD\uFFFD' Enter ");
	assert_gives("\xED\xB2\x80", "'\uFFFD' "); /* what base/utf8.h holds bytes in */
	assert_gives("\xC2\x9B", ""); /* a C1 control */
	assert_gives("a\xC2\x85" "b", "'ab' ");
}

static void test_term_input__paste(void **state)
{
	(void)state;
	assert_gives("\033[200~一\r二\r\n三\n\033[201~x", "paste'一\n二\n三\n' 'x' ");
	assert_gives("\033[200~a\tb\001\033[A\033[201~", "paste'a\tb[A' ");
	assert_gives("\033[200~か\u3099\033[201~", "paste'が' ");
	assert_gives("\033[200~ \033[201~", "paste' ' ");
	assert_gives("\033[200~\033[201~x", "'x' ");
	assert_gives("a\033[200~b\xFF\033[201~", "'a' paste'b\uFFFD' ");
}

static void test_term_input__paste_in_pieces(void **state)
{
	static const char bytes[] = "\033[200~情報\033[20資産\033[201~\r";
	struct str events = {0};
	(void)state;

	for (size_t i = 0; i + 1 < sizeof(bytes); i++) {
		term_input_add(&input, &bytes[i], 1, (long long)i);
		add_events(&events, (long long)i);
	}
	assert_string_equal(str_text(&events), "paste'情報[20資産' Enter ");
	str_release(&events);
}

static void test_term_input__a_paste_that_never_ends_is_delivered(void **state)
{
	(void)state;
	send_at(0, "\033[200~abc\033[20");
	assert_events_at(0, "");
	assert_int_equal(term_input_wait(&input, 0), 2000);
	assert_events_at(1999, "");
	assert_events_at(2000, "paste'abc[20' ");
	assert_gives("x", "'x' ");
	assert_gives("\033[200~", "");
}

static void test_term_input__a_paste_has_a_limit(void **state)
{
	size_t len = TERM_INPUT_PASTE_MAX;
	char *filler = mem_alloc(len);
	struct event event;

	(void)state;
	memset(filler, 'x', len);
	filler[len - 1] = '\xE5'; /* 備, cut in two by the limit */
	send_at(0, "\033[200~");
	term_input_add(&input, filler, len, 0);
	send_at(0, "\x82\x99more\033[201~y");
	assert_true(term_input_next(&input, 0, &event));
	assert_int_equal(event.kind, EVENT_PASTE);
	assert_int_equal(strlen(event.text), len - 1);
	assert_true(event.text[len - 2] == 'x');
	assert_events_at(0, "'y' ");
	free(filler);
}

static void test_term_input__mouse(void **state)
{
	(void)state;
	assert_gives("\033[<0;10;5M\033[<0;10;5m", "press4,9 ");
	assert_gives("\033[<64;1;1M\033[<65;300;200M", "up0,0 down199,299 ");
	assert_gives("\033[<16;2;2M", "press1,1 "); /* with Ctrl */
	assert_gives("\033[<32;3;3M\033[<2;3;3M\033[<35;3;3M\033[<0;0;0M", "");
	assert_gives("\033[M !\"x", "press1,0 'x' "); /* the old way: column 1, row 2 */
}

static void test_term_input__double_click(void **state)
{
	(void)state;
	send_at(1000, "\033[<0;3;4M\033[<0;3;4m");
	send_at(1400, "\033[<0;3;4M");
	assert_events_at(1400, "press3,2 double3,2 ");
	send_at(1500, "\033[<0;3;4M"); /* the third begins anew */
	assert_events_at(1500, "press3,2 ");
	send_at(1600, "\033[<0;4;4M"); /* elsewhere */
	assert_events_at(1600, "press3,3 ");
	send_at(2001, "\033[<0;4;4M"); /* too late */
	assert_events_at(2001, "press3,3 ");
}

static void test_term_input__where_the_cursor_is(void **state)
{
	int row, col;

	(void)state;
	assert_false(term_input_report(&input, &row, &col));
	assert_gives("a\033[24;3Rb", "'a' 'b' ");
	assert_true(term_input_report(&input, &row, &col));
	assert_int_equal(row, 23);
	assert_int_equal(col, 2);
	assert_false(term_input_report(&input, &row, &col));
	assert_gives("\033[1;2R", "Shift-F3 ");
	assert_false(term_input_report(&input, &row, &col));
}

/* However the bytes are cut into reads, nothing is lost and nothing hangs. */
static void test_term_input__any_bytes_end_in_valid_text(void **state)
{
	static const char *const pieces[] = {
		"\033", "[", "O", "A", "1;5", "~", "200~", "\033[201~", "あ", "\xE3", "\x81",
		"\xFF", " ", "\r", "<0;1;1M", "]", "\a", "\033\\", "P", "\033[200~", "M", "$", "x",
	};
	unsigned seed = 20241;
	long long now = 0;
	struct event event;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		seed = seed * 1103515245u + 12345u;
		send_at(now, pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
		now += (seed >> 8) % 40;
		while (term_input_next(&input, now, &event)) {
			assert_int_not_equal(event.kind, EVENT_NONE);
			if (event.text)
				assert_true(utf8_is_valid(event.text, strlen(event.text)));
		}
		if (i % 500 == 0)
			now += 5000;
	}
	while (term_input_next(&input, now + 10000, &event))
		assert_int_not_equal(event.kind, EVENT_NONE);
	assert_gives("\033\\\r\r", "Alt-\\ Enter Enter ");
}

#define CASE(name) cmocka_unit_test_teardown(test_term_input__##name, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(text_comes_in_bursts),
		CASE(a_lone_space_is_a_key),
		CASE(text_is_nfc),
		CASE(control_keys),
		CASE(keys_of_many_terminals),
		CASE(modifiers),
		CASE(alt_is_an_escape_in_front),
		CASE(a_lone_escape_takes_25_ms),
		CASE(sequences_may_come_in_pieces),
		CASE(a_stuck_sequence_is_dropped),
		CASE(unknown_sequences_are_never_text),
		CASE(what_follows_a_broken_sequence_is_kept),
		CASE(a_string_without_end_does_not_swallow_for_ever),
		CASE(a_character_split_between_reads),
		CASE(bytes_that_are_no_text_swallow_nothing),
		CASE(paste),
		CASE(paste_in_pieces),
		CASE(a_paste_that_never_ends_is_delivered),
		CASE(a_paste_has_a_limit),
		CASE(mouse),
		CASE(double_click),
		CASE(where_the_cursor_is),
		CASE(any_bytes_end_in_valid_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
