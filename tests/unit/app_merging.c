/* app_merging.c - what comes back from a consultant or a department, three-way. */
#include "merging_fixture.h"

#include "sonae/base/file_copy.h"
#include "sonae/store/outside.h"

/* A-001 名簿, A-002 図面, A-003 金型, sent. */
static struct desk *desk_sent(void)
{
	struct desk *desk = desk_begin(false, LANG_JA);

	desk_new(desk, "assets", "name", "名簿");
	desk_new(desk, "assets", "name", "図面");
	desk_new(desk, "assets", "name", "金型");
	desk_set(desk, "assets", "A-001", "note", "元");
	desk_send(desk, NULL, false);
	return desk;
}

/* ---- a package ---- */

static void test_merging__nothing_edited_is_no_difference(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	desk_open(desk);
	assert_int_equal(desk->merging.sheets.count, 0);
	assert_int_equal(desk->merging.count.differences, 0);
	assert_true(desk->merging.base[0]);
	desk_end(desk);
}

static void test_merging__each_side_keeps_what_it_changed(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	they_set(desk, "assets", "A-001", "note", "先方");
	they_set(desk, "assets", "A-002", "confidentiality", "2");
	they_set(desk, "assets", "A-002", "records", "3,000");
	desk_set(desk, "assets", "A-003", "note", "当方");
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "先方");
	assert_string_equal(desk_cell(desk, "assets", "A-002", "confidentiality"), "2");
	assert_string_equal(desk_cell(desk, "assets", "A-002", "records"), "3000");
	assert_string_equal(desk_cell(desk, "assets", "A-003", "note"), "当方");
	assert_int_equal(desk->merging.count.cells, 3);
	assert_int_equal(desk->merging.count.ours, 1);
	assert_false(merging_is_open(&desk->merging));
	desk_end(desk);
}

static bool take_last(void *context, const struct history_record *record)
{
	str_clear(context);
	str_addf(context, "%s %s", record->who, history_kind_name(record->kind));
	return record->kind != HISTORY_MERGE;
}

static void test_merging__is_one_step_in_their_name(void **state)
{
	struct desk *desk = desk_sent();
	struct folder *folder = desk_session(desk)->folder;
	struct history_filter filter = {.newest_first = true};
	struct str last = {0};
	struct folder_peek peek;

	(void)state;
	they_set(desk, "assets", "A-001", "note", "先方");
	they_set(desk, "assets", "A-004", "name", "新しい");
	desk_merge(desk);
	assert_true(history_find(folder_history(folder), &filter, take_last, &last, NULL));
	assert_string_equal(str_text(&last), "山本 merge");
	assert_true(folder_peek_undo(folder, &peek));
	assert_string_equal(peek.who, "山本");
	assert_true(folder_undo(folder, NULL));
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "元");
	assert_false(desk_has(desk, "assets", "A-004"));
	str_release(&last);
	desk_end(desk);
}

static void test_merging__undo_brings_back_ours_byte_for_byte(void **state)
{
	struct desk *desk = desk_sent();
	struct folder *folder = desk_session(desk)->folder;
	size_t len, again;

	(void)state;
	desk_set(desk, "assets", "A-001", "note", "当方");
	assert_true(folder_save(folder, NULL, NULL));
	char *before = scratch_read(desk->fixture.book, "assets.csv", &len);
	they_set(desk, "assets", "A-001", "note", "先方");
	they_set(desk, "assets", "A-002", "note", "先方");
	they_set(desk, "assets", "A-009", "name", "新しい");
	desk_merge(desk);
	assert_true(folder_save(folder, NULL, NULL));
	assert_true(folder_undo(folder, NULL));
	assert_true(folder_save(folder, NULL, NULL));
	char *after = scratch_read(desk->fixture.book, "assets.csv", &again);
	assert_int_equal(len, again);
	assert_memory_equal(before, after, len);
	free(before);
	free(after);
	desk_end(desk);
}

static const struct outside_report *report_of(struct desk *desk, const char *sheet)
{
	const struct outside_report *report = NULL;

	for (size_t i = 0; (report = folder_outside_at(desk_session(desk)->folder, i)); i++)
		if (text_is(report->sheet, sheet))
			return report;
	return NULL;
}

