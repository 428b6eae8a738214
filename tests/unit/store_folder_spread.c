/* Computed columns in the files of other worksheets. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/folder.h"
#include "outside_fixture.h"

#define TITLES \
	"title_ja = \"表\"\n" \
	"title_en = \"Table\"\n" \
	"purpose_ja = \"何か\"\n" \
	"purpose_en = \"What\"\n"
#define LABELS \
	"label_ja = \"数\"\n" \
	"label_en = \"Number\"\n" \
	"help_ja = \"数\"\n" \
	"help_en = \"A number\"\n"
#define TABLE(prefix) "[form]\nkind = \"table\"\nprefix = \"" prefix "\"\n" TITLES
#define NUMBER(name) "[field " name "]\ntype = \"number\"\n" LABELS
#define BOM "\xEF\xBB\xBF"

static void write_forms(struct forms_fixture *f)
{
	forms_write(f, "forms/staff.ini", TABLE("ST") NUMBER("n"));
	forms_write(f, "forms/costs.ini", TABLE("C") NUMBER("yen"));
	forms_write(f, "forms/shares.ini", TABLE("SH") NUMBER("each")
	            "formula = \"sum(costs.yen) / sum(staff.n)\"\n" NUMBER("own"));
	/* rests on staff only by way of shares */
	forms_write(f, "forms/totals.ini", TABLE("TO") NUMBER("all")
	            "formula = \"sum(shares.each) + sum(costs.yen)\"\n" NUMBER("own"));
}

/* A row, given its number. */
static void add(struct outside *o, const char *sheet, const char *id, const char *field,
                const char *text)
{
	struct step step = {0};

	o->sheet = sheet;
	step_insert(&step, outside_sheet(o), id, "", NULL);
	outside_do(o, &step);
	outside_set(o, id, field, text);
}

static void expect(struct outside *o, const char *sheet, const char *text)
{
	char *name = mem_print("%s/%s.csv", o->path, sheet);
	struct str bytes = {0};

	assert_true(file_read(name, &bytes, NULL));
	assert_string_equal(str_text(&bytes), text);
	str_release(&bytes);
	free(name);
}

/* 600 yen of 3 people is 200 each, and 800 in all. */
static struct outside begin(void **state)
{
	write_forms(*state);
	struct outside o = outside_begin(*state, "staff");

	add(&o, "staff", "ST-001", "n", "3");
	add(&o, "costs", "C-001", "yen", "600");
	add(&o, "shares", "SH-001", "own", "1");
	add(&o, "totals", "TO-001", "own", "1");
	outside_save(&o);
	expect(&o, "shares", BOM "id,each,own\r\nSH-001,200,1\r\n");
	expect(&o, "totals", BOM "id,all,own\r\nTO-001,800,1\r\n");
	return o;
}

static void reopen(struct outside *o)
{
	folder_close(o->folder);
	outside_open(o);
	o->sheet = "costs";
}

static void test_folder_spread__near_and_far(void **state)
{
	struct outside o = begin(state);

	reopen(&o);
	outside_set(&o, "C-001", "yen", "900");
	outside_save(&o);
	expect(&o, "shares", BOM "id,each,own\r\nSH-001,300,1\r\n");
	expect(&o, "totals", BOM "id,all,own\r\nTO-001,1200,1\r\n");
	outside_end(&o);
}

/* The results are not gone, only out of sight: the files keep them. */
static void test_folder_spread__not_to_what_rests_on_an_unreadable_file(void **state)
{
	static const char broken[] = "id,n\nST-001,\"3\n";
	struct outside o = begin(state);

	forms_write(*state, "book/staff.csv", broken);
	reopen(&o);
	outside_set(&o, "C-001", "yen", "900");
	outside_save(&o);
	expect(&o, "costs", BOM "id,yen\r\nC-001,900\r\n");
	expect(&o, "staff", broken);
	expect(&o, "shares", BOM "id,each,own\r\nSH-001,200,1\r\n");
	expect(&o, "totals", BOM "id,all,own\r\nTO-001,800,1\r\n");
	outside_end(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_folder_spread__near_and_far),
		TEST_WITH_FORMS(test_folder_spread__not_to_what_rests_on_an_unreadable_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
