#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/file_lock.h"
#include "temp_dir.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A boot that never was. */
#define OTHER_BOOT "00000000-0000-0000-0000-000000000000"

static const char *own_host(void)
{
	static char host[256];

	gethostname(host, sizeof host - 1);
	return host;
}

static const char *own_boot(void)
{
	static char boot[64];
	FILE *file = fopen("/proc/sys/kernel/random/boot_id", "r");

	assert_non_null(file);
	assert_non_null(fgets(boot, sizeof boot, file));
	fclose(file);
	boot[strcspn(boot, "\n")] = '\0';
	return boot;
}

/* The number of a process that was and is no more. */
static long gone_pid(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	return pid;
}

static void write_lock(const char *path, const char *host, long pid, const char *boot)
{
	char text[512];

	snprintf(text, sizeof text, "佐藤\n%s\n%ld\n%s\n2026-11-22T07:30:00+09:00\n", host, pid,
	         boot);
	temp_write(path, text);
}

static void assert_taken(const char *path)
{
	struct file_lock *lock = file_lock_take(path, "鈴木", NULL, NULL);

	assert_non_null(lock);
	file_lock_release(lock);
	assert_false(file_exists(path));
}

static void assert_held_by(const char *path, const char *who, const char *host, long pid)
{
	struct file_lock_holder holder = {.pid = -1};
	struct err err = {0};

	assert_null(file_lock_take(path, "鈴木", &holder, &err));
	assert_int_equal(err.code, ERR_LOCKED);
	assert_string_equal(err.file, "lock");
	assert_string_equal(holder.who, who);
	assert_string_equal(holder.host, host);
	assert_int_equal(holder.pid, pid);
}

static void test_file_lock__says_who_holds_it(void **state)
{
	char *path = temp_path(state, "lock");
	char *text;
	struct file_lock *lock;

	setenv("TZ", "JST-9", 1);
	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	lock = file_lock_take(path, "佐藤 花子", NULL, NULL);
	assert_non_null(lock);
	text = mem_print("佐藤 花子\n%s\n%ld\n%s\n2026-11-22T07:30:00+09:00\n", own_host(),
	                 (long)getpid(), own_boot());
	temp_assert_holds(path, text);
	assert_int_equal(temp_count(state), 1);
	file_lock_release(lock);
	assert_int_equal(temp_count(state), 0);
	file_lock_release(NULL);
	free(text);
	free(path);
}

static void test_file_lock__keeps_the_second_out(void **state)
{
	char *path = temp_path(state, "lock");
	struct file_lock *lock = file_lock_take(path, "佐藤\n花子", NULL, NULL);

	assert_non_null(lock);
	assert_held_by(path, "佐藤 花子", own_host(), getpid());
	assert_int_equal(temp_count(state), 1);
	file_lock_release(lock);
	assert_taken(path);
	free(path);
}

static void test_file_lock__fills_since(void **state)
{
	char *path = temp_path(state, "lock");
	struct file_lock_holder holder;

	write_lock(path, own_host(), getppid(), own_boot());
	assert_null(file_lock_take(path, "", &holder, NULL));
	assert_string_equal(holder.since, "2026-11-22T07:30:00+09:00");
	free(path);
}

static void test_file_lock__of_a_gone_process_is_stale(void **state)
{
	char *path = temp_path(state, "lock");

	write_lock(path, own_host(), gone_pid(), own_boot());
	assert_taken(path);
	assert_int_equal(temp_count(state), 0);
	free(path);
}

static void test_file_lock__of_before_the_restart_is_stale(void **state)
{
	char *path = temp_path(state, "lock");

	write_lock(path, own_host(), getpid(), OTHER_BOOT);
	assert_taken(path);
	free(path);
}

static void test_file_lock__of_a_running_process_is_held(void **state)
{
	char *path = temp_path(state, "lock");

	write_lock(path, own_host(), getppid(), own_boot());
	assert_held_by(path, "佐藤", own_host(), getppid());
	assert_true(file_exists(path));
	free(path);
}

/* Nothing can be known of its processes. */
static void test_file_lock__of_another_host_is_held(void **state)
{
	char *path = temp_path(state, "lock");
	long pid = gone_pid();

	write_lock(path, "sonae-elsewhere", pid, own_boot());
	assert_held_by(path, "佐藤", "sonae-elsewhere", pid);
	write_lock(path, "sonae-elsewhere", pid, OTHER_BOOT);
	assert_held_by(path, "佐藤", "sonae-elsewhere", pid);
	free(path);
}

static void make_old(const char *path)
{
	struct timespec times[2] = {{.tv_sec = time(NULL) - 120}, {.tv_sec = time(NULL) - 120}};

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void test_file_lock__unfinished_is_held_for_a_minute(void **state)
{
	static const char *const text[] = {
		"", "佐藤\n", "a\nb\n1\nc\nd", "a\nb\nx\nc\nd\n", "a\nb\n0\nc\nd\n",
		"a\nb\n-1\nc\nd\n", "a\nb\n99999999999999999999\nc\nd\n",
	};
	char *path = temp_path(state, "lock");

	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		temp_write(path, text[i]);
		assert_held_by(path, "", "", 0);
		make_old(path);
		assert_taken(path);
	}
	free(path);
}

