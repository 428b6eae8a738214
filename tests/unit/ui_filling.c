/* ui_filling.c - filling in row by row and field by field, with as few keys as can be. */
#include "ui_desk.h"

#include "sonae/ui/menu.h"

#define FIELD(id, type, label, more)                                                               \
	"[field " id "]\ntype = \"" type "\"\nlabel_ja = \"" label "\"\nlabel_en = \"" label       \
	"\"\nhelp_ja = \"何でも。\"\nhelp_en = \"Anything.\"\n" more
#define DIGIT "min = \"0\"\nmax = \"2\"\n"

static const char scored_things[] =
    "[form]\nkind = \"table\"\nprefix = \"T\"\ntitle_ja = \"持ち物\"\ntitle_en = \"Things\"\n"
    "purpose_ja = \"会社の持ち物。\"\npurpose_en = \"What we own.\"\n"
    FIELD("name", "text", "名前", "")
    FIELD("score", "int", "点", DIGIT)
    FIELD("doubled", "int", "倍", "formula = \"score * 2\"\n")
    FIELD("tripled", "int", "三倍", "formula = \"score * 3\"\n")
    FIELD("remark", "text", "備考", "")
    "[view grid]\ncolumns = \"name score doubled tripled remark\"\n";

enum { NAME, SCORE, REMARK = 4 };

/* With so many cells as any of these forms has fields. */
static void add_named(struct desk *desk, const char *name)
{
	struct sheet *sheet = things_of(desk);
	const char *cells[REMARK + 1] = {name};
	size_t count = sheet_row_count(sheet);
	struct step step = {0};
	char id[64];

	sheet_next_id(sheet, id);
	step_insert(&step, sheet, id, count ? sheet_row_id(sheet, count - 1) : "", cells);
	assert_true(ui_do(&desk->ui, &step));
}

static struct desk *desk_with_things(const char *form)
{
	struct desk *desk = desk_at(24, 80, LANG_JA);

	if (form)
		scratch_write(getenv("SONAE_FORMS"), "things.ini", form);
	open_book(desk);
	add_named(desk, "社員名簿");
	add_named(desk, "設計図面");
	return desk;
}

static void assert_cell(struct desk *desk, size_t row, size_t field, const char *expected)
{
	assert_string_equal(sheet_cell(things_of(desk), row, field), expected);
}

/* As in a spreadsheet: 2, Enter, 1, Enter goes down a column. */
static void test_filling__enter_goes_on_after_a_digit(void **state)
{
	struct desk *desk = desk_with_things(scored_things);

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "score");
	type(desk, "２");
	assert_shows(desk, "Enter 次へ");
	press(desk, "Enter");
	type(desk, "1");
	press(desk, "Enter");
	assert_cell(desk, 0, SCORE, "2");
	assert_cell(desk, 1, SCORE, "1");
	leave_desk(desk);
}

static void test_filling__enter_goes_on_after_a_choice(void **state)
{
	struct desk *desk = desk_with_things(NULL);

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "grade");
	type(desk, "1");
	press(desk, "Enter");
	type(desk, "２");
	assert_cell(desk, 0, 1, "high");
	assert_cell(desk, 1, 1, "low");
	leave_desk(desk);
}

/* Only right after the digit: whoever has moved since means the cell. */
static void test_filling__enter_opens_a_cell_one_came_back_to(void **state)
{
	struct desk *desk = desk_with_things(NULL);

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "grade");
	type(desk, "1");
	press(desk, "Down");
	press(desk, "Up");
	assert_shows(desk, "Enter 選ぶ");
	press(desk, "Enter");
	assert_true(ui_top(&desk->ui)->ops->popup);
	leave_desk(desk);
}

/* As an IME that was left on sends it. In a text that is being typed it stays what it is. */
static void test_filling__a_wide_space_is_the_key(void **state)
{
	struct desk *desk = desk_with_things(NULL);

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "grade");
	type(desk, "\u3000");
	assert_true(ui_top(&desk->ui)->ops->popup);
	press(desk, "Esc");
	ui_jump(&desk->ui, "things", "T-001", "name");
	type(desk, "備品");
	type(desk, "\u3000");
	type(desk, "一覧");
	press(desk, "Enter");
	assert_cell(desk, 0, NAME, "備品\u3000一覧");
	leave_desk(desk);
}

/* What is computed is passed over when filling in, and reached by the arrows. */
static void test_filling__tab_in_a_record_stops_where_one_writes(void **state)
{
	struct desk *desk = desk_with_things(scored_things);

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "name");
	press(desk, "F4");
	press(desk, "Tab");
	type(desk, "2");
	press(desk, "Tab");
	type(desk, "棚の上");
	press(desk, "Shift-Tab");
	assert_cell(desk, 0, SCORE, "2");
	assert_cell(desk, 0, REMARK, "棚の上");
	type(desk, "1");
	press(desk, "Enter");
	type(desk, "机の上");
	press(desk, "Enter");
	assert_cell(desk, 0, SCORE, "1");
	assert_cell(desk, 0, REMARK, "机の上");
	press(desk, "Up");
	assert_shows(desk, "三倍  何でも。");
	leave_desk(desk);
}

#define COMPUTED(id, label) FIELD(id, "int", label, "formula = \"score * 2\"\n")

