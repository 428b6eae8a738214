/* app_import.c - a table made elsewhere into a worksheet: columns, rows, what is told. */
#include "app_fixture.h"

#include "sonae/app/import.h"
#include "sonae/base/file.h"
#include "sonae/store/sheet_file.h"

#include <sys/stat.h>

static int setup(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	fixture_make(&fixture, false, LANG_JA);
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	session_release(&fixture->session);
	return 0;
}

static struct import open_text(struct fixture *fixture, const char *sheet, const char *name,
                               const char *text)
{
	char path[600];
	struct import import;
	struct err err = {0};

	scratch_write(fixture->book, name, text);
	snprintf(path, sizeof(path), "%s/%s", fixture->book, name);
	if (!import_open(&fixture->session, fixture_sheet(fixture, sheet), path, NULL, &import, &err))
		fail_msg("%s", err_text(&err, path, sizeof(path)));
	return import;
}

static void do_it(struct fixture *fixture, struct import *import)
{
	import_plan(import);
	assert_true(folder_do(fixture->session.folder, &import->step, NULL));
}

/* Reads, does, and forgets. */
static void take(struct fixture *fixture, const char *sheet, const char *text)
{
	struct import import = open_text(fixture, sheet, "in.csv", text);

	do_it(fixture, &import);
	import_release(&import);
}

static const char *cell(struct fixture *fixture, const char *sheet, size_t row, const char *field)
{
	struct sheet *of = fixture_sheet(fixture, sheet);

	assert_true(row < sheet_row_count(of));
	return sheet_cell(of, row, (size_t)form_field(sheet_form(of), field));
}

static void assert_to(const struct import *import, size_t column, const char *field)
{
	assert_int_equal(import->columns.at[column].to, form_field(sheet_form(import->sheet), field));
}

/* ---- columns ---- */

static void test_import__columns_and_why(void **state)
{
	struct import import = open_text(*state, "assets", "in.csv",
	                                 "ID,Name of the asset,資産の名前,重要度,備考欄,xyzzy,consultant_note,\n"
	                                 "A-001,a,b,2,c,d,e,\n");
	const struct import_column *at = import.columns.at;

	assert_int_equal(import.columns.count, 8);
	assert_int_equal(at[0].to, HEADING_ID);
	assert_to(&import, 1, "name");
	assert_int_equal(at[2].fate, IMPORT_TWICE);
	assert_int_equal(at[3].fate, IMPORT_COMPUTED);
	assert_int_equal(at[3].compared, form_field(sheet_form(import.sheet), "importance"));
	assert_int_equal(at[4].fate, IMPORT_OPEN);
	assert_int_equal(at[4].near, form_field(sheet_form(import.sheet), "note"));
	assert_int_equal(at[5].fate, IMPORT_OPEN);
	assert_int_equal(at[6].fate, IMPORT_NOTE);
	assert_int_equal(at[7].fate, IMPORT_BLANK);
	import_release(&import);
}

/* A running number is not offered as a note, nor a second remark as what the first is already. */
static void test_import__nothing_far_fetched_is_offered(void **state)
{
	struct import import = open_text(*state, "assets", "in.csv",
	                                 "No,業務分類,備考欄,備考,登録した日\n1,a,b,c,d\n");
	const struct import_column *at = import.columns.at;

	assert_int_equal(at[0].fate, IMPORT_OPEN);
	assert_int_equal(at[0].near, -1);
	assert_int_equal(at[2].fate, IMPORT_OPEN);
	assert_int_equal(at[2].near, -1);
	assert_to(&import, 3, "note");
	assert_int_equal(at[4].near, form_field(sheet_form(import.sheet), "registered"));
	import_release(&import);
}

static void test_import_map__one_column_a_field(void **state)
{
	struct import import = open_text(*state, "assets", "in.csv", "name,名称\na,b\n");
	int name = form_field(sheet_form(import.sheet), "name");

	assert_int_equal(import_column(&import, "#2"), 1);
	assert_int_equal(import_column(&import, " 名称 "), 1);
	assert_int_equal(import_column(&import, "#3"), SIZE_MAX);
	assert_int_equal(import_target(&import, "資産の名前"), name);
	assert_int_equal(import_target(&import, "id"), HEADING_ID);
	assert_int_equal(import_target(&import, ""), IMPORT_NOWHERE);
	assert_int_equal(import_target(&import, "consultant_note"), HEADING_UNKNOWN);
	import_map(&import, 1, name);
	assert_int_equal(import.columns.at[1].to, name);
	assert_int_equal(import.columns.at[0].to, IMPORT_NOWHERE);
	import_map(&import, 1, IMPORT_NOWHERE);
	assert_int_equal(import.columns.at[1].fate, IMPORT_LEFT_OUT);
	assert_false(import_is_mapped(&import));
	import_release(&import);
}

