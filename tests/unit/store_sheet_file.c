#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "make_form.h"
#include "sonae/model/expr.h"
#include "sonae/store/sheet_file.h"
#include "temp_dir.h"

static struct form *asset_form(void)
{
	struct form *form = make_form("assets", FORM_TABLE, "A");

	make_field(form, "name", "text");
	make_field(form, "note", "memo");
	make_field(form, "count", "number");
	struct field *storage = make_field(form, "storage", "choice");
	make_choice(storage, "office_pc", "事務所PC", "Office PC");
	make_choice(storage, "cloud", "クラウド", "Cloud");
	make_field(form, "twice", "number")->formula = expr_parse("count * 2", NULL);
	expr_bind(form->fields.at[4].formula, form, EXPR_OF_ROW, NULL);
	return form;
}

static struct form *checklist_form(const char *per)
{
	static const char *const ids[] = {"1", "2", "3"};
	static const char *const texts[] = {"鍵をかけますか", "=更新しますか", "控えがありますか"};
	struct form *form = make_form("csf", FORM_CHECKLIST, "");

	form->per = per;
	make_field(form, "answer", "check");
	for (size_t i = 0; i < 3; i++) {
		struct item *item = vec_add(&form->items);
		item->id = ids[i];
		item->text.in[LANG_JA] = texts[i];
		item->text.in[LANG_EN] = "";
	}
	return form;
}

/* A book of one worksheet, its rows read from a text. */
struct fixture {
	struct form *(*make)(void);
	const char *text;
	size_t len;
	struct sheet_reading reading;
	struct book *book;
	struct sheet *sheet;
	struct err err;
};

static struct form *fetch_form(void *context, const char *id, struct err *err)
{
	struct fixture *f = context;

	(void)id;
	(void)err;
	return f->make();
}

static bool fetch_rows(void *context, struct sheet *sheet, struct err *err)
{
	struct fixture *f = context;

	return sheet_read_text(f->text, f->len, "assets.csv", sheet, &f->reading, err);
}

static bool open_n(struct fixture *f, struct form *(*make)(void), const char *text, size_t len)
{
	struct book_source source = {f, fetch_form, fetch_rows};

	*f = (struct fixture){.make = make, .text = text, .len = len};
	f->book = book_new(source, (struct date){2026, 11, 22});
	f->sheet = book_sheet(f->book, "any", &f->err);
	return f->sheet != NULL;
}

static void open_text(struct fixture *f, struct form *(*make)(void), const char *text)
{
	assert_true(open_n(f, make, text, strlen(text)));
}

static void close_book(struct fixture *f)
{
	book_free(f->book);
	sheet_reading_release(&f->reading);
}

/* The sheet as its file. */
static void write_to(struct fixture *f, const char *path, enum lang lang, struct str *out)
{
	struct file_write *write = file_write_begin(path, NULL);

	assert_non_null(write);
	sheet_write(f->book, f->sheet, lang, write);
	assert_true(file_write_commit(write, NULL));
	assert_true(file_read(path, out, NULL));
}

static void assert_writes(void **state, struct fixture *f, enum lang lang, const char *expected)
{
	char *path = temp_path(state, "out.csv");
	struct str out = {0};

	write_to(f, path, lang, &out);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	free(path);
}

static void assert_cell(struct fixture *f, const char *id, const char *field, const char *text)
{
	size_t row;

	assert_true(sheet_find(f->sheet, id, &row));
	for (size_t i = 0; i < sheet_column_count(f->sheet); i++) {
		if (text_is(sheet_column_name(f->sheet, i), field)) {
			assert_string_equal(sheet_cell(f->sheet, row, i), text);
			return;
		}
	}
	fail_msg("no column %s", field);
}

