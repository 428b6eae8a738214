#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/folder.h"
#include <sys/stat.h>

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
	"help_en = \"A name\"\n" \
	"[field place]\n" \
	"type = \"choice\"\n" \
	"label_ja = \"場所\"\n" \
	"label_en = \"Place\"\n" \
	"help_ja = \"所\"\n" \
	"help_en = \"Where\"\n" \
	"[choice place cloud]\n" \
	"ja = \"クラウド\"\n" \
	"en = \"Cloud\"\n" \
	"[choice place office]\n" \
	"ja = \"事務所\"\n" \
	"en = \"Office\"\n"

#define SETTINGS \
	"[form]\n" \
	"kind = \"record\"\n" \
	"title_ja = \"設定\"\n" \
	"title_en = \"Settings\"\n" \
	"purpose_ja = \"線\"\n" \
	"purpose_en = \"Lines\"\n" \
	"[field motto]\n" \
	"type = \"memo\"\n" \
	"label_ja = \"標語\"\n" \
	"label_en = \"Motto\"\n" \
	"help_ja = \"一言\"\n" \
	"help_en = \"A word\"\n"

struct book_dir {
	struct forms_fixture *forms;
	char *path;
};

static struct book_dir make_book(void **state)
{
	struct book_dir dir = {*state, forms_path(*state, "book")};
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r7",
	                                   .company = "備え\"工業\" 50%"};

	forms_write(dir.forms, "forms/assets.ini", ASSETS);
	forms_write(dir.forms, "forms/settings.ini", SETTINGS);
	assert_true(folder_create(dir.path, &settings, NULL));
	return dir;
}

static struct folder *open_as(struct book_dir dir, enum folder_mode mode)
{
	struct err err = {0};
	char text[700];
	struct folder *folder =
		folder_open(dir.path, mode, "岡田", &dir.forms->catalogue, NULL, &err);

	if (!folder)
		fail_msg("%s", err_text(&err, text, sizeof text));
	return folder;
}

static struct sheet *sheet_of(struct folder *folder, const char *id)
{
	struct err err = {0};
	char text[700];
	struct sheet *sheet = book_sheet(folder_book(folder), id, &err);

	if (!sheet)
		fail_msg("%s", err_text(&err, text, sizeof text));
	return sheet;
}

static void do_step(struct folder *folder, struct step *step)
{
	struct err err = {0};
	char text[700];

	if (!folder_do(folder, step, &err))
		fail_msg("%s", err_text(&err, text, sizeof text));
	step_release(step);
}

static void insert(struct folder *folder, const char *id, const char *after, const char *name)
{
	const char *cells[] = {name, "cloud"};
	struct step step = {0};

	step_insert(&step, sheet_of(folder, "assets"), id, after, cells);
	do_step(folder, &step);
}

static void set(struct folder *folder, const char *sheet_id, const char *id, const char *text)
{
	struct sheet *sheet = sheet_of(folder, sheet_id);
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	step_set(&step, sheet, row, 0, text);
	do_step(folder, &step);
}

