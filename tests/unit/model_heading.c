/* What stands over a column, and which field it means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "make_form.h"
#include "sonae/model/heading.h"

static struct field *add_field(struct form *form, const char *id, const char *ja, const char *en)
{
	struct field *field = make_field(form, id, "text");

	field->label.in[LANG_JA] = ja;
	field->label.in[LANG_EN] = en;
	return field;
}

static int set_up(void **state)
{
	struct form *form = make_form("risks", FORM_TABLE, "R");

	add_field(form, "asset", "資産", "Asset");
	struct field *threat = add_field(form, "threat", "脅威", "Threat");
	threat->heading.in[LANG_JA] = "脅";
	threat->heading.in[LANG_EN] = "Thr.";
	add_field(form, "threat_text", "脅威", "Threat");
	add_field(form, "cost", "費用(円)", "Cost");
	/* Its label is what another field is called. */
	add_field(form, "owner", "asset", "Owner");
	*state = form;
	return 0;
}

static int tear_down(void **state)
{
	form_free(*state);
	return 0;
}

static void assert_heading(const struct form *form, int field, enum lang lang, const char *expected)
{
	struct str out = {0};

	heading_of_field(form, field, lang, &out);
	assert_string_equal(str_text(&out), expected);
	assert_int_equal(heading_meaning(form, str_text(&out)), field);
	str_release(&out);
}

static void test_heading__is_the_label_and_tells_fields_apart(void **state)
{
	assert_heading(*state, 0, LANG_JA, "資産");
	assert_heading(*state, 1, LANG_JA, "脅威");
	assert_heading(*state, 2, LANG_JA, "脅威 (threat_text)");
	assert_heading(*state, 2, LANG_EN, "Threat (threat_text)");
	assert_heading(*state, 3, LANG_JA, "費用(円)");
}

static void test_heading__is_read_as_people_and_programs_write_it(void **state)
{
	const struct form *form = *state;

	assert_int_equal(heading_meaning(form, "threat"), 1);
	assert_int_equal(heading_meaning(form, " ＴＨＲＥＡＴ\t"), 1);
	assert_int_equal(heading_meaning(form, "脅"), 1);
	assert_int_equal(heading_meaning(form, "Thr."), 1);
	assert_int_equal(heading_meaning(form, "費用（円）"), 3);
	assert_int_equal(heading_meaning(form, "Kosten (cost)"), 3);
	assert_int_equal(heading_meaning(form, "id"), HEADING_ID);
	assert_int_equal(heading_meaning(form, "ID"), HEADING_ID);
	assert_int_equal(heading_meaning(form, "consultant_note"), HEADING_NOTE);
	assert_int_equal(heading_meaning(form, heading_of_note(LANG_JA)), HEADING_NOTE);
	assert_int_equal(heading_meaning(form, heading_of_note(LANG_EN)), HEADING_NOTE);
	assert_int_equal(heading_meaning(form, "専門家のメモ"), HEADING_NOTE);
	assert_int_equal(heading_meaning(form, ""), HEADING_UNKNOWN);
	assert_int_equal(heading_meaning(form, "()"), HEADING_UNKNOWN);
	assert_int_equal(heading_meaning(form, "何か (どれか)"), HEADING_UNKNOWN);
}

static void test_heading__an_id_goes_before_a_label(void **state)
{
	assert_int_equal(heading_meaning(*state, "asset"), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_heading__is_the_label_and_tells_fields_apart),
		TEST(test_heading__is_read_as_people_and_programs_write_it),
		TEST(test_heading__an_id_goes_before_a_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