static void test_sheet_read__what_excel_saves(void **state)
{
	struct fixture f;

	(void)state;
	open_text(&f, asset_form,
	          "備考, name ,twice,storage,id,count,note\n"
	          "x,台帳,999,Cloud,A-002,3,\"a\r\nb\"\n"
	          "'=y,'-名,,office_pc,A-001,-5,\n"
	          "z,,,どこか,A-003\n");
	assert_int_equal(sheet_row_count(f.sheet), 3);
	assert_string_equal(sheet_row_id(f.sheet, 0), "A-002");
	assert_cell(&f, "A-002", "name", "台帳");
	assert_cell(&f, "A-002", "storage", "cloud");
	assert_cell(&f, "A-002", "note", "a\nb");
	assert_cell(&f, "A-002", "twice", "");
	assert_cell(&f, "A-002", "備考", "x");
	assert_cell(&f, "A-001", "name", "-名");
	assert_cell(&f, "A-001", "storage", "office_pc");
	assert_cell(&f, "A-001", "count", "-5");
	assert_cell(&f, "A-001", "備考", "=y");
	assert_cell(&f, "A-003", "storage", "どこか");
	assert_int_equal(f.reading.errs.at.count, 0);
	close_book(&f);
}

static void test_sheet_write__labels_guards_and_computed_cells(void **state)
{
	struct fixture f;

	open_text(&f, asset_form,
	          "id,name,note,count,storage,=extra\n"
	          "A-001,'=SUM(A1),\"一行目\n二行目\",-5,cloud,'@x\n"
	          "'+B,\"a,\"\"b\"\"\",,'=3,事務所PC,\n");
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,name,note,count,storage,twice,'=extra\r\n"
	              "A-001,'=SUM(A1),\"一行目\n二行目\",-5,クラウド,-10,'@x\r\n"
	              "'+B,\"a,\"\"b\"\"\",,'=3,事務所PC,,\r\n");
	assert_writes(state, &f, LANG_EN,
	              CSV_BOM "id,name,note,count,storage,twice,'=extra\r\n"
	              "A-001,'=SUM(A1),\"一行目\n二行目\",-5,Cloud,-10,'@x\r\n"
	              "'+B,\"a,\"\"b\"\"\",,'=3,Office PC,,\r\n");
	assert_true(sheet_find(f.sheet, "+B", &(size_t){0}));
	close_book(&f);
}

static void assert_err(struct fixture *f, size_t i, enum err_code code, long line, const char *what)
{
	assert_true(i < f->reading.errs.at.count);
	assert_int_equal(f->reading.errs.at.at[i].code, code);
	assert_int_equal(f->reading.errs.at.at[i].line, line);
	assert_string_equal(f->reading.errs.at.at[i].what, what);
}

static void test_sheet_read__rows_without_an_id_of_their_own(void **state)
{
	struct fixture f;

	open_text(&f, asset_form,
	          "id,name\nA-001,一\n,二\nA-001,三\nA-002,四\n,\n,,\nA-007,五\n,六\n");
	assert_int_equal(f.reading.rows_without_id, 2);
	assert_int_equal(f.reading.repeated_ids, 1);
	assert_int_equal(f.reading.empty_rows, 2);
	assert_err(&f, 0, ERR_CSV_NO_ID, 3, "A-003");
	assert_err(&f, 1, ERR_CSV_SAME_ID, 4, "A-004");
	assert_err(&f, 2, ERR_CSV_NO_ID, 9, "A-008");
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,name,note,count,storage,twice\r\n"
	              "A-001,一,,,,\r\nA-003,二,,,,\r\nA-004,三,,,,\r\nA-002,四,,,,\r\n"
	              "A-007,五,,,,\r\nA-008,六,,,,\r\n");
	close_book(&f);
}

static void test_sheet_read__no_id_column(void **state)
{
	struct fixture f;

	open_text(&f, asset_form, "name,count\n一,1\n二,2\n");
	assert_int_equal(f.reading.rows_without_id, 2);
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,name,note,count,storage,twice\r\n"
	              "A-001,一,,1,,2\r\nA-002,二,,2,,4\r\n");
	close_book(&f);
}

