/*
 * A run of work on a workbook, done again and again, each time with another call failing.
 *
 * The run is a child process: a leak makes its exit status, and running out of memory ends
 * it as it would end the program. What it has been promised it tells in memory that the
 * parent sees: each state of the workbook, and which one was the last to be durable. Then
 * the parent opens the workbook as the next start of the program would, and finds that
 * state, or a later one; and files that are, whole, what some save meant to write.
 */
#include "sonae/base/digest.h"
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "sonae/store/folder.h"
#include "support/faults.h"
#include "support/launch.h"
#include "support/scratch.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define ASSETS \
	"[form]\nkind = \"table\"\nprefix = \"A\"\ntitle_ja = \"台帳\"\ntitle_en = \"Assets\"\n" \
	"purpose_ja = \"何か\"\npurpose_en = \"What\"\n" \
	"[field name]\ntype = \"text\"\nlabel_ja = \"名前\"\nlabel_en = \"Name\"\n" \
	"help_ja = \"名\"\nhelp_en = \"A name\"\n" \
	"[field note]\ntype = \"memo\"\nlabel_ja = \"備考\"\nlabel_en = \"Note\"\n" \
	"help_ja = \"何でも\"\nhelp_en = \"Anything\"\n"
#define SETTINGS \
	"[form]\nkind = \"record\"\ntitle_ja = \"設定\"\ntitle_en = \"Settings\"\n" \
	"purpose_ja = \"線\"\npurpose_en = \"Lines\"\n" \
	"[field motto]\ntype = \"memo\"\nlabel_ja = \"標語\"\nlabel_en = \"Motto\"\n" \
	"help_ja = \"一言\"\nhelp_en = \"A word\"\n"

enum { MOST_STATES = 64, STATE_SIZE = 2048, MEMORY_RUNS = 150, STATUS_NO_MEMORY = 5 };

/* What the child tells. */
struct told {
	int count;
	int durable; /* the last state that was promised to be on the disk; -1: none */
	bool is_elsewhere;
	bool is_made;
	unsigned long calls;
	char complaint[4096];
	char state[MOST_STATES][STATE_SIZE];
};

struct bench {
	struct catalogue catalogue;
	const char *dir;
	char *book, *other, *settings; /* settings: the book's sonae.ini */
	struct told *told;
};

/* Every run is a fork: small when little of what was freed is kept. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=2";
}

/* ---- the workbook as text ---- */

static void add_sheet(struct folder *folder, const char *id, struct str *out)
{
	struct sheet *sheet = book_sheet(folder_book(folder), id, NULL);

	if (!sheet) {
		str_addf(out, "%s cannot be read\n", id);
		return;
	}
	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		str_addf(out, "%s", sheet_row_id(sheet, row));
		for (size_t i = 0; i < sheet_form(sheet)->fields.count; i++)
			str_addf(out, "|%s", sheet_cell(sheet, row, i));
		str_add(out, "\n");
	}
}

static void state_of(struct folder *folder, char state[STATE_SIZE])
{
	struct str text = {0};

	add_sheet(folder, "assets", &text);
	add_sheet(folder, "settings", &text);
	assert_true(text.len < STATE_SIZE);
	snprintf(state, STATE_SIZE, "%s", str_text(&text));
	str_release(&text);
}

/* ---- the run, in the child ---- */

struct work {
	struct bench *bench;
	struct told *told;
	struct folder *folder;
};

static void note_state(struct work *work)
{
	struct told *told = work->told;

	faults_pause();
	state_of(work->folder, told->state[told->count]);
	if (!folder_unsafe(work->folder))
		told->durable = told->count;
	told->count++;
	assert_true(told->count < MOST_STATES);
	faults_go_on();
}

static bool is_told(const struct told *told, const char *state)
{
	for (int i = told->durable < 0 ? 0 : told->durable; i < told->count; i++)
		if (strcmp(told->state[i], state) == 0)
			return true;
	return false;
}

static struct sheet *sheet_of(struct work *work, const char *id)
{
	return book_sheet(folder_book(work->folder), id, NULL);
}

static void do_step(struct work *work, struct step *step)
{
	folder_do(work->folder, step, NULL);
	step_release(step);
	note_state(work);
}

static void add_row(struct work *work, struct step *step, const char *id, const char *after,
                    const char *name)
{
	const char *cells[] = {name, ""};
	struct sheet *sheet = sheet_of(work, "assets");
	size_t unused;

	if (sheet && !sheet_find(sheet, id, &unused))
		step_insert(step, sheet, id, after, cells);
}

static void insert(struct work *work, const char *id, const char *after, const char *name)
{
	struct step step = {0};

	add_row(work, &step, id, after, name);
	do_step(work, &step);
}