/* Titles may hold a comma, and a word that is a heading, too. */
static void test_import__the_line_with_most_headings(void **state)
{
	struct import import = open_text(*state, "assets", "in.csv",
	                                 "備考,一覧 2026\n\n資産の名前\t管理部署\t\"場所\n\"\n甲\t乙\t\"丙\n丁\"\n");

	assert_int_equal(import.columns.count, 3);
	assert_to(&import, 0, "name");
	assert_to(&import, 1, "department");
	assert_to(&import, 2, "place");
	assert_string_equal(import_sample(&import, 2, 0), "丙\n丁");
	import_release(&import);
}

/* ---- rows ---- */

static void test_import__an_empty_cell_clears_nothing(void **state)
{
	take(*state, "assets", "name,department,place\n甲,総務部,棚\n");
	take(*state, "assets", "id,name,department,place\nA-001,,経理部,\n");
	assert_string_equal(cell(*state, "assets", 0, "name"), "甲");
	assert_string_equal(cell(*state, "assets", 0, "department"), "経理部");
	assert_string_equal(cell(*state, "assets", 0, "place"), "棚");
}

static void test_import__what_it_tells(void **state)
{
	struct str said = {0};

	take(*state, "assets", "name,storage\n甲,棚\n");
	struct import import = open_text(*state, "assets", "in.csv",
	                                 "id,name,storage\nA-001,乙,\nA-001,丙,天井\n,甲,\n");
	import_plan(&import);
	assert_int_equal(import.counts.of[IMPORT_CELL], 1);
	assert_int_equal(import.counts.of[IMPORT_NEW], 1);
	assert_int_equal(import.counts.of[IMPORT_NUMBERED], 1);
	assert_int_equal(import.counts.of[IMPORT_BAD], 1);
	assert_int_equal(import.counts.same, 1);
	assert_string_equal(import.first, "A-001");
	assert_int_equal(import.lines.at[0].kind, IMPORT_CELL);
	assert_int_equal(import.lines.at[0].line, 2);
	import_say(&import, 0, &said);
	assert_string_equal(str_text(&said), "2行目: A-001 資産の名前: 甲 -> 乙");
	str_clear(&said);
	import_say(&import, 1, &said);
	assert_string_equal(str_text(&said), "3行目: 新しい行 A-002 丙");
	str_clear(&said);
	import_say_counts(&import, &said);
	assert_string_equal(str_text(&said), "新しい行 1、変わるセル 1、直しが要る値 1、番号の付け直し 1、もうある行 1");
	str_release(&said);
	import_release(&import);
}

/* Planning again, with other columns, forgets what was planned. */
static void test_import_plan__anew(void **state)
{
	struct fixture *fixture = *state;
	struct import import = open_text(fixture, "assets", "in.csv", "name,どこ\n甲,棚\n");

	import_plan(&import);
	import_map(&import, 1, import_target(&import, "place"));
	do_it(fixture, &import);
	assert_int_equal(import.counts.of[IMPORT_NEW], 1);
	assert_string_equal(cell(fixture, "assets", 0, "place"), "棚");
	import_plan(&import);
	assert_int_equal(import.step.changes.count, 0);
	assert_int_equal(import.counts.same, 1);
	import_release(&import);
}

/* A checklist kept for each row gets its items along, and gives them back. */
static void test_import__items_of_new_rows(void **state)
{
	struct fixture *fixture = *state;
	size_t items = sheet_form(fixture_sheet(fixture, "vuln_check"))->items.count;

	take(fixture, "devices", "name\n受付のPC\n倉庫のPC\n");
	assert_true(items > 0);
	assert_int_equal(sheet_row_count(fixture_sheet(fixture, "vuln_check")), 2 * items);
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_int_equal(sheet_row_count(fixture_sheet(fixture, "vuln_check")), 0);
	assert_int_equal(sheet_row_count(fixture_sheet(fixture, "devices")), 0);
}