static void test_sheet_read__used_numbers_are_not_given_again(void **state)
{
	struct form *form = asset_form();
	struct sheet *sheet = sheet_new(form);
	struct sheet_reading reading;

	(void)state;
	sheet_use_number(sheet, 12);
	assert_true(sheet_read_text("id,name\n,一\n", 13, "a", sheet, &reading, NULL));
	assert_string_equal(sheet_row_id(sheet, 0), "A-013");
	sheet_reading_release(&reading);
	sheet_free(sheet);
	form_free(form);
}

static void test_sheet_read__wide_rows_keep_their_cells(void **state)
{
	struct fixture f;

	open_text(&f, asset_form, "id,name,,\nA-001,一,,\nA-002,二,,x,,'=y\n");
	assert_int_equal(f.reading.wide_rows, 1);
	assert_err(&f, 0, ERR_CSV_WIDE_ROW, 3, "");
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,name,note,count,storage,twice,,\r\n"
	              "A-001,一,,,,,,\r\nA-002,二,,,,,x,'=y\r\n");
	close_book(&f);
}

static void test_sheet_read__a_repeated_column_is_kept(void **state)
{
	struct fixture f;

	open_text(&f, asset_form, "id,name,name,id\nA-001,一,二,三\n");
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,name,note,count,storage,twice,name,id\r\n"
	              "A-001,一,,,,,二,三\r\n");
	close_book(&f);
}

static void assert_no_header(const char *text)
{
	struct fixture f;

	assert_false(open_n(&f, asset_form, text, strlen(text)));
	assert_int_equal(f.err.code, ERR_CSV_NO_HEADER);
	assert_int_equal(f.err.line, 1);
	close_book(&f);
}

static void test_sheet_read__no_header(void **state)
{
	(void)state;
	assert_no_header("");
	assert_no_header("A-001,台帳\nA-002,名簿\n");
}