/* Four of them: more than stay in view below what was typed. */
static void test_filling__tab_stops_first_at_much_that_is_computed(void **state)
{
	static const char form[] =
	    "[form]\nkind = \"table\"\nprefix = \"T\"\ntitle_ja = \"持ち物\"\ntitle_en = \"Things\"\n"
	    "purpose_ja = \"会社の持ち物。\"\npurpose_en = \"What we own.\"\n"
	    FIELD("score", "int", "点", DIGIT)
	    COMPUTED("a", "一") COMPUTED("b", "二") COMPUTED("c", "三") COMPUTED("d", "四")
	    "[view grid]\ncolumns = \"score\"\n";
	static const char last[] = FIELD("remark", "text", "備考", "");
	struct str text = {0};
	struct desk *desk = desk_at(24, 80, LANG_JA);

	(void)state;
	str_addf(&text, "%s%s", form, last);
	scratch_write(getenv("SONAE_FORMS"), "things.ini", str_text(&text));
	open_book(desk);
	ui_jump(&desk->ui, "things", "", "score");
	type(desk, "1");
	press(desk, "F4");
	press(desk, "Tab");
	assert_shows(desk, "一  何でも。");
	press(desk, "Tab");
	assert_shows(desk, "備考  何でも。");
	press(desk, "Shift-Tab");
	assert_shows(desk, "四  何でも。");
	press(desk, "Shift-Tab");
	assert_shows(desk, "点  何でも。");
	str_release(&text);
	leave_desk(desk);
}

/* A record opened from another worksheet's row has no list below it. */
static void test_filling__the_list_of_a_record_is_its_own(void **state)
{
	struct desk *desk = desk_with_things(NULL);

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "name");
	ui_push(&desk->ui, view_record_new(&desk->ui, "answers", "2", -1));
	press(desk, "F4");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "灯りを消しますか");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "社員名簿");
	leave_desk(desk);
}

static void test_filling__the_list_a_record_came_from_stays_the_same(void **state)
{
	struct desk *desk = desk_with_things(NULL);
	struct view *grid;

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "name");
	grid = ui_top(&desk->ui);
	press(desk, "F4");
	assert_string_equal(top_name(desk), "record");
	press(desk, "F4");
	assert_ptr_equal(ui_top(&desk->ui), grid);
	leave_desk(desk);
}

static void test_filling__a_row_deleted_is_one_row(void **state)
{
	struct desk *desk = desk_with_things(NULL);

	(void)state;
	ui_jump(&desk->ui, "things", "T-001", "name");
	press(desk, "^K");
	assert_shows(desk, "T-001 社員名簿 を消しました。^Z で戻せます。");
	leave_desk(desk);
}

/* The three lines below a field stay in view: what it leads to is seen while one types. */
static void test_filling__a_record_shows_what_comes_next(void **state)
{
	enum { FIELDS = 24, AHEAD = 3 };
	struct str form = {0};
	struct desk *desk;
	char label[16];

	(void)state;
	str_add(&form, "[form]\nkind = \"table\"\nprefix = \"T\"\ntitle_ja = \"持ち物\"\ntitle_en = \"Things\"\n"
	               "purpose_ja = \"会社の持ち物。\"\npurpose_en = \"What we own.\"\n");
	for (int i = 0; i < FIELDS; i++)
		str_addf(&form,
		         "[field f%02d]\ntype = \"text\"\nlabel_ja = \"N%02d\"\nlabel_en = \"N%02d\"\n"
		         "help_ja = \"何でも。\"\nhelp_en = \"Anything.\"\n", i, i, i);
	str_add(&form, "[view grid]\ncolumns = \"f00\"\n");
	desk = desk_at(24, 80, LANG_JA);
	scratch_write(getenv("SONAE_FORMS"), "things.ini", str_text(&form));
	open_book(desk);
	ui_jump(&desk->ui, "things", "", "f00");
	type(desk, "x");
	press(desk, "Enter");
	press(desk, "Up");
	press(desk, "F4");
	for (int i = 0; i + AHEAD < FIELDS; i++) {
		snprintf(label, sizeof(label), "N%02d", i + AHEAD);
		assert_shows(desk, label);
		press(desk, "Down");
	}
	str_release(&form);
	leave_desk(desk);
}

static void ignore(struct ui *ui, void *context, size_t line, const char *typed)
{
	(void)ui, (void)context, (void)line, (void)typed;
}

/* 76 columns, which stand on the border of a list 80 wide. */
static void test_filling__a_long_note_of_a_list_is_shown_whole(void **state)
{
	static const char note[] = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよ";
	struct desk *desk = desk_with_things(NULL);
	struct menu menu = {0};

	(void)state;
	assert_int_equal(utf8_cols(note, strlen(note)), 76);
	menu_add(&menu, "次のワークシート", note);
	ui_push(&desk->ui, view_pick_new(&(struct pick){.title = "次へ", .menu = &menu, .done = ignore}));
	assert_shows(desk, note);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_filling__enter_goes_on_after_a_digit),
		cmocka_unit_test(test_filling__enter_goes_on_after_a_choice),
		cmocka_unit_test(test_filling__enter_opens_a_cell_one_came_back_to),
		cmocka_unit_test(test_filling__a_wide_space_is_the_key),
		cmocka_unit_test(test_filling__tab_in_a_record_stops_where_one_writes),
		cmocka_unit_test(test_filling__tab_stops_first_at_much_that_is_computed),
		cmocka_unit_test(test_filling__the_list_of_a_record_is_its_own),
		cmocka_unit_test(test_filling__the_list_a_record_came_from_stays_the_same),
		cmocka_unit_test(test_filling__a_row_deleted_is_one_row),
		cmocka_unit_test(test_filling__a_record_shows_what_comes_next),
		cmocka_unit_test(test_filling__a_long_note_of_a_list_is_shown_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
