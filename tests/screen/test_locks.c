/* Who has the workbook open: two programs, and programs that ended in every way there is. */
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "sonae/store/folder.h"
#include "support/pty.h"
#include "support/scratch.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LOCK ".sonae/lock"
#define OTHER_BOOT "00000000-0000-0000-0000-000000000000"

static const char *make_book(void)
{
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r4", .company = "備え工業"};
	const char *book = scratch_dir();

	assert_true(folder_create(book, &settings, NULL));
	return book;
}

static struct pty *start(const char *book, const char *who)
{
	char variable[64];
	struct pty *p;

	snprintf(variable, sizeof(variable), "SONAE_WHO=%s", who);
	p = pty_start(&(struct launch){.argv = LIST(launch_sonae(), book, "assets"),
	                               .env = LIST(variable), .cols = 120});
	pty_wait(p, "情報資産管理台帳");
	return p;
}

static void type_name(struct pty *p, const char *name)
{
	pty_keys(p, "^End Home Right");
	pty_send_text(p, name);
	pty_key(p, "Enter");
	pty_settle(p);
}


static void write_lock(const char *book, const char *host, long pid, const char *boot)
{
	char text[512];

	snprintf(text, sizeof(text), "林\n%s\n%ld\n%s\n2026-11-22T07:12:00+09:00\n", host, pid, boot);
	scratch_write(book, LOCK, text);
}

static const char *own_host(void)
{
	static char host[256];

	gethostname(host, sizeof(host) - 1);
	return host;
}

/* What the kernel says; one that never was where it does not tell. */
static const char *own_boot(void)
{
	static char boot[64];
	char *text = scratch_read("/proc/sys/kernel/random", "boot_id", NULL);

	text_copy(boot, sizeof(boot), text ? text : "");
	boot[strcspn(boot, "\n")] = '\0';
	free(text);
	return boot;
}

static long gone_pid(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	return pid;
}

/* ---- two at a time ---- */

static void test_locks__the_second_only_reads_and_names_the_first(void **state)
{
	const char *book = make_book();
	struct pty *first = start(book, "佐藤"), *second;

	(void)state;
	type_name(first, "人事");
	second = start(book, "鈴木");
	pty_wait(second, "佐藤さん");
	pty_wait(second, "11-22 07:30"); /* since when: the frozen clock of both */
	pty_wait(second, "人事");
	pty_key(second, "Right");
	pty_send_text(second, "経理");
	pty_wait(second, "変更はできません");
	assert_int_equal(pty_find(second, "経理", NULL), -1);
	/* That the reader goes takes nothing from the writer. */
	pty_key(second, "^Q");
	assert_int_equal(pty_wait_exit(second), 0);
	pty_close(second);
	assert_true(scratch_exists(book, LOCK));
	type_name(first, "取引先名簿");
	pty_wait(first, "A-002");
	pty_key(first, "^Q");
	assert_int_equal(pty_wait_exit(first), 0);
	pty_close(first);
	assert_false(scratch_exists(book, LOCK));
	second = start(book, "鈴木");
	type_name(second, "設計図面");
	pty_wait(second, "A-003");
	pty_close(second);
}

/* ---- every way to end ---- */

static void ends_by(int signal)
{
	const char *book = make_book();
	struct pty *p = start(book, "佐藤");
	char *csv;

	type_name(p, "社員名簿");
	pty_kill(p, signal);
	pty_wait_exit(p);
	pty_close(p);
	assert_false(scratch_exists(book, LOCK));
	csv = scratch_read(book, "assets.csv", NULL);
	assert_non_null(csv);
	assert_non_null(strstr(csv, "社員名簿"));
	free(csv);
}

static void test_locks__hangup(void **state)
{
	(void)state;
	ends_by(SIGHUP);
}

static void test_locks__terminated(void **state)
{
	(void)state;
	ends_by(SIGTERM);
}

static void test_locks__the_terminal_is_gone(void **state)
{
	const char *book = make_book();
	struct pty *p = start(book, "佐藤");
	char *csv;

	(void)state;
	type_name(p, "社員名簿");
	pty_close(p); /* closes the master, waits for the end */
	assert_false(scratch_exists(book, LOCK));
	csv = scratch_read(book, "assets.csv", NULL);
	assert_non_null(csv);
	assert_non_null(strstr(csv, "社員名簿"));
	free(csv);
}

