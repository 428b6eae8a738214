/* ui_export.c - F9: choosing what goes out, looking at it, writing it. */
#include "tree_desk.h"

#include "sonae/base/file.h"
#include "sonae/export/package.h"

static const char staff[] =
    "[form]\nkind = \"table\"\nprefix = \"P\"\ntitle_ja = \"名簿\"\ntitle_en = \"Staff\"\n"
    "confidential = \"secret\"\n"
    "purpose_ja = \"だれがいるか。\"\npurpose_en = \"Who is here.\"\n"
    "[field name]\ntype = \"text\"\nrequired = \"yes\"\npersonal = \"yes\"\nlabel_ja = \"氏名\"\nlabel_en = \"Name\"\n"
    "help_ja = \"呼び名。\"\nhelp_en = \"Who.\"\n"
    "[field job]\ntype = \"text\"\nlabel_ja = \"仕事\"\nlabel_en = \"Job\"\n"
    "help_ja = \"何をするか。\"\nhelp_en = \"What for.\"\n"
    "[field secret]\ntype = \"check\"\nlabel_ja = \"社外秘\"\nlabel_en = \"Secret\"\n"
    "help_ja = \"出さない。\"\nhelp_en = \"Not to be told.\"\n"
    "[view grid]\ncolumns = \"name job secret\"\n";

static const char course_with_staff[] =
    "[curriculum]\ntitle_ja = \"試験の課程\"\ntitle_en = \"Trial course\"\n"
    "[session 1]\ntitle_ja = \"数える\"\ntitle_en = \"Count\"\n"
    "purpose_ja = \"持ち物を並べます。\"\npurpose_en = \"List what you have.\"\nsheets = \"things answers\"\n"
    "[session 2]\ntitle_ja = \"人と木\"\ntitle_en = \"People and trees\"\n"
    "purpose_ja = \"人を並べます。\"\npurpose_en = \"List people.\"\nsheets = \"staff wood\"\n";

enum { SCOPE = 2, FORMATS, LANGUAGE, REDACT, SINCE, PATH, WRITE, RULE, PREVIEW }; /* screen rows */

static void add_row(struct desk *desk, const char *name, const char *const *cells)
{
	struct sheet *sheet = book_sheet(folder_book(desk->session.folder), name, NULL);
	size_t count = sheet_row_count(sheet);
	struct step step = {0};
	char id[64];

	sheet_next_id(sheet, id);
	step_insert(&step, sheet, id, count ? sheet_row_id(sheet, count - 1) : "", cells);
	assert_true(ui_do(&desk->ui, &step));
}

/* Two things, three people one of whom is a secret; no answers and no trees. */
static struct desk *desk_with_people(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_at(rows, cols, lang);
	const char *forms = getenv("SONAE_FORMS");

	scratch_write(forms, "staff.ini", staff);
	scratch_write(forms, "wood.ini", wood);
	scratch_write(forms, "curricula/r4.ini", course_with_staff);
	open_book(desk);
	add_thing(desk, "社員名簿", "high", NULL);
	add_thing(desk, "金型", "low", "倉庫");
	add_row(desk, "staff", (const char *[]){"佐藤", "経理", NULL});
	add_row(desk, "staff", (const char *[]){"鈴木", "設計", NULL});
	add_row(desk, "staff", (const char *[]){"高橋", "顧問", "1"});
	return desk;
}

static void open_export(struct desk *desk)
{
	press(desk, "F9");
	assert_string_equal(top_name(desk), "export");
	look(desk);
	rest(desk);
}

static void go_to(struct desk *desk, int row)
{
	press(desk, "^Home");
	for (int i = SCOPE; i < row; i++)
		press(desk, "Down");
}

/* Only that format stays ticked, by its position in the list. */
static void choose_only(struct desk *desk, size_t format)
{
	go_to(desk, FORMATS);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "pick");
	for (size_t i = 0; exporter_at(i); i++) {
		if (i != format)
			press(desk, "Space");
		press(desk, "Down");
	}
	press(desk, "Enter");
	rest(desk);
}

static void type_path(struct desk *desk, const char *path)
{
	go_to(desk, PATH);
	press(desk, "Enter");
	for (int i = 0; i < 300; i++)
		press(desk, "Backspace");
	type(desk, path);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "export");
}

