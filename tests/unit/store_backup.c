#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "sonae/store/backup.h"
#include "sonae/base/file.h"
#include "support/scratch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BACKUPS ".sonae/backups/"
/* The SHA-256 of "abc", as in every textbook. */
#define ABC_SUM "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void set_clock(const char *now)
{
	setenv("TZ", "JST-9", 1);
	setenv("SONAE_NOW", now, 1);
}

static void make_at(const char *dir, const char *now)
{
	struct err err = {0};
	char text[700];

	set_clock(now);
	if (!backup_make(dir, &err))
		fail_msg("%s: %s", now, err_text(&err, text, sizeof(text)));
}

static const char *new_book(void)
{
	const char *dir = scratch_dir();

	scratch_write(dir, "sonae.ini", "[workbook]\nformat = \"1\"\n");
	scratch_write(dir, "assets.csv", "id,name\r\nA-001,金庫\r\n");
	return dir;
}

/* The stamps of all backups, a blank between. */
static char *stamps(const char *dir)
{
	struct backups backups = {0};
	struct str all = {0};

	assert_true(backups_read(dir, &backups, NULL));
	for (size_t i = 0; i < backups.at.count; i++)
		str_addf(&all, "%s%s", i ? " " : "", backups.at.at[i].stamp);
	backups_release(&backups);
	return str_take(&all);
}

static void assert_stamps(const char *dir, const char *expected)
{
	char *all = stamps(dir);

	assert_string_equal(all, expected);
	free(all);
}

/* The file as the backup has it. */
static void assert_copy(const char *dir, const char *word, const char *name, const char *expected)
{
	struct backups backups = {0};
	struct str bytes = {0};
	size_t index;

	assert_true(backups_read(dir, &backups, NULL));
	assert_int_equal(backups_find(&backups, word, (struct date){2026, 11, 22}, &index), 1);
	const struct backup_file *file = backup_file_of(&backups.at.at[index], name);
	if (!expected) {
		assert_null(file);
	} else {
		assert_non_null(file);
		assert_true(backup_read_copy(&backups, file, &bytes, NULL));
		assert_string_equal(str_text(&bytes), expected);
	}
	str_release(&bytes);
	backups_release(&backups);
}

