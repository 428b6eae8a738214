#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/file_log.h"
#include "temp_dir.h"
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

static void test_file_log__grows_from_nothing(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct file_log *log = file_log_open(path, NULL);
	struct stat st;

	assert_non_null(log);
	assert_int_equal(file_log_size(log), 0);
	assert_true(file_log_append(log, "一\n", 4, NULL));
	temp_assert_holds(path, "一\n");
	assert_true(file_log_append(log, "二\n", 4, NULL));
	assert_int_equal(file_log_size(log), 8);
	temp_assert_holds(path, "一\n二\n");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	file_log_close(log);
	file_log_close(NULL);
	free(path);
}

static void test_file_log__goes_on_where_it_ended(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct file_log *log;

	temp_write(path, "one\n");
	log = file_log_open(path, NULL);
	assert_int_equal(file_log_size(log), 4);
	assert_true(file_log_append(log, "two\n", 4, NULL));
	file_log_close(log);
	temp_assert_holds(path, "one\ntwo\n");
	free(path);
}

static void test_file_log__cuts_a_torn_tail(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct file_log *log;

	temp_write(path, "one\ntw");
	log = file_log_open(path, NULL);
	assert_true(file_log_cut(log, 4, NULL));
	assert_int_equal(file_log_size(log), 4);
	assert_true(file_log_append(log, "new\n", 4, NULL));
	temp_assert_holds(path, "one\nnew\n");
	assert_true(file_log_cut(log, 0, NULL));
	temp_assert_holds(path, "");
	file_log_close(log);
	free(path);
}

static void test_file_log__full_disk_leaves_no_half_record(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct file_log *log = file_log_open(path, NULL);
	struct err err = {0};
	bool appended;

	assert_true(file_log_append(log, "0123456789", 10, NULL));
	limit_files(15);
	appended = file_log_append(log, "abcdefghij", 10, &err);
	limit_files(RLIM_INFINITY);
	assert_false(appended);
	assert_int_equal(err.code, ERR_WRITE);
	assert_string_equal(err.file, "history.csv");
	assert_int_equal(file_log_size(log), 10);
	temp_assert_holds(path, "0123456789");
	assert_true(file_log_append(log, "abc", 3, NULL));
	temp_assert_holds(path, "0123456789abc");
	file_log_close(log);
	free(path);
}

static void assert_changed(struct file_log *log)
{
	struct err err = {0};

	assert_false(file_log_append(log, "lost\n", 5, &err));
	assert_int_equal(err.code, ERR_CHANGED);
	assert_string_equal(err.file, "history.csv");
	file_log_close(log);
}

static void test_file_log__does_not_write_after_another_writer(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct file_log *log = file_log_open(path, NULL);

	assert_true(file_log_append(log, "one\n", 4, NULL));
	temp_write(path, "one\nother\n");
	assert_changed(log);
	temp_assert_holds(path, "one\nother\n");
	free(path);
}

static void test_file_log__does_not_write_to_a_replaced_file(void **state)
{
	char *path = temp_path(state, "history.csv");
	char *other = temp_path(state, "other.csv");
	struct file_log *log = file_log_open(path, NULL);

	assert_true(file_log_append(log, "one\n", 4, NULL));
	temp_write(other, "one\n");
	assert_int_equal(rename(other, path), 0);
	assert_changed(log);
	temp_assert_holds(path, "one\n");
	free(other);
	free(path);
}

static void test_file_log__says_why_it_cannot_open(void **state)
{
	struct err err = {0};

	assert_null(file_log_open(*state, &err));
	assert_int_equal(err.code, ERR_WRITE);
	assert_string_equal(err.file, path_name(*state));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_IN_DIR(test_file_log__grows_from_nothing),
		TEST_IN_DIR(test_file_log__goes_on_where_it_ended),
		TEST_IN_DIR(test_file_log__cuts_a_torn_tail),
		TEST_IN_DIR(test_file_log__full_disk_leaves_no_half_record),
		TEST_IN_DIR(test_file_log__does_not_write_after_another_writer),
		TEST_IN_DIR(test_file_log__does_not_write_to_a_replaced_file),
		TEST_IN_DIR(test_file_log__says_why_it_cannot_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