#define NOTE_OF_CONFLICT "備考: 山本は「先方」、ここは「当方」"

static struct desk *desk_in_conflict(void)
{
	struct desk *desk = desk_sent();

	they_set(desk, "assets", "A-001", "note", "先方");
	desk_set(desk, "assets", "A-001", "note", "当方");
	desk_merge(desk);
	return desk;
}

static void test_merging__a_conflict_keeps_both(void **state)
{
	struct desk *desk = desk_in_conflict();
	const struct outside_report *report = report_of(desk, "assets");

	(void)state;
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "当方");
	assert_true(merging_is_open(&desk->merging));
	assert_int_equal(desk_notes(desk, "assets", "A-001", NOTE_OF_CONFLICT), 1);
	assert_non_null(report);
	assert_true(outside_report_is_open(report));
	assert_string_equal(report->items.at[0].ours, "当方");
	assert_string_equal(report->items.at[0].theirs, "先方");
	/* Again: still undecided, and no second note. */
	desk_merge(desk);
	assert_true(merging_is_open(&desk->merging));
	assert_int_equal(desk->merging.step.changes.count, 0);
	assert_int_equal(desk_notes(desk, "assets", "A-001", NOTE_OF_CONFLICT), 1);
	desk_end(desk);
}

static void test_merging__a_conflict_is_settled_once(void **state)
{
	struct desk *desk = desk_in_conflict();
	const struct outside_report *report = report_of(desk, "assets");
	struct step step = {0};

	(void)state;
	assert_true(folder_outside_keep(desk_session(desk)->folder, "assets", "A-001", "note"));
	assert_true(merging_settle(desk_session(desk), "assets", &report->items.at[0], &step, NULL));
	assert_int_equal(step.changes.count, 1);
	assert_true(folder_do(desk_session(desk)->folder, &step, NULL));
	step_release(&step);
	desk_merge(desk);
	assert_false(merging_is_open(&desk->merging));
	assert_int_equal(desk->merging.step.changes.count, 0);
	assert_false(outside_report_is_open(report_of(desk, "assets")));
	/* What they write then is another thing. */
	they_set(desk, "assets", "A-001", "note", "別の値");
	desk_merge(desk);
	assert_true(merging_is_open(&desk->merging));
	desk_end(desk);
}

static void test_merging__theirs_is_taken_on_the_screen(void **state)
{
	struct desk *desk = desk_in_conflict();

	(void)state;
	assert_true(folder_outside_take(desk_session(desk)->folder, "assets", "A-001", "note", NULL, NULL));
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "先方");
	desk_open(desk);
	assert_false(merging_is_open(&desk->merging));
	desk_end(desk);
}

static void test_merging__a_missing_row_is_told_and_stays(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	they_drop(desk, "assets", "A-002");
	desk_merge(desk);
	assert_true(desk_has(desk, "assets", "A-002"));
	assert_int_equal(desk->merging.count.gone, 1);
	assert_true(merging_is_open(&desk->merging));
	const struct outside_report *report = report_of(desk, "assets");
	assert_int_equal(report->vanished.count, 1);
	assert_true(folder_outside_delete_vanished(desk_session(desk)->folder, "assets", NULL));
	assert_false(desk_has(desk, "assets", "A-002"));
	desk_end(desk);
}

static void test_merging__a_row_deleted_here_that_they_changed(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	they_set(desk, "assets", "A-002", "note", "大事");
	desk_delete(desk, "assets", "A-002");
	desk_delete(desk, "assets", "A-003"); /* which they left alone */
	desk_merge(desk);
	assert_false(desk_has(desk, "assets", "A-002"));
	assert_false(desk_has(desk, "assets", "A-003"));
	assert_int_equal(desk->merging.count.conflicts, 1);
	assert_int_equal(desk_notes(desk, "assets", "A-002",
	                            "山本の手元では、ここで消したこの行が書き換えられています。\n"
	                            "資産の名前: 図面\n備考: 大事"), 1);
	assert_true(folder_outside_take(desk_session(desk)->folder, "assets", "A-002", "", NULL, NULL));
	assert_string_equal(desk_cell(desk, "assets", "A-002", "note"), "大事");
	desk_end(desk);
}

