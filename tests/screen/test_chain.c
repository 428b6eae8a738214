/* The whole chain by keys alone, in Japanese at 80x24: from a new asset to a residual risk that
 * somebody accepted, with the figures of the textbook on the way (p. 150, 152, 170). */
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

/* A text, and the key that ends it. */
static void enter(struct pty *p, const char *text, const char *key)
{
	pty_send_text(p, text);
	press(p, key);
}

static void type_asset(struct pty *p)
{
	enter(p, "経理", "Tab");
	enter(p, "給与システムのデータ", "Tab");
	enter(p, "１", "Tab"); /* the first storage place of the list */
	enter(p, "２", "Tab");
	enter(p, "２", "Tab");
	enter(p, "１", "Tab");
	pty_wait(p, "資産 1   重要度2 1");
}

/* One letter has a threat to act on, the five others nothing. */
static void think_of_threats(struct pty *p)
{
	press(p, "^W");
	pty_wait(p, "脅威を考える (STRIDE");
	press(p, "Enter");
	pty_wait(p, "S なりすまし   A-001");
	enter(p, "退職者が残ったIDで給与を見る", "Enter");
	enter(p, "１", "Tab Tab");
	enter(p, "退職の知らせが届かない", "Tab");
	enter(p, "１", "PgDn");
	pty_wait(p, "1/6");
	press(p, "Space");
	pty_wait(p, "2/6");
	press(p, "Space Space Space Space");
	pty_wait(p, "どの対象もそろいました");
	press(p, "Enter");
	pty_wait(p, "6 / 6 を考えた");
	press(p, "Enter");
	pty_wait(p, "ST-001  退職者が残ったID");
}

/* One stands on the first score; Enter goes on after each digit. */
static void score_risk(struct pty *p)
{
	press(p, "^W Enter");
	pty_wait(p, "ST-001 から R-001 を作りました");
	enter(p, "２", "Enter");
	enter(p, "２", "Enter");
	enter(p, "３", "Enter");
	pty_wait(p, "24   = 2 x 2 x 2 x 3");
	pty_wait(p, "はい   = 24 > 17");
	press(p, "Tab Tab");
	enter(p, "１", "Enter");
	enter(p, "１", "Enter");
	pty_wait(p, "大きさ                    高");
}

/* 10.06 + 8 + 0.98 + 8.82 million, once in ten years. */
static void count_loss(struct pty *p)
{
	press(p, "^W Enter");
	pty_wait(p, "R-001 から AL-001 を作りました");
	enter(p, "１０", "Enter");
	press(p, "^W Enter");
	pty_wait(p, "AL-001 から IC-001 を作りました");
	enter(p, "１", "Enter");
	enter(p, "代わりのサーバ", "Enter");
	enter(p, "1,006万円", "Enter F4");
	pty_wait(p, "事故対応費用の内訳    1件");
	press(p, "^End Home Right");
	pty_paste(p, "AL-001\t見舞い品\tお見舞い\t８００万円\nAL-001\t臨時対策\t電話窓口\t98万\n"
	             "AL-001\t広報\t社告\t8,820,000\n");
	pty_wait(p, "費用の合計 27,860,000");
	pty_wait(p, "社告                         8,820,000");
	press(p, "Esc");
	pty_wait(p, "2,786,000 円   = 27,860,000 / 10");
	pty_wait(p, "はい   = 2,786,000 >= 2,000,000");
	press(p, "Esc");
	pty_wait(p, "リスクアセスメント  R-001");
}

static void treat(struct pty *p)
{
	press(p, "^W Down Enter");
	pty_wait(p, "R-001 から T-001 を作りました");
	pty_wait(p, "おすすめ          回避");
	enter(p, "２", "Enter");
	pty_send_text(p, "退職の日に、");
	pty_resize(p, 10, 40); /* in the middle of it */
	pty_wait(p, "退職の日に、");
	pty_resize(p, 24, 80);
	enter(p, "IDを止める", "Enter");
	pty_wait(p, "すること          退職の日に、IDを止める");
	enter(p, "３", "Enter");
	enter(p, "１", "Enter Tab");
	enter(p, "総務部 佐藤", "Enter Tab");
	enter(p, "令和9年1月29日", "Enter Tab Tab Tab"); /* past finished, status, weakness */
	pty_wait(p, "2027-01-29");
	enter(p, "１", "Enter");
	pty_wait(p, "8   = 2 x 2 x 2 x 1");
	pty_wait(p, "はい   = 8 <= 17");
	press(p, "Tab Tab");
	enter(p, "３０万", "Enter");
	enter(p, "38万円", "Enter");
	enter(p, "12万円", "Enter");
	pty_wait(p, "2,366,000 円   = 2,786,000 - 300,000 - 120,000");
}

static void accept(struct pty *p)
{
	press(p, "Tab");
	enter(p, "社長 旭", "Enter");
	enter(p, "2027-10-01", "Enter");
	press(p, "F5");
	pty_wait(p, "このワークシートに気になるところはありません");
	press(p, "Esc");
	pty_wait(p, "受け入れた人      社長 旭");
}

static const char *walked_book(void)
{
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	type_asset(p);
	think_of_threats(p);
	score_risk(p);
	count_loss(p);
	treat(p);
	accept(p);
	press(p, "Esc");
	pty_wait(p, "リスクアセスメント  R-001");
	press(p, "F4 F7");
	pty_wait(p, "24 -> 8    低減");
	screen_book_quit(p);
	return dir;
}

static void test_chain__from_an_asset_to_an_accepted_risk(void **state)
{
	const char *dir = walked_book();

	(void)state;
	screen_book_expect(dir, "stride", "ST-006", "judgement", "影響小");
	screen_book_expect(dir, "risks", "R-001", "asset", "A-001");
	screen_book_expect(dir, "risks", "R-001", "threat", "ST-001");
	screen_book_expect(dir, "risks", "R-001", "risk", "24");
	screen_book_expect(dir, "risks", "R-001", "residual", "8");
	screen_book_expect(dir, "ale", "AL-001", "sle", "27860000");
	screen_book_expect(dir, "ale", "AL-001", "ale", "2786000");
	screen_book_expect(dir, "treatments", "T-001", "accepted_by", "社長 旭");
	screen_book_expect(dir, "treatments", "T-001", "review_on", "2027-10-01");
	struct pty *p = screen_book_open(dir, "open_risks", 24, 80);
	pty_wait(p, "受容できていないリスク    0件");
	screen_book_quit(p);
}

/* 1 in place of 2: all that rests on the importance is halved at once, and is whole again. */
static void test_chain__an_asset_that_matters_less(void **state)
{
	const char *dir = walked_book();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Home Right Right Right Right");
	enter(p, "１", "Tab");
	enter(p, "１", "^S");
	pty_wait(p, "資産 1   重要度2 0");
	screen_book_expect(dir, "risks", "R-001", "risk", "12");
	screen_book_expect(dir, "risks", "R-001", "residual", "4");
	screen_book_expect(dir, "treatments", "T-001", "residual", "4");
	screen_book_expect(dir, "ale", "AL-001", "ale", "2786000");
	press(p, "^Z ^Z ^S");
	pty_wait(p, "資産 1   重要度2 1");
	screen_book_expect(dir, "risks", "R-001", "risk", "24");
	screen_book_expect(dir, "treatments", "T-001", "residual", "8");
	screen_book_quit(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chain__from_an_asset_to_an_accepted_risk),
		cmocka_unit_test(test_chain__an_asset_that_matters_less),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
