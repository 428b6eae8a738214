/* The Excel file: what goes into it is read back out of it. */
#include "unit/app_fixture.h"

#include "sonae/app/export_plan.h"
#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/export/zip_file.h"

struct made {
	struct out_files files, parts; /* the export; what is in the archive */
	const struct out_file *excel;
};

static void make(struct fixture *fixture, const char *sheets, enum lang lang, struct made *made)
{
	struct export_choice choice = {.formats = "xlsx", .sheets = sheets, .lang = lang};
	struct outgoing outgoing;
	struct package_formats formats;
	struct err err = {0};
	char path[600], reason[600];

	*made = (struct made){.excel = NULL};
	setenv("SOURCE_DATE_EPOCH", "1795305600", 1); /* 2026-11-22 */
	bool done = export_plan(&fixture->session, &choice, &outgoing, &formats, &err) &&
	            formats.at.at[0]->write(&outgoing, &made->files, &err);
	package_formats_release(&formats);
	outgoing_release(&outgoing);
	made->excel = out_files_find(&made->files, "workbook.xlsx");
	if (!done || !made->excel)
		fail_msg("%s", err_text(&err, reason, sizeof(reason)));
	snprintf(path, sizeof(path), "%s/made.xlsx", scratch_dir());
	if (!file_replace(path, str_text(&made->excel->bytes), made->excel->bytes.len, &err) ||
	    !zip_unpack(path, &made->parts, &err))
		fail_msg("%s", err_text(&err, reason, sizeof(reason)));
}

static void release(struct made *made)
{
	out_files_release(&made->files);
	out_files_release(&made->parts);
}

static const char *part(const struct made *made, const char *name)
{
	const struct out_file *file = out_files_find(&made->parts, name);

	if (!file)
		fail_msg("there is no part %s", name);
	return str_text(&file->bytes);
}

/* Is that in any of the worksheets' parts? */
static bool in_pages(const struct made *made, const char *text)
{
	bool is = false;

	for (size_t i = 0; i < made->parts.at.count; i++)
		if (text_starts(made->parts.at.at[i].name, "xl/worksheets/sheet"))
			is = is || strstr(str_text(&made->parts.at.at[i].bytes), text);
	return is;
}

static bool in_texts(const struct made *made, const char *text)
{
	return strstr(part(made, "xl/sharedStrings.xml"), text);
}

static void set_cell(struct fixture *fixture, const char *sheet, const char *row, const char *field,
                     const char *text)
{
	struct err err = {0};
	char reason[600];
	struct sheet *at = book_sheet(folder_book(fixture->session.folder), sheet, &err);

	if (!at)
		fail_msg("%s", err_text(&err, reason, sizeof(reason)));
	int column = form_field(sheet_form(at), field);
	size_t position;

	assert_true(column >= 0);
	if (!sheet_find(at, row, &position)) {
		position = sheet_row_count(at);
		sheet_insert_row(at, position, row);
		book_rows_changed(folder_book(fixture->session.folder), at);
	}
	sheet_set_cell(at, position, (size_t)column, text, strlen(text));
	book_cell_changed(folder_book(fixture->session.folder), at, position, column);
}

/* A form of the workbook's own; `count` choices. */
static void add_form(const char *book, const char *id, const char *title, int count)
{
	struct str ini = {0}, dir = {0};
	struct err err = {0};

	str_addf(&ini, "[form]\nkind = \"table\"\nprefix = \"Z\"\ntitle_ja = \"%s\"\ntitle_en = \"%s\"\n"
	               "purpose_ja = \"試験\"\npurpose_en = \"A test\"\n"
	               "[field text]\ntype = \"text\"\nlabel_ja = \"文\"\nlabel_en = \"Text\"\n"
	               "help_ja = \"何でも\"\nhelp_en = \"Anything\"\n"
	               "[field pick]\ntype = \"choice\"\nlabel_ja = \"選択\"\nlabel_en = \"Pick\"\n"
	               "help_ja = \"選びます\"\nhelp_en = \"Choose\"\n",
	         title, title);
	for (int i = 0; i < count; i++)
		str_addf(&ini, "[choice pick c%d]\nja = \"とても長い選択肢の言葉その%d\"\nen = \"Choice %d\"\n", i, i, i);
	str_addf(&dir, "%s/forms", book);
	assert_true(file_make_dir(str_text(&dir), &err));
	str_addf(&dir, "/%s.ini", id);
	assert_true(file_replace(str_text(&dir), str_text(&ini), ini.len, &err));
	str_release(&ini);
	str_release(&dir);
}

/* ---- the example company ---- */

static void test_example(void **state)
{
	struct fixture fixture;
	struct made first, second;

	(void)state;
	fixture_make(&fixture, true, LANG_JA);
	make(&fixture, NULL, LANG_JA, &first);
	make(&fixture, NULL, LANG_JA, &second);
	assert_int_equal(first.excel->bytes.len, second.excel->bytes.len);
	assert_memory_equal(first.excel->bytes.at, second.excel->bytes.at, first.excel->bytes.len);
	assert_non_null(strstr(part(&first, "xl/workbook.xml"), "<sheet name=\"表紙\" sheetId=\"1\""));
	assert_non_null(strstr(part(&first, "xl/workbook.xml"), "<sheet name=\"リスクアセスメント\""));
	assert_non_null(strstr(part(&first, "xl/workbook.xml"), "state=\"hidden\""));
	assert_non_null(strstr(part(&first, "docProps/core.xml"), "2026-11-22T00:00:00Z"));
	assert_non_null(strstr(part(&first, "docProps/app.xml"), "試験製作所"));
	/* 2026-11-22 is 46348 days after 1899-12-30. */
	assert_non_null(strstr(part(&first, "xl/worksheets/sheet1.xml"), "<v>46348</v>"));
	/* The score of R-001 is 2 x 2 x 2 x 3, a product in the file too. */
	assert_true(in_pages(&first, "</f><v>24</v>"));
	assert_true(in_texts(&first, "電子メール"));
	release(&first);
	release(&second);
	session_release(&fixture.session);
}