/* Ids and names: "A-001 台帳; A-002 名簿; ". */
static void assert_rows(struct folder *folder, const char *expected)
{
	struct sheet *sheet = sheet_of(folder, "assets");
	struct str out = {0};

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		str_addf(&out, "%s %s; ", sheet_row_id(sheet, row), sheet_cell(sheet, row, 0));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void assert_file(struct book_dir dir, const char *name, const char *expected)
{
	char *path = path_join(dir.path, name);
	struct str text = {0};

	assert_true(file_read(path, &text, NULL));
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
	free(path);
}

static void write_file(struct book_dir dir, const char *name, const char *text)
{
	char *inside = path_join("book", name);

	forms_write(dir.forms, inside, text);
	free(inside);
}

static void close_all(struct folder *folder, struct book_dir dir)
{
	folder_close(folder);
	free(dir.path);
}

/* The workbook as kill -9 leaves it: another folder with the files as they are now. */
static struct book_dir killed(struct book_dir dir, const char *const *names)
{
	struct book_dir copy = {dir.forms, forms_path(dir.forms, "killed")};

	for (; *names; names++) {
		char *from = path_join(dir.path, *names), *to = path_join("killed", *names);
		struct str text = {0};

		assert_true(file_read(from, &text, NULL));
		forms_write_n(dir.forms, to, str_text(&text), text.len);
		str_release(&text);
		free(from);
		free(to);
	}
	return copy;
}

static void test_folder_create__settings_come_back(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder_settings other = {.lang = LANG_EN};
	struct err err = {0};
	struct folder *folder = open_as(dir, FOLDER_READ);

	assert_true(folder_is_workbook(dir.path));
	assert_int_equal(folder_settings(folder)->format, 1);
	assert_int_equal(folder_settings(folder)->lang, LANG_JA);
	assert_string_equal(folder_settings(folder)->curriculum, "r7");
	assert_string_equal(folder_settings(folder)->company, "備え\"工業\" 50%");
	assert_file(dir, "sonae.ini", "[workbook]\nformat = \"1\"\nlang = \"ja\"\n"
	                              "curriculum = \"r7\"\ncompany = \"備え%22工業%22 50%25\"\n");
	assert_false(folder_create(dir.path, &other, &err));
	assert_int_equal(err.code, ERR_EXISTS);
	close_all(folder, dir);
}

static void test_folder_open__no_workbook(void **state)
{
	struct forms_fixture *f = *state;
	struct err err = {0};

	assert_null(folder_open(f->dir, FOLDER_WRITE, "x", &f->catalogue, NULL, &err));
	assert_int_equal(err.code, ERR_NOT_WORKBOOK);
}

static void test_folder_open__one_writer(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	struct file_lock_holder holder = {.pid = 0};
	struct err err = {0};

	assert_null(folder_open(dir.path, FOLDER_WRITE, "田中", &dir.forms->catalogue, &holder,
	                        &err));
	assert_int_equal(err.code, ERR_LOCKED);
	assert_string_equal(holder.who, "岡田");
	folder_close(folder);
	close_all(open_as(dir, FOLDER_WRITE), dir);
}

static void test_folder_open__a_newer_format_is_only_read(void **state)
{
	struct book_dir dir = make_book(state);

	write_file(dir, "sonae.ini", "[workbook]\nformat = \"2\"\nlang = \"en\"\n");
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	assert_int_equal(folder_mode(folder), FOLDER_READ);
	assert_false(folder_has_file(folder, ".sonae/lock"));
	close_all(folder, dir);
}

static size_t count_files(const char *path)
{
	char **names = NULL;
	size_t count = 0;

	assert_true(file_list(path, &names, &count, NULL));
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return count;
}

static void test_folder_read__writes_nothing(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_READ);
	struct step step = {0};
	struct err err = {0};
	int files = (int)count_files(dir.path);

	step_insert(&step, sheet_of(folder, "assets"), "A-001", "", NULL);
	assert_false(folder_do(folder, &step, &err));
	assert_int_equal(err.code, ERR_READ_ONLY);
	assert_rows(folder, "");
	assert_true(folder_save(folder, NULL, NULL));
	step_release(&step);
	folder_close(folder);
	assert_int_equal(count_files(dir.path), files);
	free(dir.path);
}

static void test_folder_do__is_there_before_it_is_saved(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);

	insert(folder, "A-001", "", "台帳");
	insert(folder, "A-002", "A-001", "名簿");
	set(folder, "assets", "A-001", "台帳\n二");
	assert_false(folder_is_saved(folder, "assets"));
	assert_true(folder_is_saved(folder, "settings"));
	assert_false(folder_is_saved(folder, NULL));
	assert_false(folder_has_file(folder, "assets"));

	struct folder *reader = open_as(dir, FOLDER_READ);
	assert_rows(reader, "A-001 台帳\n二; A-002 名簿; ");
	assert_false(folder_is_saved(reader, "assets"));
	folder_close(reader);
	close_all(folder, dir);
}

