/* Archives: the same bytes everywhere, and nothing bad out of somebody else's. */
#include "sonae/export/zip_file.h"

#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* 2026-11-22T07:30:10Z */
#define MADE_AT 1795332610LL

static void add(struct out_files *files, const char *name, const char *text)
{
	str_add(out_files_add(files, name, ""), text);
}

static void pack(const struct out_files *files, const char *inside, struct str *out)
{
	struct err err = {0};

	if (!zip_pack(files, inside, MADE_AT, out, &err))
		fail_msg("%s", err.what);
}

/* One file of that name with that text. */
static void pack_one(const char *name, const char *text, struct str *out)
{
	struct out_files files = {0};

	add(&files, name, text);
	pack(&files, "", out);
	out_files_release(&files);
}

static bool unpack(const struct str *bytes, struct out_files *files, struct err *err)
{
	static const char *dir;
	char path[600];

	dir = dir ? dir : scratch_dir();
	scratch_write_bytes(dir, "a.zip", str_text(bytes), bytes->len);
	snprintf(path, sizeof(path), "%s/a.zip", dir);
	return zip_unpack(path, files, err);
}

static void assert_refused(const struct str *bytes, enum err_code code)
{
	struct out_files files = {0};
	struct err err = {0};

	assert_false(unpack(bytes, &files, &err));
	assert_int_equal(err.code, code);
	assert_string_equal(err.file, "a.zip");
	out_files_release(&files);
}

/* Wherever the bytes stand; both are as long. */
static void replace(struct str *bytes, const char *from, const char *to)
{
	size_t len = strlen(from), times = 0;

	assert_int_equal(len, strlen(to));
	for (size_t i = 0; i + len <= bytes->len; i++)
		if (memcmp(bytes->at + i, from, len) == 0) {
			memcpy(bytes->at + i, to, len);
			times++;
		}
	assert_true(times > 0);
}

/* The first record that begins with "PK" and these two bytes. */
static char *record(struct str *bytes, const char *kind)
{
	char mark[4] = {'P', 'K', kind[0], kind[1]};
	char *at = memmem(bytes->at, bytes->len, mark, sizeof(mark));

	assert_non_null(at);
	return at;
}
#define LOCAL "\3\4"
#define CENTRAL "\1\2"

static void set_number(char *at, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (char)(number >> 8 * i);
}

/* What the archive says that its only file unpacks to. */
static void set_size(struct str *bytes, uint32_t size)
{
	set_number(record(bytes, LOCAL) + 22, size);
	set_number(record(bytes, CENTRAL) + 24, size);
}

/* ---- packing ---- */

static void test_comes_back(void **state)
{
	struct out_files files = {0}, back = {0};
	struct str bytes = {0};
	struct err err = {0};

	(void)state;
	add(&files, "README.txt", "読んでください\r\n");
	add(&files, "csv/assets.csv", "");
	str_add_n(out_files_add(&files, "csv/備え.csv", ""), "a\0b", 3);
	pack(&files, "2026年", &bytes);
	assert_non_null(memmem(bytes.at, bytes.len, "2026年/csv/備え.csv", strlen("2026年/csv/備え.csv")));
	assert_true(unpack(&bytes, &back, &err));
	assert_int_equal(back.at.count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(back.at.at[i].name, files.at.at[i].name);
		assert_int_equal(back.at.at[i].bytes.len, files.at.at[i].bytes.len);
		assert_memory_equal(str_text(&back.at.at[i].bytes), str_text(&files.at.at[i].bytes),
		                    files.at.at[i].bytes.len);
	}
	out_files_release(&files);
	out_files_release(&back);
	str_release(&bytes);
}

/* 07:30:10 = 7 << 11 | 30 << 5 | 5 = 0x3BC5; 2026-11-22 = 46 << 9 | 11 << 5 | 22 = 0x5D76. */
static void test_time_is_utc(void **state)
{
	static const char expected[] = {'\xC5', '\x3B', '\x76', '\x5D'};
	static const char *const zones[] = {"UTC0", "JST-9", "EST5EDT", "<+1245>-12:45"};
	struct str first = {0};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct str bytes = {0};
		setenv("TZ", zones[i], 1);
		tzset();
		pack_one("a.csv", "text", &bytes);
		assert_memory_equal(record(&bytes, LOCAL) + 10, expected, 4);
		assert_memory_equal(record(&bytes, CENTRAL) + 12, expected, 4);
		if (i == 0)
			str_add_n(&first, bytes.at, bytes.len);
		assert_int_equal(bytes.len, first.len);
		assert_memory_equal(bytes.at, first.at, first.len);
		str_release(&bytes);
	}
	str_release(&first);
	setenv("TZ", "JST-9", 1);
	tzset();
}