/* What git leaves when both sides changed a row, also in the middle of one and at the top. */
static void test_sheet_read__conflict_marks_of_git(void **state)
{
	static const struct {
		const char *text;
		long line;
	} cases[] = {
		{"id,name\nA-001,一\n<<<<<<< HEAD\nA-002,二\n=======\nA-002,三\n>>>>>>> theirs\n", 3},
		{"<<<<<<< HEAD\nid,name\n=======\nid,note\n>>>>>>> theirs\nA-001,一\n", 1},
		{"id,note,count\nA-001,\"a\n<<<<<<< HEAD\nb\",1\n=======\nc\",1\n>>>>>>> b\n", 5},
		{"id,name\nA-001,一\n||||||| 1f2e3d\nA-002,二\n", 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fixture f;

		assert_false(open_n(&f, asset_form, cases[i].text, strlen(cases[i].text)));
		assert_int_equal(f.err.code, ERR_GIT_CONFLICT);
		assert_int_equal(f.err.line, cases[i].line);
		close_book(&f);
	}
}

/* Text that looks like it within a row is text. */
static void test_sheet_read__signs_in_a_cell_are_text(void **state)
{
	struct fixture f;

	(void)state;
	open_text(&f, asset_form, "id,name,note\nA-001,=======,\"x\n<<<<<<< HEAD\ny\"\n<<<<<<< 2,a,\n");
	assert_string_equal(sheet_cell(f.sheet, 0, 1), "x\n<<<<<<< HEAD\ny");
	assert_string_equal(sheet_row_id(f.sheet, 1), "<<<<<<< 2");
	close_book(&f);
}

static void test_sheet_read__stray_quote(void **state)
{
	struct fixture f;
	const char *text = "id,name\nA-001,a\nA-002,b\"c\n";

	(void)state;
	assert_false(open_n(&f, asset_form, text, strlen(text)));
	assert_int_equal(f.err.code, ERR_CSV_QUOTE);
	assert_string_equal(f.err.file, "assets.csv");
	assert_int_equal(f.err.line, 3);
	close_book(&f);
}

static void test_sheet_read__cp932(void **state)
{
	struct fixture f;

	open_text(&f, asset_form,
	          "id,name,storage\nA-001,\x95\x5C,\x83\x4E\x83\x89\x83\x45\x83\x68\n");
	assert_int_equal(f.reading.info.encoding, CSV_CP932);
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,name,note,count,storage,twice\r\nA-001,表,,,クラウド,\r\n");
	close_book(&f);
}

/* Bytes that are no text, NULs among them, come out as they went in. */
static void test_sheet_write__held_bytes(void **state)
{
	static const char text[] = CSV_BOM "id,name,note,count,storage,twice,x\r\n"
	                                   "A-001,a\xFF\0b,\"\xE3\x81\n\",,,,\xC0\xAF\r\n";
	char *path = temp_path(state, "out.csv");
	struct fixture f;
	struct str out = {0};

	assert_true(open_n(&f, asset_form, text, sizeof(text) - 1));
	assert_err(&f, 0, ERR_CSV_BYTES, 2, "");
	write_to(&f, path, LANG_JA, &out);
	assert_int_equal(out.len, sizeof(text) - 1);
	assert_memory_equal(out.at, text, out.len);
	str_release(&out);
	close_book(&f);
	free(path);
}

static void test_sheet_read__megabyte_cell_and_many_columns(void **state)
{
	char *path = temp_path(state, "out.csv");
	struct fixture f;
	struct str text = {0}, out = {0};

	str_add(&text, CSV_BOM "id,name,note,count,storage,twice");
	for (int i = 0; i < 10000; i++)
		str_addf(&text, ",列%d", i);
	str_add(&text, "\r\nA-001,");
	str_add_repeat(&text, 'x', 1 << 20);
	str_add_repeat(&text, ',', 10004);
	str_add(&text, "終\r\n");
	assert_true(open_n(&f, asset_form, text.at, text.len));
	assert_int_equal(sheet_column_count(f.sheet), 10005);
	write_to(&f, path, LANG_JA, &out);
	assert_int_equal(out.len, text.len);
	assert_memory_equal(out.at, text.at, out.len);
	str_release(&out);
	str_release(&text);
	close_book(&f);
	free(path);
}

static struct form *csf_form(void)
{
	return checklist_form("");
}

static void test_sheet_checklist__all_items_are_there(void **state)
{
	struct fixture f;

	open_text(&f, csf_form, "id,item_text,answer\n2,古い文,1\nX,,0\n");
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,item_text,answer\r\n1,鍵をかけますか,\r\n2,'=更新しますか,1\r\n"
	                      "3,控えがありますか,\r\nX,,0\r\n");
	close_book(&f);
}

static void test_sheet_checklist__items_are_told_by_their_text(void **state)
{
	struct fixture f;

	open_text(&f, csf_form, "item_text,answer\n控えがありますか,1\n鍵をかけますか,0\n"
	                       "'=更新しますか,1\n");
	assert_cell(&f, "3", "answer", "1");
	assert_cell(&f, "1", "answer", "0");
	assert_cell(&f, "2", "answer", "1");
	assert_int_equal(sheet_row_count(f.sheet), 3);
	(void)state;
	close_book(&f);
}

static struct form *per_form(void)
{
	return checklist_form("suppliers");
}

static void test_sheet_checklist__per_row(void **state)
{
	struct fixture f;

	open_text(&f, per_form, "id,of,item,answer\nD-003/2,old,old,1\n");
	assert_writes(state, &f, LANG_JA,
	              CSV_BOM "id,of,item,item_text,answer\r\n"
	                      "D-003/2,D-003,2,'=更新しますか,1\r\n");
	close_book(&f);
}

static struct form *record_form(void)
{
	struct form *form = make_form("policy", FORM_RECORD, "");

	make_field(form, "owner", "text");
	return form;
}