static void test_folder_save__writes_only_what_changed(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);

	insert(folder, "A-001", "", "台帳");
	assert_true(folder_save(folder, NULL, NULL));
	assert_true(folder_is_saved(folder, "assets"));
	assert_file(dir, "assets.csv", "\xEF\xBB\xBFid,name,place\r\nA-001,台帳,クラウド\r\n");
	folder_close(folder);

	char *path = path_join(dir.path, "assets.csv");
	struct file_stamp before = file_stamp(path);
	folder = open_as(dir, FOLDER_WRITE);
	assert_rows(folder, "A-001 台帳; ");
	assert_true(folder_save(folder, NULL, NULL));
	assert_true(file_stamp_is(before, file_stamp(path)));
	assert_int_equal(folder_notices(folder)->at.count, 0);
	free(path);
	close_all(folder, dir);
}

static void test_folder_save__files_are_private(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	static const char *const names[] = {"assets.csv", "history.csv", "sonae.ini"};
	struct stat st;

	insert(folder, "A-001", "", "台帳");
	assert_true(folder_save(folder, "assets", NULL));
	for (size_t i = 0; i < 3; i++) {
		char *path = path_join(dir.path, names[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		free(path);
	}
	assert_int_equal(stat(dir.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	close_all(folder, dir);
}

static void test_folder__killed_after_a_save(void **state)
{
	static const char *const names[] = {"sonae.ini", "history.csv", "assets.csv", NULL};
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);

	insert(folder, "A-001", "", "台帳");
	assert_true(folder_save(folder, NULL, NULL));
	set(folder, "assets", "A-001", "新台帳");
	insert(folder, "A-002", "A-001", "名簿");

	/* Copied files have another time of change; their bytes tell whose they are. */
	struct book_dir copy = killed(dir, names);
	struct folder *again = open_as(copy, FOLDER_WRITE);
	assert_false(folder_is_saved(again, "assets"));
	assert_rows(again, "A-001 新台帳; A-002 名簿; ");
	assert_int_equal(folder_notices(again)->at.count, 0);
	close_all(again, copy);
	close_all(folder, dir);
}

/* The save record is in the history, but its file never came into place. */
static void test_folder__killed_between_record_and_rename(void **state)
{
	static const char *const old_names[] = {"sonae.ini", "assets.csv", NULL};
	static const char *const new_names[] = {"history.csv", NULL};
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);

	insert(folder, "A-001", "", "台帳");
	assert_true(folder_save(folder, NULL, NULL));
	struct book_dir copy = killed(dir, old_names);
	set(folder, "assets", "A-001", "新台帳");
	assert_true(folder_save(folder, NULL, NULL));
	free(copy.path);
	copy = killed(dir, new_names);

	struct folder *again = open_as(copy, FOLDER_WRITE);
	assert_rows(again, "A-001 新台帳; ");
	assert_false(folder_is_saved(again, "assets"));
	assert_true(folder_save(again, NULL, NULL));
	assert_file(copy, "assets.csv", "\xEF\xBB\xBFid,name,place\r\nA-001,新台帳,クラウド\r\n");
	close_all(again, copy);
	close_all(folder, dir);
}

static void test_folder_close__saves_what_a_crash_left(void **state)
{
	static const char *const names[] = {"sonae.ini", "history.csv", NULL};
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);

	insert(folder, "A-001", "", "台帳");
	struct book_dir copy = killed(dir, names);
	folder_close(open_as(copy, FOLDER_WRITE));
	assert_file(copy, "assets.csv", "\xEF\xBB\xBFid,name,place\r\nA-001,台帳,クラウド\r\n");
	free(copy.path);
	close_all(folder, dir);
}

static void test_folder_open__a_torn_history(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	char *path = path_join(dir.path, "history.csv");

	insert(folder, "A-001", "", "台帳");
	folder_close(folder);
	FILE *file = fopen(path, "a");
	assert_non_null(file);
	fputs("2,2026-11", file);
	fclose(file);
	folder = open_as(dir, FOLDER_WRITE);
	errs_assert_one(folder_notices(folder), ERR_HISTORY_TORN, "history.csv", 0, "");
	set(folder, "assets", "A-001", "新台帳");
	folder_close(folder);
	folder = open_as(dir, FOLDER_WRITE);
	assert_int_equal(folder_notices(folder)->at.count, 0);
	assert_rows(folder, "A-001 新台帳; ");
	free(path);
	close_all(folder, dir);
}

static void test_folder_undo__and_redo_across_restarts(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	struct err err = {0};

	insert(folder, "A-001", "", "一");
	set(folder, "assets", "A-001", "二");
	set(folder, "assets", "A-001", "三");
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 二; ");
	assert_string_equal(folder_last_sheet(folder), "assets");
	assert_string_equal(folder_last_row(folder), "A-001");
	assert_string_equal(folder_last_field(folder), "name");
	folder_close(folder);

	folder = open_as(dir, FOLDER_WRITE);
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-001 三; ");
	assert_false(folder_redo(folder, &err));
	assert_int_equal(err.code, ERR_NOTHING_TO_UNDO);
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "");
	folder_close(folder);

	folder = open_as(dir, FOLDER_WRITE);
	assert_false(folder_undo(folder, &err));
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-001 一; ");
	set(folder, "assets", "A-001", "四");
	assert_false(folder_redo(folder, &err));
	folder_close(folder);

	folder = open_as(dir, FOLDER_WRITE);
	assert_false(folder_redo(folder, &err));
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 一; ");
	close_all(folder, dir);
}

