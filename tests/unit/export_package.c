/* The package as a whole: what it is made of, kept, and how it comes back in people's hands. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/export_plan.h"
#include "sonae/base/digest.h"
#include "sonae/base/file.h"
#include "sonae/export/package.h"
#include "sonae/export/zip_file.h"

#include <sys/stat.h>
#include <unistd.h>

struct world {
	struct fixture fixture;
	struct outgoing out;
	struct package_formats formats;
	struct out_files files;
	char id[96];
	char dir[512]; /* for packages */
};

/* One asset, exported. */
static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	struct export_choice choice = {.formats = "csv,ipa", .lang = LANG_JA};
	struct session *session = &world->fixture.session;
	struct step step = {0};
	char id[64];

	setenv("SOURCE_DATE_EPOCH", "1795332610", 1); /* 2026-11-22T07:30:10Z */
	fixture_make(&world->fixture, false, LANG_JA);
	struct sheet *assets = fixture_sheet(&world->fixture, "assets");
	assert_true(entry_new_row(session, &step, assets, "", form_field(sheet_form(assets), "name"), "名簿",
	                          id, NULL));
	assert_true(folder_do(session->folder, &step, NULL));
	step_release(&step);
	assert_true(export_plan(session, &choice, &world->out, &world->formats, NULL));
	assert_true(package_make(&world->out, &world->formats, &world->files, world->id, NULL));
	snprintf(world->dir, sizeof(world->dir), "%s", scratch_dir());
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	out_files_release(&world->files);
	outgoing_release(&world->out);
	package_formats_release(&world->formats);
	session_release(&world->fixture.session);
	free(world);
	return 0;
}

static const char *text_of(const struct out_files *files, const char *name)
{
	const struct out_file *file = out_files_find(files, name);

	if (!file)
		fail_msg("no %s", name);
	return str_text(&file->bytes);
}

static char *in_dir(const struct world *world, const char *name)
{
	return path_join(world->dir, name);
}

static void read_package(const struct world *world, const char *name, struct package *package)
{
	char *path = in_dir(world, name);
	struct err err = {0};

	if (!package_read(path, package, &err))
		fail_msg("%s: %s %s", name, err_name(err.code), err.what);
	free(path);
}

/* "a b c", in their order */
static void assert_names(const struct package *package, const char *expected)
{
	struct str names = {0};

	for (size_t i = 0; i < package->files.at.count; i++)
		str_addf(&names, "%s%s", i > 0 ? " " : "", package->files.at.at[i].name);
	assert_string_equal(str_text(&names), expected);
	str_release(&names);
}

/* ---- made ---- */

static void test_order_and_manifest(void **state)
{
	struct world *world = *state;
	const char *manifest = text_of(&world->files, MANIFEST_FILE);
	struct manifest read;
	char hex[DIGEST_HEX + 1], line[200];

	assert_string_equal(world->files.at.at[0].name, "README.txt");
	assert_string_equal(world->files.at.at[1].name, MANIFEST_FILE);
	for (size_t i = 0; i < world->files.at.count; i++) {
		const struct out_file *file = &world->files.at.at[i];
		if (i == 1)
			continue;
		digest_of(str_text(&file->bytes), file->bytes.len, hex);
		snprintf(line, sizeof(line), "\n%s  %s\n", hex, file->name);
		if (!strstr(manifest, line))
			fail_msg("MANIFEST lacks %s", file->name);
	}
	assert_true(manifest_read(manifest, strlen(manifest), &read));
	assert_string_equal(read.package, world->id);
	assert_memory_equal(read.package, "2026-11-22-", 11);
	assert_int_equal(strlen(read.package), 11 + 8);
	assert_int_equal(strlen(read.workbook), DIGEST_HEX);
	assert_string_equal(read.lang, "ja");
	assert_string_equal(read.returned_by, "");
	assert_false(read.redacted || read.part);
	assert_non_null(strstr(manifest, "\n# company: 試験製作所\n"));
	assert_non_null(strstr(manifest, "\n# made: 2026-11-22T07:30:10+00:00\n"));
	assert_non_null(strstr(manifest, "\n# confidentiality: 社外秘\n"));
}

/* Another cell, another package. */
static void test_id_follows_the_contents(void **state)
{
	struct world *world = *state;
	struct out_files files = {0};
	char package[96];
	struct str manifest = {0};

	str_add(out_files_add(&files, "csv/a.csv", ""), "id,name\r\nA,1\r\n");
	manifest_write(&world->out, &files, package, &manifest);
	assert_string_not_equal(package, world->id);
	char *first = mem_dup(package);
	files.at.at[0].bytes.at[12] = '2';
	manifest_write(&world->out, &files, package, &manifest);
	assert_string_not_equal(package, first);
	free(first);
	str_release(&manifest);
	out_files_release(&files);
}

