#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "sonae/store/draft.h"
#include "sonae/base/file.h"
#include "support/scratch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct draft memo = {
	.sheet = "things", .row = "T-001", .next = "", .field = "remark", .who = "岡田",
	.text = "金庫の\n鍵は", .caret = 10,
};

static struct draft with_text(const char *text, size_t caret)
{
	struct draft draft = memo;

	draft.text = text;
	draft.caret = caret;
	return draft;
}

static void assert_kept(const char *dir, const char *text, size_t caret)
{
	struct str store = {0};
	struct draft draft;

	assert_true(draft_read(dir, &store, &draft));
	assert_string_equal(draft.text, text);
	assert_int_equal(draft.caret, caret);
	str_release(&store);
}

static void test_draft__comes_back_as_it_was_kept(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	struct str store = {0};
	struct draft draft;

	(void)state;
	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	setenv("TZ", "JST-9", 1);
	assert_false(draft_read(dir, &store, &draft));
	assert_true(draft_keep(file, &memo, NULL));
	assert_true(draft_read(dir, &store, &draft)); /* while the writer still lives */
	assert_string_equal(draft.sheet, "things");
	assert_string_equal(draft.row, "T-001");
	assert_string_equal(draft.next, "");
	assert_string_equal(draft.field, "remark");
	assert_string_equal(draft.text, "金庫の\n鍵は");
	assert_int_equal(draft.caret, 10);
	assert_string_equal(draft.who, "岡田");
	assert_string_equal(draft.time, "2026-11-22T07:30:00+09:00");
	str_release(&store);
	draft_file_free(file);
	assert_kept(dir, "金庫の\n鍵は", 10);
}

static void test_draft__is_private(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	char *path = path_join(dir, ".sonae/draft");
	struct stat info;

	(void)state;
	assert_true(draft_keep(file, &memo, NULL));
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	draft_file_free(file);
	free(path);
}

static void test_draft__the_last_one_counts(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	struct draft a = with_text("鍵", 3), b = with_text("鍵は", 6), none = with_text("", 0);

	(void)state;
	assert_true(draft_keep(file, &a, NULL));
	assert_true(draft_keep(file, &b, NULL));
	assert_kept(dir, "鍵は", 6);
	b.caret = 0;
	assert_true(draft_keep(file, &b, NULL));
	assert_kept(dir, "鍵は", 0);
	assert_true(draft_keep(file, &none, NULL)); /* all of it deleted is a text, too */
	assert_kept(dir, "", 0);
	draft_file_free(file);
}

static void test_draft__the_same_again_writes_nothing(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	size_t once, twice;

	(void)state;
	assert_true(draft_keep(file, &memo, NULL));
	free(scratch_read(dir, ".sonae/draft", &once));
	assert_true(draft_keep(file, &memo, NULL));
	free(scratch_read(dir, ".sonae/draft", &twice));
	assert_int_equal(once, twice);
	draft_file_free(file);
}

/* Killed in the middle of writing: the text of a key before is there. */
static void test_draft__a_torn_record_leaves_the_one_before(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	struct draft a = with_text("鍵", 3), b = with_text("鍵は", 6), c = with_text("別", 3);
	size_t first, both;
	char *bytes;

	(void)state;
	assert_true(draft_keep(file, &a, NULL));
	free(scratch_read(dir, ".sonae/draft", &first));
	assert_true(draft_keep(file, &b, NULL));
	bytes = scratch_read(dir, ".sonae/draft", &both);
	assert_true(both > first);
	draft_file_free(file);
	for (size_t len = first; len < both; len++) {
		scratch_write_bytes(dir, ".sonae/draft", bytes, len);
		assert_kept(dir, "鍵", 3);
	}
	/* What is kept next does not stand behind the torn one. */
	file = draft_file_new(dir);
	assert_true(draft_keep(file, &c, NULL));
	assert_kept(dir, "別", 3);
	draft_file_free(file);
	free(bytes);
}

static void test_draft__a_changed_byte_is_no_draft(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	struct str store = {0};
	struct draft draft;
	size_t len;

	(void)state;
	assert_true(draft_keep(file, &memo, NULL));
	draft_file_free(file);
	char *bytes = scratch_read(dir, ".sonae/draft", &len);
	bytes[len - 40] ^= 1;
	scratch_write_bytes(dir, ".sonae/draft", bytes, len);
	free(bytes);
	assert_false(draft_read(dir, &store, &draft));
	scratch_write(dir, ".sonae/draft", "sonae-draft 1 99999999999999999999 0\n");
	assert_false(draft_read(dir, &store, &draft));
	scratch_write(dir, ".sonae/draft", "");
	assert_false(draft_read(dir, &store, &draft));
	str_release(&store);
}

static void test_draft__dropped_is_gone(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	struct str store = {0};
	struct draft draft;

	(void)state;
	assert_true(draft_drop(file, NULL)); /* nothing there is fine */
	assert_true(draft_keep(file, &memo, NULL));
	assert_true(draft_drop(file, NULL));
	assert_false(scratch_exists(dir, ".sonae/draft"));
	assert_false(draft_read(dir, &store, &draft));
	assert_true(draft_keep(file, &memo, NULL)); /* the very same, begun again */
	assert_kept(dir, memo.text, memo.caret);
	draft_file_free(file);
	str_release(&store);
}

static void test_draft__is_synced_once(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);

	(void)state;
	assert_false(draft_is_unsynced(file));
	assert_true(draft_keep(file, &memo, NULL));
	assert_true(draft_is_unsynced(file));
	assert_true(draft_sync(file, NULL));
	assert_false(draft_is_unsynced(file));
	assert_true(draft_keep(file, &memo, NULL));
	assert_false(draft_is_unsynced(file));
	draft_file_free(file);
}

/* 3,000 keys of a text of 900 bytes: nearly 3 MB in all, of which the file keeps 1. */
static void test_draft__the_file_stays_small(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	char text[920];
	size_t len;

	(void)state;
	memset(text, 'x', sizeof(text));
	for (int i = 0; i < 3000; i++) {
		snprintf(text + 900, 20, "%07d", i);
		struct draft draft = with_text(text, 907);
		assert_true(draft_keep(file, &draft, NULL));
	}
	assert_kept(dir, text, 907);
	free(scratch_read(dir, ".sonae/draft", &len));
	assert_true(len < (1 << 20) + 2000);
	draft_file_free(file);
}

static void test_draft__what_cannot_be_written_is_told(void **state)
{
	const char *dir = scratch_dir();
	struct draft_file *file = draft_file_new(dir);
	struct err err = {0};

	(void)state;
	scratch_write(dir, ".sonae", "a file where the folder should be");
	assert_false(draft_keep(file, &memo, &err));
	assert_int_not_equal(err.code, ERR_NONE);
	draft_file_free(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draft__comes_back_as_it_was_kept),
		cmocka_unit_test(test_draft__is_private),
		cmocka_unit_test(test_draft__the_last_one_counts),
		cmocka_unit_test(test_draft__the_same_again_writes_nothing),
		cmocka_unit_test(test_draft__a_torn_record_leaves_the_one_before),
		cmocka_unit_test(test_draft__a_changed_byte_is_no_draft),
		cmocka_unit_test(test_draft__dropped_is_gone),
		cmocka_unit_test(test_draft__is_synced_once),
		cmocka_unit_test(test_draft__the_file_stays_small),
		cmocka_unit_test(test_draft__what_cannot_be_written_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
