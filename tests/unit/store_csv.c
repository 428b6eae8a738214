#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "temp_dir.h"
#include "sonae/store/csv.h"

/* What was read, as "1:[a][b]\n": the line of each row and its cells. */
struct seen {
	struct str rows, row;
	struct csv_info info;
	struct err err;
	size_t cells, longest;
};

static void see_cell(void *context, const char *text, size_t len)
{
	struct seen *seen = context;

	assert_int_equal(strlen(text), len);
	str_addf(&seen->row, "[%s]", text);
	seen->cells++;
	seen->longest = len > seen->longest ? len : seen->longest;
}

static void see_row(void *context, long line)
{
	struct seen *seen = context;

	str_addf(&seen->rows, "%ld:%s\n", line, str_text(&seen->row));
	str_clear(&seen->row);
}

static bool read_n(struct seen *seen, const char *text, size_t len)
{
	struct csv_sink sink = {.context = seen, .cell = see_cell, .row = see_row};

	return csv_read_text(text, len, "a.csv", sink, &seen->info, &seen->err);
}

static void release(struct seen *seen)
{
	str_release(&seen->rows);
	str_release(&seen->row);
}

static void assert_reads_n(const char *text, size_t len, const char *rows)
{
	struct seen seen = {0};

	assert_true(read_n(&seen, text, len));
	assert_string_equal(str_text(&seen.rows), rows);
	release(&seen);
}

static void assert_reads(const char *text, const char *rows)
{
	assert_reads_n(text, strlen(text), rows);
}

static void test_csv_read__lines_and_quotes(void **state)
{
	(void)state;
	assert_reads("id,名前\r\nA-001,台帳\r\n", "1:[id][名前]\n2:[A-001][台帳]\n");
	assert_reads("id,n\nA,\"a, \"\"b\"\"\"\n", "1:[id][n]\n2:[A][a, \"b\"]\n");
	assert_reads("a\n\"x\ny\"\nb\n", "1:[a]\n2:[x\ny]\n4:[b]\n");
	assert_reads("a\n\n\r\n\nb\n", "1:[a]\n5:[b]\n");
	assert_reads("a,b\rc,d\re", "1:[a][b]\n2:[c][d]\n3:[e]\n");
	assert_reads(" a ,\tb\t,　c　\n", "1:[ a ][\tb\t][　c　]\n");
	assert_reads("a,,\n,\n", "1:[a][][]\n2:[][]\n");
	assert_reads("", "");
}

static void test_csv_read__bom_before_quotes(void **state)
{
	struct seen seen = {0};
	const char *text = "\xEF\xBB\xBF\"a,b\",c\n";

	(void)state;
	assert_true(read_n(&seen, text, strlen(text)));
	assert_string_equal(str_text(&seen.rows), "1:[a,b][c]\n");
	assert_true(seen.info.bom);
	release(&seen);
}

static void assert_separator(const char *text, char separator, const char *rows)
{
	struct seen seen = {0};

	assert_true(read_n(&seen, text, strlen(text)));
	assert_int_equal(seen.info.separator, separator);
	assert_string_equal(str_text(&seen.rows), rows);
	release(&seen);
}

static void test_csv_read__separators(void **state)
{
	(void)state;
	assert_separator("id;n\nA;1,5\n", ';', "1:[id][n]\n2:[A][1,5]\n");
	assert_separator("id\tn\nA\t1;5\n", '\t', "1:[id][n]\n2:[A][1;5]\n");
	assert_separator("\"a;b\",n\n1,2\n", ',', "1:[a;b][n]\n2:[1][2]\n");
	assert_separator("a;b,c\n", ',', "1:[a;b][c]\n");
	assert_separator("id\nx;y\n", ',', "1:[id]\n2:[x;y]\n");
}

static void assert_fails(const char *text, enum err_code code, long line, const char *rows)
{
	struct seen seen = {0};

	assert_false(read_n(&seen, text, strlen(text)));
	assert_int_equal(seen.err.code, code);
	assert_string_equal(seen.err.file, "a.csv");
	assert_int_equal(seen.err.line, line);
	assert_string_equal(str_text(&seen.rows), rows);
	release(&seen);
}

