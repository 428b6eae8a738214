#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "make_form.h"
#include <stdlib.h>
#include <string.h>

static const struct date today = { 2026, 11, 22 };

/* One field of every type, under the type's name, with the choices of a ledger. */
static int setup(void **state)
{
	struct form *form = make_form("test", FORM_TABLE, "A");

	for (size_t i = 0; field_type_at(i) != NULL; i++) {
		struct field *field =
		    make_field(form, field_type_at(i)->name, field_type_at(i)->name);
		if (!field->type->has_choices)
			continue;
		make_choice(field, "top", "極秘", "Top secret");
		make_choice(field, "office_pc", "事務所PC", "Office PC");
		make_choice(field, "3", "いつでも、何度でも", "Any time");
	}
	*state = form;
	return 0;
}

static int teardown(void **state)
{
	form_free(*state);
	return 0;
}

static struct field *field_of(void **state, const char *type)
{
	struct form *form = *state;

	return &form->fields.at[form_field(form, type)];
}

static void assert_parsed(const struct field *field, const char *typed, const char *cell,
                          bool understood)
{
	struct str out = { 0 };
	bool is = field_parse(field, typed, today, &out);

	if (is != understood || strcmp(str_text(&out), cell) != 0)
		fail_msg("%s «%s»: «%s» %d, not «%s»", field->type->name, typed, str_text(&out),
		         is, cell);
	str_release(&out);
}

static void assert_understood(const struct field *field, const char *typed, const char *cell)
{
	assert_parsed(field, typed, cell, true);
}

static void assert_kept(const struct field *field, const char *typed, const char *cell)
{
	assert_parsed(field, typed, cell, false);
}

static void test_field_type__parses_numbers(void **state)
{
	struct field *money = field_of(state, "money");
	struct field *number = field_of(state, "number");

	assert_understood(money, "３万円", "30000");
	assert_understood(money, "２，７８６万円", "27860000");
	assert_understood(money, "￥３，０００", "3000");
	assert_understood(money, "1億2千万円", "120000000");
	assert_understood(money, "30000.5", "30000.5");
	assert_kept(money, "約３万円 ", "約３万円");
	assert_understood(number, "　１２．５　", "12.5");
	assert_understood(number, "－５", "-5");
	assert_understood(number, "", "");
	assert_understood(number, "　", "");
	assert_kept(number, "5年", "5年");
	number->unit.in[LANG_JA] = "年";
	number->unit.in[LANG_EN] = "Years";
	assert_understood(number, "5年", "5");
	assert_understood(number, "5 years", "5");
	assert_kept(number, "5件", "5件");
	assert_understood(field_of(state, "int"), "３", "3");
}

static void test_field_type__percent_is_ten_for_ten_percent(void **state)
{
	struct field *percent = field_of(state, "percent");

	assert_understood(percent, "10%", "10");
	assert_understood(percent, "10", "10");
	assert_understood(percent, "１０％", "10");
	assert_understood(percent, "0.5 パーセント", "0.5");
	assert_kept(percent, "10%%", "10%%");
	assert_true(field_value(percent, "10").number == 0.1);
}

static void test_field_type__parses_dates(void **state)
{
	struct field *date = field_of(state, "date");

	assert_understood(date, "令和6年9月10日", "2024-09-10");
	assert_understood(date, "２０２４／９／１０", "2024-09-10");
	assert_understood(date, "今日", "2026-11-22");
	assert_understood(date, "2024年2月", "2024-02-01");
	date->month = DATE_MONTH_LAST;
	assert_understood(date, "2024年2月", "2024-02-29");
	assert_kept(date, "来週", "来週");
	assert_kept(date, "2024-02-30", "2024-02-30");
}

static void test_field_type__na_is_an_answer_of_every_type(void **state)
{
	static const char *const words[] = { "n/a", "N/A", "NA", "ｎ／ａ", "対象外", " 該当なし " };

	for (size_t i = 0; field_type_at(i) != NULL; i++) {
		struct field *field = field_of(state, field_type_at(i)->name);
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
			assert_understood(field, words[k], FIELD_NA);
		assert_true(field_check(field, FIELD_NA, NULL));
		assert_true(field_check(field, "", NULL));
		assert_int_equal(field_value(field, FIELD_NA).kind, VALUE_NA);
		assert_int_equal(field_value(field, "").kind, VALUE_EMPTY);
	}
	assert_understood(field_of(state, "text"), "対象外の資産", "対象外の資産");
}

