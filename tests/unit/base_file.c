#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/file.h"
#include "sonae/base/fd.h"
#include "temp_dir.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_joined(const char *dir, const char *name, const char *path)
{
	char *joined = path_join(dir, name);

	assert_string_equal(joined, path);
	free(joined);
}

static void assert_dir(const char *path, const char *dir)
{
	char *found = path_dir(path);

	assert_string_equal(found, dir);
	free(found);
}

static void test_file__paths_come_apart_and_together(void **state)
{
	(void)state;
	assert_joined("book", "a.csv", "book/a.csv");
	assert_joined("book/", "a.csv", "book/a.csv");
	assert_joined("/", "a.csv", "/a.csv");
	assert_joined("", "a.csv", "a.csv");
	assert_joined("帳票", "情報資産.csv", "帳票/情報資産.csv");
	assert_string_equal(path_name("book/a.csv"), "a.csv");
	assert_string_equal(path_name("a.csv"), "a.csv");
	assert_string_equal(path_name("/a.csv"), "a.csv");
	assert_string_equal(path_name("x/book/"), "book/");
	assert_string_equal(path_name("/"), "/");
	assert_string_equal(path_name(""), "");
	assert_dir("book/a.csv", "book");
	assert_dir("a.csv", ".");
	assert_dir("/a.csv", "/");
	assert_dir("x//book/", "x");
	assert_dir("/", "/");
}

static void test_file__reads_after_what_is_there(void **state)
{
	char *path = temp_path(state, "台帳.csv");
	struct str text = {0};

	temp_write(path, "資産\r\n");
	str_add(&text, "前 ");
	assert_true(file_read(path, &text, NULL));
	assert_string_equal(str_text(&text), "前 資産\r\n");
	assert_int_equal(text.len, 4 + 6 + 2);
	str_release(&text);
	free(path);
}

static void test_file__reads_empty_large_and_zero_bytes(void **state)
{
	char *path = temp_path(state, "a");
	struct str text = {0};
	FILE *file;

	temp_write(path, "");
	assert_true(file_read(path, &text, NULL));
	assert_int_equal(text.len, 0);
	file = fopen(path, "w");
	for (int i = 0; i < 300000; i++)
		fputc(i % 7, file);
	fclose(file);
	assert_true(file_read(path, &text, NULL));
	assert_int_equal(text.len, 300000);
	for (int i = 0; i < 300000; i++)
		assert_int_equal(text.at[i], i % 7);
	str_release(&text);
	free(path);
}

/* Their size is said to be 0. */
static void test_file__reads_what_the_kernel_makes_up(void **state)
{
	struct str text = {0};

	(void)state;
	assert_true(file_read("/proc/self/status", &text, NULL));
	assert_true(text_starts(str_text(&text), "Name:"));
	assert_int_equal(text.at[text.len - 1], '\n');
	str_release(&text);
}

