#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/backup.h"
#include "sonae/store/folder.h"

#define FIELD(name, type, label) \
	"[field " name "]\n" \
	"type = \"" type "\"\n" \
	"label_ja = \"" label "\"\n" \
	"label_en = \"" name "\"\n" \
	"help_ja = \"欄\"\n" \
	"help_en = \"A field\"\n"

#define ACCOUNTS \
	"[form]\n" \
	"kind = \"table\"\n" \
	"prefix = \"K\"\n" \
	"title_ja = \"口座\"\n" \
	"title_en = \"Accounts\"\n" \
	"purpose_ja = \"何か\"\n" \
	"purpose_en = \"What\"\n" \
	FIELD("name", "text", "番号") FIELD("note", "memo", "メモ")

#define NUMBER "123456789018"

struct book_dir {
	struct forms_fixture *forms;
	char *path;
};

static struct book_dir make_book(void **state)
{
	struct book_dir dir = {*state, forms_path(*state, "book")};
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r7"};

	forms_write(dir.forms, "forms/accounts.ini", ACCOUNTS);
	assert_true(folder_create(dir.path, &settings, NULL));
	return dir;
}

static struct folder *open_by(struct book_dir dir, const char *who)
{
	struct err err = {0};
	char text[700];
	struct folder *folder =
		folder_open(dir.path, FOLDER_WRITE, who, &dir.forms->catalogue, NULL, &err);

	if (!folder)
		fail_msg("%s", err_text(&err, text, sizeof text));
	return folder;
}

static struct sheet *accounts(struct folder *folder)
{
	struct sheet *sheet = book_sheet(folder_book(folder), "accounts", NULL);

	assert_non_null(sheet);
	return sheet;
}

static void insert(struct folder *folder, const char *id, const char *name, const char *note)
{
	const char *cells[] = {name, note};
	struct step step = {0};

	step_insert(&step, accounts(folder), id, "", cells);
	assert_true(folder_do(folder, &step, NULL));
	step_release(&step);
}

static void set(struct folder *folder, const char *id, int field, const char *text)
{
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(accounts(folder), id, &row));
	step_set(&step, accounts(folder), row, field, text);
	assert_true(folder_do(folder, &step, NULL));
	step_release(&step);
}

static const char *cell(struct folder *folder, const char *id, size_t field)
{
	size_t row;

	assert_true(sheet_find(accounts(folder), id, &row));
	return sheet_cell(accounts(folder), row, field);
}

static char *in_book(struct book_dir dir, const char *name)
{
	return path_join(dir.path, name);
}

static struct str read_file(struct book_dir dir, const char *name)
{
	char *path = in_book(dir, name);
	struct str text = {0};

	assert_true(file_read(path, &text, NULL));
	free(path);
	return text;
}

static void write_file(struct book_dir dir, const char *name, const struct str *text)
{
	char *inside = path_join("book", name);

	forms_write_n(dir.forms, inside, text->at, text->len);
	free(inside);
}

static bool is_there(struct book_dir dir, const char *name)
{
	char *path = in_book(dir, name);
	bool is = file_exists(path);

	free(path);
	return is;
}

static void remove_file(struct book_dir dir, const char *name)
{
	char *path = in_book(dir, name);

	assert_true(file_remove(path, NULL));
	free(path);
}

/* Enough for the index to be worth while. */
static void grow(struct folder *folder)
{
	struct str text = {0};

	str_add_repeat(&text, 'x', 40000);
	set(folder, "K-001", 1, text.at);
	assert_true(folder_undo(folder, NULL));
	str_release(&text);
}

/* ---- opening without reading it again ---- */

/* The history's one step that can be undone is made unreadable: who still knows of it has
 * not read it again. */
static struct book_dir make_indexed(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_by(dir, "岡田");
	struct str history;

	insert(folder, "K-001", "本店", "");
	grow(folder);
	assert_false(is_there(dir, ".sonae/history"));
	folder_close(folder);
	assert_true(is_there(dir, ".sonae/history"));
	history = read_file(dir, "history.csv");
	*strstr(history.at, "insert") = 'I';
	write_file(dir, "history.csv", &history);
	str_release(&history);
	return dir;
}