static void test_field_type__text_has_one_line_and_memo_many(void **state)
{
	assert_understood(field_of(state, "text"), "  東京\r\n本社\n", "  東京 本社");
	assert_understood(field_of(state, "text"), "か\xe3\x82\x99", "が"); /* NFC */
	assert_understood(field_of(state, "text"), "３万円", "３万円");
	assert_understood(field_of(state, "memo"), "　字下げ\r\n二行目\r三\n",
	                  "　字下げ\n二行目\n三\n");
	assert_understood(field_of(state, "memo"), " \n ", "");
}

static void test_field_type__choices_by_id_label_and_old_label(void **state)
{
	struct field *choice = field_of(state, "choice");

	vec_push(&choice->choices.at[1].was, "事務所パソコン");
	assert_understood(choice, "office_pc", "office_pc");
	assert_understood(choice, "事務所PC", "office_pc");
	assert_understood(choice, "　事務所ＰＣ", "office_pc");
	assert_understood(choice, "office pc", "office_pc");
	assert_understood(choice, "事務所ﾊﾟｿｺﾝ", "office_pc");
	assert_understood(choice, "３", "3");
	assert_kept(choice, "事務所", "事務所");
	assert_kept(choice, "機密 ", "機密");
}

static void test_field_type__several_choices_stand_in_the_forms_order(void **state)
{
	struct field *multi = field_of(state, "multi");

	assert_understood(multi, "3;極秘", "top;3");
	assert_understood(multi, "事務所ＰＣ、極秘、Office PC", "top;office_pc");
	assert_understood(multi, "事務所PC\n極秘\n", "top;office_pc");
	assert_understood(multi, "いつでも、何度でも；極秘", "top;3");
	assert_kept(multi, "倉庫, 極秘，金庫", "top;倉庫;金庫");
	assert_understood(multi, "；", "");
}

static void test_field_type__checks(void **state)
{
	static const char *const yes[] = { "1", "１", "はい", "Yes", "y", "TRUE", "✓", "○",
		                           "〇", "レ", "ﾚ", "有", "済" };
	static const char *const no[] = { "0", "いいえ", "NO", "false", "×", "無", "未" };
	struct field *check = field_of(state, "check");

	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		assert_understood(check, yes[i], "1");
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_understood(check, no[i], "0");
	assert_kept(check, "たぶん", "たぶん");
}

static void test_field_type__references_fold_width(void **state)
{
	assert_understood(field_of(state, "ref"), " Ａ－００１ ", "A-001");
	assert_understood(field_of(state, "ref"), "a-001", "A-001");
	assert_understood(field_of(state, "ref"), "office_pc", "office_pc");
	assert_understood(field_of(state, "ref"), "ＩＤ．ＡＭ－１", "ID.AM-1");
	assert_understood(field_of(state, "refs"), "Ｄ－００１、d-002; D-001", "D-001;D-002");
}

static void assert_wrong(const struct field *field, const char *cell, enum err_code code,
                         const char *what)
{
	struct err err = { 0 };

	assert_false(field_check(field, cell, &err));
	assert_int_equal(err.code, code);
	assert_string_equal(err.what, what);
}