static void test_sheet_record__row_one(void **state)
{
	struct fixture f;

	open_text(&f, record_form, "owner\n社長\n");
	assert_writes(state, &f, LANG_JA, CSV_BOM "id,owner\r\n1,社長\r\n");
	close_book(&f);
	open_text(&f, record_form, "id,owner\n");
	assert_writes(state, &f, LANG_JA, CSV_BOM "id,owner\r\n1,\r\n");
	close_book(&f);
}

/* A thousand rows of all that can stand in a cell, as we write it. */
static void make_rows(struct str *out)
{
	static const char *const names[] = {
		"顧客名簿", "\"a,\"\"b\"\"\"", "'=SUM(A1)", "''-x", "\" 端 \"", "'@\xFF",
		"①②③", "😀,"};

	str_add(out, CSV_BOM "id,name,note,count,storage,twice,備考\r\n");
	for (int i = 1; i <= 1000; i++)
		str_addf(out, "A-%03d,%s,%s,%d,%s,%d,%s\r\n", i,
		         i % 8 == 7 ? "\"😀,\"" : names[i % 8],
		         i % 3 ? "\"一行目\n二行目、「引用」\"" : "", i - 500,
		         i % 2 ? "クラウド" : "事務所PC", 2 * (i - 500), i % 5 ? "" : "'+81");
}

static void test_sheet_write__untouched_rows_stay_byte_for_byte(void **state)
{
	char *path = temp_path(state, "out.csv");
	struct fixture f;
	struct str text = {0}, out = {0};

	make_rows(&text);
	assert_true(open_n(&f, asset_form, text.at, text.len));
	assert_int_equal(sheet_row_count(f.sheet), 1000);
	write_to(&f, path, LANG_JA, &out);
	assert_true(strcmp(out.at, text.at) == 0);
	str_clear(&out);
	sheet_set_cell(f.sheet, 499, 0, "新", 3);
	write_to(&f, path, LANG_JA, &out);
	const char *old = strstr(text.at, "\nA-500,"), *new = strstr(out.at, "\nA-500,");
	assert_int_equal(old - text.at, new - out.at);
	assert_memory_equal(text.at, out.at, (size_t)(old - text.at));
	assert_true(strcmp(strstr(text.at, "\nA-501,"), strstr(out.at, "\nA-501,")) == 0);
	assert_true(text_starts(new, "\nA-500,新,"));
	str_release(&out);
	str_release(&text);
	close_book(&f);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sheet_read__what_excel_saves),
		TEST_IN_DIR(test_sheet_write__labels_guards_and_computed_cells),
		TEST_IN_DIR(test_sheet_read__rows_without_an_id_of_their_own),
		TEST_IN_DIR(test_sheet_read__no_id_column),
		cmocka_unit_test(test_sheet_read__used_numbers_are_not_given_again),
		TEST_IN_DIR(test_sheet_read__wide_rows_keep_their_cells),
		TEST_IN_DIR(test_sheet_read__a_repeated_column_is_kept),
		cmocka_unit_test(test_sheet_read__no_header),
		cmocka_unit_test(test_sheet_read__conflict_marks_of_git),
		cmocka_unit_test(test_sheet_read__signs_in_a_cell_are_text),
		cmocka_unit_test(test_sheet_read__stray_quote),
		TEST_IN_DIR(test_sheet_read__cp932),
		TEST_IN_DIR(test_sheet_write__held_bytes),
		TEST_IN_DIR(test_sheet_read__megabyte_cell_and_many_columns),
		TEST_IN_DIR(test_sheet_checklist__all_items_are_there),
		TEST_IN_DIR(test_sheet_checklist__items_are_told_by_their_text),
		TEST_IN_DIR(test_sheet_checklist__per_row),
		TEST_IN_DIR(test_sheet_record__row_one),
		TEST_IN_DIR(test_sheet_write__untouched_rows_stay_byte_for_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
