#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/file_write.h"
#include "temp_dir.h"
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files of this process end at `size` bytes, as on a full disk. */
static void limit_files(rlim_t size)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void test_file_write__makes_and_replaces(void **state)
{
	char *path = temp_path(state, "資産.csv");
	struct stat st;

	assert_true(file_replace(path, "一", 3, NULL));
	temp_assert_holds(path, "一");
	assert_int_equal(chmod(path, 0644), 0);
	assert_true(file_replace(path, "二番", 6, NULL));
	temp_assert_holds(path, "二番");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_true(file_replace(path, NULL, 0, NULL));
	temp_assert_holds(path, "");
	assert_int_equal(temp_count(state), 1);
	free(path);
}

static void test_file_write__old_file_stands_until_commit(void **state)
{
	char *path = temp_path(state, "a");
	struct file_write *write;

	temp_write(path, "old");
	write = file_write_begin(path, NULL);
	assert_non_null(write);
	file_write_add(write, "new", 3);
	temp_assert_holds(path, "old");
	assert_int_equal(temp_count(state), 2);
	assert_true(file_write_commit(write, NULL));
	temp_assert_holds(path, "new");
	assert_int_equal(temp_count(state), 1);
	free(path);
}

static void test_file_write__cancel_leaves_nothing(void **state)
{
	char *path = temp_path(state, "a");
	struct file_write *write;

	temp_write(path, "old");
	write = file_write_begin(path, NULL);
	file_write_add(write, "new", 3);
	file_write_cancel(write);
	temp_assert_holds(path, "old");
	assert_int_equal(temp_count(state), 1);
	file_write_cancel(NULL);
	free(path);
}

static void test_file_write__prepare_says_what_will_stand(void **state)
{
	char *path = temp_path(state, "a");
	char hash[DIGEST_HEX + 1];
	struct file_stamp stamp;
	struct file_write *write;

	temp_write(path, "old!");
	write = file_write_begin(path, NULL);
	file_write_add(write, "ab", 2);
	file_write_add(write, "c", 1);
	assert_true(file_write_prepare(write, &stamp, hash, NULL));
	assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223"
	                          "b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(stamp.size, 3);
	temp_assert_holds(path, "old!");
	assert_true(file_write_commit(write, NULL));
	assert_true(file_stamp_is(stamp, file_stamp(path)));
	temp_assert_holds(path, "abc");
	free(path);
}

static void test_file_write__prepared_may_be_cancelled(void **state)
{
	char *path = temp_path(state, "a");
	char hash[DIGEST_HEX + 1];
	struct file_stamp stamp;
	struct file_write *write = file_write_begin(path, NULL);

	assert_true(file_write_prepare(write, &stamp, hash, NULL));
	assert_int_equal(stamp.size, 0);
	file_write_cancel(write);
	assert_int_equal(temp_count(state), 0);
	free(path);
}

/* Pieces below, at and above the buffer's 64 KiB, in every order. */
static void test_file_write__pieces_of_any_size_stay_in_order(void **state)
{
	static const size_t piece[] = {1, 65535, 65536, 3, 65537, 65536, 200000, 1, 65535, 1};
	static char data[200000];
	char *path = temp_path(state, "a");
	struct file_write *write = file_write_begin(path, NULL);
	struct str whole = {0}, held = {0};
	char hash[DIGEST_HEX + 1], expected[DIGEST_HEX + 1];
	struct file_stamp stamp;

	for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
		memset(data, 'a' + (int)i, piece[i]);
		str_add_n(&whole, data, piece[i]);
		file_write_add(write, data, piece[i]);
	}
	assert_true(file_write_prepare(write, &stamp, hash, NULL));
	assert_true(file_write_commit(write, NULL));
	assert_true(file_read(path, &held, NULL));
	assert_int_equal(held.len, whole.len);
	assert_memory_equal(held.at, whole.at, whole.len);
	digest_of(whole.at, whole.len, expected);
	assert_string_equal(hash, expected);
	str_release(&whole);
	str_release(&held);
	free(path);
}

static void test_file_write__full_disk_leaves_the_old_file(void **state)
{
	static char data[100000];
	char *path = temp_path(state, "資産.csv");
	struct err err = {0};
	bool replaced;

	temp_write(path, "old");
	limit_files(70000);
	replaced = file_replace(path, data, sizeof data, &err);
	limit_files(RLIM_INFINITY);
	assert_false(replaced);
	assert_int_equal(err.code, ERR_WRITE);
	assert_string_equal(err.file, "資産.csv");
	assert_string_equal(err.what, strerror(EFBIG));
	temp_assert_holds(path, "old");
	assert_int_equal(temp_count(state), 1);
	free(path);
}