static void test_field_type__checks_values_against_their_scale(void **state)
{
	struct field *integer = field_of(state, "int");

	assert_wrong(integer, "三", ERR_VALUE_NUMBER, "三");
	assert_wrong(integer, "1.5", ERR_VALUE_WHOLE, "1.5");
	assert_true(field_check(integer, "3", NULL));
	integer->has_max = true;
	integer->max = 2;
	assert_wrong(integer, "3", ERR_VALUE_RANGE, "<= 2");
	assert_true(field_check(integer, "-1", NULL));
	integer->has_min = true;
	assert_wrong(integer, "3", ERR_VALUE_RANGE, "0..2");
	assert_wrong(integer, "-1", ERR_VALUE_RANGE, "0..2");
	assert_true(field_check(integer, "0", NULL) && field_check(integer, "2", NULL));
	integer->has_max = false;
	assert_wrong(integer, "-1", ERR_VALUE_RANGE, ">= 0");
	assert_wrong(field_of(state, "money"), "30000.5", ERR_VALUE_WHOLE, "30000.5");
	assert_wrong(field_of(state, "date"), "2024/9/10", ERR_VALUE_DATE, "2024/9/10");
	assert_wrong(field_of(state, "date"), "2023-02-29", ERR_VALUE_DATE, "2023-02-29");
	assert_wrong(field_of(state, "check"), "はい", ERR_VALUE_CHECK, "はい");
	assert_wrong(field_of(state, "choice"), "極秘", ERR_VALUE_CHOICE, "極秘");
	assert_wrong(field_of(state, "multi"), "top;倉庫", ERR_VALUE_CHOICE, "倉庫");
	assert_true(field_check(field_of(state, "multi"), "top;3", NULL));
	assert_true(field_check(field_of(state, "ref"), "A-001", NULL));
}

static void test_field_type__flags_bytes_that_are_no_text_and_long_texts(void **state)
{
	struct field *text = field_of(state, "text");
	struct str longest = { 0 };

	assert_wrong(text, "caf\xed\xb3\xa9", ERR_VALUE_BYTES, "");
	assert_kept(text, "caf\xed\xb3\xa9", "caf\xed\xb3\xa9");
	for (int i = 0; i < FIELD_LONGEST; i++)
		str_add(&longest, "あ");
	assert_true(field_check(text, str_text(&longest), NULL));
	str_add(&longest, "あ");
	assert_wrong(text, str_text(&longest), ERR_VALUE_LONG, "32767");
	str_release(&longest);
}

static void test_field_type__gives_values(void **state)
{
	assert_true(field_value(field_of(state, "money"), "30000").number == 30000);
	assert_int_equal(field_value(field_of(state, "money"), "3万").kind, VALUE_EMPTY);
	assert_true(field_value(field_of(state, "date"), "1970-01-31").number == 30);
	assert_int_equal(field_value(field_of(state, "date"), "1970-01-32").kind, VALUE_EMPTY);
	assert_int_equal(field_value(field_of(state, "check"), "1").kind, VALUE_CHECK);
	assert_int_equal(field_value(field_of(state, "check"), "yes").kind, VALUE_EMPTY);
	assert_string_equal(field_value(field_of(state, "choice"), "top").text, "top");
	assert_int_equal(field_value(field_of(state, "choice"), "3").kind, VALUE_NUMBER);
	assert_int_equal(field_value(field_of(state, "choice"), "4").kind, VALUE_EMPTY);
	assert_string_equal(field_value(field_of(state, "multi"), "top;3").text, "top;3");
}

static void assert_shown(const struct field *field, enum lang lang, const char *cell,
                         const char *text)
{
	struct str out = { 0 };

	field_show(field, lang, cell, &out);
	assert_string_equal(str_text(&out), text);
	str_release(&out);
}

static void test_field_type__shows_what_people_read(void **state)
{
	assert_shown(field_of(state, "money"), LANG_JA, "27860000", "27,860,000");
	assert_shown(field_of(state, "money"), LANG_JA, "30000.5", "30,000.5");
	assert_shown(field_of(state, "money"), LANG_JA, "約3万", "約3万");
	assert_shown(field_of(state, "percent"), LANG_EN, "10", "10%");
	assert_shown(field_of(state, "check"), LANG_JA, "1", "はい");
	assert_shown(field_of(state, "check"), LANG_EN, "0", "no");
	assert_shown(field_of(state, "choice"), LANG_EN, "top", "Top secret");
	assert_shown(field_of(state, "choice"), LANG_JA, "機密", "機密");
	assert_shown(field_of(state, "multi"), LANG_JA, "top;office_pc", "極秘、事務所PC");
	assert_shown(field_of(state, "multi"), LANG_EN, "top;office_pc", "Top secret, Office PC");
	assert_shown(field_of(state, "refs"), LANG_EN, "D-001;D-002", "D-001, D-002");
	assert_shown(field_of(state, "date"), LANG_JA, "2024-09-10", "2024-09-10");
	assert_shown(field_of(state, "date"), LANG_JA, FIELD_NA, "対象外");
	assert_shown(field_of(state, "text"), LANG_EN, FIELD_NA, "n/a");
	assert_shown(field_of(state, "text"), LANG_EN, "", "");
}