static void test_readme(void **state)
{
	struct world *world = *state;
	const char *readme = text_of(&world->files, "README.txt");

	assert_memory_equal(readme, "\xEF\xBB\xBF試験製作所\r\n", 3 + 15 + 2);
	for (const char *at = strchr(readme, '\n'); at; at = strchr(at + 1, '\n'))
		assert_int_equal(at[-1], '\r');
	assert_non_null(strstr(readme, world->id));
	assert_non_null(strstr(readme, "2026-11-22 07:30 (UTC+00:00)"));
	assert_non_null(strstr(readme, "csv/assets.csv  情報資産管理台帳"));
	assert_non_null(strstr(readme, "「専門家のメモ (consultant_note)」"));
	assert_non_null(strstr(readme, "sha256sum -c MANIFEST"));
	assert_null(strstr(readme, "?"));
	assert_null(strstr(readme, "{"));
}

/* ---- written and kept ---- */

static void test_private_files(void **state)
{
	struct world *world = *state;
	char *dir = in_dir(world, "out"), *zip = in_dir(world, "out.zip"), *file = in_dir(world, "out/MANIFEST");
	char *deep = in_dir(world, "out/csv");
	struct stat st;

	assert_true(package_write(&world->files, dir, world->out.made_at, NULL));
	assert_true(package_write(&world->files, zip, world->out.made_at, NULL));
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(deep, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(stat(zip, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(package_taken(&world->files, zip, NULL), 1);
	assert_int_equal(package_taken(&world->files, dir, NULL), world->files.at.count);
	free(dir);
	free(zip);
	free(file);
	free(deep);
}

/* What stands in the way is no folder: another place is asked for, and nothing is said of entries
 * that are safe. The test may run as root, whom no mode keeps out. */
static void test_no_place(void **state)
{
	struct world *world = *state;
	static const char *const names[] = {"file/out", "file/out.zip"};
	char *file = in_dir(world, "file");

	assert_true(file_replace(file, "x", 1, NULL));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *path = in_dir(world, names[i]);
		struct err err = {0};
		assert_false(package_write(&world->files, path, world->out.made_at, &err));
		assert_int_equal(err.code, ERR_NOT_EXPORTED);
		assert_string_equal(err.file, path_name(path));
		assert_true(err.what[0]);
		free(path);
	}
	free(file);
}

/* Whatever the archive is called. */
static void test_names_of_archives(void **state)
{
	struct world *world = *state;
	static const char *const names[] = {"備え.zip", "A.ZIP", ".hidden.zip", "...zip", ".zip", "\xFF\xFE.zip"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *path = in_dir(world, names[i]);
		struct package package;
		assert_true(package_write(&world->files, path, world->out.made_at, NULL));
		read_package(world, names[i], &package);
		assert_string_equal(text_of(&package.files, MANIFEST_FILE), text_of(&world->files, MANIFEST_FILE));
		package_release(&package);
		free(path);
	}
}

/* By somebody who only reads, while somebody else writes. */
static void test_kept_by_a_reader(void **state)
{
	struct world *world = *state;
	struct folder *reader = folder_open(world->fixture.book, FOLDER_READ, "高橋",
	                                    &world->fixture.session.catalogue, NULL, NULL);
	struct package package;

	assert_non_null(reader);
	assert_true(package_keep(reader, &world->files, world->id, NULL));
	folder_close(reader);
	assert_true(package_sent(world->fixture.session.folder, world->id, &package, NULL));
	package_release(&package);
}

static void test_kept(void **state)
{
	struct world *world = *state;
	struct folder *folder = world->fixture.session.folder;
	struct package package;
	struct err err = {0};

	assert_false(package_sent(folder, world->id, &package, &err));
	assert_int_equal(err.code, ERR_NO_BASE);
	package_release(&package);
	assert_true(package_keep(folder, &world->files, world->id, NULL));
	assert_true(package_sent(folder, world->id, &package, NULL));
	assert_true(package.has_manifest);
	assert_string_equal(package.manifest.package, world->id);
	assert_string_equal(text_of(&package.files, "assets.csv"), text_of(&world->files, "csv/assets.csv"));
	assert_null(out_files_find(&package.files, "ipa.csv"));
	package_release(&package);
	assert_false(package_sent(folder, "../../..", &package, NULL));
	package_release(&package);
	assert_false(package_sent(folder, "", &package, NULL));
	package_release(&package);
}

/* The manifest is written last: without it the copy is not whole. */
static void test_half_kept(void **state)
{
	struct world *world = *state;
	struct folder *folder = world->fixture.session.folder;
	struct package package;
	char *manifest = mem_print("%s/%s/%s/%s", world->fixture.book, PACKAGE_SENT, world->id, MANIFEST_FILE);

	assert_true(package_keep(folder, &world->files, world->id, NULL));
	assert_int_equal(remove(manifest), 0);
	assert_false(package_sent(folder, world->id, &package, NULL));
	package_release(&package);
	free(manifest);
}

/* What cannot be kept whole leaves nothing behind. */
static void test_not_kept(void **state)
{
	struct world *world = *state;
	char *dir = mem_print("%s/%s/%s", world->fixture.book, PACKAGE_SENT, world->id);
	char *csv = path_join(dir, "csv");

	assert_true(file_make_dir(dir, NULL));
	assert_true(file_replace(csv, "in the way", 10, NULL));
	assert_false(package_keep(world->fixture.session.folder, &world->files, world->id, NULL));
	assert_false(file_exists(dir));
	free(csv);
	free(dir);
}

/* ---- what comes back ---- */

static void test_comes_back_whole(void **state)
{
	struct world *world = *state;
	static const char *const places[] = {"back", "back.zip"};

	for (size_t i = 0; i < 2; i++) {
		char *path = in_dir(world, places[i]);
		struct package package;

		assert_true(package_write(&world->files, path, world->out.made_at, NULL));
		read_package(world, places[i], &package);
		assert_int_equal(package.kind, PACKAGE_SENT_BACK);
		assert_true(package.has_manifest);
		assert_string_equal(package.manifest.package, world->id);
		assert_null(out_files_find(&package.files, "ipa.csv"));
		assert_string_equal(text_of(&package.files, "assets.csv"),
		                    text_of(&world->files, "csv/assets.csv"));
		package_release(&package);
		free(path);
	}
}

/* As Notepad and Excel leave it. */
static void test_manifest_after_notepad(void **state)
{
	static const char text[] = "\xEF\xBB\xBF# package: 2026-11-22-0123abcd\r\n# returned-by:  川上 葉子 \r\n"
	                           "# redacted: yes\r\n# part: yes\r\n# later: what\r\nnonsense\r\n";
	struct manifest manifest;

	(void)state;
	assert_true(manifest_read(text, sizeof(text) - 1, &manifest));
	assert_string_equal(manifest.package, "2026-11-22-0123abcd");
	assert_string_equal(manifest.returned_by, "川上 葉子");
	assert_true(manifest.redacted && manifest.part);
	assert_false(manifest_read("# packages: x\n", 14, &manifest));
	assert_false(manifest_read("", 0, &manifest));
}

/* Some of it, without the manifest, the files without their folder. */
static void test_comes_back_in_parts(void **state)
{
	struct world *world = *state;
	struct package package;

	scratch_write(world->dir, "loose/assets.csv", "id,資産の名前\r\nA-001,名簿\r\n");
	scratch_write(world->dir, "loose/ipa.csv", "x\r\n");
	scratch_write(world->dir, "loose/memo.docx", "x");
	scratch_write(world->dir, "loose/._assets.csv", "x");
	read_package(world, "loose", &package);
	assert_int_equal(package.kind, PACKAGE_SENT_BACK);
	assert_false(package.has_manifest);
	assert_names(&package, "assets.csv");
	package_release(&package);
}

/* The package lies in a folder in a folder, with something beside it. */
static void test_comes_back_deep(void **state)
{
	struct world *world = *state;
	struct package package;

	scratch_write(world->dir, "deep/来週の資料.csv", "x\r\n");
	scratch_write(world->dir, "deep/a/b/MANIFEST", "# package: 2026-11-22-0123abcd\n");
	scratch_write(world->dir, "deep/a/b/csv/assets.csv", "id\r\n");
	scratch_write(world->dir, "deep/a/b/csv/risks.csv", "id\r\n");
	read_package(world, "deep", &package);
	assert_names(&package, "MANIFEST assets.csv risks.csv");
	package_release(&package);

	scratch_write(world->dir, "lost/a/assets.csv", "id\r\n");
	scratch_write(world->dir, "lost/b/risks.csv", "id\r\n");
	read_package(world, "lost", &package);
	assert_names(&package, "assets.csv risks.csv");
	package_release(&package);
}

static void test_workbook(void **state)
{
	struct world *world = *state;
	struct package package, mine;
	const struct history *history = folder_history(world->fixture.session.folder);
	struct err err = {0};
	char head[96];

	assert_true(folder_save(world->fixture.session.folder, NULL, NULL));
	if (!package_read(world->fixture.book, &package, &err))
		fail_msg("%s", err_name(err.code));
	assert_int_equal(package.kind, PACKAGE_WORKBOOK);
	assert_false(package.has_manifest);
	assert_non_null(out_files_find(&package.files, "assets.csv"));
	assert_non_null(out_files_find(&package.files, "sonae.ini"));
	assert_non_null(out_files_find(&package.files, "history.csv"));
	snprintf(head, sizeof(head), "%lu %s", history_last_seq(history), history_head_hash(history));
	assert_string_equal(package.manifest.head, head);
	const char *manifest = text_of(&world->files, MANIFEST_FILE);
	struct manifest sent;
	assert_true(manifest_read(manifest, strlen(manifest), &sent));
	assert_string_equal(package.manifest.workbook, sent.workbook);
	package_release(&package);

	/* Forms of its own hold CSV files that are no worksheets. */
	scratch_write(world->fixture.book, "forms/starter/other.csv", "id\r\n");
	assert_true(package_read(world->fixture.book, &mine, NULL));
	assert_null(out_files_find(&mine.files, "other.csv"));
	package_release(&mine);
}

static void test_one_csv(void **state)
{
	struct world *world = *state;
	struct package package;

	scratch_write(world->dir, "assets.csv", "id\r\n");
	read_package(world, "assets.csv", &package);
	assert_int_equal(package.kind, PACKAGE_ONE_CSV);
	assert_names(&package, "assets.csv");
	package_release(&package);
}

static void check_refused(const struct world *world, const char *name, enum err_code code)
{
	char *path = in_dir(world, name);
	struct package package;
	struct err err = {0};

	assert_false(package_read(path, &package, &err));
	assert_int_equal(err.code, code);
	package_release(&package);
	free(path);
}

static void test_none_of_it(void **state)
{
	struct world *world = *state;

	check_refused(world, "missing", ERR_MISSING);
	scratch_write(world->dir, "pictures/a.svg", "<svg/>");
	check_refused(world, "pictures", ERR_NO_PACKAGE);
	scratch_write(world->dir, "memo.docx", "text");
	check_refused(world, "memo.docx", ERR_NO_PACKAGE);
	scratch_write(world->dir, "broken.zip", "no archive");
	check_refused(world, "broken.zip", ERR_ZIP);
}

/* Nothing of ours comes in by a link of theirs, and nobody waits at their pipe. */
static void test_no_files_of_their_own(void **state)
{
	struct world *world = *state;
	char *secret = in_dir(world, "secret.csv"), *csv = in_dir(world, "linked/csv/assets.csv");
	char *pipe = in_dir(world, "piped/csv/assets.csv"), *alone = in_dir(world, "alone.csv");
	char *above = in_dir(world, "around/csv");
	struct package package;

	scratch_write(world->dir, "secret.csv", "id,name\r\nA-001,鍵\r\n");
	scratch_write(world->dir, "linked/csv/risks.csv", "id\r\n");
	scratch_write(world->dir, "piped/csv/risks.csv", "id\r\n");
	scratch_write(world->dir, "around/MANIFEST", "# package: 2026-11-22-00000000\n");
	assert_int_equal(symlink(secret, csv), 0);
	assert_int_equal(symlink(world->dir, above), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(mkfifo(alone, 0600), 0);
	check_refused(world, "linked", ERR_NOT_PLAIN);
	check_refused(world, "around", ERR_NO_PACKAGE);
	check_refused(world, "piped", ERR_NOT_PLAIN);
	check_refused(world, "alone.csv", ERR_NOT_PLAIN);
	/* A person may name a file by a link. */
	assert_int_equal(unlink(alone), 0);
	assert_int_equal(symlink(secret, alone), 0);
	read_package(world, "alone.csv", &package);
	assert_non_null(strstr(text_of(&package.files, "alone.csv"), "A-001"));
	package_release(&package);
	free(secret);
	free(csv);
	free(pipe);
	free(alone);
	free(above);
}

/* Of no bytes on the disk, but larger than anything that is read. */
static void test_too_large(void **state)
{
	struct world *world = *state;
	char *csv = in_dir(world, "large/csv/assets.csv");

	scratch_write(world->dir, "large/csv/assets.csv", "id\r\n");
	assert_int_equal(truncate(csv, (off_t)ZIP_BYTES_AT_MOST + 1), 0);
	check_refused(world, "large", ERR_LARGE);
	check_refused(world, "large/csv/assets.csv", ERR_LARGE);
	free(csv);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_order_and_manifest),
		TEST(test_id_follows_the_contents),
		TEST(test_readme),
		TEST(test_no_place),
		TEST(test_private_files),
		TEST(test_names_of_archives),
		TEST(test_kept),
		TEST(test_kept_by_a_reader),
		TEST(test_half_kept),
		TEST(test_not_kept),
		TEST(test_comes_back_whole),
		cmocka_unit_test(test_manifest_after_notepad),
		TEST(test_comes_back_in_parts),
		TEST(test_comes_back_deep),
		TEST(test_workbook),
		TEST(test_one_csv),
		TEST(test_none_of_it),
		TEST(test_no_files_of_their_own),
		TEST(test_too_large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
