/* ui_merge.c - what came back: looked at, taken over, and what is left decided one by one. */
#include "ui_desk.h"

#include "sonae/app/notes.h"
#include "sonae/base/file.h"
#include "sonae/store/outside.h"

enum { NAME, GRADE, REMARK }; /* fields of things */

static void type_path(struct desk *desk, const char *path)
{
	for (int i = 0; i < 300; i++)
		press(desk, "Backspace");
	type(desk, path);
	press(desk, "Enter");
}

/* Sends all as CSV files into a new folder. */
static char *send_out(struct desk *desk)
{
	char *dir = path_join(scratch_dir(), "渡す");

	press(desk, "F9");
	for (int i = 0; i < 5; i++)
		press(desk, "Down");
	press(desk, "Enter");
	type_path(desk, dir);
	press(desk, "F9");
	assert_string_equal(top_name(desk), "home");
	return dir;
}

/* What the consultant writes into a file that was sent. */
static void edit(const char *dir, const char *name, const char *from, const char *to)
{
	char *text = scratch_read(dir, name, NULL);
	char *at = strstr(text, from);
	struct str edited = {0};

	assert_non_null(at);
	str_add_n(&edited, text, (size_t)(at - text));
	str_add(&edited, to);
	str_add(&edited, at + strlen(from));
	scratch_write(dir, name, str_text(&edited));
	str_release(&edited);
	free(text);
}

static void write_cell(struct desk *desk, const char *row, int field, const char *text)
{
	struct step step = {0};
	size_t at;

	assert_true(sheet_find(things_of(desk), row, &at));
	step_set(&step, things_of(desk), at, field, text);
	assert_true(ui_do(&desk->ui, &step));
}

/* The program's own worksheet of margin notes. */
static void link_notes(void)
{
	char current[400], from[600], to[600];

	assert_non_null(getcwd(current, sizeof(current)));
	snprintf(from, sizeof(from), "%s/forms/notes.ini", current);
	snprintf(to, sizeof(to), "%s/notes.ini", getenv("SONAE_FORMS"));
	assert_int_equal(symlink(from, to), 0);
}

/* Two things were sent. T-001 came back graded, T-002 renamed; T-002 was renamed here, too. */
static struct desk *desk_with_answer(int rows, int cols, enum lang lang, char **dir)
{
	struct desk *desk = desk_at(rows, cols, lang);

	link_notes();
	open_book(desk);
	add_thing(desk, "社員名簿", NULL, NULL);
	add_thing(desk, "金型", "low", "倉庫");
	*dir = send_out(desk);
	edit(*dir, "csv/things.csv", "社員名簿,", "社員名簿,高い");
	edit(*dir, "csv/things.csv", "金型", "金型一式");
	edit(*dir, "MANIFEST", "# returned-by:", "# returned-by: 専門 太郎");
	write_cell(desk, "T-002", NAME, "金型と木型");
	return desk;
}

static void open_merge(struct desk *desk, const char *dir)
{
	press(desk, "^P");
	type(desk, desk->session.lang == LANG_JA ? "専門家" : "consultant");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "prompt");
	type_path(desk, dir);
}

static void assert_cell(struct desk *desk, const char *row, int field, const char *expected)
{
	size_t at;

	assert_true(sheet_find(things_of(desk), row, &at));
	assert_string_equal(sheet_cell(things_of(desk), at, (size_t)field), expected);
}

static void assert_conflict_notes(struct desk *desk, size_t open)
{
	assert_int_equal(notes_open_of(&desk->session, "things", "T-002"), open);
}

static void test_merge__shows_what_it_would_do(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(24, 80, LANG_JA, &dir);

	(void)state;
	open_merge(desk, dir);
	assert_string_equal(top_name(desk), "merge");
	assert_shows(desk, "2026-11-22 に渡したもの");
	assert_row(desk, 4, "   だれから        専門 太郎");
	assert_row(desk, 5, " > 取り込む        下にあることを、まとめて一回の操作で");
	assert_row(desk, 11, "   T-001 社員名簿    等級  空 -> 高い                                      相手");
	/* Cut no sooner than it has to be. */
	assert_row(desk, 12, "   T-002 金型と木型  名前  相手は 金型一式、ここは 金型と木型(元は 金型)   両方");
	assert_cell(desk, "T-001", GRADE, ""); /* nothing was done */
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	assert_cell(desk, "T-001", GRADE, "");
	free(dir);
	leave_desk(desk);
}

static void test_merge__is_taken_over_and_the_rest_decided(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(24, 80, LANG_JA, &dir);

	(void)state;
	open_merge(desk, dir);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "outside");
	assert_shows(desk, "あと 1 件を決めてください。");
	assert_cell(desk, "T-001", GRADE, "high");
	assert_cell(desk, "T-002", NAME, "金型と木型");
	assert_shows(desk, "ここ: 金型と木型  専門 太郎: 金型一式");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	assert_shows(desk, "! 外の変更で決めていないもの 1");
	press(desk, "Tab"); /* the next step, then the first that is wrong */
	for (int i = 0; i < 9 && !shows(desk, "ここと外の両方で"); i++)
		press(desk, "Down");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "outside");
	press(desk, "Enter");
	assert_cell(desk, "T-002", NAME, "金型一式");
	assert_conflict_notes(desk, 0);
	press(desk, "^Z"); /* the value and the tick of its note */
	assert_cell(desk, "T-002", NAME, "金型と木型");
	assert_conflict_notes(desk, 1);
	press(desk, "^Y");
	assert_cell(desk, "T-002", NAME, "金型一式");
	assert_conflict_notes(desk, 0);
	press(desk, "Esc");
	assert_false(shows(desk, "決めていないもの"));
	free(dir);
	leave_desk(desk);
}