static void test_merging__columns_that_are_not_there(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	scratch_write(desk->out, "csv/assets.csv", "id,備考\r\nA-001,先方\r\nA-002,\r\nA-003,\r\n");
	desk_merge(desk);
	assert_int_equal(desk->merging.count.differences, 1);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "先方");
	assert_string_equal(desk_cell(desk, "assets", "A-001", "name"), "名簿");
	desk_end(desk);
}

/* An answer taken back is an edit; a row that was left out is not. */
static void test_merging__an_answer_that_they_emptied(void **state)
{
	struct desk *desk = desk_begin(false, LANG_JA);
	struct sheet *check = desk_sheet(desk, "procurement");

	(void)state;
	const char *first = sheet_row_id(check, 0), *second = sheet_row_id(check, 1);
	desk_set(desk, "procurement", first, "note", "一");
	desk_set(desk, "procurement", second, "note", "二");
	desk_send(desk, NULL, false);
	they_set(desk, "procurement", first, "note", "");
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "procurement", first, "note"), "");
	assert_int_equal(desk->merging.count.gone, 0);
	they_drop(desk, "procurement", second);
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "procurement", second, "note"), "二");
	assert_int_equal(desk->merging.count.gone, 1);
	desk_end(desk);
}

/* A column of their own is kept; one that we compute is not read. */
static void test_merging__columns_that_we_lack(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	scratch_write(desk->out, "csv/assets.csv",
	              "id,重要度,所見\r\nA-001,9,良い\r\nA-002,9,\r\nA-003,9,\r\n");
	desk_merge(desk);
	struct sheet *assets = desk_sheet(desk, "assets");
	assert_int_equal(desk->merging.count.cells, 1);
	assert_string_equal(sheet_cell(assets, 0, their_column(assets, "所見")), "良い");
	desk_end(desk);
}

static void test_merging__damage_is_no_edit(void **state)
{
	struct desk *desk = desk_begin(false, LANG_JA);

	(void)state;
	desk_new(desk, "assets", "name", "0012");
	desk_new(desk, "assets", "name", "𠮷野の名簿");
	desk_send(desk, NULL, false);
	they_set(desk, "assets", "A-001", "name", "12");
	they_set(desk, "assets", "A-002", "name", "?野の名簿");
	desk_merge(desk);
	assert_int_equal(desk->merging.count.damaged, 2);
	assert_int_equal(desk->merging.count.differences, 0);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "name"), "0012");
	assert_string_equal(desk_cell(desk, "assets", "A-002", "name"), "𠮷野の名簿");
	assert_false(merging_is_open(&desk->merging));
	desk_end(desk);
}

static void test_merging__notes_of_the_consultant(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	they_set(desk, "assets", "A-001", "専門家のメモ", "保存年限は？");
	they_set(desk, "assets", "A-003", "専門家のメモ", "一行\r\n二行");
	desk_merge(desk);
	assert_int_equal(desk->merging.count.notes, 2);
	assert_int_equal(desk_notes(desk, "assets", "A-001", "保存年限は？"), 1);
	assert_int_equal(desk_notes(desk, "assets", "A-003", "一行\n二行"), 1);
	assert_string_equal(desk_cell(desk, "notes", "N-001", "who"), "山本");
	assert_string_equal(desk_cell(desk, "notes", "N-002", "text"), "一行\n二行");
	struct sheet *assets = desk_sheet(desk, "assets");
	assert_int_equal(sheet_column_count(assets), sheet_form(assets)->fields.count);
	desk_merge(desk);
	assert_int_equal(desk->merging.step.changes.count, 0);
	assert_int_equal(desk->merging.count.differences, 0);
	desk_end(desk);
}

static void test_merging__a_bad_value_is_kept(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	they_set(desk, "assets", "A-001", "confidentiality", "とても高い");
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "confidentiality"), "とても高い");
	desk_end(desk);
}

