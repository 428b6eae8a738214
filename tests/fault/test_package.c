/*
 * A package written, kept and merged, again and again, each time with another call failing: what
 * failed is told, no file is there by half, and the workbook is what it was or what it was to be.
 */
#include "support/faults.h"
#include "unit/merging_fixture.h"

#include <errno.h>
#include <unistd.h>

struct bench {
	struct desk *desk;
	struct outgoing out;
	struct package_formats formats;
	struct out_files files;
	char id[96];
	char *dir, *archive; /* where it goes */
	struct str zipped;   /* the archive when nothing fails */
};

struct run {
	bool written, zipped, kept;
	struct err err[3];
	unsigned long calls;
};

static void empty(struct bench *bench)
{
	char *sent = path_join(bench->desk->fixture.book, PACKAGE_SENT);

	file_empty_dir(bench->dir);
	rmdir(bench->dir);
	file_empty_dir(sent);
	unlink(bench->archive);
	free(sent);
}

static struct run write_all(struct bench *bench, struct fault_plan plan)
{
	struct run run = {.written = false};
	struct folder *folder = desk_session(bench->desk)->folder;

	empty(bench);
	faults_arm(plan);
	run.written = package_write(&bench->files, bench->dir, bench->out.made_at, &run.err[0]);
	run.zipped = package_write(&bench->files, bench->archive, bench->out.made_at, &run.err[1]);
	run.kept = package_keep(folder, &bench->files, bench->id, &run.err[2]);
	faults_pause();
	run.calls = faults_counted();
	return run;
}

/* ---- what there is afterwards ---- */

static void fail_at(unsigned long at, const char *what, const char *name)
{
	fail_msg("call %lu: %s %s", at, what, name);
}

static bool is_whole(const char *dir, const char *name, const struct str *bytes)
{
	size_t len = 0;
	char *text = scratch_read(dir, name, &len);
	bool is = text && len == bytes->len && memcmp(text, bytes->at, len) == 0;

	free(text);
	return is;
}

/* Each is whole, or not there where something failed. */
static void check_folder(struct bench *bench, bool done, unsigned long at)
{
	for (size_t i = 0; i < bench->files.at.count; i++) {
		const struct out_file *file = &bench->files.at.at[i];
		if ((done || scratch_exists(bench->dir, file->name)) &&
		    !is_whole(bench->dir, file->name, &file->bytes))
			fail_at(at, "not whole:", file->name);
	}
}

static void check_archive(struct bench *bench, bool done, unsigned long at)
{
	const char *dir = bench->desk->out;

	if ((done || file_exists(bench->archive)) &&
	    !is_whole(dir, path_name(bench->archive), &bench->zipped))
		fail_at(at, "not whole:", "the archive");
}

static void check_kept(struct bench *bench, bool done, unsigned long at)
{
	struct package package;
	bool is_there = package_sent(desk_session(bench->desk)->folder, bench->id, &package, NULL);

	if (done && !is_there)
		fail_at(at, "not kept:", bench->id);
	for (size_t i = 0; is_there && i < bench->files.at.count; i++) {
		const struct out_file *file = &bench->files.at.at[i];
		const struct out_file *kept = out_files_find(&package.files, path_name(file->name));
		if (text_starts(file->name, "csv/") &&
		    (!kept || kept->bytes.len != file->bytes.len))
			fail_at(at, "kept by half:", file->name);
	}
	package_release(&package);
}

/* Of one call that failed nothing is left: what clears up can be done. */
static void check_no_rests(const char *dir, unsigned long at)
{
	char **names = NULL;
	size_t count = 0;

	file_list(dir, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);
		if (strstr(names[i], ".sonae-"))
			fail_at(at, "left behind:", path);
		if (file_is_dir(path))
			check_no_rests(path, at);
		free(path);
		free(names[i]);
	}
	free(names);
}

static void check_run(struct bench *bench, const struct run *run, unsigned long at)
{
	const bool done[] = {run->written, run->zipped, run->kept};

	for (size_t i = 0; i < 3; i++)
		if (done[i] != (run->err[i].code == ERR_NONE))
			fail_at(at, "not told:", err_name(run->err[i].code));
	check_folder(bench, run->written, at);
	check_archive(bench, run->zipped, at);
	check_kept(bench, run->kept, at);
}

/* ---- writing ---- */

/* Two worksheets, as CSV files. */
static int set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct export_choice choice = {
		.formats = "csv,ipa", .sheets = "assets,risks", .lang = LANG_JA};

	setenv("SOURCE_DATE_EPOCH", "1795332610", 1);
	bench->desk = desk_begin(false, LANG_JA);
	desk_new(bench->desk, "assets", "name", "名簿");
	snprintf(bench->desk->out, sizeof(bench->desk->out), "%s", scratch_dir());
	bench->dir = path_join(bench->desk->out, "here/out");
	bench->archive = path_join(bench->desk->out, "out.zip");
	assert_true(export_plan(desk_session(bench->desk), &choice, &bench->out, &bench->formats, NULL));
	assert_true(package_make(&bench->out, &bench->formats, &bench->files, bench->id, NULL));
	assert_true(package_write(&bench->files, bench->archive, bench->out.made_at, NULL));
	assert_true(file_read(bench->archive, &bench->zipped, NULL));
	*state = bench;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *bench = *state;

	out_files_release(&bench->files);
	outgoing_release(&bench->out);
	package_formats_release(&bench->formats);
	str_release(&bench->zipped);
	free(bench->dir);
	free(bench->archive);
	desk_end(bench->desk);
	free(bench);
	return 0;
}

