/* What happens when the disk takes no more: steps wait, and the workbook can move. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/folder.h"
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#define ASSETS \
	"[form]\n" \
	"kind = \"table\"\n" \
	"prefix = \"A\"\n" \
	"title_ja = \"台帳\"\n" \
	"title_en = \"Assets\"\n" \
	"purpose_ja = \"何か\"\n" \
	"purpose_en = \"What\"\n" \
	"[field name]\n" \
	"type = \"text\"\n" \
	"label_ja = \"名前\"\n" \
	"label_en = \"Name\"\n" \
	"help_ja = \"名\"\n" \
	"help_en = \"A name\"\n"

/* ---- the disk ---- */

/* Files of this process cannot grow beyond `size` bytes; 0: they can. */
static void limit_files(rlim_t size)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size > 0 ? size : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

struct book_dir {
	struct forms_fixture *forms;
	char *path, *other; /* other: where it may move */
};

static char *text_of(const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	struct str text = {0};

	if (!file_read(path, &text, NULL))
		str_add(&text, "(none)");
	free(path);
	return str_take(&text);
}

static bool is_there(const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	bool there = file_exists(path);

	free(path);
	return there;
}

static struct folder *open_at(struct book_dir dir, const char *path)
{
	struct err err = {0};
	char text[700];
	struct folder *folder =
		folder_open(path, FOLDER_WRITE, "岡田", &dir.forms->catalogue, NULL, &err);

	if (!folder)
		fail_msg("%s", err_text(&err, text, sizeof text));
	return folder;
}

static struct sheet *assets(struct folder *folder)
{
	struct sheet *sheet = book_sheet(folder_book(folder), "assets", NULL);

	assert_non_null(sheet);
	return sheet;
}

static void insert(struct folder *folder, const char *id, const char *after, const char *name)
{
	struct step step = {0};

	step_insert(&step, assets(folder), id, after, &name);
	assert_true(folder_do(folder, &step, NULL));
	step_release(&step);
}

static void set(struct folder *folder, const char *id, const char *name)
{
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(assets(folder), id, &row));
	step_set(&step, assets(folder), row, 0, name);
	assert_true(folder_do(folder, &step, NULL));
	step_release(&step);
}