static void test_folder_undo__a_step_of_many_changes(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	struct step step = {0};

	insert(folder, "A-001", "", "一");
	insert(folder, "A-002", "A-001", "二");
	struct sheet *sheet = sheet_of(folder, "assets");
	step_set(&step, sheet, 1, 0, "弐");
	step_move(&step, sheet, 1, "");
	step_delete(&step, sheet, 0);
	do_step(folder, &step);
	assert_rows(folder, "A-002 弐; ");
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 一; A-002 二; ");
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-002 弐; ");
	close_all(folder, dir);
}

static void test_folder_undo__refused_when_the_cell_changed(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	struct err err = {0};

	insert(folder, "A-001", "", "一");
	set(folder, "assets", "A-001", "二");
	sheet_set_cell(sheet_of(folder, "assets"), 0, 0, "別", strlen("別"));
	assert_false(folder_undo(folder, &err));
	assert_int_equal(err.code, ERR_VALUE_MOVED);
	assert_string_equal(err.what, "A-001 name: 別 | 二");
	assert_rows(folder, "A-001 別; ");
	close_all(folder, dir);
}

/* It is taken in by the undo itself, when that loads the worksheet. */
static void test_folder_undo__takes_an_outside_edit_back_first(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);

	insert(folder, "A-001", "", "一");
	set(folder, "assets", "A-001", "二");
	folder_close(folder);
	write_file(dir, "assets.csv", "id,name\nA-001,外から\n");

	folder = open_as(dir, FOLDER_WRITE);
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 二; ");
	errs_assert_one(folder_notices(folder), ERR_OUTSIDE_TAKEN, "assets.csv", 0, "1");
	assert_true(folder_redo(folder, NULL));
	assert_rows(folder, "A-001 外から; ");
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_undo(folder, NULL));
	assert_rows(folder, "A-001 一; ");
	close_all(folder, dir);
}

static void test_folder_do__all_or_nothing(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	struct step step = {0};
	struct err err = {0};

	insert(folder, "A-001", "", "一");
	step_set(&step, sheet_of(folder, "assets"), 0, 0, "二");
	step_insert(&step, sheet_of(folder, "assets"), "A-001", "", NULL);
	assert_false(folder_do(folder, &step, &err));
	assert_int_equal(err.code, ERR_EXISTS);
	assert_rows(folder, "A-001 一; ");
	step_release(&step);
	struct folder *reader = open_as(dir, FOLDER_READ);
	assert_rows(reader, "A-001 一; ");
	folder_close(reader);
	close_all(folder, dir);
}

static void test_folder_save__never_over_an_outside_edit(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);

	insert(folder, "A-001", "", "一");
	insert(folder, "A-002", "A-001", "二");
	assert_true(folder_save(folder, NULL, NULL));
	set(folder, "assets", "A-001", "ここ");
	write_file(dir, "assets.csv", "id,name,place\nA-001,一,クラウド\nA-002,外,クラウド\n");
	assert_true(folder_save(folder, NULL, NULL));
	assert_rows(folder, "A-001 ここ; A-002 外; ");
	assert_file(dir, "assets.csv", "\xEF\xBB\xBFid,name,place\r\nA-001,ここ,クラウド\r\n"
	                               "A-002,外,クラウド\r\n");
	close_all(folder, dir);
}

