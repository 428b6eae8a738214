/* ui_rescue.c - a text that was being typed when the program was killed. */
#include "ui_desk.h"

#include "sonae/store/draft.h"

/* What a killed program leaves: the draft as it is now, and no more. */
static void kill_and_reopen(struct desk *desk, int rows, int cols)
{
	size_t len = 0;
	char *draft = scratch_read(desk->book, ".sonae/draft", &len);

	ui_release(&desk->ui); /* commits; what it wrote is undone below */
	if (draft) {
		session_close(&desk->session);
		scratch_write_bytes(desk->book, ".sonae/draft", draft, len);
	}
	free(draft);
	ui_init(&desk->ui, &desk->session, rows, cols);
	assert_true(ui_open(&desk->ui, desk->book));
}

/* A draft as it would be left, without anybody having typed it in this process. */
static void leave_draft(struct desk *desk, struct draft draft)
{
	struct draft_file *file;

	ui_release(&desk->ui);
	session_close(&desk->session);
	file = draft_file_new(desk->book);
	assert_true(draft_keep(file, &draft, NULL));
	draft_file_free(file);
	ui_init(&desk->ui, &desk->session, 24, 80);
	assert_true(ui_open(&desk->ui, desk->book));
}

static bool has_draft(const struct desk *desk)
{
	return scratch_exists(desk->book, ".sonae/draft");
}

static void assert_draft(const struct desk *desk, const char *text, size_t caret)
{
	struct str store = {0};
	struct draft draft;

	assert_true(draft_read(desk->book, &store, &draft));
	assert_string_equal(draft.text, text);
	assert_int_equal(draft.caret, caret);
	str_release(&store);
}

static const char *remark_of(struct desk *desk, size_t row)
{
	return sheet_cell(things_of(desk), row, 2);
}

static void test_draft__follows_every_key(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "金庫", "high", NULL);
	ui_jump(&desk->ui, "things", "T-001", "remark");
	assert_false(has_draft(desk));
	type(desk, "鍵は");
	assert_draft(desk, "鍵は", 6);
	press(desk, "Left");
	assert_draft(desk, "鍵は", 3);
	press(desk, "^J");
	assert_draft(desk, "鍵\nは", 4);
	press(desk, "Backspace");
	assert_draft(desk, "鍵は", 3);
	leave_desk(desk);
}

static void test_draft__goes_with_the_commit_and_with_esc(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "金庫", "high", NULL);
	ui_jump(&desk->ui, "things", "T-001", "remark");
	type(desk, "鍵");
	assert_true(has_draft(desk));
	press(desk, "Enter");
	assert_false(has_draft(desk));
	assert_string_equal(remark_of(desk, 0), "鍵");
	press(desk, "Up");
	type(desk, "別");
	assert_true(has_draft(desk));
	press(desk, "Esc");
	assert_false(has_draft(desk));
	press(desk, "^Z"); /* the dropped text is typed again */
	assert_draft(desk, "別", 3);
	leave_desk(desk);
}

static void test_draft__comes_back_into_its_cell(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", "high", NULL);
	add_thing(desk, "金庫", "high", "古い");
	leave_draft(desk, (struct draft){.sheet = "things", .row = "T-002", .field = "remark",
	                                 .text = "鍵は\n机", .caret = 3});
	assert_string_equal(top_name(desk), "sheet");
	assert_true(ui_is_editing(&desk->ui));
	assert_shows(desk, "入力の途中だった文を戻しました");
	assert_string_equal(remark_of(desk, 1), "古い"); /* nothing is written yet */
	type(desk, "束");
	assert_draft(desk, "鍵束は\n机", 6);
	press(desk, "Enter");
	assert_string_equal(remark_of(desk, 1), "鍵束は\n机");
	assert_false(has_draft(desk));
	leave_desk(desk);
}

static void test_draft__comes_back_after_a_kill_and_another(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	ui_jump(&desk->ui, "things", "", "");
	type(desk, "Sa");
	kill_and_reopen(desk, 10, 40);
	/* Releasing wrote it as T-001, so it was there already, and is not asked for again. */
	assert_string_equal(sheet_cell(things_of(desk), 0, 0), "Sa");
	assert_false(ui_is_editing(&desk->ui));
	press(desk, "^Z"); /* of the sitting before: it asks first */
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	leave_draft(desk, (struct draft){.sheet = "things", .row = "", .next = "T-001",
	                                 .field = "name", .text = "Sa", .caret = 2});
	assert_true(ui_is_editing(&desk->ui));
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	type(desk, "fe");
	press(desk, "Enter");
	assert_string_equal(sheet_cell(things_of(desk), 0, 0), "Safe");
	leave_desk(desk);
}