static void test_csv_read__stray_quotes_have_a_line(void **state)
{
	(void)state;
	assert_fails("a,b\n1,x\"y\n2,z\n", ERR_CSV_QUOTE, 2, "1:[a][b]\n");
	assert_fails("a\n\"x\ny\"z\n", ERR_CSV_QUOTE, 3, "1:[a]\n");
	assert_fails("a\nb\n\"c\nd\ne\n", ERR_CSV_OPEN_QUOTE, 3, "1:[a]\n2:[b]\n");
	assert_fails("a\rb\rc\"d\r", ERR_CSV_QUOTE, 3, "1:[a]\n2:[b]\n");
}

static void test_csv_read__cp932_of_excel(void **state)
{
	/* 表 ends in the byte of a backslash, ー in that of an opening bracket. */
	const char *text = "id,\x96\xBC\x91O\r\nA,\"\x95\x5C,\x83\x5B\"\r\n";
	struct seen seen = {0};

	(void)state;
	assert_true(read_n(&seen, text, strlen(text)));
	assert_int_equal(seen.info.encoding, CSV_CP932);
	assert_int_equal(seen.info.first_bad_line, 0);
	assert_string_equal(str_text(&seen.rows), "1:[id][名前]\n2:[A][表,ゼ]\n");
	release(&seen);
}

static void assert_utf16(const char *bytes, size_t len, const char *rows)
{
	struct seen seen = {0};

	assert_true(read_n(&seen, bytes, len));
	assert_int_equal(seen.info.encoding, CSV_UTF16);
	assert_string_equal(str_text(&seen.rows), rows);
	release(&seen);
}

/* What Excel saves as "Unicode text": UTF-16LE, a BOM, tabs. 𠮟 is a pair: D842 DF9F. */
static void test_csv_read__utf16_of_excel(void **state)
{
	static const char little[] = "\xFF\xFE" "i\0d\0\t\0\x0D\x54\r\0\n\0" "A\0\t\0\x42\xD8\x9F\xDF\r\0\n";
	static const char big[] = "\xFE\xFF" "\0i\0d\0\t\x54\x0D\0\n" "\0A\0\t\xD8\x42\xDF\x9F\0";

	(void)state;
	assert_utf16(little, sizeof(little), "1:[id][名]\n2:[A][𠮟]\n");
	assert_utf16(big, sizeof(big) - 2, "1:[id][名]\n2:[A][𠮟]\n");
	assert_utf16("\xFF\xFE", 2, "");
}

/* Half a pair, the wrong half, half a unit: nothing else is lost. */
static void test_csv_read__utf16_in_halves(void **state)
{
	static const char high[] = "\xFF\xFE" "a\0\x42\xD8" "b\0";
	static const char low[] = "\xFF\xFE" "a\0\x9F\xDF" "b\0";
	static const char end[] = "\xFF\xFE" "a\0\x42\xD8";
	static const char odd[] = "\xFF\xFE" "a\0b";

	(void)state;
	assert_utf16(high, sizeof(high) - 1, "1:[a\xEF\xBF\xBD" "b]\n");
	assert_utf16(low, sizeof(low) - 1, "1:[a\xEF\xBF\xBD" "b]\n");
	assert_utf16(end, sizeof(end) - 1, "1:[a\xEF\xBF\xBD]\n");
	assert_utf16(odd, sizeof(odd) - 1, "1:[a\xEF\xBF\xBD]\n");
}

/* Longer than a chunk, so that pieces end inside of everything. */
static void test_csv_read__utf16_of_a_long_file(void **state)
{
	char *path = temp_path(state, "long.txt");
	struct seen seen = {0};
	struct csv_sink sink = {.context = &seen, .cell = see_cell, .row = see_row};
	struct str bytes = {0};

	str_add(&bytes, "\xFF\xFE");
	for (int i = 0; i < 40001; i++)
		str_add_n(&bytes, "\x0D\x54\t\0\x42\xD8\x9F\xDF\n\0", 10);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	fclose(file);
	assert_true(csv_read(path, "long.txt", sink, &seen.info, &seen.err));
	assert_int_equal(seen.info.encoding, CSV_UTF16);
	assert_int_equal(seen.info.separator, '\t');
	assert_int_equal(seen.cells, 2 * 40001);
	assert_int_equal(seen.longest, strlen("𠮟"));
	assert_string_equal(seen.rows.at + seen.rows.len - strlen("40001:[名][𠮟]\n"), "40001:[名][𠮟]\n");
	str_release(&bytes);
	release(&seen);
	free(path);
}

static void assert_plain(void **state, const char *bytes, size_t len, const char *expected)
{
	char *path = temp_path(state, "plain.txt");
	struct str text = {0};

	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
	assert_true(csv_read_plain(path, "plain.txt", &text, NULL));
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
	free(path);
}