/* "A-001 台帳; A-002 名簿; ". */
static void assert_rows(struct folder *folder, const char *expected)
{
	struct sheet *sheet = assets(folder);
	struct str out = {0};

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		str_addf(&out, "%s %s; ", sheet_row_id(sheet, row), sheet_cell(sheet, row, 0));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

/* With one asset, saved. */
static struct book_dir make_book(void **state)
{
	struct book_dir dir = {*state, forms_path(*state, "book"), forms_path(*state, "other")};
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r7", .company = "備え"};
	struct folder *folder;

	forms_write(dir.forms, "forms/assets.ini", ASSETS);
	assert_true(folder_create(dir.path, &settings, NULL));
	folder = open_at(dir, dir.path);
	insert(folder, "A-001", "", "社員名簿");
	folder_close(folder);
	return dir;
}

static void release(struct book_dir dir)
{
	free(dir.path);
	free(dir.other);
}

/* One byte less than the history needs to grow. */
static void fill_disk(struct book_dir dir)
{
	char *history = text_of(dir.path, "history.csv");

	limit_files(strlen(history));
	free(history);
}

/* ---- waiting ---- */

static void test_folder_do__goes_on_in_memory_when_the_disk_is_full(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_at(dir, dir.path);
	char *before = text_of(dir.path, "history.csv"), *after;
	struct err err = {0};

	assert_null(folder_unsafe(folder));
	fill_disk(dir);
	insert(folder, "A-002", "A-001", "設計図");
	set(folder, "A-001", "取引先名簿");
	assert_rows(folder, "A-001 取引先名簿; A-002 設計図; ");
	assert_non_null(folder_unsafe(folder));
	assert_int_equal(folder_unsafe(folder)->code, ERR_WRITE);
	assert_false(folder_save(folder, NULL, &err));
	assert_int_equal(err.code, ERR_WRITE);
	assert_false(folder_is_saved(folder, "assets"));
	limit_files(0);
	after = text_of(dir.path, "history.csv");
	assert_string_equal(after, before);
	assert_true(folder_save(folder, NULL, NULL));
	assert_null(folder_unsafe(folder));
	folder_close(folder);
	folder = open_at(dir, dir.path);
	assert_rows(folder, "A-001 取引先名簿; A-002 設計図; ");
	assert_int_equal(folder_notices(folder)->at.count, 0);
	folder_close(folder);
	free(before);
	free(after);
	release(dir);
}

static void test_folder_do__writes_first_what_waits(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_at(dir, dir.path);

	fill_disk(dir);
	set(folder, "A-001", "一");
	set(folder, "A-001", "二");
	limit_files(0);
	set(folder, "A-001", "三");
	assert_null(folder_unsafe(folder));
	/* Every one of them is a step of its own, with the number it had while it waited. */
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 二; ");
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 社員名簿; ");
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-001 一; ");
	folder_close(folder);
	folder = open_at(dir, dir.path);
	assert_rows(folder, "A-001 一; ");
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-001 二; ");
	folder_close(folder);
	release(dir);
}

static void test_folder_undo__takes_back_what_waits(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_at(dir, dir.path);

	fill_disk(dir);
	set(folder, "A-001", "一");
	set(folder, "A-001", "二");
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 一; ");
	assert_string_equal(folder_last_row(folder), "A-001");
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-001 一; ");
	limit_files(0);
	folder_close(folder); /* writes what waits */
	folder = open_at(dir, dir.path);
	assert_rows(folder, "A-001 一; ");
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-001 二; ");
	folder_close(folder);
	release(dir);
}

static void test_folder_close__a_disk_that_stays_full_keeps_what_was_saved(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_at(dir, dir.path);

	fill_disk(dir);
	set(folder, "A-001", "一");
	folder_close(folder);
	limit_files(0);
	assert_false(is_there(dir.path, ".sonae/lock"));
	folder = open_at(dir, dir.path);
	assert_rows(folder, "A-001 社員名簿; ");
	assert_int_equal(folder_notices(folder)->at.count, 0);
	folder_close(folder);
	release(dir);
}

/* ---- elsewhere ---- */

static void test_folder_save_elsewhere__takes_all_along(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_at(dir, dir.path);
	char *old_csv = text_of(dir.path, "assets.csv"), *old_history = text_of(dir.path, "history.csv");
	char *text;

	forms_write(dir.forms, "book/forms/own.ini", ASSETS);
	fill_disk(dir);
	set(folder, "A-001", "取引先名簿");
	insert(folder, "A-002", "A-001", "設計図");
	limit_files(0);
	assert_true(folder_save_elsewhere(folder, dir.other, NULL));
	assert_string_equal(folder_path(folder), dir.other);
	assert_null(folder_unsafe(folder));
	assert_true(folder_is_saved(folder, NULL));
	text = text_of(dir.other, "assets.csv");
	assert_string_equal(text, "\xef\xbb\xbfid,name\r\nA-001,取引先名簿\r\nA-002,設計図\r\n");
	free(text);
	text = text_of(dir.other, "forms/own.ini");
	assert_string_equal(text, ASSETS);
	free(text);
	assert_true(is_there(dir.other, ".sonae/lock"));
	assert_false(is_there(dir.path, ".sonae/lock"));
	text = text_of(dir.path, "assets.csv");
	assert_string_equal(text, old_csv);
	free(text);
	text = text_of(dir.path, "history.csv");
	assert_string_equal(text, old_history);
	free(text);
	/* The work goes on there, with its whole past. */
	assert_true(folder_undo(folder, NULL));
	set(folder, "A-001", "名簿");
	folder_close(folder);
	folder = open_at(dir, dir.other);
	assert_int_equal(folder_notices(folder)->at.count, 0);
	assert_rows(folder, "A-001 名簿; ");
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 社員名簿; ");
	folder_close(folder);
	free(old_csv);
	free(old_history);
	release(dir);
}

static void test_folder_save_elsewhere__fails_without_a_trace(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_at(dir, dir.path);
	struct err err = {0};

	fill_disk(dir);
	set(folder, "A-001", "一");
	assert_false(folder_save_elsewhere(folder, dir.other, &err));
	assert_int_equal(err.code, ERR_WRITE);
	assert_false(file_exists(dir.other));
	assert_false(folder_save_elsewhere(folder, dir.path, &err));
	assert_int_equal(err.code, ERR_EXISTS);
	assert_true(file_make_dir(dir.other, NULL));
	assert_false(folder_save_elsewhere(folder, dir.other, NULL));
	assert_true(file_is_empty_dir(dir.other));
	assert_string_equal(folder_path(folder), dir.path);
	assert_non_null(folder_unsafe(folder));
	assert_rows(folder, "A-001 一; ");
	limit_files(0);
	folder_close(folder);
	folder = open_at(dir, dir.path);
	assert_rows(folder, "A-001 一; ");
	folder_close(folder);
	release(dir);
}

/* The disk was pulled out: what is in memory is saved. */
static void test_folder_save_elsewhere__from_a_folder_that_is_gone(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_at(dir, dir.path);

	assert_rows(folder, "A-001 社員名簿; ");
	file_empty_dir(dir.path);
	assert_int_equal(rmdir(dir.path), 0);
	set(folder, "A-001", "取引先名簿");
	assert_non_null(folder_unsafe(folder));
	assert_true(folder_save_elsewhere(folder, dir.other, NULL));
	assert_true(folder_notices(folder)->at.count > 0);
	assert_null(folder_unsafe(folder));
	insert(folder, "A-002", "A-001", "設計図");
	folder_close(folder);
	folder = open_at(dir, dir.other);
	assert_int_equal(folder_notices(folder)->at.count, 0);
	assert_rows(folder, "A-001 取引先名簿; A-002 設計図; ");
	assert_string_equal(folder_settings(folder)->company, "備え");
	folder_close(folder);
	release(dir);
}

/* ---- opening ---- */

/* Nothing can be made in it: the lock's folder is a file. */
static void test_folder_open__unwritable_is_only_read_and_says_why(void **state)
{
	struct book_dir dir = make_book(state);
	char *inner = path_join(dir.path, ".sonae");
	struct step step = {0};
	struct folder *folder;
	struct err err = {0};

	file_empty_dir(inner);
	assert_int_equal(rmdir(inner), 0);
	forms_write(dir.forms, "book/.sonae", "");
	folder = open_at(dir, dir.path);
	assert_int_equal(folder_mode(folder), FOLDER_READ);
	assert_non_null(folder_refused(folder));
	assert_int_equal(folder_refused(folder)->code, ERR_WRITE);
	assert_rows(folder, "A-001 社員名簿; ");
	step_set(&step, assets(folder), 0, 0, "一");
	assert_false(folder_do(folder, &step, &err));
	assert_int_equal(err.code, ERR_READ_ONLY);
	/* In another place it can be written. */
	assert_true(folder_save_elsewhere(folder, dir.other, NULL));
	assert_int_equal(folder_mode(folder), FOLDER_WRITE);
	assert_null(folder_refused(folder));
	assert_true(folder_do(folder, &step, &err));
	folder_close(folder);
	step_release(&step);
	folder = open_at(dir, dir.other);
	assert_rows(folder, "A-001 一; ");
	folder_close(folder);
	free(inner);
	release(dir);
}

static void test_folder_save_elsewhere__not_of_what_somebody_else_has_open(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *writer = open_at(dir, dir.path);
	struct folder *reader =
		folder_open(dir.path, FOLDER_READ, "林", &dir.forms->catalogue, NULL, NULL);
	struct err err = {0};

	assert_null(folder_refused(reader));
	assert_false(folder_save_elsewhere(reader, dir.other, &err));
	assert_int_equal(err.code, ERR_READ_ONLY);
	assert_false(file_exists(dir.other));
	folder_close(reader);
	folder_close(writer);
	release(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_folder_do__goes_on_in_memory_when_the_disk_is_full),
		TEST_WITH_FORMS(test_folder_do__writes_first_what_waits),
		TEST_WITH_FORMS(test_folder_undo__takes_back_what_waits),
		TEST_WITH_FORMS(test_folder_close__a_disk_that_stays_full_keeps_what_was_saved),
		TEST_WITH_FORMS(test_folder_save_elsewhere__takes_all_along),
		TEST_WITH_FORMS(test_folder_save_elsewhere__fails_without_a_trace),
		TEST_WITH_FORMS(test_folder_save_elsewhere__from_a_folder_that_is_gone),
		TEST_WITH_FORMS(test_folder_open__unwritable_is_only_read_and_says_why),
		TEST_WITH_FORMS(test_folder_save_elsewhere__not_of_what_somebody_else_has_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