/* 1980-01-01 00:00 is where its calendar begins. */
static void test_time_out_of_range(void **state)
{
	static const char expected[] = {0, 0, 0x21, 0};
	struct out_files files = {0};
	struct str bytes = {0};

	(void)state;
	add(&files, "a.csv", "text");
	assert_true(zip_pack(&files, "", 0, &bytes, NULL));
	assert_memory_equal(record(&bytes, LOCAL) + 10, expected, 4);
	str_release(&bytes);
	assert_true(zip_pack(&files, "", 253402300799LL, &bytes, NULL));
	assert_int_equal((unsigned char)record(&bytes, LOCAL)[13] >> 1, 2107 - 1980);
	str_release(&bytes);
	out_files_release(&files);
}

/* Readable and writable for the owner alone: 0100600 in the upper half, made by Unix (3). */
static void test_for_the_owner(void **state)
{
	struct str bytes = {0};

	(void)state;
	pack_one("a.csv", "text", &bytes);
	assert_memory_equal(record(&bytes, CENTRAL) + 38, "\0\0\x80\x81", 4);
	assert_int_equal(record(&bytes, CENTRAL)[5], 3);
	str_release(&bytes);
}

/* ---- names ---- */

/* An archive with that raw name unpacks to `expected`; NULL = it is refused, "" = passed over. */
static void check_name(const char *raw, const char *expected)
{
	char placeholder[64];
	struct out_files files = {0}, back = {0};
	struct str bytes = {0};
	struct err err = {0};

	memset(placeholder, 'Q', sizeof(placeholder));
	placeholder[strlen(raw)] = '\0';
	add(&files, placeholder, "text");
	add(&files, "other.csv", "text");
	pack(&files, "", &bytes);
	replace(&bytes, placeholder, raw);
	if (expected) {
		if (!unpack(&bytes, &back, &err))
			fail_msg("%s: %s", raw, err.what);
		assert_int_equal(back.at.count, expected[0] ? 2 : 1);
		if (expected[0])
			assert_string_equal(back.at.at[0].name, expected);
	} else {
		assert_refused(&bytes, ERR_ZIP);
	}
	out_files_release(&files);
	out_files_release(&back);
	str_release(&bytes);
}

static void test_names(void **state)
{
	(void)state;
	check_name("csv/assets.csv", "csv/assets.csv");
	check_name("csv\\assets.csv", "csv/assets.csv");
	check_name("./csv//assets.csv", "csv/assets.csv");
	/* Shift_JIS: the second byte of 表 is a backslash's. */
	check_name("\x95\x5C.csv", "表.csv");
	check_name("\x8E\x91\x8E\x59\\\x95\x5C.csv", "資産/表.csv");
	/* macOS: か and a voicing mark. */
	check_name("か\xE3\x82\x99.csv", "が.csv");
	check_name("a..b.csv", "a..b.csv");
}

static void test_names_that_leave(void **state)
{
	(void)state;
	check_name("../a.csv", NULL);
	check_name("csv/../../a.csv", NULL);
	check_name("csv\\..\\..\\a.csv", NULL);
	check_name("/etc/a.csv", NULL);
	check_name("\\\\server\\a.csv", NULL);
	check_name("C:\\a.csv", NULL);
	check_name("\xFF\xFF.csv", NULL);
	check_name("other.csv", NULL); /* a second time */
}

static void test_names_passed_over(void **state)
{
	(void)state;
	check_name("__MACOSX/csv/a.csv", "");
	check_name("csv/.DS_Store", "");
	check_name("csv/._assets.csv", "");
	check_name(".sonae/base/a.csv", "");
	check_name("csv/Thumbs.db", "");
	check_name("desktop.ini", "");
	check_name("folder/", "");
	check_name("folder\\", "");
}

static void test_folder_is_taken_off(void **state)
{
	struct out_files files = {0}, back = {0};
	struct str bytes = {0};

	(void)state;
	add(&files, "package/package/MANIFEST", "m");
	add(&files, "package/package/csv/assets.csv", "a");
	add(&files, "__MACOSX/package/._x", "x");
	add(&files, ".DS_Store", "x");
	pack(&files, "", &bytes);
	assert_true(unpack(&bytes, &back, NULL));
	assert_int_equal(back.at.count, 2);
	assert_string_equal(back.at.at[0].name, "MANIFEST");
	assert_string_equal(back.at.at[1].name, "csv/assets.csv");
	out_files_release(&files);
	out_files_release(&back);
	str_release(&bytes);
}