/* On a terminal ^C copies; a SIGINT from outside is the same key, and never leaves a lock. */
static void test_locks__interrupted(void **state)
{
	const char *book = make_book();
	struct pty *p = start(book, "佐藤");

	(void)state;
	type_name(p, "社員名簿");
	pty_kill(p, SIGINT);
	pty_settle(p);
	if (pty_pid(p) != 0) {
		assert_true(scratch_exists(book, LOCK));
		type_name(p, "取引先名簿");
		pty_wait(p, "A-002");
	}
	pty_close(p);
	assert_false(scratch_exists(book, LOCK));
}

/* ---- stale ---- */

static void is_taken_over(const char *book)
{
	struct pty *p = start(book, "佐藤");
	char *lock;

	type_name(p, "社員名簿");
	pty_wait(p, "A-001");
	lock = scratch_read(book, LOCK, NULL);
	assert_non_null(strstr(lock, "佐藤"));
	free(lock);
	pty_key(p, "^Q");
	assert_int_equal(pty_wait_exit(p), 0);
	pty_close(p);
	assert_false(scratch_exists(book, LOCK));
}

static void test_locks__of_a_dead_process_is_taken_over(void **state)
{
	const char *book = make_book();

	(void)state;
	write_lock(book, own_host(), gone_pid(), own_boot());
	is_taken_over(book);
}

/* After a restart of the machine the number may be another process's: here our own. */
static void test_locks__of_another_boot_is_taken_over(void **state)
{
	const char *book = make_book();

	(void)state;
	write_lock(book, own_host(), getpid(), OTHER_BOOT);
	is_taken_over(book);
}

static void test_locks__of_a_killed_program_is_taken_over(void **state)
{
	const char *book = make_book();
	struct pty *p = start(book, "林");

	(void)state;
	pty_kill(p, SIGKILL);
	pty_wait_exit(p);
	pty_close(p);
	assert_true(scratch_exists(book, LOCK));
	is_taken_over(book);
}

/* ---- another machine ---- */

static void choose_take_over(struct pty *p)
{
	pty_key(p, "F10");
	pty_send_text(p, "引き継");
	pty_wait(p, "引き継ぐ");
	pty_key(p, "Enter");
	pty_wait(p, "本当にもう使っていませんか");
}

static void test_locks__of_another_machine_is_asked_about(void **state)
{
	const char *book = make_book();
	struct pty *p;
	char *lock;

	(void)state;
	write_lock(book, "elsewhere", 1, OTHER_BOOT);
	p = start(book, "佐藤");
	pty_wait(p, "elsewhere");
	pty_wait(p, "林さん");
	pty_wait(p, "11-22 07:12");
	choose_take_over(p);
	pty_key(p, "Enter"); /* the first answer leaves things as they are */
	pty_settle(p);
	lock = scratch_read(book, LOCK, NULL);
	assert_non_null(strstr(lock, "elsewhere"));
	free(lock);
	choose_take_over(p);
	pty_keys(p, "Down Enter");
	pty_wait(p, "引き継ぎました");
	lock = scratch_read(book, LOCK, NULL);
	assert_null(strstr(lock, "elsewhere"));
	assert_non_null(strstr(lock, "佐藤"));
	free(lock);
	pty_key(p, "^Q");
	assert_int_equal(pty_wait_exit(p), 0);
	pty_close(p);
	assert_false(scratch_exists(book, LOCK));
}

/* It came back to life and was closed and opened anew in the meantime. */
static void test_locks__taking_over_from_somebody_new_is_refused(void **state)
{
	const char *book = make_book();
	struct pty *p;
	char *lock;

	(void)state;
	write_lock(book, "elsewhere", 1, OTHER_BOOT);
	p = start(book, "佐藤");
	pty_wait(p, "elsewhere");
	write_lock(book, "elsewhere", 2, OTHER_BOOT);
	choose_take_over(p);
	pty_keys(p, "Down Enter");
	pty_settle(p);
	lock = scratch_read(book, LOCK, NULL);
	assert_non_null(strstr(lock, "elsewhere\n2\n"));
	free(lock);
	pty_close(p);
	assert_true(scratch_exists(book, LOCK));
}

#define CASE(name) cmocka_unit_test_teardown(test_locks__##name, pty_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_second_only_reads_and_names_the_first),
		CASE(hangup),
		CASE(terminated),
		CASE(interrupted),
		CASE(the_terminal_is_gone),
		CASE(of_a_dead_process_is_taken_over),
		CASE(of_another_boot_is_taken_over),
		CASE(of_a_killed_program_is_taken_over),
		CASE(of_another_machine_is_asked_about),
		CASE(taking_over_from_somebody_new_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