static size_t format_index(const char *name)
{
	size_t i = 0;

	while (!text_is(exporter_at(i)->name, name))
		i++;
	return i;
}

static char *read_from(const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	struct str text = {0};

	if (!file_read(path, &text, NULL))
		fail_msg("no file %s", path);
	free(path);
	return str_take(&text);
}

static void assert_file_holds(const char *dir, const char *name, const char *part, bool does)
{
	char *text = read_from(dir, name);

	if ((strstr(text, part) != NULL) != does)
		fail_msg("%s in %s: expected %d\n%s", part, name, does, text);
	free(text);
}

/* The text is on the screen, however many blanks stand between its words. */
static void assert_words(struct desk *desk, const char *text)
{
	char *screen = screen_of(desk), *to = screen;

	for (const char *from = screen; *from; from++)
		if (*from != ' ' || to == screen || to[-1] != ' ')
			*to++ = *from;
	*to = '\0';
	if (!strstr(screen, text))
		fail_msg("not on the screen: %s", text);
	free(screen);
}

/* ---- looking ---- */

static void test_export__shows_what_goes_out_and_what_stays(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);

	(void)state;
	open_export(desk);
	choose_only(desk, format_index("csv"));
	assert_row(desk, SCOPE, "   出すもの    ワークブック全体");
	assert_row(desk, FORMATS, " > 形式        CSV");
	assert_row(desk, LANGUAGE, "   ことば      日本語");
	assert_row(desk, REDACT, "   伏せる      [ ] 氏名、住所、極秘の行など");
	assert_row(desk, SINCE, "   変更の記録  この90日");
	assert_shows(desk, "試験製作所-2026-11-22.zip");
	assert_shows(desk, " 出ていくもの  ワークシート 2  ファイル 4 ");
	assert_words(desk, "csv/things.csv 持ち物 2件 ");
	assert_words(desk, "csv/staff.csv 名簿 3件 ");
	assert_words(desk, "未記入のワークシート 2 確認、攻撃の木");
	leave_desk(desk);
}

static void test_export__redacted_says_what_was_left_out(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_EN);

	(void)state;
	open_export(desk);
	assert_false(shows(desk, "fields: Name"));
	go_to(desk, REDACT);
	press(desk, "Space");
	rest(desk);
	assert_row(desk, REDACT, " > Keep back      [x] names, addresses, top secret rows and the like");
	press(desk, "^End");
	press(desk, "Up");
	assert_shows(desk, "fields: Name  confidential rows: 1");
	leave_desk(desk);
}

static void test_export__is_readable_in_a_small_window(void **state)
{
	struct desk *desk = desk_with_people(10, 40, LANG_JA);

	(void)state;
	open_export(desk);
	assert_row(desk, 1, " > 出すもの    ワークブック全体");
	assert_row(desk, 7, "   書き出す    どの行からでも F9 で書>");
	for (int i = 0; i < 7; i++)
		press(desk, "Down");
	assert_shows(desk, " > README.txt");
	press(desk, "^End");
	assert_shows(desk, "未記入のワークシート 2");
	leave_desk(desk);
}

/* Before it is made, and of a workbook too large for that, the rows are told at least. */
static void test_export__plans_before_it_makes(void **state)
{
	struct desk *desk = desk_with_people(40, 80, LANG_JA);

	(void)state;
	press(desk, "F9");
	assert_words(desk, "CSV 大きさは書き出すときに決まります");
	assert_shows(desk, "入っているワークシート");
	assert_shows(desk, "名簿");
	assert_int_equal(ui_idle_wait(&desk->ui), 0);
	rest(desk);
	assert_false(shows(desk, "大きさは書き出すときに"));
	leave_desk(desk);
}

static void test_export__follows_an_undo(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);

	(void)state;
	open_export(desk);
	choose_only(desk, format_index("csv"));
	press(desk, "^Z"); /* 高橋; it shows where */
	assert_string_equal(top_name(desk), "sheet");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "export");
	rest(desk);
	assert_words(desk, "csv/staff.csv 名簿 2件 ");
	leave_desk(desk);
}

/* ---- choosing ---- */