static bool knows_the_step(struct book_dir dir)
{
	struct folder *folder = open_by(dir, "岡田");
	struct folder_peek peek;
	bool knows = folder_peek_undo(folder, &peek);

	assert_string_equal(cell(folder, "K-001", 0), "本店");
	folder_close(folder);
	return knows;
}

static void test_folder_index__spares_reading(void **state)
{
	struct book_dir dir = make_indexed(state);

	assert_true(knows_the_step(dir));
	assert_true(knows_the_step(dir));
	remove_file(dir, ".sonae/history");
	assert_false(knows_the_step(dir));
	free(dir.path);
}

static void test_folder_index__is_not_used_when_bent(void **state)
{
	struct book_dir dir = make_indexed(state);
	struct str index = read_file(dir, ".sonae/history");

	strstr(index.at, "\ndone ")[6] ^= 1;
	write_file(dir, ".sonae/history", &index);
	assert_false(knows_the_step(dir));
	str_release(&index);
	free(dir.path);
}

static void test_folder_index__is_not_used_for_another_history(void **state)
{
	struct book_dir dir = make_indexed(state);
	struct str history = read_file(dir, "history.csv");
	char *last = memrchr(history.at, '\n', history.len - 1);

	/* The head hash of the last record. */
	char *hash = strchr(last, '.') - 1;
	*hash = *hash == '0' ? '1' : '0';
	write_file(dir, "history.csv", &history);
	assert_false(knows_the_step(dir));
	str_release(&history);
	free(dir.path);
}

/* A history that is shorter than what the index covers: somebody put an old one there. */
static void test_folder_index__is_not_used_for_a_shorter_history(void **state)
{
	struct book_dir dir = make_indexed(state);
	struct str history = read_file(dir, "history.csv");
	char *last = memrchr(history.at, '\n', history.len - 1);

	str_cut(&history, (size_t)(last + 1 - history.at));
	write_file(dir, "history.csv", &history);
	assert_false(knows_the_step(dir));
	str_release(&history);
	free(dir.path);
}

static void test_folder_index__what_came_after_is_read(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_by(dir, "岡田");

	insert(folder, "K-001", "本店", "");
	grow(folder);
	folder_close(folder);

	folder = open_by(dir, "岡田");
	set(folder, "K-001", 0, "支店");
	insert(folder, "K-002", "別館", "");
	/* As a crash leaves it: the CSV lacks both. */
	struct str history = read_file(dir, "history.csv"), csv = read_file(dir, "accounts.csv");
	struct str index = read_file(dir, ".sonae/history");
	folder_close(folder);
	write_file(dir, "history.csv", &history);
	write_file(dir, "accounts.csv", &csv);
	write_file(dir, ".sonae/history", &index);
	str_release(&history);
	str_release(&csv);
	str_release(&index);

	folder = open_by(dir, "岡田");
	assert_string_equal(cell(folder, "K-001", 0), "支店");
	assert_string_equal(cell(folder, "K-002", 0), "別館");
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_undo(folder, NULL));
	assert_string_equal(cell(folder, "K-001", 0), "本店");
	assert_true(folder_undo(folder, NULL));
	assert_int_equal(sheet_row_count(accounts(folder)), 0);
	assert_false(folder_undo(folder, NULL));
	for (int i = 0; i < 3; i++)
		assert_true(folder_redo(folder, NULL));
	assert_string_equal(cell(folder, "K-001", 0), "支店");
	folder_close(folder);
	free(dir.path);
}

static void test_folder_undo__a_thousand_steps_back(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_by(dir, "岡田");
	char text[16];

	insert(folder, "K-001", "0", "");
	for (int i = 1; i <= 2100; i++) {
		snprintf(text, sizeof text, "%d", i);
		set(folder, "K-001", 0, text);
	}
	folder_close(folder);
	folder = open_by(dir, "岡田");
	for (int i = 0; i < 1000; i++)
		assert_true(folder_undo(folder, NULL));
	assert_string_equal(cell(folder, "K-001", 0), "1100");
	folder_close(folder);
	free(dir.path);
}

/* ---- whose step ---- */