static void test_csv_read_plain__encodings(void **state)
{
	assert_plain(state, "\xEF\xBB\xBF名\n \"x", 10, "名\n \"x");
	assert_plain(state, "\x95\x5C\r\n", 4, "表\r\n");
	assert_plain(state, "\xFF\xFE\x0D\x54\n\0", 6, "名\n");
	assert_plain(state, "", 0, "");
	assert_false(csv_read_plain("/nowhere/at/all", "all", &(struct str){0}, NULL));
}

static void test_csv_read__bytes_of_no_encoding_are_held(void **state)
{
	const char *text = "id,n\nA,台\nB,x\xFF\n";
	struct seen seen = {0};

	(void)state;
	assert_true(read_n(&seen, text, strlen(text)));
	assert_int_equal(seen.info.encoding, CSV_HELD_BYTES);
	assert_int_equal(seen.info.first_bad_line, 3);
	assert_string_equal(str_text(&seen.rows), "1:[id][n]\n2:[A][台]\n3:[B][x\xED\xB3\xBF]\n");
	release(&seen);
}

static void test_csv_read__a_bom_is_no_cp932(void **state)
{
	/* 0x95 0x5C would be 表 there. */
	assert_reads("\xEF\xBB\xBFid\n\x95\x5C\n", "1:[id]\n2:[\xED\xB2\x95\\]\n");
	(void)state;
}

static void test_csv_read__nul_is_held(void **state)
{
	static const char text[] = "id\n台\0b\n";
	struct seen seen = {0};

	(void)state;
	assert_true(read_n(&seen, text, sizeof(text) - 1));
	assert_int_equal(seen.info.encoding, CSV_UTF8);
	assert_true(seen.info.has_nul);
	assert_int_equal(seen.info.first_bad_line, 2);
	assert_string_equal(str_text(&seen.rows), "1:[id]\n2:[台\xED\xB0\x80" "b]\n");
	release(&seen);
}

static void test_csv_read__megabyte_cell(void **state)
{
	struct str text = {0};
	struct seen seen = {0};

	(void)state;
	str_add(&text, "id,n\nA,\"");
	for (int i = 0; i < 350000; i++)
		str_add(&text, i % 100 == 99 ? "\n" : "あ");
	str_add(&text, "\"\nB,x\n");
	assert_true(read_n(&seen, text.at, text.len));
	assert_int_equal(seen.cells, 6);
	assert_int_equal(seen.longest, 346500 * 3 + 3500);
	/* 3,500 line feeds inside of the cell, which starts on line 2. */
	assert_true(text_ends(str_text(&seen.rows), "\n3503:[B][x]\n"));
	str_release(&text);
	release(&seen);
}

static void test_csv_read__ten_thousand_columns(void **state)
{
	struct str text = {0};
	struct seen seen = {0};

	(void)state;
	for (int i = 0; i < 10000; i++)
		str_addf(&text, "%sc%d", i ? "," : "", i);
	assert_true(read_n(&seen, text.at, text.len));
	assert_int_equal(seen.cells, 10000);
	assert_true(text_ends(str_text(&seen.rows), "[c9998][c9999]\n"));
	str_release(&text);
	release(&seen);
}

/* Every boundary of the reader's chunks falls once on each byte of a row. */
static void test_csv_read__chunk_borders(void **state)
{
	char *path = temp_path(state, "long.csv");

	for (size_t shift = 0; shift < 24; shift++) {
		struct str text = {0}, rows = {0};
		struct seen seen = {0};
		struct csv_sink sink = {.context = &seen, .cell = see_cell, .row = see_row};

		str_add_repeat(&text, 'x', shift + 1);
		str_add(&text, "\r\n");
		str_addf(&rows, "1:[%.*s]\n", (int)shift + 1, "xxxxxxxxxxxxxxxxxxxxxxxx");
		for (long line = 2; text.len < 200000; line += 2) {
			str_add(&text, "台,\"帳\r\n😀\"\r\n");
			str_addf(&rows, "%ld:[台][帳\r\n😀]\n", line);
		}
		temp_write(path, text.at);
		assert_true(csv_read(path, "long.csv", sink, &seen.info, &seen.err));
		assert_int_equal(seen.info.encoding, CSV_UTF8);
		assert_true(strcmp(str_text(&seen.rows), rows.at) == 0);
		release(&seen);
		str_release(&text);
		str_release(&rows);
	}
	free(path);
}

