/* The eight sample rows of the textbook's p. 108, typed in as its reader would. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* As printed there: what is typed, then what must follow. `kinds` is how many Tabs the mark for
 * personal, sensitive, My Number or retained data stands behind the availability. */
struct page_108 {
	const char *category, *name, *place, *c, *i, *a;
	int kind;
	const char *retention;
	const char *importance, *threat, *vulnerability, *likelihood, *value, *level;
};
enum { PERSONAL = 9, SENSITIVE, MY_NUMBER, RETAINED, RETENTION = RETAINED + 2 };
static const struct page_108 page_108[] = {
	{"人事", "社員名簿", "事務所PC", "2", "0", "0", PERSONAL, "", "2", "3", "2", "2", "4", "大"},
	{"人事", "社員名簿", "書類", "2", "2", "2", PERSONAL, "", "2", "2", "2", "1", "2", "中"},
	{"人事", "健康診断の結果", "書類", "2", "2", "1", SENSITIVE, "5", "2", "2", "2", "1", "2", "中"},
	{"経理", "給与システムデータ", "事務所PC", "2", "2", "1", MY_NUMBER, "7", "2", "3", "2", "2", "4", "大"},
	{"経理", "当社宛請求書", "書類", "1", "1", "1", RETAINED, "", "1", "2", "2", "1", "1", "中"},
	{"経理", "発行済請求書控", "書類", "1", "1", "1", RETAINED, "", "1", "2", "2", "1", "1", "中"},
	{"共通", "電子メールデータ", "事務所PC", "2", "2", "2", PERSONAL, "", "2", "3", "2", "2", "4", "大"},
	{"共通", "電子メールデータ", "社外サーバ", "2", "2", "2", PERSONAL, "", "2", "3", "2", "2", "4", "大"},
};
enum { ROWS = sizeof(page_108) / sizeof(*page_108) };

/* ---- typing ---- */

static void tab(struct pty *p, int times)
{
	while (times-- > 0)
		pty_key(p, "Tab");
}

/* The list narrows down as one types. */
static void choose(struct pty *p, const char *text, const char *title)
{
	pty_send_text(p, text);
	pty_wait(p, title);
	pty_key(p, "Enter");
	pty_wait_gone(p, title);
}

static void rate_place(struct pty *p, const char *item, const char *threat, const char *vulnerability)
{
	int row = pty_find(p, item, NULL), at;

	assert_true(row > 0);
	pty_key(p, "^Home");
	for (pty_settle(p); pty_cursor(p, &at, NULL) && at < row; pty_settle(p))
		pty_key(p, "Down");
	pty_keys(p, "Home Right");
	pty_send_text(p, threat);
	pty_key(p, "Tab");
	pty_send_text(p, vulnerability);
	pty_settle(p);
}

static void type_row(struct pty *p, const struct page_108 *row)
{
	int at = 0;

	pty_keys(p, "^End Home Right");
	pty_send_text(p, row->category);
	tab(p, 1);
	pty_send_text(p, row->name);
	tab(p, 1);
	choose(p, row->place, "─ 保存先 ─");
	tab(p, 1);
	pty_send_text(p, row->c);
	tab(p, 1);
	pty_send_text(p, row->i);
	tab(p, 1);
	pty_send_text(p, row->a);
	tab(p, at = row->kind);
	pty_key(p, "Space");
	if (row->retention[0]) {
		tab(p, RETENTION - at);
		pty_send_text(p, row->retention);
		pty_key(p, "Tab");
	}
	pty_settle(p);
}

/* ---- reading ---- */

/* What the record form shows behind a label of its own line. */
static void expect_shown(struct pty *p, const char *label, const char *expected)
{
	size_t len = strlen(label);

	for (int row = 0; row < 60; row++) {
		const char *line = pty_row(p, row), *at = line + strspn(line, " ");
		bool is_heading = at - line < 3;
		if (is_heading || strncmp(at, label, len) != 0 || (at[len] && at[len] != ' '))
			continue;
		at += len + strspn(at + len, " ");
		/* Behind it may stand how it comes about: "4   = 2 x 2". */
		const char *sum = strstr(at, "   = ");
		size_t shown = sum ? (size_t)(sum - at) : strlen(at);
		if (shown != strlen(expected) || strncmp(at, expected, shown) != 0)
			fail_msg("%s: \"%s\" is shown, not \"%s\"\n%s", label, at, expected, pty_screen(p));
		return;
	}
	fail_msg("there is no line for %s\n%s", label, pty_screen(p));
}

static void expect_record(struct pty *p, const struct page_108 *row)
{
	expect_shown(p, "資産の名前", row->name);
	expect_shown(p, "保存先", row->place);
	expect_shown(p, "重要度", row->importance);
	expect_shown(p, "脅威", row->threat);
	expect_shown(p, "脆弱性", row->vulnerability);
	expect_shown(p, "被害の可能性", row->likelihood);
	expect_shown(p, "リスク値", row->value);
	expect_shown(p, "リスクの大きさ", row->level);
}