static void test_folder_peek__mine_and_of_this_sitting(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_by(dir, "岡田");
	struct folder_peek peek;

	assert_false(folder_peek_undo(folder, &peek));
	insert(folder, "K-001", "本店", "");
	assert_true(folder_peek_undo(folder, &peek));
	assert_string_equal(peek.who, "岡田");
	assert_true(peek.is_mine);
	assert_false(peek.is_earlier);
	folder_close(folder);

	folder = open_by(dir, "田中");
	assert_true(folder_peek_undo(folder, &peek));
	assert_string_equal(peek.who, "岡田");
	assert_false(peek.is_mine);
	assert_true(peek.is_earlier);
	set(folder, "K-001", 0, "支店");
	assert_true(folder_peek_undo(folder, &peek));
	assert_true(peek.is_mine);
	assert_false(peek.is_earlier);
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_peek_undo(folder, &peek));
	assert_true(peek.is_earlier);
	folder_close(folder);
	free(dir.path);
}

/* ---- forgetting ---- */

struct grep {
	const char *text;
	size_t count;
};

static void grep_dir(struct grep *grep, const char *dir)
{
	char **names = NULL;
	size_t count = 0;

	assert_true(file_list(dir, &names, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);
		struct str text = {0};

		if (file_is_dir(path))
			grep_dir(grep, path);
		else if (file_read(path, &text, NULL) && text.len > 0)
			grep->count += memmem(text.at, text.len, grep->text,
			                      strlen(grep->text)) != NULL;
		str_release(&text);
		free(path);
		free(names[i]);
	}
	free(names);
}

static size_t files_with(struct book_dir dir, const char *text)
{
	struct grep grep = {.text = text};

	grep_dir(&grep, dir.path);
	return grep.count;
}

/* Typed, changed, typed again, deleted, brought back; saved, backed up, sent. */
static struct folder *make_known(struct book_dir dir)
{
	static const char sent[] = "id,note,name\nK-001,\"x,y\"," NUMBER "\nK-002,," NUMBER "\n";
	static const char labelled[] = "id,番号,メモ,専門家のメモ (consultant_note)\nK-001," NUMBER ",x,\n";
	struct str text = {0};
	struct step step = {0};
	struct folder *folder = open_by(dir, "岡田");

	insert(folder, "K-001", NUMBER, "控え");
	assert_true(folder_save(folder, NULL, NULL));
	assert_true(backup_make(dir.path, NULL));
	set(folder, "K-001", 0, "本店");
	set(folder, "K-001", 0, NUMBER);
	step_delete(&step, accounts(folder), 0);
	assert_true(folder_do(folder, &step, NULL));
	step_release(&step);
	assert_true(folder_undo(folder, NULL));
	str_add(&text, sent);
	write_file(dir, ".sonae/sent/1/accounts.csv", &text);
	str_clear(&text);
	str_add(&text, labelled);
	write_file(dir, ".sonae/sent/2/csv/accounts.csv", &text);
	str_release(&text);
	return folder;
}

static void assert_forgets(struct folder *folder, unsigned long seq, const char *field,
                           size_t records)
{
	struct folder_forgotten forgotten;
	struct err err = {0};
	char text[700];

	if (!folder_forget(folder, seq, field, &forgotten, &err))
		fail_msg("%s", err_text(&err, text, sizeof text));
	assert_int_equal(forgotten.records, records);
	folder_forgotten_release(&forgotten);
}