/* ---- rows that both made ---- */

static void test_merging__a_taken_id_is_given_anew_with_its_references(void **state)
{
	struct desk *desk = desk_begin(false, LANG_JA);

	(void)state;
	desk_new(desk, "assets", "name", "名簿");
	desk_new(desk, "risks", "asset", "A-001");
	desk_send(desk, NULL, false);
	they_set(desk, "assets", "A-002", "name", "先方の資産");
	they_set(desk, "risks", "R-001", "vulnerability", "先方");
	they_set(desk, "risks", "R-002", "asset", "A-002");
	they_set(desk, "risks", "R-002", "専門家のメモ", "見て");
	desk_new(desk, "assets", "name", "当方の資産");
	desk_new(desk, "risks", "asset", "A-002");
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "assets", "A-002", "name"), "当方の資産");
	assert_string_equal(desk_cell(desk, "assets", "A-003", "name"), "先方の資産");
	assert_string_equal(desk_cell(desk, "risks", "R-001", "asset"), "A-001");
	assert_string_equal(desk_cell(desk, "risks", "R-002", "asset"), "A-002");
	assert_string_equal(desk_cell(desk, "risks", "R-003", "asset"), "A-003");
	assert_int_equal(desk_notes(desk, "risks", "R-003", "見て"), 1);
	assert_int_equal(desk->merging.count.renumbered, 2);
	/* Again, after both went on: still the same rows. */
	desk_set(desk, "assets", "A-003", "name", "改名");
	they_set(desk, "assets", "A-002", "note", "後から");
	desk_merge(desk);
	assert_int_equal(desk->merging.count.rows, 0);
	assert_int_equal(desk->merging.count.conflicts, 0);
	assert_string_equal(desk_cell(desk, "assets", "A-003", "name"), "改名");
	assert_string_equal(desk_cell(desk, "assets", "A-003", "note"), "後から");
	assert_false(desk_has(desk, "assets", "A-004"));
	desk_end(desk);
}

/* The asset that a sent risk names was held back; theirs of that id is another one. */
static void test_merging__a_reference_that_was_sent_means_our_row(void **state)
{
	struct desk *desk = desk_begin(false, LANG_JA);
	char *base = path_join(scratch_dir(), "base");

	(void)state;
	desk_new(desk, "assets", "name", "名簿");
	desk_new(desk, "assets", "name", "図面");
	desk_new(desk, "risks", "asset", "A-001");
	desk_send(desk, NULL, false);
	they_drop(desk, "assets", "A-001");
	assert_true(file_copy(desk->out, base, NULL, NULL));
	they_set(desk, "assets", "A-001", "name", "先方の資産");
	they_set(desk, "risks", "R-001", "vulnerability", "先方");
	they_set(desk, "risks", "R-002", "asset", "A-001");
	desk_merge_from(desk, desk->out, base);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "name"), "名簿");
	assert_string_equal(desk_cell(desk, "assets", "A-003", "name"), "先方の資産");
	assert_string_equal(desk_cell(desk, "risks", "R-001", "vulnerability"), "先方");
	assert_string_equal(desk_cell(desk, "risks", "R-001", "asset"), "A-001");
	assert_string_equal(desk_cell(desk, "risks", "R-002", "asset"), "A-003");
	free(base);
	desk_end(desk);
}

static void test_merging__the_same_row_made_by_both_is_one(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	desk_new(desk, "assets", "name", "共通");
	they_set(desk, "assets", "A-004", "name", "共通");
	desk_merge(desk);
	assert_int_equal(desk->merging.step.changes.count, 0);
	assert_false(desk_has(desk, "assets", "A-005"));
	desk_end(desk);
}

static void test_merging__a_row_without_an_id_comes_once(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	scratch_write(desk->out, "csv/assets.csv", "id,name\r\nA-001,名簿\r\n,無番\r\nA-002,図面\r\nA-003,金型\r\n");
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "assets", "A-004", "name"), "無番");
	desk_set(desk, "assets", "A-004", "note", "書き足した");
	desk_merge(desk);
	assert_int_equal(desk->merging.count.rows, 0);
	desk_merge(desk);
	assert_false(desk_has(desk, "assets", "A-005"));
	desk_end(desk);
}

