/* ui_record.c - one row as a form, on narrow and on low screens. */
#include "ui_desk.h"

#define TEXT_FIELD(id, label)                                                                      \
	"[field " id "]\ntype = \"text\"\nlabel_ja = \"" label "\"\nlabel_en = \"" label           \
	"\"\nhelp_ja = \"何でも。\"\nhelp_en = \"Anything.\"\n"

static const char counted_things[] =
    "[form]\nkind = \"table\"\nprefix = \"T\"\ntitle_ja = \"持ち物\"\ntitle_en = \"Things\"\n"
    "purpose_ja = \"会社の持ち物。\"\npurpose_en = \"What we own.\"\n"
    TEXT_FIELD("name", "Name")
    TEXT_FIELD("counted", "Whether anybody has ever counted it")
    "[field pieces]\ntype = \"int\"\nunit_ja = \"個\"\nunit_en = \"pieces\"\n"
    "label_ja = \"数\"\nlabel_en = \"Pieces\"\nhelp_ja = \"数。\"\nhelp_en = \"How many.\"\n"
    TEXT_FIELD("a", "First") TEXT_FIELD("b", "Second") TEXT_FIELD("c", "Third")
    "[field remark]\ntype = \"memo\"\nlabel_ja = \"備考\"\nlabel_en = \"Remark\"\n"
    "help_ja = \"何でも。\"\nhelp_en = \"Anything.\"\n"
    TEXT_FIELD("d", "Last")
    "[view grid]\ncolumns = \"name\"\n";

enum { NAME, COUNTED, PIECES, REMARK = 6 };

/* In the record form of one thing, on its first field. */
static struct desk *desk_at_record(int rows, int cols, const char *counted, const char *pieces)
{
	struct desk *desk = desk_at(rows, cols, LANG_EN);
	struct step step = {0};

	scratch_write(getenv("SONAE_FORMS"), "things.ini", counted_things);
	open_book(desk);
	struct sheet *sheet = book_sheet(folder_book(desk->session.folder), "things", NULL);
	const char *cells[REMARK + 2] = {[NAME] = "Moulds", [COUNTED] = counted, [PIECES] = pieces};
	step_insert(&step, sheet, "T-001", "", cells);
	assert_true(ui_do(&desk->ui, &step));
	ui_jump(&desk->ui, "things", "T-001", "name");
	press(desk, "F4");
	rest(desk);
	assert_string_equal(top_name(desk), "record");
	return desk;
}

/* Two fifths of 40 columns for the labels, the rest for what is written. */
static void test_record__values_keep_the_larger_part_of_a_narrow_screen(void **state)
{
	struct desk *desk = desk_at_record(10, 40, "in spring, twice", "12");

	(void)state;
	assert_row(desk, 1, "   Name              Moulds");
	assert_row(desk, 2, "   Whether anybody>  in spring, twice");
	assert_row(desk, 3, "   Pieces            12 pieces");
	leave_desk(desk);
}

static void test_record__a_unit_stands_behind_numbers_only(void **state)
{
	struct desk *desk = desk_at_record(10, 40, "", "n/a");
	struct step step = {0};

	(void)state;
	assert_row(desk, 3, "   Pieces            n/a");
	step_set(&step, things_of(desk), 0, PIECES, "many");
	assert_true(ui_do(&desk->ui, &step));
	assert_row(desk, 3, "   Pieces            !many");
	leave_desk(desk);
}

/* The editor takes four of the seven lines of the body; its field, the seventh, moves up. */
static void test_record__a_memo_is_typed_beside_its_label(void **state)
{
	struct desk *desk = desk_at_record(10, 80, "", "");

	(void)state;
	for (int i = NAME; i < REMARK; i++)
		press(desk, "Down");
	type(desk, "seen");
	assert_row(desk, 4, "   Remark                        seen");
	leave_desk(desk);
}

/* "door" is for formulas and the command line. */
static void test_record__an_item_without_a_number_is_called_by_its_text(void **state)
{
	struct desk *desk = desk_at(10, 40, LANG_EN);

	(void)state;
	scratch_write(getenv("SONAE_FORMS"), "given/answers.csv",
	              "id,text.ja,text.en\ndoor,扉,Is the door shut?\n");
	open_book(desk);
	ui_jump(&desk->ui, "answers", "door", "state");
	press(desk, "F4");
	assert_row(desk, 0, " Questions  Is the door shut?");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_record__values_keep_the_larger_part_of_a_narrow_screen),
		cmocka_unit_test(test_record__a_unit_stands_behind_numbers_only),
		cmocka_unit_test(test_record__a_memo_is_typed_beside_its_label),
		cmocka_unit_test(test_record__an_item_without_a_number_is_called_by_its_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
