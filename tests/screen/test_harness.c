/* The harness itself, proven with programs everybody has. */
#include "support/keys.h"
#include "support/pty.h"
#include "support/scratch.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct pty *shell(const char *script)
{
	return pty_start(&(struct launch){.argv = LIST("sh", "-c", script)});
}

/* Shows what arrives, byte for byte, until a q: "q" ends it with status 0. */
static struct pty *byte_viewer(void)
{
	struct pty *p = shell("stty raw -echo; printf 'ready\\r\\n'; "
	                      "while :; do b=$(dd bs=1 count=1 2>/dev/null | od -An -tx1); "
	                      "printf '%s' \"$b\"; [ \"$b\" = ' 71' ] && exit 0; done");

	pty_wait(p, "ready");
	return p;
}

/* ---- what is shown ---- */

static void test_harness__japanese_text(void **state)
{
	struct pty *p = shell("printf '備えあれば憂いなし\\r\\nﾊﾟｿｺﾝ 3台'; cat");
	int col;

	(void)state;
	pty_wait(p, "3台");
	assert_string_equal(pty_row(p, 0), "備えあれば憂いなし");
	assert_string_equal(pty_row(p, 1), "ﾊﾟｿｺﾝ 3台");
	assert_string_equal(pty_row(p, 2), "");
	assert_int_equal(pty_find(p, "憂", &col), 0);
	assert_int_equal(col, 10); /* after five characters of two columns */
	assert_int_equal(pty_find(p, "3台", &col), 1);
	assert_int_equal(col, 6); /* five half-width ones with one mark, and a blank: 6 */
	assert_int_equal(pty_find(p, "無い", NULL), -1);
	pty_close(p);
}

static void test_harness__screen_is_a_line_a_row(void **state)
{
	struct pty *p = pty_start(&(struct launch){
		.argv = LIST("sh", "-c", "printf 'a  \\r\\n\\r\\n  b'; cat"), .rows = 4, .cols = 10});

	(void)state;
	pty_wait(p, "b");
	assert_string_equal(pty_screen(p), "a\n\n  b\n\n");
	pty_close(p);
}

static void test_harness__attributes(void **state)
{
	struct pty *p = shell("printf '\\033[1;31mB\\033[0;7mR\\033[0;4;48;5;200mU\\033[0mN "
	                      "\\033[38;2;1;2;3mT'; cat");

	(void)state;
	pty_wait(p, "T");
	assert_true(pty_look(p, 0, 0).bold);
	assert_int_equal(pty_look(p, 0, 0).fg, 1);
	assert_false(pty_look(p, 0, 0).reverse);
	assert_true(pty_look(p, 0, 1).reverse);
	assert_false(pty_look(p, 0, 1).bold);
	assert_true(pty_look(p, 0, 2).underline);
	assert_int_equal(pty_look(p, 0, 2).bg, 200);
	assert_int_equal(pty_look(p, 0, 3).fg, PTY_DEFAULT_COLOUR);
	assert_int_equal(pty_look(p, 0, 3).bg, PTY_DEFAULT_COLOUR);
	assert_int_equal(pty_look(p, 0, 5).fg, PTY_RGB + 0x010203);
	pty_close(p);
}

static void test_harness__cursor(void **state)
{
	struct pty *p = shell("printf '\\033[5;11Hx'; read a; printf '\\033[?25ly\\n'; cat");

	(void)state;
	pty_wait(p, "x");
	pty_expect_cursor(p, 4, 11);
	pty_key(p, "Enter");
	pty_wait(p, "y");
	assert_false(pty_cursor(p, NULL, NULL));
	pty_close(p);
}

static void test_harness__alternate_screen_and_copy(void **state)
{
	struct pty *p = shell("printf 'before'; printf '\\033[?1049h\\033[Hin\\033]52;c;5YKZ\\007'; "
	                      "read a; printf '\\033[?1049l'; cat");

	(void)state;
	pty_wait(p, "in");
	assert_true(pty_alt_screen(p));
	assert_string_equal(pty_osc(p), "52;c;5YKZ");
	pty_key(p, "Enter");
	pty_wait(p, "before");
	assert_false(pty_alt_screen(p));
	pty_close(p);
}