static void set(struct work *work, const char *sheet_id, const char *id, int field,
                const char *text)
{
	struct sheet *sheet = sheet_of(work, sheet_id);
	struct step step = {0};
	size_t row;

	if (sheet && sheet_find(sheet, id, &row))
		step_set(&step, sheet, row, field, text);
	do_step(work, &step);
}

static void delete(struct work *work, const char *id)
{
	struct sheet *sheet = sheet_of(work, "assets");
	struct step step = {0};
	size_t row;

	if (sheet && sheet_find(sheet, id, &row))
		step_delete(&step, sheet, row);
	do_step(work, &step);
}

static void paste(struct work *work)
{
	struct step step = {0};

	add_row(work, &step, "A-003", "A-002", "顧客名簿");
	add_row(work, &step, "A-004", "A-003", "給与台帳");
	add_row(work, &step, "A-005", "A-004", "設計図面");
	do_step(work, &step);
}

static void undo(struct work *work)
{
	folder_undo(work->folder, NULL);
	note_state(work);
}

static void redo(struct work *work)
{
	folder_redo(work->folder, NULL);
	note_state(work);
}

static void save(struct work *work)
{
	folder_save(work->folder, NULL, NULL);
	note_state(work);
}

/* What stands there must be what was promised before. */
static bool open_book(struct work *work)
{
	char state[STATE_SIZE];

	work->folder = folder_open(work->bench->book, FOLDER_WRITE, "佐藤", &work->bench->catalogue,
	                           NULL, NULL);
	if (!work->folder)
		return false;
	faults_pause();
	state_of(work->folder, state);
	if (work->told->count > 0 && !strstr(state, "cannot be read") &&
	    !is_told(work->told, state))
		snprintf(work->told->complaint, sizeof(work->told->complaint),
		         "opened within the run: %s", state);
	faults_go_on();
	if (!strstr(state, "cannot be read"))
		note_state(work);
	return true;
}

static void close_book(struct work *work, bool elsewhere)
{
	faults_pause();
	if (elsewhere && folder_unsafe(work->folder)) {
		work->told->is_elsewhere = folder_save_elsewhere(work->folder, work->bench->other, NULL);
		if (!work->told->is_elsewhere)
			snprintf(work->told->complaint, sizeof(work->told->complaint),
			         "not saved elsewhere");
		note_state(work);
	}
	faults_go_on();
	folder_close(work->folder);
	work->folder = NULL;
}

static void first_sitting(struct work *work)
{
	insert(work, "A-001", "", "社員名簿");
	set(work, "assets", "A-001", 1, "鍵は総務\n棚は \"奥\"\n=1+1");
	insert(work, "A-002", "A-001", "取引先,名簿");
	save(work);
	paste(work);
	undo(work);
	redo(work);
	set(work, "settings", "1", 0, "備えあれば\n憂いなし");
	set(work, "assets", "A-004", 0, "給与台帳 令和6年");
	save(work);
	delete(work, "A-002");
	undo(work);
	set(work, "assets", "A-001", 0, "社員名簿 第2版");
}

static void second_sitting(struct work *work)
{
	undo(work);
	undo(work);
	redo(work);
	insert(work, "A-006", "A-005", "社用車");
	save(work);
	set(work, "assets", "A-006", 1, "車検は 3月");
}

/* People do not type within the tick of the clock in which they made the workbook. */
static void make_older(const struct bench *bench)
{
	struct timespec times[2] = {{.tv_sec = 1700000000}, {.tv_sec = 1700000000}};

	faults_pause();
	utimensat(AT_FDCWD, bench->settings, times, 0);
	faults_go_on();
}

static void work_through(struct bench *bench, struct fault_plan plan)
{
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r7", .company = "備え工業"};
	struct work work = {.bench = bench, .told = bench->told};
	bool elsewhere = plan.at % 2 == 0;

	faults_arm(plan);
	work.told->is_made = folder_create(bench->book, &settings, NULL);
	make_older(bench);
	if (work.told->is_made && open_book(&work)) {
		first_sitting(&work);
		close_book(&work, elsewhere);
		if (!work.told->is_elsewhere && open_book(&work)) {
			second_sitting(&work);
			close_book(&work, elsewhere);
		}
	}
	faults_pause();
	work.told->calls = faults_counted();
}

/* ---- a run and its judgement ---- */

static void start_anew(struct bench *bench)
{
	memset(bench->told, 0, sizeof(*bench->told));
	bench->told->durable = -1;
	file_empty_dir(bench->book);
	rmdir(bench->book);
	file_empty_dir(bench->other);
	rmdir(bench->other);
}