static void test_csv_read__cp932_across_chunks(void **state)
{
	(void)state;
	for (size_t shift = 0; shift < 3; shift++) {
		struct str text = {0};
		struct seen seen = {0};

		str_add_repeat(&text, 'x', shift + 1);
		while (text.len < 140000)
			str_add(&text, "\n\x95\x5C\x83\x5C");
		assert_true(read_n(&seen, text.at, text.len));
		assert_int_equal(seen.info.encoding, CSV_CP932);
		assert_true(text_ends(str_text(&seen.rows), ":[表ソ]\n"));
		release(&seen);
		str_release(&text);
	}
}

static void test_csv_read__missing_file(void **state)
{
	char *path = temp_path(state, "none.csv");
	struct seen seen = {0};
	struct csv_sink sink = {.context = &seen, .cell = see_cell, .row = see_row};

	assert_false(csv_read(path, "none.csv", sink, NULL, &seen.err));
	assert_int_equal(seen.err.code, ERR_MISSING);
	assert_string_equal(seen.err.file, "none.csv");
	free(path);
}

static void assert_cell(const char *text, const char *written)
{
	struct str out = {0};

	csv_add_cell(&out, text, true);
	assert_string_equal(str_text(&out), written);
	str_release(&out);
}

static void test_csv_write__quotes_only_what_needs_it(void **state)
{
	struct str out = {0};

	(void)state;
	assert_cell("事務所PC", "事務所PC");
	assert_cell("a b", "a b");
	assert_cell("a,b", "\"a,b\"");
	assert_cell("a\"b", "\"a\"\"b\"");
	assert_cell("a\nb", "\"a\nb\"");
	assert_cell("a\rb", "\"a\rb\"");
	assert_cell(" a", "\" a\"");
	assert_cell("a\t", "\"a\t\"");
	assert_cell("", "\"\"");
	assert_cell("\xEF\xBB\xBFx", "\"\xEF\xBB\xBFx\"");
	assert_cell("x\xED\xB3\xBF,", "\"x\xFF,\"");
	csv_add_cell(&out, "A", true);
	csv_add_cell(&out, "", false);
	csv_add_cell(&out, "b", false);
	csv_end_row(&out);
	assert_string_equal(out.at, "A,,b\r\n");
	str_release(&out);
}

static void assert_guards(const char *text, const char *guarded)
{
	struct str out = {0}, back = {0};

	csv_guard(&out, text);
	assert_string_equal(str_text(&out), guarded);
	csv_unguard(&back, str_text(&out));
	assert_string_equal(str_text(&back), text);
	str_release(&out);
	str_release(&back);
}

static void test_csv_guard__and_back(void **state)
{
	(void)state;
	assert_guards("=1+1", "'=1+1");
	assert_guards("-5%", "'-5%");
	assert_guards("+81-3", "'+81-3");
	assert_guards("@x", "'@x");
	assert_guards("\tx", "'\tx");
	assert_guards("'=x", "''=x");
	assert_guards("''-", "'''-");
	assert_guards("'quoted'", "'quoted'");
	assert_guards("'", "'");
	assert_guards("", "");
	assert_guards("1-2", "1-2");
	assert_guards("－５", "－５");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv_read__lines_and_quotes),
		cmocka_unit_test(test_csv_read__bom_before_quotes),
		cmocka_unit_test(test_csv_read__separators),
		cmocka_unit_test(test_csv_read__stray_quotes_have_a_line),
		cmocka_unit_test(test_csv_read__cp932_of_excel),
		cmocka_unit_test(test_csv_read__utf16_of_excel),
		cmocka_unit_test(test_csv_read__utf16_in_halves),
		TEST_IN_DIR(test_csv_read__utf16_of_a_long_file),
		TEST_IN_DIR(test_csv_read_plain__encodings),
		cmocka_unit_test(test_csv_read__bytes_of_no_encoding_are_held),
		cmocka_unit_test(test_csv_read__a_bom_is_no_cp932),
		cmocka_unit_test(test_csv_read__nul_is_held),
		cmocka_unit_test(test_csv_read__megabyte_cell),
		cmocka_unit_test(test_csv_read__ten_thousand_columns),
		TEST_IN_DIR(test_csv_read__chunk_borders),
		cmocka_unit_test(test_csv_read__cp932_across_chunks),
		TEST_IN_DIR(test_csv_read__missing_file),
		cmocka_unit_test(test_csv_write__quotes_only_what_needs_it),
		cmocka_unit_test(test_csv_guard__and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