/* ---- taken before ---- */

static void test_merging__what_was_decided_since_stays(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	they_set(desk, "assets", "A-001", "note", "先方");
	they_set(desk, "assets", "A-004", "name", "新しい");
	they_set(desk, "assets", "A-005", "name", "要らない");
	desk_merge(desk);
	desk_set(desk, "assets", "A-001", "note", "直した");
	desk_set(desk, "assets", "A-004", "name", "改名");
	desk_delete(desk, "assets", "A-005");
	desk_merge(desk);
	assert_int_equal(desk->merging.step.changes.count, 0);
	assert_false(merging_is_open(&desk->merging));
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "直した");
	/* What they change in a second return is taken or a conflict as ever. */
	they_set(desk, "assets", "A-004", "note", "追伸");
	they_set(desk, "assets", "A-001", "note", "先方の二");
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "assets", "A-004", "note"), "追伸");
	assert_int_equal(desk->merging.count.conflicts, 1);
	desk_end(desk);
}

static void test_merging__undone_it_is_taken_again(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	they_set(desk, "assets", "A-001", "note", "先方");
	they_set(desk, "assets", "A-004", "name", "新しい");
	desk_merge(desk);
	assert_true(folder_undo(desk_session(desk)->folder, NULL));
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "先方");
	assert_string_equal(desk_cell(desk, "assets", "A-004", "name"), "新しい");
	desk_end(desk);
}

/* ---- without a base, another base ---- */

static void test_merging__without_a_base_nothing_goes(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	scratch_write(desk->out, "one/assets.csv",
	              "id,name,note,records\r\nA-001,名簿,先方,5\r\nA-002,,,\r\n");
	/* A copy that was broken off is none. */
	scratch_write(desk->fixture.book, PACKAGE_SENT "/2026-01-01-00000000/csv/assets.csv", "id\r\n");
	char *path = path_join(desk->out, "one/assets.csv");
	desk_merge_from(desk, path, NULL);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "元");
	assert_string_equal(desk_cell(desk, "assets", "A-001", "records"), "5");
	assert_string_equal(desk_cell(desk, "assets", "A-002", "name"), "図面");
	assert_true(desk_has(desk, "assets", "A-003"));
	assert_int_equal(desk->merging.count.conflicts, 1);
	assert_int_equal(desk->merging.count.gone, 0);
	assert_string_equal(desk->merging.base, "");
	assert_int_equal(desk->merging.sent.count, 1);
	assert_int_equal(desk_notes(desk, "assets", "A-001", "備考: 山本は「先方」、ここは「元」"), 1);
	/* With what was sent it is an edit. */
	char *sent = mem_dup(desk->merging.sent.at[0]);
	desk_merge_from(desk, path, sent);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "先方");
	free(sent);
	free(path);
	desk_end(desk);
}

/* .sonae does not travel with git; the history does. */
static void test_merging__the_base_from_the_history(void **state)
{
	struct desk *desk = desk_sent();
	char *sent = path_join(desk->fixture.book, PACKAGE_SENT);

	(void)state;
	scratch_remove(sent);
	desk_set(desk, "assets", "A-003", "note", "当方");
	they_set(desk, "assets", "A-001", "note", "先方");
	they_set(desk, "assets", "A-002", "name", "");
	desk_merge(desk);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "先方");
	assert_string_equal(desk_cell(desk, "assets", "A-002", "name"), "");
	assert_string_equal(desk_cell(desk, "assets", "A-003", "note"), "当方");
	assert_int_equal(desk->merging.count.conflicts, 0);
	free(sent);
	desk_end(desk);
}

static void assert_one_csv(struct desk *desk, const char *name, const char *text,
                           const char *assumed)
{
	scratch_write(desk->out, name, text);
	char *path = path_join(desk->out, name);
	desk_open_from(desk, path, NULL);
	assert_string_equal(desk->merging.assumed, assumed);
	assert_int_equal(desk->merging.count.cells, 1);
	free(path);
}