static void test_import__ids_that_are_kept(void **state)
{
	take(*state, "assets", "id,name\nA-005,甲\nA-002,乙\n,丙\nB-001,丁\nA-005,戊\n");
	struct sheet *assets = fixture_sheet(*state, "assets");
	static const char *const ids[] = {"A-005", "A-002", "A-006", "A-007", "A-008"};

	assert_int_equal(sheet_row_count(assets), 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(sheet_row_id(assets, i), ids[i]);
}

static void test_import__either_half_of_a_reference(void **state)
{
	take(*state, "suppliers", "name\nさくら保管\n");
	struct import import = open_text(*state, "assets", "in.csv",
	                                 "name,outsourced_to,outsourced_to_text\n甲,さくら保管,\n乙,,よそ\n丙,SU-001,よそ\n");
	do_it(*state, &import);
	assert_string_equal(cell(*state, "assets", 0, "outsourced_to"), "SU-001");
	assert_string_equal(cell(*state, "assets", 1, "outsourced_to_text"), "よそ");
	assert_string_equal(cell(*state, "assets", 2, "outsourced_to"), "SU-001");
	assert_string_equal(cell(*state, "assets", 2, "outsourced_to_text"), "");
	assert_int_equal(import.counts.of[IMPORT_REFUSED], 1);
	import_release(&import);
}

static void test_import__a_record_has_one_row(void **state)
{
	struct import import = open_text(*state, "settings", "in.csv",
	                                 "acceptance_line,yearly_loss_line\n20,3万円\n30,1\n");
	do_it(*state, &import);
	assert_string_equal(cell(*state, "settings", 0, "acceptance_line"), "20");
	assert_string_equal(cell(*state, "settings", 0, "yearly_loss_line"), "30000");
	assert_int_equal(import.counts.of[IMPORT_LOST], 1);
	import_release(&import);
}

/* A row of a tree hangs below one that comes later in the file, named or numbered. */
static void test_import__rows_refer_to_each_other(void **state)
{
	struct import import = open_text(*state, "attack_tree", "in.csv",
	                                 "id,label,parent\n10,葉,枝\n20,枝,30\n30,根,\n40,迷子,99\n");
	do_it(*state, &import);
	assert_string_equal(cell(*state, "attack_tree", 0, "parent"), "X-002");
	assert_string_equal(cell(*state, "attack_tree", 1, "parent"), "X-003");
	assert_string_equal(cell(*state, "attack_tree", 2, "parent"), "");
	assert_string_equal(cell(*state, "attack_tree", 3, "parent"), "99");
	assert_int_equal(import.counts.of[IMPORT_BAD], 1);
	import_release(&import);
}

/* ---- IPA's ledger ---- */

#define IPA "業務分類,情報資産名称,媒体・保存先,機密性,完全性,可用性,重要度\n"

static void assert_scale(struct fixture *fixture, const char *text, enum import_scale scale)
{
	struct import import = open_text(fixture, "assets", "in.csv", text);

	assert_true(import.is_ipa);
	assert_int_equal(import.scale, scale);
	assert_true(import_asks_scale(&import) == (scale == IMPORT_SCALE_UNKNOWN));
	import_release(&import);
}

static void test_import__scale_of_ipas_sheet(void **state)
{
	struct import own = open_text(*state, "assets", "in.csv", "資産の名前,機密性\n甲,2\n");

	assert_false(own.is_ipa);
	import_release(&own);
	assert_scale(*state, IPA "人事,甲,書類,2,1,1,2\n", IMPORT_SCALE_UNKNOWN);
	assert_scale(*state, IPA "人事,甲,書類,2,３,1,3\n", IMPORT_SCALE_1_3);
	assert_scale(*state, IPA "人事,甲,書類,2,1,0,2\n", IMPORT_SCALE_0_2);
	assert_scale(*state, IPA "人事,甲,書類,3,1,0,2\n", IMPORT_SCALE_UNKNOWN);
	assert_scale(*state, IPA "人事,甲,書類,,,,\n", IMPORT_SCALE_0_2);
}

static void test_import__ratings_become_ours(void **state)
{
	struct import import = open_text(*state, "assets", "in.csv", IPA "人事,甲,書類,3,2,1,3\n人事,乙,書類,1,1,4,3\n");

	do_it(*state, &import);
	assert_string_equal(cell(*state, "assets", 0, "confidentiality"), "2");
	assert_string_equal(cell(*state, "assets", 0, "integrity"), "1");
	assert_string_equal(cell(*state, "assets", 0, "availability"), "0");
	assert_string_equal(cell(*state, "assets", 0, "storage"), "paper");
	assert_string_equal(cell(*state, "assets", 1, "availability"), "4");
	assert_int_equal(import.counts.of[IMPORT_BAD], 1);
	/* 3 is 2 of ours: the first agrees. */
	assert_int_equal(import.counts.of[IMPORT_DIFFERS], 0);
	import_release(&import);
}

/* ---- what we write ourselves ---- */

static void write_whole(struct fixture *fixture, struct sheet *sheet, enum lang lang, struct str *out)
{
	struct sheet_part part = {.row_count = sheet_row_count(sheet),
	                          .field_count = sheet_form(sheet)->fields.count};
	size_t *rows = calloc(part.row_count + 1, sizeof(*rows));
	int *fields = calloc(part.field_count + 1, sizeof(*fields));

	for (size_t i = 0; i < part.row_count; i++)
		rows[i] = i;
	for (size_t i = 0; i < part.field_count; i++)
		fields[i] = (int)i;
	part.rows = rows;
	part.fields = fields;
	sheet_write_part(folder_book(fixture->session.folder), sheet, lang, &part, out);
	free(rows);
	free(fields);
}

/* How many rows it found again: all that are not empty. */
static size_t assert_changes_nothing(struct fixture *fixture, const char *id, enum lang lang)
{
	struct sheet *sheet = fixture_sheet(fixture, id);
	struct str text = {0}, said = {0};
	size_t found = 0;

	if (sheet && sheet_form(sheet)->kind != FORM_QUERY && sheet_row_count(sheet) > 0) {
		write_whole(fixture, sheet, lang, &text);
		struct import import = open_text(fixture, id, "out.csv", str_text(&text));
		import_plan(&import);
		for (size_t i = 0; i < import.lines.count; i++)
			import_say(&import, i, &said);
		if (import.step.changes.count > 0 || said.len > 0)
			fail_msg("%s: %zu changes. %s", id, import.step.changes.count, str_text(&said));
		found = import.counts.same;
		import_release(&import);
	}
	str_release(&text);
	str_release(&said);
	return found;
}

/* Every worksheet of the example, in the language of a reader. */
static void test_import__what_went_out_changes_nothing(void **state)
{
	struct fixture *fixture = *state;
	char **ids = NULL;
	size_t count = 0, found = 0;

	session_release(&fixture->session);
	*fixture = (struct fixture){0};
	fixture_make(fixture, true, LANG_JA);
	assert_true(catalogue_forms(folder_catalogue(fixture->session.folder), &ids, &count, NULL));
	assert_true(count > 80);
	for (size_t i = 0; i < count; i++) {
		for (int lang = 0; lang < LANG_COUNT; lang++)
			found += assert_changes_nothing(fixture, ids[i], (enum lang)lang);
		free(ids[i]);
	}
	assert_true(found > 2 * 500);
	free(ids);
}

/* ---- files that cannot be taken ---- */

static enum err_code refused(struct fixture *fixture, const char *sheet, const char *text)
{
	char path[600];
	struct import import;
	struct err err = {0};

	scratch_write(fixture->book, "in.csv", text);
	snprintf(path, sizeof(path), "%s/in.csv", fixture->book);
	assert_false(import_open(&fixture->session, fixture_sheet(fixture, sheet), path, NULL, &import, &err));
	import_release(&import);
	return err.code;
}

static void test_import_open__what_it_refuses(void **state)
{
	assert_int_equal(refused(*state, "assets", ""), ERR_CSV_NO_HEADER);
	assert_int_equal(refused(*state, "assets", "name\n\"x\n"), ERR_CSV_OPEN_QUOTE);
	assert_int_equal(refused(*state, "attack_tree", "\n \n"), ERR_CSV_NO_HEADER);
	assert_int_equal(refused(*state, "assets", "PK\x03\x04" "xlsx"), ERR_NO_TABLE);
	assert_int_equal(refused(*state, "attack_tree", "%PDF-1.7\n"), ERR_NO_TABLE);
}

/* A pipe would be waited at for ever. */
static void test_import_open__files_only(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *assets = fixture_sheet(fixture, "assets");
	char *pipe = path_join(fixture->book, "pipe.csv");
	const char *const paths[] = {pipe, fixture->book};

	assert_int_equal(mkfifo(pipe, 0600), 0);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct import import;
		struct err err = {0};
		assert_false(import_open(&fixture->session, assets, paths[i], NULL, &import, &err));
		assert_int_equal(err.code, ERR_NOT_PLAIN);
		import_release(&import);
	}
	free(pipe);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_import__columns_and_why),
		TEST(test_import__nothing_far_fetched_is_offered),
		TEST(test_import_map__one_column_a_field),
		TEST(test_import__the_line_with_most_headings),
		TEST(test_import__an_empty_cell_clears_nothing),
		TEST(test_import__what_it_tells),
		TEST(test_import_plan__anew),
		TEST(test_import__items_of_new_rows),
		TEST(test_import__ids_that_are_kept),
		TEST(test_import__either_half_of_a_reference),
		TEST(test_import__a_record_has_one_row),
		TEST(test_import__rows_refer_to_each_other),
		TEST(test_import__scale_of_ipas_sheet),
		TEST(test_import__ratings_become_ours),
		TEST(test_import__what_went_out_changes_nothing),
		TEST(test_import_open__what_it_refuses),
		TEST(test_import_open__files_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