/* Formulas of arrays that make lists: each is said to come to a text. */
static size_t check_arrays(const char *xml)
{
	size_t found = 0;

	for (const char *at = xml; (at = strstr(at, "<f t=\"array\"")) != NULL; at++) {
		if (strncmp(strchr(at, '>') + 1, "_xlfn.TEXTJOIN", 14) != 0)
			continue;
		found++;
		assert_memory_equal(at - 9, " t=\"str\">", 9);
	}
	return found;
}

/* Texts that a formula comes to as an array stand in the file, not 0. */
static void test_texts_of_arrays(void **state)
{
	struct fixture fixture;
	struct made made;
	size_t found = 0;

	(void)state;
	fixture_make(&fixture, true, LANG_EN);
	make(&fixture, NULL, LANG_EN, &made);
	for (size_t i = 0; i < made.parts.at.count; i++)
		if (text_starts(made.parts.at.at[i].name, "xl/worksheets/sheet"))
			found += check_arrays(str_text(&made.parts.at.at[i].bytes));
	assert_true(found > 0);
	release(&made);
	session_release(&fixture.session);
}

/* ---- bad texts ---- */

static void test_bad_texts(void **state)
{
	static const char *const formulas[] = {"=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "@SUM(A1)", "-1+1"};
	struct fixture fixture;
	struct made made;
	struct str longest = {0};
	char id[16];

	(void)state;
	fixture_make(&fixture, false, LANG_JA);
	for (size_t i = 0; i < 4; i++) {
		snprintf(id, sizeof(id), "A-10%zu", i);
		set_cell(&fixture, "assets", id, "name", formulas[i]);
	}
	set_cell(&fixture, "assets", "A-110", "name", "a\x01" "b\x1b[2J\xed\xb3\xbf\xef\xbf\xbe" "c");
	set_cell(&fixture, "assets", "A-111", "name", "x_x0041_y");
	set_cell(&fixture, "assets", "A-111", "records", "たくさん");
	str_add_repeat(&longest, 'z', 40000);
	set_cell(&fixture, "assets", "A-112", "name", str_text(&longest));
	make(&fixture, "assets", LANG_JA, &made);
	assert_true(in_texts(&made, "<t>=HYPERLINK(\"http://x\")</t>"));
	assert_true(in_texts(&made, "<t>+cmd|' /C calc'!A0</t>"));
	assert_true(in_texts(&made, "<t>@SUM(A1)</t>"));
	assert_true(in_texts(&made, "<t>-1+1</t>"));
	assert_false(in_pages(&made, "<f>HYPERLINK") || in_pages(&made, "<f>=") || in_pages(&made, "<f>cmd"));
	assert_true(in_texts(&made, "<t>a\xef\xbf\xbd" "b\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd" "c</t>"));
	assert_true(in_texts(&made, "x_x005F_x0041_y"));
	assert_true(in_texts(&made, "<t>たくさん</t>"));
	str_cut(&longest, 32766);
	str_add(&longest, "…</t>");
	assert_true(in_texts(&made, str_text(&longest)));
	assert_true(in_texts(&made, "1か所")); /* the cover tells */
	str_release(&longest);
	release(&made);
	session_release(&fixture.session);
}

/* ---- names and lists ---- */

static void test_names(void **state)
{
	struct fixture fixture;
	struct made made;

	(void)state;
	fixture_make(&fixture, false, LANG_JA);
	session_release(&fixture.session);
	struct err err = {0};
	assert_true(session_init(&fixture.session, &err));
	add_form(fixture.book, "zz_slash", "取引先/委託先 [案]*?: 'it''s'", 2);
	add_form(fixture.book, "zz_long", "四十字を超える長い題名のワークシートがあるときにも開ける表になることを確かめる一枚目です", 40);
	add_form(fixture.book, "zz_same", "四十字を超える長い題名のワークシートがあるときにも開ける表になることを確かめる二枚目です", 2);
	assert_true(session_open(&fixture.session, fixture.book, FOLDER_WRITE, &err));
	set_cell(&fixture, "zz_slash", "Z-001", "text", "一");
	set_cell(&fixture, "zz_long", "Z-001", "pick", "c39");
	set_cell(&fixture, "zz_same", "Z-001", "text", "三");
	make(&fixture, "zz_slash,zz_long,zz_same", LANG_JA, &made);
	const char *workbook = part(&made, "xl/workbook.xml");
	assert_non_null(strstr(workbook, "name=\"取引先／委託先 ［案］＊？： 'it''s\""));
	assert_non_null(strstr(workbook, "name=\"四十字を超える長い題名のワークシートがあるときにも開ける表にな\""));
	assert_non_null(strstr(workbook, "name=\"四十字を超える長い題名のワークシートがあるときにも開け (2)\""));
	/* 40 choices are far over 255 bytes: they stand on the page of lists, from row 2 to 41. */
	assert_true(in_pages(&made, "<formula1>'選択肢'!$A$2:$A$41</formula1>") ||
	            in_pages(&made, "<formula1>'選択肢'!$C$2:$C$41</formula1>") ||
	            in_pages(&made, "<formula1>'選択肢'!$E$2:$E$41</formula1>"));
	assert_true(in_texts(&made, "とても長い選択肢の言葉その39"));
	release(&made);
	session_release(&fixture.session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_example),
		cmocka_unit_test(test_texts_of_arrays),
		cmocka_unit_test(test_bad_texts),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