/* On a field that the grid does not show, in a row that is not there yet: the record form. */
static void test_draft__row_is_gone(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", "high", NULL);
	leave_draft(desk, (struct draft){.sheet = "things", .row = "T-009", .field = "remark",
	                                 .text = "鍵", .caret = 3});
	assert_true(ui_is_editing(&desk->ui));
	assert_shows(desk, "元の行はもうない");
	press(desk, "Enter");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	assert_string_equal(remark_of(desk, 0), "");
	assert_string_equal(remark_of(desk, 1), "鍵");
	leave_desk(desk);
}

static void test_draft__without_a_place_it_is_on_the_clipboard(void **state)
{
	static const struct draft nowhere[] = {
		{.sheet = "later", .row = "L-001", .field = "name", .text = "鍵", .caret = 3},
		{.sheet = "things", .row = "T-001", .field = "colour", .text = "鍵", .caret = 3},
		{.sheet = "answers", .row = "9", .field = "state", .text = "鍵", .caret = 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(nowhere) / sizeof(nowhere[0]); i++) {
		struct desk *desk = desk_with_book(24, 80, LANG_JA);
		add_thing(desk, "社員名簿", "high", NULL);
		leave_draft(desk, nowhere[i]);
		assert_false(ui_is_editing(&desk->ui));
		assert_shows(desk, "^V で貼り付けられます: 鍵");
		assert_string_equal(desk->ui.clipboard, "鍵");
		press(desk, "Down");
		assert_draft(desk, "鍵", 3); /* until something else is typed */
		ui_jump(&desk->ui, "things", "T-001", "remark");
		type(desk, "別");
		assert_draft(desk, "別", 3);
		press(desk, "Enter");
		assert_false(has_draft(desk));
		leave_desk(desk);
	}
}

/* Killed after the change was in the history and before its draft was removed. */
static void test_draft__what_was_written_is_not_offered_again(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "金庫", "high", "鍵は机");
	leave_draft(desk, (struct draft){.sheet = "things", .row = "T-001", .field = "remark",
	                                 .text = "鍵は机", .caret = 3});
	assert_false(ui_is_editing(&desk->ui));
	leave_draft(desk, (struct draft){.sheet = "things", .row = "", .next = "T-001",
	                                 .field = "name", .text = "金庫", .caret = 6});
	assert_false(ui_is_editing(&desk->ui));
	press(desk, "Down");
	assert_false(has_draft(desk));
	leave_desk(desk);
}

static void test_draft__another_reader_leaves_it_alone(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct session reader;
	struct ui ui;

	(void)state;
	add_thing(desk, "金庫", "high", NULL);
	ui_jump(&desk->ui, "things", "T-001", "remark");
	type(desk, "鍵");
	assert_true(session_init(&reader, NULL));
	ui_init(&ui, &reader, 24, 80);
	assert_true(ui_open(&ui, desk->book));
	assert_true(reader.read_only);
	assert_false(ui_is_editing(&ui));
	assert_true(ui_handle(&ui, &(struct event){.kind = EVENT_KEY, .key = key_parse("Down")}));
	ui_release(&ui);
	session_release(&reader);
	assert_draft(desk, "鍵", 3);
	leave_desk(desk);
}

static void test_draft__is_made_durable_after_a_second(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	ui_jump(&desk->ui, "things", "", "");
	rest(desk);
	assert_int_equal(ui_idle_wait(&desk->ui), -1);
	type(desk, "鍵");
	int wait = ui_idle_wait(&desk->ui);
	assert_true(wait > 500 && wait <= 1000);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draft__follows_every_key),
		cmocka_unit_test(test_draft__goes_with_the_commit_and_with_esc),
		cmocka_unit_test(test_draft__comes_back_into_its_cell),
		cmocka_unit_test(test_draft__comes_back_after_a_kill_and_another),
		cmocka_unit_test(test_draft__row_is_gone),
		cmocka_unit_test(test_draft__without_a_place_it_is_on_the_clipboard),
		cmocka_unit_test(test_draft__what_was_written_is_not_offered_again),
		cmocka_unit_test(test_draft__another_reader_leaves_it_alone),
		cmocka_unit_test(test_draft__is_made_durable_after_a_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