static void assert_file(const char *dir, const char *name, const char *expected)
{
	char *text = scratch_read(dir, name, NULL);

	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

/* ---- making ---- */

static void test_backup__copies_the_workbook(void **state)
{
	const char *dir = new_book();

	(void)state;
	scratch_write(dir, "forms/own.ini", "[form]\n");
	scratch_write(dir, "forms/given/own.csv", "id\r\n");
	scratch_write(dir, "forms/.hidden", "x");
	scratch_write(dir, "~$assets.csv", "Excel");
	scratch_write(dir, ".assets.csv.tmp", "ours");
	scratch_write(dir, "letter.txt", "not ours");
	make_at(dir, "2026-11-22T07:30:00");
	assert_stamps(dir, "2026-11-22T073000");
	assert_file(dir, BACKUPS "2026-11-22T073000/sonae.ini", "[workbook]\nformat = \"1\"\n");
	assert_file(dir, BACKUPS "2026-11-22T073000/assets.csv", "id,name\r\nA-001,金庫\r\n");
	assert_file(dir, BACKUPS "2026-11-22T073000/forms/own.ini", "[form]\n");
	assert_file(dir, BACKUPS "2026-11-22T073000/forms/given/own.csv", "id\r\n");
	assert_false(scratch_exists(dir, BACKUPS "2026-11-22T073000/letter.txt"));
	assert_false(scratch_exists(dir, BACKUPS "2026-11-22T073000/~$assets.csv"));
	assert_false(scratch_exists(dir, BACKUPS "2026-11-22T073000/.assets.csv.tmp"));
	assert_false(scratch_exists(dir, BACKUPS "2026-11-22T073000/forms/.hidden"));
}

static void test_backup__the_manifest_says_what_there_was(void **state)
{
	const char *dir = scratch_dir();

	(void)state;
	scratch_write(dir, "assets.csv", "abc");
	make_at(dir, "2026-11-22T07:30:00");
	char *text = scratch_read(dir, BACKUPS "2026-11-22T073000/manifest.csv", NULL);
	assert_non_null(strstr(text, "name,size,mtime,sha256,in\r\nassets.csv,3,"));
	assert_non_null(strstr(text, "," ABC_SUM ",2026-11-22T073000\r\n"));
	free(text);
}

static void test_backup__notes_the_history_and_does_not_copy_it(void **state)
{
	const char *dir = new_book();
	struct backups backups = {0};
	const char *head = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	char history[400];

	(void)state;
	snprintf(history, sizeof(history),
	         "\xEF\xBB\xBFseq,time,who,step,kind,of,sheet,row,field,before,after,hash\r\n"
	         "1,2026-11-22T07:30:00+09:00,x,1,set,,assets,A-001,name,a,b,%s.0123456789abcdef\r\n",
	         head);
	scratch_write(dir, "history.csv", history);
	make_at(dir, "2026-11-22T07:30:00");
	assert_false(scratch_exists(dir, BACKUPS "2026-11-22T073000/history.csv"));
	assert_true(backups_read(dir, &backups, NULL));
	assert_int_equal(backups.at.at[0].history_size, (long long)strlen(history));
	assert_string_equal(backups.at.at[0].history_head, head);
	backups_release(&backups);
}

static void test_backup__copies_only_what_changed(void **state)
{
	const char *dir = new_book();

	(void)state;
	make_at(dir, "2026-11-20T09:00:00");
	scratch_write(dir, "assets.csv", "id,name\r\nA-001,机\r\n");
	make_at(dir, "2026-11-21T09:00:00");
	assert_false(scratch_exists(dir, BACKUPS "2026-11-21T090000/sonae.ini"));
	assert_copy(dir, "2026-11-20", "assets.csv", "id,name\r\nA-001,金庫\r\n");
	assert_copy(dir, "2026-11-21", "assets.csv", "id,name\r\nA-001,机\r\n");
	assert_copy(dir, "2026-11-21", "sonae.ini", "[workbook]\nformat = \"1\"\n");
}

static void test_backup__nothing_changed_is_no_backup(void **state)
{
	const char *dir = new_book();

	(void)state;
	make_at(dir, "2026-11-20T09:00:00");
	make_at(dir, "2026-11-21T09:00:00");
	scratch_write(dir, "assets.csv", "id,name\r\nA-001,金庫\r\n"); /* the same, written anew */
	make_at(dir, "2026-11-22T09:00:00");
	assert_stamps(dir, "2026-11-20T090000");
	char *path = path_join(dir, "assets.csv"); /* a file that went is a change */
	assert_int_equal(unlink(path), 0);
	free(path);
	make_at(dir, "2026-11-22T10:00:00");
	assert_stamps(dir, "2026-11-20T090000 2026-11-22T100000");
	assert_copy(dir, "2026-11-22", "assets.csv", NULL);
}

static void test_backup__two_in_one_second(void **state)
{
	const char *dir = new_book();

	(void)state;
	make_at(dir, "2026-11-22T07:30:00");
	scratch_write(dir, "assets.csv", "two");
	make_at(dir, "2026-11-22T07:30:00");
	scratch_write(dir, "assets.csv", "three");
	make_at(dir, "2026-11-22T07:30:00");
	assert_stamps(dir, "2026-11-22T073000 2026-11-22T073000-02 2026-11-22T073000-03");
	assert_copy(dir, "2026-11-22", "assets.csv", "three");
	assert_copy(dir, "2026-11-22T073000", "assets.csv", "id,name\r\nA-001,金庫\r\n");
}

/* Killed before its last step: it does not count, and is swept away by the next. */
static void test_backup__unfinished_does_not_count(void **state)
{
	const char *dir = new_book();
	struct backup_run *run;

	(void)state;
	set_clock("2026-11-20T09:00:00");
	run = backup_begin(dir);
	for (int i = 0; i < 3; i++)
		assert_true(backup_step(run, NULL)); /* the list, assets.csv, sonae.ini */
	backup_free(run);
	assert_true(scratch_exists(dir, BACKUPS "2026-11-20T090000/sonae.ini"));
	assert_stamps(dir, "");
	make_at(dir, "2026-11-21T09:00:00");
	assert_stamps(dir, "2026-11-21T090000");
	assert_false(scratch_exists(dir, BACKUPS "2026-11-20T090000"));
}

static void test_backup__a_damaged_copy_is_told(void **state)
{
	const char *dir = new_book();
	struct backups backups = {0};
	struct str bytes = {0};
	struct err err = {0};

	(void)state;
	make_at(dir, "2026-11-22T07:30:00");
	scratch_write(dir, BACKUPS "2026-11-22T073000/assets.csv", "id,name\r\nA-001,金貨\r\n");
	assert_true(backups_read(dir, &backups, NULL));
	assert_false(backup_read_copy(&backups, backup_file_of(&backups.at.at[0], "assets.csv"),
	                              &bytes, &err));
	assert_int_equal(err.code, ERR_BACKUP);
	assert_int_equal(bytes.len, 0);
	backups_release(&backups);
	/* As history --forget does it: changed on purpose, it counts again. */
	assert_true(backups_resum(dir, NULL));
	assert_copy(dir, "2026-11-22", "assets.csv", "id,name\r\nA-001,金貨\r\n");
	str_release(&bytes);
}

static void test_backup__a_manifest_leads_nowhere_else(void **state)
{
	const char *dir = new_book();
	struct backups backups = {0};

	(void)state;
	scratch_write(dir, BACKUPS "2026-11-22T073000/manifest.csv",
	              "name,size,mtime,sha256,in\r\n"
	              "../../../secret,3,1," ABC_SUM ",2026-11-22T073000\r\n"
	              "a.csv,3,1," ABC_SUM ",../../secret\r\n");
	assert_true(backups_read(dir, &backups, NULL));
	assert_int_equal(backups.at.count, 1);
	assert_int_equal(backups.at.at[0].files.count, 0);
	backups_release(&backups);
}

/* ---- finding ---- */

static void assert_found(const struct backups *backups, const char *word, size_t count,
                         size_t index)
{
	size_t found = 99;

	assert_int_equal(backups_find(backups, word, (struct date){2026, 11, 22}, &found), count);
	if (count == 1)
		assert_int_equal(found, index);
}

static void test_backup__is_found_by_its_date(void **state)
{
	const char *dir = new_book();
	struct backups backups = {0};

	(void)state;
	make_at(dir, "2026-11-20T09:00:00");
	scratch_write(dir, "assets.csv", "two");
	make_at(dir, "2026-11-20T13:05:00");
	scratch_write(dir, "assets.csv", "three");
	make_at(dir, "2026-11-21T08:00:00");
	assert_true(backups_read(dir, &backups, NULL));
	assert_found(&backups, "2026-11-20", 1, 1); /* the last one of the day */
	assert_found(&backups, "令和8年11月21日", 1, 2);
	assert_found(&backups, "昨日", 1, 2);
	assert_found(&backups, "2026-11-20T090000", 1, 0);
	assert_found(&backups, "2026-11-20 09:00", 1, 0);
	assert_found(&backups, "2026-11-20T1", 1, 1);
	assert_found(&backups, "2026-11-20T", 2, 0);
	assert_found(&backups, "2026-11", 3, 0);
	assert_found(&backups, "2026-11-19", 0, 0);
	assert_found(&backups, "", 0, 0);
	assert_found(&backups, "assets", 0, 0);
	backups_release(&backups);
}

static void test_backup__says_what_changed(void **state)
{
	const char *dir = new_book();
	struct backups backups = {0};
	struct backup_names names = {0};
	char time[32];

	(void)state;
	make_at(dir, "2026-11-20T09:00:00");
	scratch_write(dir, "assets.csv", "two");
	scratch_write(dir, "notes.csv", "new");
	make_at(dir, "2026-11-21T13:05:09");
	assert_true(backups_read(dir, &backups, NULL));
	assert_string_equal(backup_time(&backups.at.at[1], time), "2026-11-21 13:05:09");
	backup_changes(&backups, 1, &names);
	assert_int_equal(names.at.count, 2);
	assert_string_equal(names.at.at[0], "assets.csv");
	assert_string_equal(names.at.at[1], "notes.csv");
	vec_clear(&names.at);
	backup_changes(&backups, 0, &names);
	assert_int_equal(names.at.count, 2); /* assets.csv, sonae.ini: all that there was */
	vec_release(&names.at);
	backups_release(&backups);
}

/* ---- what is kept ---- */

/* The contents on day `day` (from 1) at the opening `opening` (from 1). */
static void change(const char *dir, int day, int opening)
{
	char text[40];

	snprintf(text, sizeof(text), "day %d opening %d", day, opening);
	scratch_write(dir, "assets.csv", text);
}

/*
 * 60 days, from 2026-10-01 to 2026-11-29, with two openings each, at nine and at five.
 * On the last day: the ten latest are both of the 25th to the 29th. The 30 days are
 * 10-31 to 11-29; of those before the 25th the opening at five is kept: 10-31 and
 * 11-01 … 11-24, which is 25. In all 35. sonae.ini never changed after the first.
 */
static void test_backup__keeps_the_last_ten_and_one_a_day(void **state)
{
	const char *dir = new_book();
	struct str expected = {0};

	(void)state;
	for (int day = 1; day <= 60; day++) {
		char now[40];
		int month = day <= 31 ? 10 : 11, of_month = day <= 31 ? day : day - 31;
		change(dir, day, 1);
		snprintf(now, sizeof(now), "2026-%02d-%02dT09:00:00", month, of_month);
		make_at(dir, now);
		change(dir, day, 2);
		snprintf(now, sizeof(now), "2026-%02d-%02dT17:00:00", month, of_month);
		make_at(dir, now);
	}
	str_add(&expected, "2026-10-31T170000");
	for (int day = 1; day <= 29; day++) {
		if (day >= 25)
			str_addf(&expected, " 2026-11-%02dT090000", day);
		str_addf(&expected, " 2026-11-%02dT170000", day);
	}
	assert_stamps(dir, str_text(&expected));
	str_release(&expected);
	assert_copy(dir, "2026-10-31", "assets.csv", "day 31 opening 2");
	assert_copy(dir, "2026-11-24", "assets.csv", "day 55 opening 2");
	assert_copy(dir, "2026-11-25T09", "assets.csv", "day 56 opening 1");
	/* Copied on the first of October, whose folder is gone; moved on ever since. */
	assert_copy(dir, "2026-10-31", "sonae.ini", "[workbook]\nformat = \"1\"\n");
	assert_copy(dir, "2026-11-29", "sonae.ini", "[workbook]\nformat = \"1\"\n");
	assert_file(dir, BACKUPS "2026-10-31T170000/sonae.ini", "[workbook]\nformat = \"1\"\n");
}

/* Twelve openings on one day, and nothing for months: the last ten outlive the 30 days. */
static void test_backup__the_last_ten_stay_however_old(void **state)
{
	const char *dir = new_book();

	(void)state;
	for (int opening = 1; opening <= 12; opening++) {
		char now[40];
		change(dir, 1, opening);
		snprintf(now, sizeof(now), "2026-01-15T%02d:00:00", opening + 7);
		make_at(dir, now);
	}
	assert_stamps(dir, "2026-01-15T100000 2026-01-15T110000 2026-01-15T120000 2026-01-15T130000 "
	                   "2026-01-15T140000 2026-01-15T150000 2026-01-15T160000 2026-01-15T170000 "
	                   "2026-01-15T180000 2026-01-15T190000");
	change(dir, 2, 1);
	make_at(dir, "2026-11-22T07:30:00");
	assert_stamps(dir, "2026-01-15T110000 2026-01-15T120000 2026-01-15T130000 2026-01-15T140000 "
	                   "2026-01-15T150000 2026-01-15T160000 2026-01-15T170000 2026-01-15T180000 "
	                   "2026-01-15T190000 2026-11-22T073000");
	assert_copy(dir, "2026-01-15T11", "assets.csv", "day 1 opening 4");
	assert_copy(dir, "2026-01-15T11", "sonae.ini", "[workbook]\nformat = \"1\"\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_backup__copies_the_workbook),
		cmocka_unit_test(test_backup__the_manifest_says_what_there_was),
		cmocka_unit_test(test_backup__notes_the_history_and_does_not_copy_it),
		cmocka_unit_test(test_backup__copies_only_what_changed),
		cmocka_unit_test(test_backup__nothing_changed_is_no_backup),
		cmocka_unit_test(test_backup__two_in_one_second),
		cmocka_unit_test(test_backup__unfinished_does_not_count),
		cmocka_unit_test(test_backup__a_damaged_copy_is_told),
		cmocka_unit_test(test_backup__a_manifest_leads_nowhere_else),
		cmocka_unit_test(test_backup__is_found_by_its_date),
		cmocka_unit_test(test_backup__says_what_changed),
		cmocka_unit_test(test_backup__keeps_the_last_ten_and_one_a_day),
		cmocka_unit_test(test_backup__the_last_ten_stay_however_old),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