static void test_merging__one_csv_is_known_by_name_or_headings(void **state)
{
	struct desk *desk = desk_sent();
	const char *text = "id,資産の名前,備考\r\nA-002,図面,先方\r\n";

	(void)state;
	assert_one_csv(desk, "one/assets.csv", text, "");
	assert_one_csv(desk, "one/assets (1).csv", text, "assets");
	assert_one_csv(desk, "one/情報資産管理台帳.csv", text, "assets");
	assert_one_csv(desk, "one/ASSETS.CSV", text, "assets");
	assert_one_csv(desk, "one/返送.csv",
	               "id,資産の名前,備考,利用者範囲,管理部署,資産管理者,媒体,機密性,完全性,可用性\r\n"
	               "A-002,図面,先方\r\n", "assets");
	desk_end(desk);
}

static void test_merging__a_csv_with_conflict_marks_is_refused(void **state)
{
	struct desk *desk = desk_sent();
	struct merging_choice choice = {.path = desk->out};
	struct err err = {0};

	(void)state;
	scratch_write(desk->out, "csv/assets.csv",
	              "id,name\r\n<<<<<<< HEAD\r\nA-001,一\r\n=======\r\nA-001,二\r\n>>>>>>> b\r\n");
	merging_release(&desk->merging);
	assert_false(merging_open(&desk->merging, desk_session(desk), &choice, &err));
	assert_int_equal(err.code, ERR_GIT_CONFLICT);
	assert_int_equal(err.line, 2);
	desk_end(desk);
}

static void test_merging__a_base_that_was_never_sent(void **state)
{
	struct desk *desk = desk_sent();
	struct merging_choice choice = {.path = desk->out, .base = "2020-01-01-00000000"};
	struct err err = {0};

	(void)state;
	assert_false(merging_open(&desk->merging, desk_session(desk), &choice, &err));
	assert_int_equal(err.code, ERR_NO_BASE);
	desk_end(desk);
}

/* Some systems shout. */
static void test_merging__names_in_capitals(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	scratch_write(desk->out, "csv/ASSETS.CSV", "id,備考\r\nA-001,先方\r\n");
	char *small = path_join(desk->out, "csv/assets.csv");
	assert_true(file_remove(small, NULL));
	desk_open(desk);
	assert_int_equal(desk->merging.count.cells, 1);
	assert_int_equal(desk->merging.others.count, 0);
	free(small);
	desk_end(desk);
}

static void test_merging__a_worksheet_we_do_not_have(void **state)
{
	struct desk *desk = desk_sent();

	(void)state;
	scratch_write(desk->out, "csv/hawks.csv", "id,name\r\nH-001,鷹\r\n");
	desk_open(desk);
	assert_int_equal(desk->merging.others.count, 1);
	assert_string_equal(desk->merging.others.at[0].name, "hawks.csv");
	assert_int_equal(desk->merging.others.at[0].why, MERGING_NO_FORM);
	desk_end(desk);
}

/* ---- two workbooks ---- */

static void copy_book(struct desk *desk, const char *to)
{
	struct err err = {0};

	assert_true(folder_save(desk_session(desk)->folder, NULL, NULL));
	if (!file_copy(desk->fixture.book, to, NULL, &err))
		fail_for(&err);
	char *lock = path_join(to, ".sonae/lock"); /* of the one who has the original open */
	file_remove(lock, NULL);
	free(lock);
}

static void department_do(const char *path, const char *sheet_id, const char *row_id,
                          const char *field, const char *text)
{
	struct desk other = {.out = ""};
	struct err err = {0};
	size_t row;

	assert_true(session_init(&other.fixture.session, &err));
	if (!session_open(&other.fixture.session, path, FOLDER_WRITE, &err))
		fail_for(&err);
	if (!row_id)
		desk_new(&other, sheet_id, field, text);
	else if (!sheet_find(desk_sheet(&other, sheet_id), row_id, &row))
		fail_msg("no row %s", row_id);
	else
		desk_set(&other, sheet_id, row_id, field, text);
	session_release(&other.fixture.session);
}

