/* An attack tree from nothing: grown, rated, a measure tried, taken on into a risk. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void press(struct pty *p, const char *names)
{
	pty_keys(p, names);
	pty_settle(p);
}

static void enter(struct pty *p, const char *text)
{
	pty_send_text(p, text);
	press(p, "Enter");
}

static void test_tree__grown_and_rated(void **state)
{
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "attack_tree", 24, 80);

	(void)state;
	enter(p, "名簿が出る");
	enter(p, "写す");
	enter(p, "送る");
	press(p, "Up Up Right");
	pty_send_text(p, "２０");
	press(p, "Enter");
	pty_send_text(p, "50%");
	press(p, "Enter Up Up");
	pty_wait(p, "60%"); /* 1 - 0.8 * 0.5 */
	press(p, "Space");
	pty_wait(p, "60% -> 50%");
	screen_book_quit(p);
	screen_book_expect(dir, "attack_tree", "X-002", "parent", "X-001");
	screen_book_expect(dir, "attack_tree", "X-002", "probability", "20");
	screen_book_expect(dir, "attack_tree", "X-003", "probability", "50");
	screen_book_expect(dir, "attack_tree", "X-002", "planned", "1");
}

static void test_tree__taken_on_into_a_risk(void **state)
{
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "attack_tree", 24, 80);

	(void)state;
	enter(p, "名簿が出る");
	enter(p, "写す");
	press(p, "Esc");
	press(p, "^W Enter");
	pty_wait(p, "R-001 にこの木を結びました。");
	press(p, "^O");
	pty_wait(p, "リスクアセスメント");
	press(p, "Esc");
	pty_wait(p, "この木を使うリスク: R-001");
	screen_book_quit(p);
	screen_book_expect(dir, "risks", "R-001", "tree", "X-001");
	screen_book_expect(dir, "risks", "R-001", "threat_text", "名簿が出る");
}

/* A paste is text, whatever its line ends: no command, no cell's end. */
static void test_tree__indented_text_is_pasted(void **state)
{
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "attack_tree", 10, 40);

	(void)state;
	enter(p, "根");
	press(p, "Up");
	pty_paste(p, "枝\r\n  葉\r\n次の枝\r\n");
	pty_wait(p, "3行を貼り付けました");
	screen_book_quit(p);
	screen_book_expect(dir, "attack_tree", "X-003", "label", "葉");
	screen_book_expect(dir, "attack_tree", "X-003", "parent", "X-002");
	screen_book_expect(dir, "attack_tree", "X-004", "parent", "X-001");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree__grown_and_rated),
		cmocka_unit_test(test_tree__taken_on_into_a_risk),
		cmocka_unit_test(test_tree__indented_text_is_pasted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