static void expect_csv(const char *dir, const char *id, const struct page_108 *row)
{
	static const char *const kinds[] = {"personal", "sensitive", "my_number", "retained_data"};

	screen_book_expect(dir, "assets", id, "category", row->category);
	screen_book_expect(dir, "assets", id, "name", row->name);
	screen_book_expect(dir, "assets", id, "storage", row->place);
	for (int i = 0; i < 4; i++)
		screen_book_expect(dir, "assets", id, kinds[i], row->kind == PERSONAL + i ? "1" : "");
	screen_book_expect(dir, "assets", id, "confidentiality", row->c);
	screen_book_expect(dir, "assets", id, "integrity", row->i);
	screen_book_expect(dir, "assets", id, "availability", row->a);
	screen_book_expect(dir, "assets", id, "retention", row->retention);
	screen_book_expect(dir, "assets", id, "importance", row->importance);
	screen_book_expect(dir, "assets", id, "threat", row->threat);
	screen_book_expect(dir, "assets", id, "vulnerability", row->vulnerability);
	screen_book_expect(dir, "assets", id, "likelihood", row->likelihood);
	screen_book_expect(dir, "assets", id, "risk_value", row->value);
	screen_book_expect(dir, "assets", id, "risk_level", row->level);
}

static void test_textbook__page_108_typed_on_the_screen(void **state)
{
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "threat_state", 24, 80);

	(void)state;
	rate_place(p, "事務所PC", "3", "2");
	rate_place(p, "書類", "２", "２");
	rate_place(p, "社外サーバ", "3", "2");
	pty_expect_row(p, 3, "3      2          2      0"); /* and the likelihood: 3 + 2 - 3 */
	pty_expect_row(p, 9, "2      2          1      0");
	screen_book_quit(p);

	p = screen_book_open(dir, "assets", 60, 110);
	for (int i = 0; i < ROWS; i++)
		type_row(p, &page_108[i]);
	pty_wait(p, "資産 8   重要度2 6   リスク大 4   評価がまだ 0");
	pty_keys(p, "^Home F4");
	pty_wait(p, "A-001 社員名簿");
	for (int i = 0; i < ROWS; i++) {
		expect_record(p, &page_108[i]);
		pty_key(p, "PgDn");
		pty_settle(p);
	}
	pty_key(p, "F4");
	pty_wait(p, "資産 8 ");
	pty_keys(p, "Home Right");
	pty_settle(p);
	/* 業務, 名前, 保存先, 機 完 可, 重要, 脅 脆, 値, 大きさ */
	pty_expect_row(p, 3, "事務所PC        2   0   0    2   3   2   4 大");
	pty_expect_row(p, 5, "書類            2   2   1    2   2   2   2 中");
	pty_expect_row(p, 7, "書類            1   1   1    1   2   2   1 中");
	pty_expect_row(p, 10, "社外サーバ      2   2   2    2   3   2   4 大");
	screen_book_quit(p);
	for (int i = 0; i < ROWS; i++) {
		char id[] = {'A', '-', '0', '0', (char)('1' + i), '\0'};
		expect_csv(dir, id, &page_108[i]);
	}
}

/* A place is judged once, and the rows that lie there follow. */
static void test_textbook__a_safer_place(void **state)
{
	const char *dir = screen_book_new();

	(void)state;
	SCREEN_BOOK_RUN(dir, "set", "threat_state", "paper", "threat=3", "vulnerability=3");
	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "name=契約書", "storage=書類", "confidentiality=2",
	                "integrity=1", "availability=0");
	struct pty *p = pty_start(&(struct launch){
		.argv = LIST(launch_sonae(), "book"), .dir = dir, .env = LIST("SONAE_WHO=山田"), .cols = 110});
	pty_wait(p, "次の一歩");
	pty_keys(p, "Home Down Down Down Enter Enter"); /* session 4 */
	pty_wait(p, "リスク大 1");
	pty_expect_row(p, 3, "2   1   0    2   3   3   6 大"); /* 2 x (3 + 3 - 3) */
	pty_key(p, "Esc");
	pty_wait(p, "> 情報資産管理台帳");
	pty_keys(p, "Down Enter");
	pty_wait(p, "可搬媒体");
	rate_place(p, "書類", "1", "3");
	pty_key(p, "Esc");
	pty_wait(p, "> 脅威の状況");
	pty_keys(p, "Up Enter");
	pty_wait(p, "リスク大 0");
	pty_expect_row(p, 3, "2   1   0    2   1   3   2 中"); /* 2 x max(1, 1 + 3 - 3) */
	screen_book_quit(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_textbook__page_108_typed_on_the_screen, pty_teardown),
		cmocka_unit_test_teardown(test_textbook__a_safer_place, pty_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