static void test_harness__counts_the_bytes_of_a_key(void **state)
{
	struct pty *p = shell("stty -echo; printf 'ready'; cat");

	(void)state;
	pty_wait(p, "ready");
	pty_bytes_since(p);
	pty_send_text(p, "\xe5\x82\x99\n"); /* 備: three bytes, and CR LF */
	pty_wait(p, "備");
	assert_int_equal(pty_bytes_since(p), 5);
	assert_int_equal(pty_bytes_since(p), 0);
	pty_close(p);
}

/* A frame written in two halves is not taken for a whole one. */
static void test_harness__waits_until_the_program_rests(void **state)
{
	struct pty *p = shell("printf 'top\\r\\n'; sleep 0.3; printf 'bottom'; cat");

	(void)state;
	pty_wait(p, "top");
	assert_string_equal(pty_row(p, 1), "bottom");
	pty_close(p);
}

static void test_harness__a_started_editor_is_waited_for(void **state)
{
	struct pty *p = shell("stty -echo; sh -c 'printf editor; read a; sleep 0.2; printf $a'; "
	                      "printf ' back'; cat");

	(void)state;
	pty_wait(p, "editor");
	pty_send_text(p, "text\n");
	pty_wait(p, "text");
	assert_string_equal(pty_row(p, 0), "editortext back");
	pty_close(p);
}

static void test_harness__waits_for_what_vanishes(void **state)
{
	struct pty *p = shell("printf 'please wait'; read a; printf '\\033[2J\\033[Hdone'; cat");

	(void)state;
	pty_wait(p, "please wait");
	pty_key(p, "Enter");
	pty_wait_gone(p, "please wait");
	pty_expect_row(p, 0, "done");
	pty_close(p);
}

/* ---- what is typed ---- */

static void test_harness__keys_have_xterms_bytes(void **state)
{
	static const struct {
		const char *name, *bytes;
	} keys[] = {
		{"F1", "\033OP"},          {"F2", "\033OQ"},         {"F5", "\033[15~"},
		{"F6", "\033[17~"},        {"F10", "\033[21~"},      {"Enter", "\r"},
		{"Tab", "\t"},             {"Shift-Tab", "\033[Z"},  {"Esc", "\033"},
		{"Up", "\033OA"},          {"Left", "\033OD"},       {"Home", "\033OH"},
		{"End", "\033OF"},         {"PgUp", "\033[5~"},      {"PgDn", "\033[6~"},
		{"Insert", "\033[2~"},     {"Delete", "\033[3~"},    {"Backspace", "\177"},
		{"^Home", "\033[1;5H"},    {"^Up", "\033[1;5A"},     {"Shift-Right", "\033[1;2C"},
		{"^Delete", "\033[3;5~"},  {"Shift-F1", "\033[1;2P"}, {"Alt-Enter", "\033\r"},
		{"Alt-1", "\0331"},        {"^Q", "\021"},           {"^q", "\021"},
		{"Ctrl-J", "\n"},          {"^[", "\033"},           {"Space", " "},
		{"^", "^"},                {"-", "-"},               {"あ", "\xe3\x81\x82"},
	};
	char bytes[32];
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		assert_true(key_bytes(keys[i].name, bytes, &len));
		assert_string_equal(bytes, keys[i].bytes);
		assert_int_equal(len, strlen(keys[i].bytes));
	}
	assert_true(key_bytes("^@", bytes, &len));
	assert_int_equal(len, 1);
	assert_int_equal(bytes[0], 0);
}

static void test_harness__no_such_key(void **state)
{
	char bytes[32];
	size_t len;

	(void)state;
	assert_false(key_bytes("Hoem", bytes, &len));
	assert_false(key_bytes("", bytes, &len));
	assert_false(key_bytes("^あ", bytes, &len));
	assert_false(key_bytes("Shift-a", bytes, &len));
}

static void test_harness__keys_arrive(void **state)
{
	struct pty *p = byte_viewer();

	(void)state;
	pty_keys(p, "^Q F2 ^@ あ Enter q");
	assert_int_equal(pty_wait_exit(p), 0);
	pty_expect_row(p, 1, " 11 1b 4f 51 00 e3 81 82 0d 71");
	pty_close(p);
}