static void test_file_write__prepare_tells_of_a_full_disk(void **state)
{
	char *path = temp_path(state, "a");
	char hash[DIGEST_HEX + 1] = "untouched";
	struct file_stamp stamp = {-7, -7};
	struct file_write *write = file_write_begin(path, NULL);
	bool prepared;

	file_write_add(write, "0123456789", 10);
	limit_files(5);
	prepared = file_write_prepare(write, &stamp, hash, NULL);
	limit_files(RLIM_INFINITY);
	assert_false(prepared);
	assert_string_equal(hash, "untouched");
	assert_int_equal(stamp.size, -7);
	assert_false(file_write_commit(write, NULL));
	assert_int_equal(temp_count(state), 0);
	free(path);
}

static void test_file_write__no_folder_no_file(void **state)
{
	char *path = temp_path(state, "none/a.csv");
	struct err err = {0};

	assert_null(file_write_begin(path, &err));
	assert_int_equal(err.code, ERR_WRITE);
	assert_string_equal(err.file, "a.csv");
	free(path);
}

static void test_file_write__a_folder_is_not_replaced(void **state)
{
	char *path = temp_path(state, "dir");

	assert_true(file_make_dir(path, NULL));
	assert_false(file_replace(path, "x", 1, NULL));
	assert_true(file_is_dir(path));
	assert_int_equal(temp_count(state), 1);
	free(path);
}

static void test_file_write__a_symlink_stays_one(void **state)
{
	char *target = temp_path(state, "target.csv");
	char *path = temp_path(state, "link.csv");
	struct stat st;

	temp_write(target, "old");
	assert_int_equal(symlink("target.csv", path), 0);
	assert_true(file_replace(path, "new", 3, NULL));
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	temp_assert_holds(target, "new");
	assert_int_equal(temp_count(state), 2);
	free(path);
	free(target);
}

static void test_file_write__a_symlink_to_nothing_is_refused(void **state)
{
	char *path = temp_path(state, "link.csv");
	struct err err = {0};
	struct stat st;

	assert_int_equal(symlink("nowhere.csv", path), 0);
	assert_false(file_replace(path, "new", 3, &err));
	assert_int_equal(err.code, ERR_WRITE);
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	free(path);
}

/* 255 bytes is what a filesystem allows; 85 kana. */
static void test_file_write__names_may_be_as_long_as_allowed(void **state)
{
	struct str name = {0};
	char *path;

	for (int i = 0; i < 85; i++)
		str_add(&name, "あ");
	path = temp_path(state, str_text(&name));
	assert_true(file_replace(path, "x", 1, NULL));
	temp_assert_holds(path, "x");
	str_release(&name);
	free(path);
}

static void test_file_write__sweeps_what_the_killed_left(void **state)
{
	static const char *const kept[] = {"a.csv", ".sonae", ".sonae-123456", "a.csv.sonae-123456",
	                                   ".a.csv.sonae-12345"};
	char *path = temp_path(state, "a.csv");
	struct file_write *killed;

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		char *name = temp_path(state, kept[i]);

		temp_write(name, "kept");
		free(name);
	}
	killed = file_write_begin(path, NULL);
	assert_int_equal(temp_count(state), 6);
	file_write_sweep(*state);
	assert_int_equal(temp_count(state), 5);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		char *name = temp_path(state, kept[i]);

		temp_assert_holds(name, "kept");
		free(name);
	}
	assert_false(file_write_commit(killed, NULL));
	temp_assert_holds(path, "kept");
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_IN_DIR(test_file_write__makes_and_replaces),
		TEST_IN_DIR(test_file_write__old_file_stands_until_commit),
		TEST_IN_DIR(test_file_write__cancel_leaves_nothing),
		TEST_IN_DIR(test_file_write__prepare_says_what_will_stand),
		TEST_IN_DIR(test_file_write__prepared_may_be_cancelled),
		TEST_IN_DIR(test_file_write__pieces_of_any_size_stay_in_order),
		TEST_IN_DIR(test_file_write__full_disk_leaves_the_old_file),
		TEST_IN_DIR(test_file_write__prepare_tells_of_a_full_disk),
		TEST_IN_DIR(test_file_write__no_folder_no_file),
		TEST_IN_DIR(test_file_write__a_folder_is_not_replaced),
		TEST_IN_DIR(test_file_write__a_symlink_stays_one),
		TEST_IN_DIR(test_file_write__a_symlink_to_nothing_is_refused),
		TEST_IN_DIR(test_file_write__names_may_be_as_long_as_allowed),
		TEST_IN_DIR(test_file_write__sweeps_what_the_killed_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