static void test_file_lock__age_alone_makes_nothing_stale(void **state)
{
	char *path = temp_path(state, "lock");

	write_lock(path, own_host(), getpid(), own_boot());
	make_old(path);
	assert_held_by(path, "佐藤", own_host(), getpid());
	free(path);
}

static void test_file_lock__long_names_are_cut(void **state)
{
	char *path = temp_path(state, "lock");
	char who[1001];
	struct file_lock_holder holder;
	struct file_lock *lock;

	memset(who, 'w', sizeof who - 1);
	who[sizeof who - 1] = '\0';
	lock = file_lock_take(path, who, NULL, NULL);
	assert_null(file_lock_take(path, "", &holder, NULL));
	assert_int_equal(strlen(holder.who), sizeof holder.who - 1);
	file_lock_release(lock);
	free(path);
}

static void test_file_lock__release_leaves_another_holders(void **state)
{
	char *path = temp_path(state, "lock");
	struct file_lock *lock = file_lock_take(path, "鈴木", NULL, NULL);

	write_lock(path, "sonae-elsewhere", 1, OTHER_BOOT);
	file_lock_release(lock);
	assert_held_by(path, "佐藤", "sonae-elsewhere", 1);
	free(path);
}

static void test_file_lock__needs_its_folder(void **state)
{
	char *path = temp_path(state, "none/lock");
	struct err err = {0};

	assert_null(file_lock_take(path, "鈴木", NULL, &err));
	assert_int_equal(err.code, ERR_WRITE);
	assert_string_equal(err.file, "lock");
	free(path);
}

/* The winner holds it until all have tried: a byte in the pipe for each loser,
 * then the pipe is at its end. */
static void try_to_win(const char *path, int gate, int told)
{
	char byte;

	if (read(gate, &byte, 1) != 0)
		_exit(1);
	byte = file_lock_take(path, "child", NULL, NULL) ? 'W' : 'L';
	_exit(write(told, &byte, 1) == 1 && (byte == 'L' || pause() != 0) ? 0 : 1);
}

static void test_file_lock__one_of_many_wins(void **state)
{
	enum { CHILDREN = 8 };
	char *path = temp_path(state, "lock");
	int gate[2], told[2], won = 0;
	pid_t child[CHILDREN];

	assert_int_equal(pipe(gate), 0);
	assert_int_equal(pipe(told), 0);
	for (int i = 0; i < CHILDREN; i++) {
		child[i] = fork();
		if (child[i] == 0) {
			close(gate[1]);
			try_to_win(path, gate[0], told[1]);
		}
	}
	close(gate[1]);
	for (int i = 0; i < CHILDREN; i++) {
		char byte = '?';

		assert_int_equal(read(told[0], &byte, 1), 1);
		won += byte == 'W';
	}
	assert_int_equal(won, 1);
	for (int i = 0; i < CHILDREN; i++) {
		kill(child[i], SIGKILL);
		waitpid(child[i], NULL, 0);
	}
	assert_taken(path);
	close(gate[0]);
	close(told[0]);
	close(told[1]);
	free(path);
}

static void test_file_lock_break__only_the_holder_that_was_named(void **state)
{
	char *path = temp_path(state, "lock");
	struct file_lock_holder holder = {.pid = 0}, other;
	struct err err = {0};

	write_lock(path, "elsewhere", 7, OTHER_BOOT);
	assert_null(file_lock_take(path, "鈴木", &holder, NULL));
	assert_true(file_lock_is_remote(&holder));
	other = holder;
	other.pid = 8;
	assert_false(file_lock_break(path, &other, &err));
	assert_int_equal(err.code, ERR_LOCKED);
	assert_true(file_exists(path));
	assert_true(file_lock_break(path, &holder, &err));
	assert_int_equal(temp_count(state), 0);
	assert_true(file_lock_break(path, &holder, &err)); /* gone by itself */
	assert_taken(path);
	free(path);
}

static void test_file_lock_is_remote__not_our_own_host(void **state)
{
	struct file_lock_holder holder = {.pid = 7};

	(void)state;
	assert_false(file_lock_is_remote(&holder));
	snprintf(holder.host, sizeof holder.host, "%s", own_host());
	assert_false(file_lock_is_remote(&holder));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_IN_DIR(test_file_lock__says_who_holds_it),
		TEST_IN_DIR(test_file_lock__keeps_the_second_out),
		TEST_IN_DIR(test_file_lock__fills_since),
		TEST_IN_DIR(test_file_lock__of_a_gone_process_is_stale),
		TEST_IN_DIR(test_file_lock__of_before_the_restart_is_stale),
		TEST_IN_DIR(test_file_lock__of_a_running_process_is_held),
		TEST_IN_DIR(test_file_lock__of_another_host_is_held),
		TEST_IN_DIR(test_file_lock__unfinished_is_held_for_a_minute),
		TEST_IN_DIR(test_file_lock__age_alone_makes_nothing_stale),
		TEST_IN_DIR(test_file_lock__long_names_are_cut),
		TEST_IN_DIR(test_file_lock__release_leaves_another_holders),
		TEST_IN_DIR(test_file_lock__needs_its_folder),
		TEST_IN_DIR(test_file_lock__one_of_many_wins),
		TEST_IN_DIR(test_file_lock_break__only_the_holder_that_was_named),
		TEST_IN_DIR(test_file_lock_is_remote__not_our_own_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