static void assert_stored(const struct field *field, struct value value, const char *cell)
{
	struct str out = { 0 };

	field_store(field, value, &out);
	assert_string_equal(str_text(&out), cell);
	str_release(&out);
}

static void test_field_type__stores_computed_values_rounded(void **state)
{
	assert_stored(field_of(state, "money"), value_number(2786000.5), "2786001");
	assert_stored(field_of(state, "percent"), value_number(1.0 / 3), "33.33");
	assert_stored(field_of(state, "percent"), value_number(0.07), "7");
	assert_stored(field_of(state, "number"), value_number(2.0 / 3), "0.6667");
	assert_stored(field_of(state, "text"), value_number(12.5), "12.5");
	assert_stored(field_of(state, "date"), value_date((struct date){ 2024, 2, 29 }),
	              "2024-02-29");
	assert_stored(field_of(state, "date"), value_number(30), "1970-01-31");
	assert_stored(field_of(state, "check"), value_check(true), "1");
	assert_stored(field_of(state, "choice"), value_number(3), "3");
	assert_stored(field_of(state, "choice"), value_text("top"), "top");
	assert_stored(field_of(state, "int"), value_na(), "n/a");
	assert_stored(field_of(state, "int"), value_empty(), "");
	assert_stored(field_of(state, "int"), value_error(ERR_EXPR_DIVIDE), "");
}

static void assert_edge(const struct field *field, enum lang lang, const char *cell,
                        const char *csv)
{
	struct str out = { 0 };

	field_to_csv(field, lang, cell, &out);
	assert_string_equal(str_text(&out), csv);
	str_clear(&out);
	field_from_csv(field, csv, &out);
	assert_string_equal(str_text(&out), cell);
	str_release(&out);
}

static void test_field_type__csv_holds_labels(void **state)
{
	struct field *multi = field_of(state, "multi");
	struct str out = { 0 };

	assert_edge(field_of(state, "choice"), LANG_JA, "top", "極秘");
	assert_edge(field_of(state, "choice"), LANG_EN, "3", "Any time");
	assert_edge(field_of(state, "choice"), LANG_EN, "機密", "機密");
	assert_edge(field_of(state, "choice"), LANG_EN, FIELD_NA, "n/a");
	assert_edge(field_of(state, "choice"), LANG_EN, "", "");
	assert_edge(multi, LANG_JA, "top;3;倉庫", "極秘;いつでも、何度でも;倉庫");
	assert_edge(field_of(state, "text"), LANG_JA, "  極秘\n", "  極秘\n");
	assert_edge(field_of(state, "money"), LANG_JA, "3万", "3万");
	field_from_csv(multi, "Top secret;事務所PC", &out);
	assert_string_equal(str_text(&out), "top;office_pc");
	str_release(&out);
}

static void test_field_type__is_found_by_name(void **state)
{
	(void)state;
	assert_ptr_equal(field_type_find("memo"), field_type_at(1));
	assert_null(field_type_find("nmber"));
	assert_null(field_type_at(12));
	assert_non_null(field_type_at(11));
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_field_type__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(parses_numbers),
		TEST(percent_is_ten_for_ten_percent),
		TEST(parses_dates),
		TEST(na_is_an_answer_of_every_type),
		TEST(text_has_one_line_and_memo_many),
		TEST(choices_by_id_label_and_old_label),
		TEST(several_choices_stand_in_the_forms_order),
		TEST(checks),
		TEST(references_fold_width),
		TEST(checks_values_against_their_scale),
		TEST(flags_bytes_that_are_no_text_and_long_texts),
		TEST(gives_values),
		TEST(shows_what_people_read),
		TEST(stores_computed_values_rounded),
		TEST(csv_holds_labels),
		TEST(is_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