static void test_folder_load__a_broken_file_stays_as_it_is(void **state)
{
	struct book_dir dir = make_book(state);
	struct err err = {0};

	write_file(dir, "assets.csv", "id,name\nA-001,\"閉じない\n");
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	assert_null(folder_trouble(folder, "assets"));
	assert_null(book_sheet(folder_book(folder), "assets", &err));
	assert_int_equal(err.code, ERR_CSV_OPEN_QUOTE);
	assert_non_null(folder_trouble(folder, "assets"));
	assert_int_equal(folder_trouble(folder, "assets")->line, 2);
	folder_close(folder);
	assert_file(dir, "assets.csv", "id,name\nA-001,\"閉じない\n");
	free(dir.path);
}

static void test_folder_load__a_file_put_there_by_hand(void **state)
{
	struct book_dir dir = make_book(state);

	write_file(dir, "assets.csv", "name,id\n台帳,A-005\n名簿,\n");
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	assert_rows(folder, "A-005 台帳; A-006 名簿; ");
	errs_assert_one(folder_notices(folder), ERR_CSV_NO_ID, "assets.csv", 3, "A-006");
	folder_close(folder);
	assert_file(dir, "assets.csv", "name,id\n台帳,A-005\n名簿,\n");
	folder = open_as(dir, FOLDER_WRITE);
	set(folder, "assets", "A-006", "新名簿");
	folder_close(folder);
	assert_file(dir, "assets.csv", "\xEF\xBB\xBFid,name,place\r\nA-005,台帳,\r\n"
	                               "A-006,新名簿,\r\n");
	free(dir.path);
}

static void test_folder_load__numbers_are_never_used_twice(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	struct step step = {0};
	char id[64];

	insert(folder, "A-001", "", "一");
	insert(folder, "A-002", "A-001", "二");
	step_delete(&step, sheet_of(folder, "assets"), 1);
	do_step(folder, &step);
	folder_close(folder);
	folder = open_as(dir, FOLDER_WRITE);
	assert_string_equal(sheet_next_id(sheet_of(folder, "assets"), id), "A-003");
	close_all(folder, dir);
}

static void test_folder_load__a_lost_file_comes_back(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	char *path = path_join(dir.path, "assets.csv");

	insert(folder, "A-001", "", "一");
	folder_close(folder);
	assert_true(file_remove(path, NULL));
	folder = open_as(dir, FOLDER_WRITE);
	assert_rows(folder, "A-001 一; ");
	errs_assert_one(folder_notices(folder), ERR_MISSING, "assets.csv", 0, "");
	free(path);
	close_all(folder, dir);
}

static void test_folder_settings__in_history_and_sonae_ini(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	struct str motto = {0};

	str_add(&motto, "一行目\n\"50%\"\x7F; # ");
	for (int i = 0; i < 500; i++)
		str_add(&motto, "備え");
	set(folder, "settings", "1", motto.at);
	folder_close(folder);
	folder = open_as(dir, FOLDER_WRITE);
	assert_string_equal(sheet_cell(sheet_of(folder, "settings"), 0, 0), motto.at);
	assert_true(folder_is_saved(folder, "settings"));
	assert_int_equal(folder_notices(folder)->at.count, 0);
	assert_string_equal(folder_settings(folder)->company, "備え\"工業\" 50%");
	assert_true(folder_undo(folder, NULL));
	folder_close(folder);
	assert_file(dir, "sonae.ini", "[workbook]\nformat = \"1\"\nlang = \"ja\"\n"
	                              "curriculum = \"r7\"\ncompany = \"備え%22工業%22 50%25\"\n"
	                              "\n[settings]\n");
	str_release(&motto);
	free(dir.path);
}