static void test_folder_forget__everywhere(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = make_known(dir);
	struct folder_forgotten forgotten;

	assert_true(files_with(dir, NUMBER) >= 5);
	assert_true(folder_forget(folder, 1, "name", &forgotten, NULL));
	/* insert, set from, set to, delete, the insert of the undo, and what clears the cell */
	assert_int_equal(forgotten.records, 6);
	assert_true(forgotten.cleared);
	assert_string_equal(cell(folder, "K-001", 0), "");
	assert_string_equal(cell(folder, "K-001", 1), "控え");
	assert_true(history_verify(folder_history(folder), NULL));
	/* In what was sent another row holds the same. */
	assert_int_equal(forgotten.left.at.count, 1);
	assert_string_equal(forgotten.left.at.at[0].file, ".sonae/sent/1/accounts.csv");
	struct str sent = read_file(dir, ".sonae/sent/1/accounts.csv");
	assert_string_equal(sent.at, "\xEF\xBB\xBFid,note,name\r\nK-001,\"x,y\",\r\n"
	                             "K-002,," NUMBER "\r\n");
	str_release(&sent);
	sent = read_file(dir, ".sonae/sent/2/csv/accounts.csv");
	assert_string_equal(sent.at, "\xEF\xBB\xBFid,番号,メモ,専門家のメモ (consultant_note)\r\n"
	                             "K-001,,x,\r\n");
	str_release(&sent);
	folder_forgotten_release(&forgotten);
	remove_file(dir, ".sonae/sent/1/accounts.csv");
	assert_int_equal(files_with(dir, NUMBER), 0);
	folder_close(folder);
	assert_int_equal(files_with(dir, NUMBER), 0);

	folder = open_by(dir, "岡田");
	assert_int_equal(folder_notices(folder)->at.count, 0);
	assert_string_equal(cell(folder, "K-001", 1), "控え");
	assert_true(history_verify(folder_history(folder), NULL));
	folder_close(folder);
	free(dir.path);
}

/* What cannot be had again is empty; everything else comes back. */
static void test_folder_forget__undo_goes_on(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = make_known(dir);

	/* 1 insert, 2 save, 3 set to 本店, 4 set to the number */
	assert_forgets(folder, 4, NULL, 6);
	assert_true(folder_undo(folder, NULL)); /* the clearing */
	assert_true(folder_undo(folder, NULL)); /* 本店 to the number */
	assert_string_equal(cell(folder, "K-001", 0), "本店");
	assert_true(folder_undo(folder, NULL)); /* the number to 本店 */
	assert_string_equal(cell(folder, "K-001", 0), "");
	assert_true(folder_undo(folder, NULL));
	assert_int_equal(sheet_row_count(accounts(folder)), 0);
	assert_true(folder_redo(folder, NULL));
	assert_string_equal(cell(folder, "K-001", 1), "控え");
	folder_close(folder);
	assert_int_equal(files_with(dir, NUMBER), 1); /* what was sent, of K-002 */
	free(dir.path);
}

static void test_folder_forget__what_a_record_does_not_say(void **state)
{
	struct book_dir dir = make_book(state);
	struct folder *folder = open_by(dir, "岡田");
	struct folder_forgotten forgotten;
	struct err err = {0};

	insert(folder, "K-001", NUMBER, "控え");
	set(folder, "K-001", 0, "別");
	assert_false(folder_forget(folder, 99, NULL, &forgotten, &err));
	assert_int_equal(err.code, ERR_NO_RECORD);
	assert_false(folder_forget(folder, 1, NULL, &forgotten, &err));
	assert_int_equal(err.code, ERR_WHICH_FIELD);
	assert_string_equal(err.what, "name, note");
	assert_false(folder_forget(folder, 1, "place", &forgotten, &err));
	assert_int_equal(err.code, ERR_NO_VALUE);
	assert_int_equal(files_with(dir, NUMBER), 1);
	assert_forgets(folder, 2, NULL, 2);
	assert_false(folder_forget(folder, 2, NULL, &forgotten, &err));
	assert_int_equal(err.code, ERR_NO_VALUE);
	assert_int_equal(files_with(dir, NUMBER), 1);
	folder_close(folder);
	free(dir.path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_folder_index__spares_reading),
		TEST_WITH_FORMS(test_folder_index__is_not_used_when_bent),
		TEST_WITH_FORMS(test_folder_index__is_not_used_for_another_history),
		TEST_WITH_FORMS(test_folder_index__is_not_used_for_a_shorter_history),
		TEST_WITH_FORMS(test_folder_index__what_came_after_is_read),
		TEST_WITH_FORMS(test_folder_undo__a_thousand_steps_back),
		TEST_WITH_FORMS(test_folder_peek__mine_and_of_this_sitting),
		TEST_WITH_FORMS(test_folder_forget__everywhere),
		TEST_WITH_FORMS(test_folder_forget__undo_goes_on),
		TEST_WITH_FORMS(test_folder_forget__what_a_record_does_not_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