static void test_harness__paste_has_markers_only_when_asked_for(void **state)
{
	struct pty *p = shell("stty raw -echo; printf 'plain\\r\\n'; head -c 3 | od -An -tx1; "
	                      "printf '\\r\\033[?2004hmarked\\r\\n'; head -c 15 | od -An -tx1");

	(void)state;
	pty_wait(p, "plain");
	pty_paste(p, "a\nb");
	pty_wait(p, "marked");
	pty_paste(p, "a\nb");
	assert_int_equal(pty_wait_exit(p), 0);
	assert_int_equal(pty_find(p, "61 0d 62", NULL), 1);
	assert_true(pty_find(p, "1b 5b 32 30 30 7e 61 0d 62 1b 5b 32 30 31 7e", NULL) > 1);
	pty_close(p);
}

/* More than the kernel's buffers hold, both ways at once. */
static void test_harness__a_long_paste_does_not_lock_up(void **state)
{
	enum { LINES = 20000 };
	struct pty *p = shell("stty raw -echo; printf ready; head -c 140000 | tee copy; "
	                      "printf '\\r\\nend'; cat");
	struct str text = {0};

	(void)state;
	pty_wait(p, "ready");
	for (int i = 0; i < LINES; i++)
		str_add(&text, "備え\r");
	pty_paste(p, str_text(&text));
	pty_wait(p, "end");
	str_release(&text);
	text.at = scratch_read(pty_home(p), "copy", &text.len);
	assert_int_equal(text.len, LINES * 7);
	free(text.at);
	pty_close(p);
}

static void test_harness__mouse_only_when_turned_on(void **state)
{
	struct pty *p = shell("stty raw -echo; printf ready; head -c 1 | od -An -tx1; "
	                      "printf '\\033[?1002h\\033[?1006h\\r\\nmouse'; head -c 20 | tr '\\033' E;"
	                      "printf '\\r\\nend'; cat");

	(void)state;
	pty_wait(p, "ready");
	assert_false(pty_mouse_on(p));
	pty_click(p, 3, 9);
	pty_send_text(p, "x");
	pty_wait(p, "mouse");
	assert_true(pty_mouse_on(p));
	pty_expect_row(p, 0, "78");
	pty_click(p, 3, 9);
	pty_wait(p, "end");
	assert_true(pty_find(p, "mouseE[<0;10;4ME[<0;10;4m", NULL) > 0);
	pty_close(p);
}

static void test_harness__answers_where_the_cursor_is(void **state)
{
	struct pty *p = shell("stty raw -echo; printf '\\033[3;5H\\033[6n'; head -c 6 | tail -c 5; "
	                      "printf '\\r\\nend'; cat");

	(void)state;
	pty_wait(p, "end");
	pty_expect_row(p, 2, "    [3;5R");
	pty_close(p);
}

/* ---- size, signals, the end ---- */

static void test_harness__resize_is_seen(void **state)
{
	struct pty *p = shell("trap 'stty size' WINCH; stty size; while :; do read a; done");

	(void)state;
	pty_wait(p, "24 80");
	pty_resize(p, 10, 40);
	pty_wait(p, "10 40");
	pty_resize(p, 50, 200);
	pty_wait(p, "50 200");
	pty_close(p);
}

static void test_harness__exit_status(void **state)
{
	struct pty *p = shell("printf 'the last word'; exit 3");

	(void)state;
	assert_int_equal(pty_wait_exit(p), 3);
	pty_expect_row(p, 0, "the last word");
	pty_close(p);
	p = pty_start(&(struct launch){.argv = LIST("cat")});
	pty_settle(p);
	pty_kill(p, SIGKILL);
	assert_int_equal(pty_wait_exit(p), 128 + SIGKILL);
	pty_close(p);
	p = pty_start(&(struct launch){.argv = LIST("/no/such/program")});
	assert_int_equal(pty_wait_exit(p), LAUNCH_NO_PROGRAM);
	pty_close(p);
}