static void test_file__only_a_file_of_its_own(void **state)
{
	char *path = temp_path(state, "a"), *link = temp_path(state, "link");
	char *pipe = temp_path(state, "pipe"), *dir = path_dir(path);
	const char *const others[] = {link, pipe, dir, "/dev/zero"};
	struct str text = {0};
	struct err err = {0};

	temp_write(path, "四");
	assert_int_equal(symlink(path, link), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_true(file_read_own(path, 3, &text, NULL));
	assert_string_equal(str_text(&text), "四");
	assert_false(file_read_own(path, 2, &text, &err));
	assert_int_equal(err.code, ERR_LARGE);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		assert_false(file_read_own(others[i], 100, &text, &err));
		assert_int_equal(err.code, ERR_NOT_PLAIN);
	}
	assert_false(file_read_own("/none/such", 100, &text, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_string_equal(str_text(&text), "四");
	assert_true(file_is_plain(link) && file_is_link(link) && !file_is_link(path));
	assert_false(file_is_plain(pipe) || file_is_plain(dir));
	str_release(&text);
	free(path);
	free(link);
	free(pipe);
	free(dir);
}

static void test_file_make_temp_dir__for_one_person(void **state)
{
	const char *before = getenv("TMPDIR");
	char *tmp = before ? mem_dup(before) : NULL, *here = temp_path(state, "here"), *dir;
	struct stat st;
	struct err err = {0};

	assert_int_equal(mkdir(here, 0700), 0);
	setenv("TMPDIR", here, 1);
	dir = file_make_temp_dir(NULL);
	assert_non_null(dir);
	assert_true(text_starts(dir, here));
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(rmdir(dir), 0);
	setenv("TMPDIR", "/none/such", 1);
	assert_null(file_make_temp_dir(&err));
	assert_int_not_equal(err.code, ERR_NONE);
	if (tmp)
		setenv("TMPDIR", tmp, 1);
	else
		unsetenv("TMPDIR");
	free(tmp);
	free(here);
	free(dir);
}

static void test_file__begins(void **state)
{
	char *path = temp_path(state, "a");

	temp_write(path, "PK");
	assert_true(file_begins(path, "PK", 2));
	assert_false(file_begins(path, "PKx", 3));
	assert_false(file_begins(path, "PX", 2));
	assert_false(file_begins("/none/such", "", 0));
	free(path);
}

static void test_file__says_why_it_cannot_be_read(void **state)
{
	char *path = temp_path(state, "ない.csv");
	struct str text = {0};
	struct err err = {0};

	str_add(&text, "前");
	assert_false(file_read(path, &text, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_string_equal(err.file, "ない.csv");
	assert_false(file_read(*state, &text, &err));
	assert_int_equal(err.code, ERR_READ);
	assert_string_equal(err.file, path_name(*state));
	assert_string_equal(str_text(&text), "前");
	str_release(&text);
	free(path);
}

static void test_file__removes_files_only(void **state)
{
	char *path = temp_path(state, "a");

	temp_write(path, "");
	assert_true(file_exists(path));
	assert_false(file_is_dir(path));
	assert_true(file_remove(path, NULL));
	assert_false(file_exists(path));
	assert_true(file_remove(path, NULL));
	assert_false(file_remove(*state, NULL));
	assert_true(file_is_dir(*state));
	free(path);
}

static void test_file__makes_folders_for_one_person(void **state)
{
	char *deep = temp_path(state, "一/二/三");
	char *dir[3];
	struct stat st;

	dir[0] = temp_path(state, "一");
	dir[1] = temp_path(state, "一/二");
	dir[2] = temp_path(state, "一/二/三/");
	assert_true(file_make_dir(deep, NULL));
	assert_true(file_make_dir(dir[2], NULL));
	for (int i = 2; i >= 0; i--) {
		assert_int_equal(stat(dir[i], &st), 0);
		assert_int_equal(st.st_mode & 07777, 0700);
		assert_int_equal(rmdir(dir[i]), 0);
		free(dir[i]);
	}
	free(deep);
}

static void test_file__makes_no_folder_where_a_file_is(void **state)
{
	char *path = temp_path(state, "a");
	char *below = temp_path(state, "a/b");
	struct err err = {0};

	temp_write(path, "x");
	assert_false(file_make_dir(path, &err));
	assert_int_equal(err.code, ERR_WRITE);
	assert_string_equal(err.file, "a");
	assert_false(file_make_dir(below, NULL));
	temp_assert_holds(path, "x");
	free(below);
	free(path);
}

static void test_file__lists_names_in_order_of_bytes(void **state)
{
	static const char *const made[] = {"い", "b", ".hidden", "あ", "B", "a"};
	static const char *const listed[] = {".hidden", "B", "a", "b", "あ", "い"};
	char **names = NULL;
	size_t count = 0;

	for (size_t i = 0; i < 6; i++) {
		char *path = temp_path(state, made[i]);

		temp_write(path, "");
		free(path);
	}
	assert_true(file_list(*state, &names, &count, NULL));
	assert_int_equal(count, 6);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(names[i], listed[i]);
		free(names[i]);
	}
	free(names);
}

static void test_file__lists_nothing_of_no_folder(void **state)
{
	char *path = temp_path(state, "none");
	char **names = NULL;
	size_t count = 7;
	struct err err = {0};

	assert_true(file_list(*state, &names, &count, NULL));
	assert_int_equal(count, 0);
	free(names);
	names = NULL;
	count = 7;
	assert_false(file_list(path, &names, &count, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_null(names);
	assert_int_equal(count, 7);
	free(path);
}

static void test_file__stamps_tell_a_change(void **state)
{
	const struct timespec times[2] = {{.tv_sec = 5, .tv_nsec = 7}, {.tv_sec = 5, .tv_nsec = 7}};
	char *path = temp_path(state, "a");
	struct file_stamp before, after;

	assert_int_equal(file_stamp(path).size, -1);
	temp_write(path, "あ");
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	before = file_stamp(path);
	assert_int_equal(before.size, 3);
	assert_int_equal(before.mtime_ns, 5000000007LL);
	assert_true(file_stamp_is(before, file_stamp(path)));
	temp_write(path, "い");
	after = file_stamp(path);
	assert_int_equal(after.size, 3);
	assert_false(file_stamp_is(before, after));
	assert_false(file_stamp_is(before, (struct file_stamp){4, before.mtime_ns}));
	free(path);
}

static void ignore(int number)
{
	(void)number;
}

/* A slow reader at the other end, while a signal comes every millisecond. */
static void test_fd__write_is_not_stopped_by_signals(void **state)
{
	static char data[300000];
	const struct itimerval often = {{0, 1000}, {0, 1000}}, never = {0};
	struct sigaction action = {.sa_handler = ignore}; /* no SA_RESTART */
	int ends[2], status;
	pid_t reader;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	reader = fork();
	if (reader == 0) {
		size_t sum = 0;
		ssize_t got;

		close(ends[1]);
		usleep(30000);
		while ((got = fd_read(ends[0], data, sizeof data)) > 0)
			sum += (size_t)got;
		_exit(sum == sizeof data ? 0 : 1);
	}
	close(ends[0]);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	assert_true(fd_write(ends[1], data, sizeof data));
	setitimer(ITIMER_REAL, &never, NULL);
	assert_true(fd_close(ends[1]));
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(status, 0);
}

static void test_file_empty_dir__all_that_is_in_it(void **state)
{
	char *dir = temp_path(state, "a"), *inner = path_join(dir, "b/c"), *file = path_join(inner, "x");
	char *outside = temp_path(state, "kept"), *link = path_join(dir, "link");

	temp_write(outside, "外");
	assert_true(file_make_dir(inner, NULL));
	temp_write(file, "中");
	assert_int_equal(symlink(outside, link), 0);
	assert_false(file_is_empty_dir(dir));
	file_empty_dir(dir);
	assert_true(file_is_empty_dir(dir));
	temp_assert_holds(outside, "外");
	file_empty_dir(file); /* not there */
	assert_false(file_is_empty_dir(file));
	free(link);
	free(outside);
	free(file);
	free(inner);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_file__paths_come_apart_and_together),
		TEST_IN_DIR(test_file__reads_after_what_is_there),
		TEST_IN_DIR(test_file__reads_empty_large_and_zero_bytes),
		cmocka_unit_test(test_file__reads_what_the_kernel_makes_up),
		TEST_IN_DIR(test_file__says_why_it_cannot_be_read),
		TEST_IN_DIR(test_file__only_a_file_of_its_own),
		TEST_IN_DIR(test_file__begins),
		TEST_IN_DIR(test_file_make_temp_dir__for_one_person),
		TEST_IN_DIR(test_file__removes_files_only),
		TEST_IN_DIR(test_file__makes_folders_for_one_person),
		TEST_IN_DIR(test_file__makes_no_folder_where_a_file_is),
		TEST_IN_DIR(test_file__lists_names_in_order_of_bytes),
		TEST_IN_DIR(test_file__lists_nothing_of_no_folder),
		TEST_IN_DIR(test_file__stamps_tell_a_change),
		cmocka_unit_test(test_fd__write_is_not_stopped_by_signals),
		TEST_IN_DIR(test_file_empty_dir__all_that_is_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