static void test_folder_settings__unknown_ones_are_kept(void **state)
{
	struct book_dir dir = make_book(state);

	write_file(dir, "sonae.ini", "[workbook]\nformat = \"1\"\nlang = \"en\"\n"
	                             "curriculum = \"r6\"\ncompany = \"\"\n[settings]\nlater = \"%41%zz\xED\"\n");
	struct err err = {0};
	assert_null(folder_open(dir.path, FOLDER_READ, "", &dir.forms->catalogue, NULL, &err));
	assert_int_equal(err.code, ERR_INI_UTF8);
	write_file(dir, "sonae.ini", "[workbook]\nformat = \"1\"\nlang = \"en\"\n"
	                             "curriculum = \"r6\"\ncompany = \"\"\n[settings]\nlater = \"%41%zz\"\n");
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	set(folder, "settings", "1", "x\xED\xB3\xBF");
	folder_close(folder);
	assert_file(dir, "sonae.ini", "[workbook]\nformat = \"1\"\nlang = \"en\"\n"
	                              "curriculum = \"r6\"\ncompany = \"\"\n\n[settings]\n"
	                              "motto = \"x%ED%B3%BF\"\nlater = \"A%25zz\"\n");
	folder = open_as(dir, FOLDER_READ);
	assert_string_equal(sheet_cell(sheet_of(folder, "settings"), 0, 0), "x\xED\xB3\xBF");
	close_all(folder, dir);
}

static void test_folder_load__starters_are_not_written_untouched(void **state)
{
	struct book_dir dir = make_book(state);

	forms_write(dir.forms, "forms/starter/assets.csv",
	            "id,name.ja,name.en\n,名簿,Register\n,金庫,Safe\n");
	struct folder *folder = open_as(dir, FOLDER_WRITE);
	assert_rows(folder, "A-001 名簿; A-002 金庫; ");
	folder_close(folder);
	folder = open_as(dir, FOLDER_WRITE);
	assert_false(folder_has_file(folder, "assets"));
	set(folder, "assets", "A-002", "大金庫");
	struct folder *reader = open_as(dir, FOLDER_READ);
	assert_rows(reader, "A-001 名簿; A-002 大金庫; ");
	folder_close(reader);
	folder_close(folder);
	assert_file(dir, "assets.csv", "\xEF\xBB\xBFid,name,place\r\nA-001,名簿,\r\n"
	                               "A-002,大金庫,\r\n");
	free(dir.path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_folder_create__settings_come_back),
		TEST_WITH_FORMS(test_folder_open__no_workbook),
		TEST_WITH_FORMS(test_folder_open__one_writer),
		TEST_WITH_FORMS(test_folder_open__a_newer_format_is_only_read),
		TEST_WITH_FORMS(test_folder_read__writes_nothing),
		TEST_WITH_FORMS(test_folder_do__is_there_before_it_is_saved),
		TEST_WITH_FORMS(test_folder_save__writes_only_what_changed),
		TEST_WITH_FORMS(test_folder_save__files_are_private),
		TEST_WITH_FORMS(test_folder__killed_after_a_save),
		TEST_WITH_FORMS(test_folder__killed_between_record_and_rename),
		TEST_WITH_FORMS(test_folder_close__saves_what_a_crash_left),
		TEST_WITH_FORMS(test_folder_open__a_torn_history),
		TEST_WITH_FORMS(test_folder_undo__and_redo_across_restarts),
		TEST_WITH_FORMS(test_folder_undo__a_step_of_many_changes),
		TEST_WITH_FORMS(test_folder_undo__refused_when_the_cell_changed),
		TEST_WITH_FORMS(test_folder_undo__takes_an_outside_edit_back_first),
		TEST_WITH_FORMS(test_folder_do__all_or_nothing),
		TEST_WITH_FORMS(test_folder_save__never_over_an_outside_edit),
		TEST_WITH_FORMS(test_folder_load__a_broken_file_stays_as_it_is),
		TEST_WITH_FORMS(test_folder_load__a_file_put_there_by_hand),
		TEST_WITH_FORMS(test_folder_load__numbers_are_never_used_twice),
		TEST_WITH_FORMS(test_folder_load__a_lost_file_comes_back),
		TEST_WITH_FORMS(test_folder_settings__in_history_and_sonae_ini),
		TEST_WITH_FORMS(test_folder_settings__unknown_ones_are_kept),
		TEST_WITH_FORMS(test_folder_load__starters_are_not_written_untouched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