static void test_harness__home_outlives_the_program_when_given(void **state)
{
	const char *home = scratch_dir();
	const struct launch launch = {.argv = LIST("sh", "-c", "echo x >> seen; cat seen"),
	                              .home = home};
	struct pty *p = pty_start(&launch);

	(void)state;
	assert_int_equal(pty_wait_exit(p), 0);
	pty_close(p);
	p = pty_start(&launch);
	assert_int_equal(pty_wait_exit(p), 0);
	assert_string_equal(pty_row(p, 1), "x");
	assert_string_equal(pty_home(p), home);
	pty_close(p);
}

/* ---- programs without a screen, and files ---- */

static void test_harness__environment_is_clean(void **state)
{
	static const char script[] = "echo $TERM $LC_ALL $TZ $SONAE_NOW $STRAY $EXTRA; pwd; "
				     "echo $XDG_CONFIG_HOME; date +%z";
	const char *home = scratch_dir();
	struct run run = {0};
	struct str wanted = {0};

	(void)state;
	setenv("STRAY", "stray", 1);
	run_program(&run, &(struct launch){.argv = LIST("sh", "-c", script), .home = home,
	                                   .env = LIST("EXTRA=備え"), .now = "2027-01-02"});
	str_addf(&wanted, "xterm-256color C.UTF-8 JST-9 2027-01-02 備え\n%s\n%s/.config\n+0900\n",
	         home, home);
	assert_string_equal(str_text(&run.out), str_text(&wanted));
	assert_int_equal(run.status, 0);
	str_release(&wanted);
	run_release(&run);
}

static void test_harness__run_program(void **state)
{
	struct run run = {0};

	(void)state;
	run_program(&run, &(struct launch){.argv = LIST("sh", "-c", "cat; echo bad >&2; exit 4"),
	                                   .input = "備え\n"});
	assert_int_equal(run.status, 4);
	assert_string_equal(str_text(&run.out), "備え\n");
	assert_string_equal(str_text(&run.err), "bad\n");
	run_program(&run, &(struct launch){.argv = LIST("sh", "-c", "kill -9 $$")});
	assert_int_equal(run.status, 137);
	assert_string_equal(str_text(&run.out), "");
	run_program(&run, &(struct launch){.argv = LIST("/no/such/program")});
	assert_int_equal(run.status, LAUNCH_NO_PROGRAM);
	run_release(&run);
}

static void test_harness__scratch(void **state)
{
	const char *dir = scratch_dir(), *other = scratch_dir();
	char *path = strdup(dir), *text;
	size_t len;

	(void)state;
	assert_string_not_equal(dir, other);
	scratch_write(dir, "forms/備え.ini", "[form]\n");
	scratch_write_bytes(dir, "nul", "a\0b", 3);
	text = scratch_read(dir, "forms/備え.ini", NULL);
	assert_string_equal(text, "[form]\n");
	free(text);
	text = scratch_read(dir, "nul", &len);
	assert_int_equal(len, 3);
	assert_memory_equal(text, "a\0b", 4);
	free(text);
	assert_null(scratch_read(dir, "none", NULL));
	assert_true(scratch_exists(dir, "forms"));
	scratch_remove(dir);
	assert_false(scratch_exists(path, "forms"));
	assert_true(scratch_exists(other, "."));
	free(path);
}

#define TEST(name) cmocka_unit_test_teardown(test_harness__##name, pty_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(japanese_text),
		TEST(screen_is_a_line_a_row),
		TEST(attributes),
		TEST(cursor),
		TEST(alternate_screen_and_copy),
		TEST(counts_the_bytes_of_a_key),
		TEST(waits_until_the_program_rests),
		TEST(a_started_editor_is_waited_for),
		TEST(waits_for_what_vanishes),
		TEST(keys_have_xterms_bytes),
		TEST(no_such_key),
		TEST(keys_arrive),
		TEST(paste_has_markers_only_when_asked_for),
		TEST(a_long_paste_does_not_lock_up),
		TEST(mouse_only_when_turned_on),
		TEST(answers_where_the_cursor_is),
		TEST(resize_is_seen),
		TEST(exit_status),
		TEST(home_outlives_the_program_when_given),
		TEST(environment_is_clean),
		TEST(run_program),
		TEST(scratch),
	};

	return cmocka_run_group_tests_name("harness", tests, NULL, NULL);
}