/* Where something fails early there are fewer calls than when nothing does. */
static void fail_each(struct bench *bench, struct fault_plan plan)
{
	unsigned long calls = write_all(bench, (struct fault_plan){.kind = FAULT_NONE, .at = 0}).calls;

	for (plan.at = 1; plan.at <= calls; plan.at++) {
		struct run run = write_all(bench, plan);
		check_run(bench, &run, plan.at);
		if (plan.kind == FAULT_ONCE) {
			check_no_rests(bench->desk->out, plan.at);
			assert_true(run.written + run.zipped + run.kept >= 2);
		}
	}
	assert_true(calls > 50);
}

static void test_package__none_fails(void **state)
{
	struct bench *bench = *state;
	struct run run = write_all(bench, (struct fault_plan){.kind = FAULT_NONE, .at = 0});

	assert_true(run.written && run.zipped && run.kept);
	check_run(bench, &run, 0);
	assert_true(run.calls > 50);
}

static void test_package__one_call_fails(void **state)
{
	fail_each(*state, (struct fault_plan){.kind = FAULT_ONCE, .error = EIO});
}

static void test_package__the_disk_gets_full(void **state)
{
	fail_each(*state, (struct fault_plan){.kind = FAULT_FULL});
}

static void test_package__the_disk_dies(void **state)
{
	fail_each(*state, (struct fault_plan){.kind = FAULT_DEAD});
}

/* ---- merging ---- */

struct merged {
	bool done, saved;
	unsigned long calls;
};

static struct merged merge(struct desk *desk, struct fault_plan plan)
{
	struct merging_choice choice = {.path = desk->out};
	struct merged merged = {.done = false};
	struct err err = {0};

	faults_arm(plan);
	merged.done = merging_open(&desk->merging, desk_session(desk), &choice, &err) &&
	              merging_do(&desk->merging, &err);
	if (!merged.done && err.code == ERR_NONE)
		fail_at(plan.at, "not told", "");
	if (!merged.done)
		assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "元");
	merged.saved = merged.done && folder_save(desk_session(desk)->folder, NULL, NULL);
	faults_pause();
	merged.calls = faults_counted();
	return merged;
}

/* As the next start of the program finds it. */
static void check_book(struct desk *desk, const struct merged *merged, unsigned long at)
{
	struct session *session = desk_session(desk);
	struct err err = {0};

	merging_release(&desk->merging);
	desk->merging = (struct merging){.session = NULL};
	session_close(session);
	if (!session_open(session, desk->fixture.book, FOLDER_WRITE, &err))
		fail_at(at, "does not open:", err_name(err.code));
	const char *note = desk_cell(desk, "assets", "A-001", "note");
	if (!text_is(note, "先方") && (merged->saved || !text_is(note, "元")))
		fail_at(at, "neither before nor after:", note);
	assert_string_equal(desk_cell(desk, "assets", "A-002", "name"), "図面");
	check_no_rests(desk->fixture.book, at);
}

/* Two assets that went out, and one that comes back changed. */
static struct desk *desk_with_answer(void)
{
	struct desk *desk = desk_begin(false, LANG_JA);

	desk_new(desk, "assets", "name", "名簿");
	desk_set(desk, "assets", "A-001", "note", "元");
	desk_new(desk, "assets", "name", "図面");
	assert_true(folder_save(desk_session(desk)->folder, NULL, NULL));
	desk_send(desk, NULL, false);
	they_set(desk, "assets", "A-001", "note", "先方");
	return desk;
}

static unsigned long merge_once(struct fault_plan plan)
{
	struct desk *desk = desk_with_answer();
	struct merged merged = merge(desk, plan);

	check_book(desk, &merged, plan.at);
	if (plan.kind == FAULT_NONE)
		assert_true(merged.done && merged.saved);
	desk_end(desk);
	return merged.calls;
}

static void test_package__merged(void **state)
{
	static const struct fault_plan plans[] = {
		{.kind = FAULT_ONCE, .error = EIO}, {.kind = FAULT_FULL}, {.kind = FAULT_DEAD}};
	unsigned long calls = merge_once((struct fault_plan){.kind = FAULT_NONE, .at = 0}), runs = 0;

	(void)state;
	/* Each call by one of the ways, in turn. */
	for (unsigned long at = 1; at <= calls; at++, runs++) {
		struct fault_plan plan = plans[at % 3];
		plan.at = at;
		merge_once(plan);
	}
	print_message("%lu runs\n", runs);
	assert_true(runs > 20);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_package__##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(none_fails),
		CASE(one_call_fails),
		CASE(the_disk_gets_full),
		CASE(the_disk_dies),
		cmocka_unit_test(test_package__merged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