/* ---- bad archives ---- */

static void test_no_archive(void **state)
{
	struct str bytes = {0};

	(void)state;
	assert_refused(&bytes, ERR_ZIP);
	str_add(&bytes, "id,name\r\nA-001,名簿\r\n");
	assert_refused(&bytes, ERR_ZIP);
	str_release(&bytes);
}

/* Wherever it ends. */
static void test_truncated(void **state)
{
	struct str bytes = {0};

	(void)state;
	pack_one("a.csv", "a text that is long enough to be cut somewhere in the middle of it", &bytes);
	for (size_t len = 0; len < bytes.len; len += 7) {
		struct str cut = {0};
		str_add_n(&cut, bytes.at, len);
		assert_refused(&cut, ERR_ZIP);
		str_release(&cut);
	}
	str_release(&bytes);
}

/* A byte of the contents is another: the sum tells. */
static void test_damaged(void **state)
{
	struct str bytes = {0};
	char *local;

	(void)state;
	pack_one("a.csv", "0123456789abcdefghijklmnopqrstuvwxyz", &bytes);
	local = record(&bytes, LOCAL);
	local[30 + 5 + 12] ^= 1;
	assert_refused(&bytes, ERR_ZIP);
	str_release(&bytes);
}

/* Whichever byte is another: refused, or the text is as it was. */
static void test_any_byte(void **state)
{
	static const char text[] = "0123456789 0123456789 abcdefghijklmnopqrstuvwxyz";
	struct str bytes = {0};
	size_t refused = 0;

	(void)state;
	pack_one("a.csv", text, &bytes);
	for (size_t i = 0; i < bytes.len; i++) {
		struct out_files back = {0};
		bytes.at[i] ^= 0x55;
		bool read = unpack(&bytes, &back, NULL);
		refused += !read;
		for (size_t k = 0; read && k < back.at.count; k++)
			assert_string_equal(str_text(&back.at.at[k].bytes), text);
		bytes.at[i] ^= 0x55;
		out_files_release(&back);
	}
	assert_true(refused > 40);
	str_release(&bytes);
}

static void test_password(void **state)
{
	struct str bytes = {0};

	(void)state;
	pack_one("a.csv", "text", &bytes);
	record(&bytes, LOCAL)[6] |= 1;
	record(&bytes, CENTRAL)[8] |= 1;
	assert_refused(&bytes, ERR_ZIP_PASSWORD);
	str_release(&bytes);
}

/* A megabyte of blanks in a kilobyte: one that admits to be too much, and one that lies. */
static void test_bomb(void **state)
{
	struct out_files files = {0}, back = {0};
	struct str bytes = {0};

	(void)state;
	str_add_repeat(out_files_add(&files, "a.csv", ""), ' ', 1 << 20);
	pack(&files, "", &bytes);
	assert_true(bytes.len < 4096);
	assert_true(unpack(&bytes, &back, NULL));
	set_size(&bytes, (uint32_t)ZIP_BYTES_AT_MOST + 1);
	assert_refused(&bytes, ERR_ZIP);
	set_size(&bytes, 100);
	assert_refused(&bytes, ERR_ZIP);
	set_size(&bytes, (1 << 20) + 1);
	assert_refused(&bytes, ERR_ZIP);
	out_files_release(&files);
	out_files_release(&back);
	str_release(&bytes);
}

static void test_too_many_files(void **state)
{
	struct out_files files = {0};
	struct str bytes = {0};
	char name[32];

	(void)state;
	for (int i = 0; i <= ZIP_FILES_AT_MOST; i++) {
		snprintf(name, sizeof(name), "%d.csv", i);
		add(&files, name, "");
	}
	pack(&files, "", &bytes);
	assert_refused(&bytes, ERR_ZIP);
	out_files_release(&files);
	str_release(&bytes);
}

static void test_missing(void **state)
{
	struct out_files files = {0};
	struct err err = {0};
	char path[600];

	(void)state;
	snprintf(path, sizeof(path), "%s/none.zip", scratch_dir());
	assert_false(zip_unpack(path, &files, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comes_back),
		cmocka_unit_test(test_time_is_utc),
		cmocka_unit_test(test_time_out_of_range),
		cmocka_unit_test(test_for_the_owner),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_names_that_leave),
		cmocka_unit_test(test_names_passed_over),
		cmocka_unit_test(test_folder_is_taken_off),
		cmocka_unit_test(test_no_archive),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_any_byte),
		cmocka_unit_test(test_password),
		cmocka_unit_test(test_bomb),
		cmocka_unit_test(test_too_many_files),
		cmocka_unit_test(test_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