static void test_merging__a_department_that_worked_on_a_copy(void **state)
{
	struct desk *desk = desk_sent();
	char *copy = path_join(scratch_dir(), "copy");

	(void)state;
	desk_new(desk, "devices", "name", "受付PC");
	copy_book(desk, copy);
	department_do(copy, "assets", "A-001", "note", "営業");
	department_do(copy, "assets", NULL, "name", "営業の資産");
	department_do(copy, "risks", NULL, "asset", "A-004");
	department_do(copy, "devices", NULL, "name", "営業PC");
	department_do(copy, "vuln_check", "D-002/script", "note", "営業で確認");
	desk_set(desk, "assets", "A-002", "note", "本社");
	desk_new(desk, "assets", "name", "本社の資産");
	desk_new(desk, "risks", "asset", "A-004");
	desk_new(desk, "devices", "name", "本社PC");
	desk_set(desk, "vuln_check", "D-002/script", "note", "本社で確認");
	desk_merge_from(desk, copy, NULL);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "note"), "営業");
	assert_string_equal(desk_cell(desk, "assets", "A-002", "note"), "本社");
	assert_string_equal(desk_cell(desk, "assets", "A-004", "name"), "本社の資産");
	assert_string_equal(desk_cell(desk, "assets", "A-005", "name"), "営業の資産");
	assert_string_equal(desk_cell(desk, "risks", "R-001", "asset"), "A-004");
	assert_string_equal(desk_cell(desk, "risks", "R-002", "asset"), "A-005");
	assert_string_equal(desk_cell(desk, "devices", "D-003", "name"), "営業PC");
	assert_string_equal(desk_cell(desk, "vuln_check", "D-002/script", "note"), "本社で確認");
	assert_string_equal(desk_cell(desk, "vuln_check", "D-003/script", "note"), "営業で確認");
	assert_false(merging_is_open(&desk->merging));
	desk_merge_from(desk, copy, NULL);
	assert_int_equal(desk->merging.step.changes.count, 0);
	free(copy);
	desk_end(desk);
}

/* The same answer to the same question about another device is another answer. */
static void test_merging__answers_that_read_alike_stay_two(void **state)
{
	struct desk *desk = desk_sent();
	char *copy = path_join(scratch_dir(), "copy");

	(void)state;
	copy_book(desk, copy);
	department_do(copy, "devices", NULL, "name", "営業PC");
	department_do(copy, "vuln_check", "D-001/script", "note", "済み");
	desk_new(desk, "devices", "name", "本社PC");
	desk_set(desk, "vuln_check", "D-001/command", "note", "済み");
	desk_merge_from(desk, copy, NULL);
	assert_string_equal(desk_cell(desk, "vuln_check", "D-001/command", "note"), "済み");
	assert_string_equal(desk_cell(desk, "vuln_check", "D-002/script", "note"), "済み");
	free(copy);
	desk_end(desk);
}

static void test_merging__workbooks_with_nothing_in_common(void **state)
{
	struct desk *desk = desk_sent();
	char *other = path_join(scratch_dir(), "other");
	struct new_workbook wanted = {.path = other, .company = "よそ", .lang = LANG_JA};

	(void)state;
	assert_true(session_create(desk_session(desk), &wanted, NULL));
	department_do(other, "assets", NULL, "name", "名簿"); /* A-001, as ours */
	department_do(other, "assets", "A-001", "manager", "田中");
	department_do(other, "assets", NULL, "name", "よその図面"); /* A-002, another */
	department_do(other, "risks", NULL, "asset", "A-002");
	desk_merge_from(desk, other, NULL);
	assert_string_equal(desk_cell(desk, "assets", "A-001", "manager"), "田中");
	assert_string_equal(desk_cell(desk, "assets", "A-002", "name"), "図面");
	assert_string_equal(desk_cell(desk, "assets", "A-004", "name"), "よその図面");
	assert_string_equal(desk_cell(desk, "risks", "R-001", "asset"), "A-004");
	assert_string_equal(desk->merging.base, "");
	desk_merge_from(desk, other, NULL);
	assert_int_equal(desk->merging.step.changes.count, 0);
	free(other);
	desk_end(desk);
}