static void test_merge__is_one_step(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(24, 80, LANG_EN, &dir);

	(void)state;
	open_merge(desk, dir);
	press(desk, "Enter");
	press(desk, "Esc");
	press(desk, "^Z"); /* as was told, though it stands in another's name */
	assert_cell(desk, "T-001", GRADE, "");
	assert_cell(desk, "T-002", NAME, "金型と木型");
	free(dir);
	leave_desk(desk);
}

static void test_merge__once_more_there_is_nothing(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(24, 80, LANG_EN, &dir);

	(void)state;
	open_merge(desk, dir);
	press(desk, "Enter");
	press(desk, "Space"); /* ours is right */
	press(desk, "Esc");
	open_merge(desk, dir);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "merge");
	assert_shows(desk, "There is nothing to take over.");
	free(dir);
	leave_desk(desk);
}

static void test_merge__in_another_name(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(24, 80, LANG_JA, &dir);

	(void)state;
	open_merge(desk, dir);
	press(desk, "Up");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "prompt");
	type_path(desk, "専門 花子");
	assert_row(desk, 4, " > だれから        専門 花子");
	press(desk, "Down");
	press(desk, "Enter");
	assert_shows(desk, "専門 花子: 金型一式");
	press(desk, "Esc");
	press(desk, "^G");
	assert_shows(desk, "専門 花子");
	free(dir);
	leave_desk(desk);
}

/* One file alone does not say what it answers to: the screen says where to. */
static void test_merge__what_was_sent_is_chosen(void **state)
{
	char *dir, *file;
	struct desk *desk = desk_with_answer(24, 80, LANG_JA, &dir);

	(void)state;
	file = path_join(dir, "csv/things.csv");
	open_merge(desk, file);
	assert_row(desk, 3, "   比べる元        不明(違う値はどれも食い違いになります)");
	assert_row(desk, 8, "   送った控えが1つあります。「比べる元」で選べます。");
	assert_false(shows(desk, "--base"));
	press(desk, "Up");
	press(desk, "Up");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "pick");
	press(desk, "Enter");
	assert_shows(desk, "2026-11-22 に渡したもの");
	assert_false(shows(desk, "送った控え"));
	assert_shows(desk, "空 -> 高い");
	free(file);
	free(dir);
	leave_desk(desk);
}

static void test_merge__says_why_it_cannot(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(24, 80, LANG_JA, &dir);
	char *path = path_join(scratch_dir(), "ない.zip");

	(void)state;
	open_merge(desk, path);
	assert_string_equal(top_name(desk), "prompt"); /* to be mended */
	assert_true(desk->ui.message_is_alarm);
	type_path(desk, dir);
	assert_string_equal(top_name(desk), "merge");
	assert_shows(desk, "専門 太郎");
	free(path);
	free(dir);
	leave_desk(desk);
}

static void test_merge__a_reader_may_only_look(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(24, 80, LANG_JA, &dir);
	struct session reader;
	struct desk other = {.session = {.lang = LANG_JA}};

	(void)state;
	press(desk, "^S");
	assert_true(session_init(&reader, NULL));
	reader.lang = LANG_JA;
	other.session = reader;
	ui_init(&other.ui, &other.session, 24, 80);
	assert_true(ui_open(&other.ui, desk->book));
	assert_true(other.session.read_only);
	assert_true(ui_act(&other.ui, ACTION_MERGE));
	type_path(&other, dir);
	assert_shows(&other, "専門 太郎");
	press(&other, "Enter");
	assert_non_null(strstr(str_text(&other.ui.message), "読むだけ"));
	ui_release(&other.ui);
	session_release(&other.session);
	free(dir);
	leave_desk(desk);
}

static void test_merge__is_readable_in_a_small_window(void **state)
{
	char *dir;
	struct desk *desk = desk_with_answer(10, 40, LANG_EN, &dir);

	(void)state;
	open_merge(desk, dir);
	assert_row(desk, 4, " > Take it over    all that stands bel>");
	press(desk, "^End");
	assert_shows(desk, "both");
	press(desk, "^Home");
	for (int i = 0; i < 3; i++)
		press(desk, "Down");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "outside");
	press(desk, "Left"); /* the message is gone */
	assert_row(desk, 2, " ! undecided T-002   Name");
	/* One above the other. */
	assert_row(desk, 6, " Ours: 金型と木型");
	assert_row(desk, 7, " 専門 太郎: 金型一式");
	free(dir);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merge__shows_what_it_would_do),
		cmocka_unit_test(test_merge__is_taken_over_and_the_rest_decided),
		cmocka_unit_test(test_merge__is_one_step),
		cmocka_unit_test(test_merge__once_more_there_is_nothing),
		cmocka_unit_test(test_merge__in_another_name),
		cmocka_unit_test(test_merge__what_was_sent_is_chosen),
		cmocka_unit_test(test_merge__says_why_it_cannot),
		cmocka_unit_test(test_merge__a_reader_may_only_look),
		cmocka_unit_test(test_merge__is_readable_in_a_small_window),
	};

	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
