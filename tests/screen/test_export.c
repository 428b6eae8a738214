/* The example company goes out with F9, comes back altered, and is merged. */
#include "sonae/base/file.h"
#include "sonae/export/zip_file.h"
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void press(struct pty *p, const char *names)
{
	pty_keys(p, names);
	pty_settle(p);
}

/* The one archive in the folder the program was started in. */
static char *written_archive(const char *dir)
{
	char **names = NULL, *path = NULL;
	size_t count = 0;

	assert_true(file_list(dir, &names, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		if (text_ends(names[i], ".zip")) {
			assert_null(path);
			path = path_join(dir, names[i]);
		}
		free(names[i]);
	}
	free(names);
	assert_non_null(path);
	return path;
}

/* What the consultant does: one name is another, a note beside it; only that file comes back. */
static void answer(const struct out_files *files, const char *dir)
{
	static const char name[] = "雇用契約書と履歴書";
	const struct out_file *assets = out_files_find(files, "csv/assets.csv");
	const struct out_file *manifest = out_files_find(files, "MANIFEST");
	struct str text = {0};

	assert_non_null(assets);
	assert_non_null(manifest);
	const char *bytes = str_text(&assets->bytes), *at = strstr(bytes, name);
	assert_non_null(at);
	str_add_n(&text, bytes, (size_t)(at - bytes));
	str_add(&text, "雇用契約書と履歴書(紙)");
	str_add(&text, at + strlen(name));
	scratch_write(dir, "back/csv/assets.csv", str_text(&text));
	scratch_write(dir, "back/MANIFEST", str_text(&manifest->bytes));
	str_release(&text);
}

static void test_export__out_and_back(void **state)
{
	const char *dir = screen_book_example();
	struct pty *p = screen_book_open(dir, NULL, 24, 80);
	struct out_files files = {0};

	(void)state;
	press(p, "F9");
	pty_wait(p, "ワークブック全体");
	pty_wait(p, "MB"); /* all of it was measured */
	press(p, "F9");
	pty_wait(p, "書き出しました: ");
	char *path = written_archive(dir);
	assert_true(zip_unpack(path, &files, NULL));
	assert_non_null(out_files_find(&files, "README.txt"));
	assert_non_null(out_files_find(&files, "workbook.xlsx"));
	assert_non_null(out_files_find(&files, "report.html"));
	assert_non_null(out_files_find(&files, "trees/X-001.svg"));

	answer(&files, dir);
	press(p, "^P");
	pty_send_text(p, "専門家");
	press(p, "Enter");
	pty_send_text(p, "back");
	press(p, "Enter");
	pty_wait(p, "A-001 雇用契約書と履歴書");
	press(p, "Enter");
	pty_wait(p, "取り込みました: 値 1、行 0、メモ 0。");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", "雇用契約書と履歴書(紙)");
	out_files_release(&files);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_export__out_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