static void test_merging__settings_merge_like_a_record(void **state)
{
	struct desk *desk = desk_sent();
	char *copy = path_join(scratch_dir(), "copy");

	(void)state;
	copy_book(desk, copy);
	department_do(copy, "settings", "1", "curriculum", "r5");
	desk_merge_from(desk, copy, NULL);
	assert_string_equal(desk_cell(desk, "settings", "1", "curriculum"), "r5");
	free(copy);
	desk_end(desk);
}

/* ---- the whole example ---- */

static void test_merging__the_example_comes_back_as_it_went(void **state)
{
	struct desk *desk = desk_begin(true, LANG_JA);

	(void)state;
	desk_send(desk, NULL, false);
	desk_open(desk);
	assert_int_equal(desk->merging.count.differences, 0);
	assert_int_equal(desk->merging.count.damaged, 0);
	assert_int_equal(desk->merging.step.changes.count, 0);
	assert_int_equal(desk->merging.others.count, 0);
	assert_true(desk->merging.base[0]);
	desk_end(desk);
}

/* What stays here does not come back, and nobody misses it. */
static void test_merging__a_redacted_package(void **state)
{
	struct desk *desk = desk_begin(true, LANG_EN);

	(void)state;
	desk_send(desk, NULL, true);
	desk_open(desk);
	assert_int_equal(desk->merging.count.differences, 0);
	assert_int_equal(desk->merging.step.changes.count, 0);
	desk_end(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merging__nothing_edited_is_no_difference),
		cmocka_unit_test(test_merging__each_side_keeps_what_it_changed),
		cmocka_unit_test(test_merging__is_one_step_in_their_name),
		cmocka_unit_test(test_merging__undo_brings_back_ours_byte_for_byte),
		cmocka_unit_test(test_merging__a_conflict_keeps_both),
		cmocka_unit_test(test_merging__a_conflict_is_settled_once),
		cmocka_unit_test(test_merging__theirs_is_taken_on_the_screen),
		cmocka_unit_test(test_merging__a_missing_row_is_told_and_stays),
		cmocka_unit_test(test_merging__a_row_deleted_here_that_they_changed),
		cmocka_unit_test(test_merging__columns_that_are_not_there),
		cmocka_unit_test(test_merging__an_answer_that_they_emptied),
		cmocka_unit_test(test_merging__columns_that_we_lack),
		cmocka_unit_test(test_merging__damage_is_no_edit),
		cmocka_unit_test(test_merging__notes_of_the_consultant),
		cmocka_unit_test(test_merging__a_bad_value_is_kept),
		cmocka_unit_test(test_merging__a_taken_id_is_given_anew_with_its_references),
		cmocka_unit_test(test_merging__a_reference_that_was_sent_means_our_row),
		cmocka_unit_test(test_merging__the_same_row_made_by_both_is_one),
		cmocka_unit_test(test_merging__a_row_without_an_id_comes_once),
		cmocka_unit_test(test_merging__what_was_decided_since_stays),
		cmocka_unit_test(test_merging__undone_it_is_taken_again),
		cmocka_unit_test(test_merging__without_a_base_nothing_goes),
		cmocka_unit_test(test_merging__the_base_from_the_history),
		cmocka_unit_test(test_merging__one_csv_is_known_by_name_or_headings),
		cmocka_unit_test(test_merging__a_csv_with_conflict_marks_is_refused),
		cmocka_unit_test(test_merging__a_base_that_was_never_sent),
		cmocka_unit_test(test_merging__names_in_capitals),
		cmocka_unit_test(test_merging__a_worksheet_we_do_not_have),
		cmocka_unit_test(test_merging__a_department_that_worked_on_a_copy),
		cmocka_unit_test(test_merging__answers_that_read_alike_stay_two),
		cmocka_unit_test(test_merging__workbooks_with_nothing_in_common),
		cmocka_unit_test(test_merging__settings_merge_like_a_record),
		cmocka_unit_test(test_merging__the_example_comes_back_as_it_went),
		cmocka_unit_test(test_merging__a_redacted_package),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