static void test_export__offers_what_one_stands_in(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);

	(void)state;
	ui_jump(&desk->ui, "staff", "P-001", "");
	open_export(desk);
	press(desk, "Enter");
	assert_shows(desk, "第2回 人と木 だけ");
	assert_shows(desk, "名簿 だけ");
	press(desk, "Down");
	press(desk, "Down");
	press(desk, "Enter");
	rest(desk);
	assert_row(desk, SCOPE, " > 出すもの    名簿 だけ");
	assert_shows(desk, "試験製作所-staff-2026-11-22.zip");
	press(desk, "^End");
	press(desk, "Up");
	assert_row(desk, 21, " 選んでいないワークシート 1  持ち物");
	leave_desk(desk);
}

static void test_export__offers_the_session_on_home(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_EN);

	(void)state;
	press(desk, "Down");
	open_export(desk);
	press(desk, "Enter");
	press(desk, "Down");
	press(desk, "Enter");
	assert_row(desk, SCOPE, " > What goes out  Session 2 People and trees only");
	assert_shows(desk, "-2-2026-11-22.zip");
	leave_desk(desk);
}

/* Of the asset, and of a row that names one. */
static void test_export__offers_the_asset(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	add_row(desk, "assets", (const char *[64]){"経理", "会計データ"});
	const struct form *form = sheet_form(sheet_of(desk, "risks"));
	const char *cells[64] = {NULL};
	cells[form_field(form, "asset")] = "A-001";
	add_row(desk, "risks", cells);
	ui_jump(&desk->ui, "risks", "R-001", "");
	open_export(desk);
	press(desk, "Enter");
	press(desk, "^End");
	press(desk, "Enter");
	assert_row(desk, SCOPE, " > 出すもの    A-001 会計データ と、つながる行だけ");
	assert_shows(desk, "試験製作所-A-001-2026-11-22.zip");
	leave_desk(desk);
}

static void test_export__reads_a_day_as_people_write_it(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);

	(void)state;
	open_export(desk);
	go_to(desk, SINCE);
	press(desk, "Enter");
	type(desk, "きのうごろ");
	press(desk, "Enter");
	assert_shows(desk, "「きのうごろ」は日付として読めません。");
	assert_string_equal(top_name(desk), "prompt");
	for (int i = 0; i < 5; i++)
		press(desk, "Backspace");
	type(desk, "令和8年11月1日");
	press(desk, "Enter");
	assert_row(desk, SINCE, " > 変更の記録  2026-11-01 から");
	leave_desk(desk);
}

static void test_export__a_click_chooses_the_second_changes(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);
	struct event click = {.kind = EVENT_MOUSE, .row = LANGUAGE, .col = 20, .button = MOUSE_PRESS};

	(void)state;
	open_export(desk);
	ui_handle(&desk->ui, &click);
	assert_row(desk, LANGUAGE, " > ことば      日本語");
	ui_handle(&desk->ui, &click);
	assert_row(desk, LANGUAGE, " > ことば      English");
	click.row = RULE;
	ui_handle(&desk->ui, &click);
	click.row = PREVIEW + 1;
	ui_handle(&desk->ui, &click);
	assert_words(desk, "> README.txt この一式の説明と、返し方");
	leave_desk(desk);
}

/* ---- writing ---- */

static void test_export__writes_what_was_shown(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);
	char *dir = path_join(scratch_dir(), "外へ");

	(void)state;
	open_export(desk);
	choose_only(desk, format_index("csv"));
	go_to(desk, REDACT);
	press(desk, "Space");
	type_path(desk, dir);
	press(desk, "F9");
	assert_string_equal(top_name(desk), "home");
	assert_false(desk->ui.message_is_alarm);
	assert_non_null(strstr(str_text(&desk->ui.message), dir));
	assert_file_holds(dir, "csv/staff.csv", "経理", true);
	assert_file_holds(dir, "csv/staff.csv", "佐藤", false);
	assert_file_holds(dir, "csv/staff.csv", "顧問", false);
	/* The next one remembers, and is suggested beside it. */
	open_export(desk);
	assert_shows(desk, "[x] 氏名、住所、極秘の行など");
	assert_row(desk, FORMATS, "   形式        CSV");
	free(dir);
	leave_desk(desk);
}