/* Its report, should there be one, goes to a file. */
static int run_child(struct bench *bench, struct fault_plan plan)
{
	char *report = path_join(bench->dir, "report");
	int status, fd;
	pid_t pid;

	start_anew(bench);
	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		fd = open(report, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		dup2(fd, STDERR_FILENO);
		close(fd);
		work_through(bench, plan);
		catalogue_release(&bench->catalogue);
		free(bench->book);
		free(bench->other);
		free(bench->settings);
		free(report);
		exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	free(report);
	return launch_status(status);
}

struct run_name {
	const char *kind;
	unsigned long at;
};

static void fail_run(struct bench *bench, struct run_name name, const char *what, const char *more)
{
	char *report = scratch_read(bench->dir, "report", NULL);

	print_error("call %lu, %s: %s\n%s\n%s\n", name.at, name.kind, what, more, report);
	free(report);
	fail();
}

static struct folder *reopen(struct bench *bench, const char *path, struct run_name name)
{
	struct err err = {0};
	char text[700];
	struct folder *folder = folder_open(path, FOLDER_WRITE, "佐藤", &bench->catalogue, NULL, &err);

	if (!folder || folder_mode(folder) != FOLDER_WRITE)
		fail_run(bench, name, "does not open", err_text(&err, text, sizeof(text)));
	return folder;
}

/* A torn end of the history may be left behind, or a save without its file; never a file that
 * is not ours. */
static void check_notices(struct bench *bench, struct folder *folder, struct run_name name)
{
	struct errs *notices = folder_notices(folder);
	char text[700];

	for (size_t i = 0; i < notices->at.count; i++)
		if (notices->at.at[i].code != ERR_HISTORY_TORN &&
		    notices->at.at[i].code != ERR_MISSING)
			fail_run(bench, name, "told on opening",
			         err_text(&notices->at.at[i], text, sizeof(text)));
}

/* Each is, to the byte, what a save said it would be. */
static void check_files(struct bench *bench, const char *path, struct run_name name)
{
	static const char *const files[] = {"assets.csv", "sonae.ini"};
	char *history = scratch_read(path, "history.csv", NULL);

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char hash[DIGEST_HEX + 1];
		size_t len = 0;
		char *text = scratch_read(path, files[i], &len);

		if (text)
			digest_of(text, len, hash);
		/* sonae.ini begins without a record. */
		if (text && (!history || !strstr(history, hash)) &&
		    !(text_is(files[i], "sonae.ini") && !strstr(text, "[settings]") &&
		      text_ends(text, "company = \"備え工業\"\n")))
			fail_run(bench, name, "is no file of ours", text);
		free(text);
	}
	free(history);
}

static void check_no_rests(struct bench *bench, const char *path, struct run_name name)
{
	char **names;
	size_t count;

	assert_true(file_list(path, &names, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		if (strstr(names[i], ".sonae-"))
			fail_run(bench, name, "left behind", names[i]);
		free(names[i]);
	}
	free(names);
}

static void check_state(struct bench *bench, struct folder *folder, const struct told *told,
                        struct run_name name)
{
	char state[STATE_SIZE];

	state_of(folder, state);
	if (told->count > 0 && !is_told(told, state)) {
		print_error("promised:\n%s", told->state[told->durable < 0 ? 0 : told->durable]);
		fail_run(bench, name, "has lost something", state);
	}
}

static void check_book(struct bench *bench, const struct told *told, struct run_name name)
{
	const char *path = told->is_elsewhere ? bench->other : bench->book;
	struct folder *folder;

	if (told->complaint[0])
		fail_run(bench, name, "within the run", told->complaint);
	if (!told->is_made && !folder_is_workbook(path))
		return;
	check_files(bench, path, name);
	folder = reopen(bench, path, name);
	check_no_rests(bench, path, name);
	check_state(bench, folder, told, name);
	check_notices(bench, folder, name);
	folder_close(folder);
	/* What the opening mended stays mended. */
	folder = reopen(bench, path, name);
	check_state(bench, folder, told, name);
	if (folder_notices(folder)->at.count > 0)
		fail_run(bench, name, "told again", "");
	folder_close(folder);
}

/* ---- the tests ---- */

static int setup(void **state)
{
	struct bench *bench = mem_zero(1, sizeof(*bench));

	bench->dir = scratch_dir();
	scratch_write(bench->dir, "forms/assets.ini", ASSETS);
	scratch_write(bench->dir, "forms/settings.ini", SETTINGS);
	bench->catalogue.program = path_join(bench->dir, "forms");
	bench->book = path_join(bench->dir, "book");
	bench->other = path_join(bench->dir, "other");
	bench->settings = path_join(bench->book, "sonae.ini");
	bench->told = mmap(NULL, sizeof(*bench->told), PROT_READ | PROT_WRITE,
	                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	*state = bench;
	return bench->told == MAP_FAILED ? -1 : 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;

	munmap(bench->told, sizeof(*bench->told));
	catalogue_release(&bench->catalogue);
	free(bench->book);
	free(bench->other);
	free(bench->settings);
	free(bench);
	return 0;
}

/* What the run comes to when nothing fails. */
static void test_calls__none_fails(void **state)
{
	struct bench *bench = *state;
	struct run_name name = {"none fails", 0};

	if (run_child(bench, (struct fault_plan){.kind = FAULT_NONE, .at = 0}) != 0)
		fail_run(bench, name, "did not end well", "");
	assert_int_equal(bench->told->durable, bench->told->count - 1);
	assert_string_equal(bench->told->state[bench->told->count - 1],
	                    "A-001|社員名簿|鍵は総務\n棚は \"奥\"\n=1+1\n"
	                    "A-002|取引先,名簿|\n"
	                    "A-003|顧客名簿|\n"
	                    "A-004|給与台帳 令和6年|\n"
	                    "A-005|設計図面|\n"
	                    "A-006|社用車|車検は 3月\n"
	                    "1|備えあれば\n憂いなし\n");
	check_book(bench, bench->told, name);
}

/* Every call, until the run has fewer. */
static void fail_each(struct bench *bench, const char *kind, struct fault_plan plan)
{
	for (plan.at = 1; plan.at == 1 || bench->told->calls >= plan.at - 1; plan.at++) {
		struct run_name name = {kind, plan.at};

		if (run_child(bench, plan) != 0)
			fail_run(bench, name, "did not end well", "");
		check_book(bench, bench->told, name);
	}
	print_message("%s: %lu runs\n", kind, plan.at - 1);
	assert_true(plan.at > 30);
}

static void test_calls__one_has_no_room(void **state)
{
	fail_each(*state, "ENOSPC", (struct fault_plan){.kind = FAULT_ONCE, .error = ENOSPC});
}

static void test_calls__one_has_a_bad_block(void **state)
{
	fail_each(*state, "EIO", (struct fault_plan){.kind = FAULT_ONCE, .error = EIO});
}

static void test_calls__one_is_not_allowed(void **state)
{
	fail_each(*state, "EACCES", (struct fault_plan){.kind = FAULT_DENIED, .error = EACCES});
}

static void test_calls__one_writes_half(void **state)
{
	fail_each(*state, "short write", (struct fault_plan){.kind = FAULT_SHORT});
}

static void test_calls__the_disk_gets_full(void **state)
{
	fail_each(*state, "full from here on", (struct fault_plan){.kind = FAULT_FULL});
}

static void test_calls__the_disk_becomes_read_only(void **state)
{
	fail_each(*state, "read-only from here on", (struct fault_plan){.kind = FAULT_READ_ONLY});
}

static void test_calls__the_disk_dies(void **state)
{
	fail_each(*state, "dead from here on", (struct fault_plan){.kind = FAULT_DEAD});
}

/* The step during which memory ran out may be there or not: it is the next one of the run in
 * which nothing fails. */
static void add_next_state(struct told *told, const struct told *whole)
{
	int next = told->durable + 1;

	if (next >= whole->count)
		return;
	memcpy(told->state[told->count], whole->state[next], STATE_SIZE);
	told->count++;
}

/* FAULT_MEMORY_RUNS=100000 makes every single allocation fail once, which takes minutes. */
static unsigned long memory_runs(void)
{
	const char *asked = getenv("FAULT_MEMORY_RUNS");

	return asked && strtoul(asked, NULL, 10) > 0 ? strtoul(asked, NULL, 10) : MEMORY_RUNS;
}

static void test_calls__memory_runs_out(void **state)
{
	struct bench *bench = *state;
	struct fault_plan plan = {.kind = FAULT_MEMORY, .at = 0};
	struct told *whole = mem_zero(1, sizeof(*whole));
	unsigned long all, stride, runs = 0;

	assert_int_equal(run_child(bench, plan), 0);
	*whole = *bench->told;
	all = whole->calls;
	stride = all / memory_runs() > 0 ? all / memory_runs() : 1;
	for (plan.at = 1; plan.at <= all; plan.at += stride, runs++) {
		struct run_name name = {"no memory", plan.at};
		int status = run_child(bench, plan);

		if (status != STATUS_NO_MEMORY)
			fail_run(bench, name, "did not end with 5", "");
		add_next_state(bench->told, whole);
		check_book(bench, bench->told, name);
	}
	print_message("no memory: %lu of %lu allocations, every %lu.\n", runs, all, stride);
	assert_true(runs > 100);
	free(whole);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_calls__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(none_fails),
		CASE(one_has_no_room),
		CASE(one_has_a_bad_block),
		CASE(one_is_not_allowed),
		CASE(one_writes_half),
		CASE(the_disk_gets_full),
		CASE(the_disk_becomes_read_only),
		CASE(the_disk_dies),
		CASE(memory_runs_out),
	};

	setenv("SONAE_NOW", LAUNCH_NOW, 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