static void test_export__replaces_only_when_told_twice(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_EN);
	const char *dir = scratch_dir(), *other = scratch_dir();

	(void)state;
	scratch_write(dir, "csv/things.csv", "mine");
	scratch_write(other, "csv/things.csv", "mine, too");
	open_export(desk);
	choose_only(desk, format_index("csv"));
	type_path(desk, dir);
	press(desk, "F9");
	assert_non_null(strstr(str_text(&desk->ui.message), "csv/things.csv for one. F9 once more replaces"));
	assert_file_holds(dir, "csv/things.csv", "mine", true);
	/* Another place is another question. */
	type_path(desk, other);
	press(desk, "F9");
	assert_file_holds(other, "csv/things.csv", "mine, too", true);
	press(desk, "F9");
	assert_string_equal(top_name(desk), "home");
	assert_file_holds(other, "csv/things.csv", "mine", false);
	assert_file_holds(dir, "csv/things.csv", "mine", true);
	leave_desk(desk);
}

static void test_export__wants_a_format(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_EN);

	(void)state;
	open_export(desk);
	choose_only(desk, SIZE_MAX);
	assert_row(desk, FORMATS, " > Formats        (none chosen)");
	press(desk, "F9");
	assert_shows(desk, "Choose a format first.");
	leave_desk(desk);
}

static void test_export__a_folder_in_the_way_is_told(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_EN);
	const char *dir = scratch_dir();
	char *path = path_join(dir, "file/inside");

	(void)state;
	scratch_write(dir, "file", "in the way");
	open_export(desk);
	choose_only(desk, format_index("csv"));
	type_path(desk, path);
	press(desk, "F9");
	assert_true(desk->ui.message_is_alarm);
	assert_string_equal(top_name(desk), "export"); /* to be mended */
	free(path);
	leave_desk(desk);
}

static void test_export__of_trees_alone_in_a_tree(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);
	char *dir = path_join(scratch_dir(), "木");

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	open_export(desk);
	assert_row(desk, SCOPE, " > 出すもの    攻撃の木 の図と文字だけ");
	assert_row(desk, FORMATS, "   形式        木の図、DOT、ADTool、木の文");
	assert_shows(desk, "-wood-2026-11-22");
	assert_false(shows(desk, "-wood-2026-11-22.zip"));
	type_path(desk, dir);
	press(desk, "F9");
	assert_string_equal(top_name(desk), "tree");
	assert_file_holds(dir, "trees/X-001.txt", "[OR] 顧客名簿が外に出る\n  [OR] 社員が持ち出す", true);
	assert_file_holds(dir, "trees/X-001.svg", "<?xml", true);
	free(dir);
	leave_desk(desk);
}

static void test_export__of_a_workbook_that_is_only_read(void **state)
{
	struct desk *desk = desk_with_people(24, 80, LANG_JA);
	struct session reader;
	struct ui ui;

	(void)state;
	press(desk, "^S");
	assert_true(session_init(&reader, NULL));
	reader.lang = LANG_JA;
	ui_init(&ui, &reader, 24, 80);
	assert_true(ui_open(&ui, desk->book));
	assert_true(reader.read_only);
	assert_int_equal(chdir(scratch_dir()), 0);
	assert_true(ui_act(&ui, ACTION_EXPORT));
	ui_draw(&ui);
	assert_true(ui_act(&ui, ACTION_EXPORT));
	assert_false(ui.message_is_alarm);
	assert_non_null(strstr(str_text(&ui.message), "書き出しました"));
	ui_release(&ui);
	session_release(&reader);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_export__shows_what_goes_out_and_what_stays),
		cmocka_unit_test(test_export__redacted_says_what_was_left_out),
		cmocka_unit_test(test_export__is_readable_in_a_small_window),
		cmocka_unit_test(test_export__plans_before_it_makes),
		cmocka_unit_test(test_export__follows_an_undo),
		cmocka_unit_test(test_export__offers_what_one_stands_in),
		cmocka_unit_test(test_export__offers_the_session_on_home),
		cmocka_unit_test(test_export__offers_the_asset),
		cmocka_unit_test(test_export__reads_a_day_as_people_write_it),
		cmocka_unit_test(test_export__a_click_chooses_the_second_changes),
		cmocka_unit_test(test_export__writes_what_was_shown),
		cmocka_unit_test(test_export__replaces_only_when_told_twice),
		cmocka_unit_test(test_export__wants_a_format),
		cmocka_unit_test(test_export__a_folder_in_the_way_is_told),
		cmocka_unit_test(test_export__of_trees_alone_in_a_tree),
		/* The last: it goes to another folder. */
		cmocka_unit_test(test_export__of_a_workbook_that_is_only_read),
	};

	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
