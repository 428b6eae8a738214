#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/model/expr.h"
#include "sonae/model/field_type.h"
#include "sonae/store/form_file.h"

#define TITLES \
	"title_ja = \"台帳\"\ntitle_en = \"Inventory\"\n" \
	"purpose_ja = \"数える\"\npurpose_en = \"Counts\"\n"
#define LABELS "label_ja = \"名\"\nlabel_en = \"Name\"\n"
#define HELP "help_ja = \"例\"\nhelp_en = \"Such as\"\n"

/* Seven lines, and six. */
#define TABLE "[form]\nkind = \"table\"\nprefix = \"A\"\n" TITLES
#define FIELD(id, type) "[field " id "]\ntype = \"" type "\"\n" LABELS HELP
/* So the 14th line is the first of what a test adds. */
#define BASE TABLE FIELD("name", "text")

#define FILE_NAME "forms/x.ini"

static struct form *load(struct forms_fixture *f, const char *text)
{
	forms_write(f, FILE_NAME, text);
	struct form *form = form_load(&f->catalogue, "x", &f->errs);
	errs_assert_none(&f->errs);
	assert_non_null(form);
	return form;
}

static struct field *field_of(struct form *form, const char *id)
{
	int index = form_field(form, id);

	assert_in_range(index, 0, form->fields.count - 1);
	return &form->fields.at[index];
}

static void assert_words(struct words words, const char *ja, const char *en)
{
	assert_string_equal(words.in[LANG_JA], ja);
	assert_string_equal(words.in[LANG_EN], en);
}

static void test_form__title_and_fields(void **state)
{
	struct form *form =
	    load(*state, BASE "[field bought]\ntype = \"date\"\nlabel_ja = \"購入日\"\n"
			      "label_en = \"Bought on\"\nheading_ja = \"購入\"\n"
			      "heading_en = \"Bought\"\n" HELP
			      "month = \"last\"\nwidth = \"12\"\nrequired = \"yes\"\n"
			      "personal = \"no\"\n");

	assert_string_equal(form->id, "x");
	assert_string_equal(form->file, FILE_NAME);
	assert_int_equal(form->kind, FORM_TABLE);
	assert_string_equal(form->prefix, "A");
	assert_string_equal(form->per, "");
	assert_true(form->addable);
	assert_words(form->title, "台帳", "Inventory");
	assert_words(form->purpose, "数える", "Counts");
	assert_int_equal(form->fields.count, 2);
	struct field *name = field_of(form, "name");
	assert_string_equal(name->type->name, "text");
	assert_words(name->heading, "名", "Name");
	assert_words(name->help, "例", "Such as");
	assert_words(name->unit, "", "");
	assert_int_equal(name->line, 8);
	assert_false(name->required);
	struct field *bought = field_of(form, "bought");
	assert_words(bought->label, "購入日", "Bought on");
	assert_words(bought->heading, "購入", "Bought");
	assert_int_equal(bought->month, DATE_MONTH_LAST);
	assert_int_equal(bought->width, 12);
	assert_true(bought->required);
	assert_false(bought->personal);
	assert_int_equal(form_field(form, "id"), -1);
	form_free(form);
}

static void test_form__numbers_have_ranges(void **state)
{
	struct form *form =
	    load(*state, TABLE FIELD("p", "int") "min = \"0\"\nmax = \"2\"\n" FIELD(
			     "q", "number") "min = \"-0.5\"\nunit_ja = \"年\"\n"
					    "unit_en = \"years\"\n" FIELD("r", "money"));

	struct field *p = field_of(form, "p"), *q = field_of(form, "q"), *r = field_of(form, "r");
	assert_true(p->has_min && p->has_max);
	assert_true(p->min == 0 && p->max == 2);
	assert_true(q->has_min && !q->has_max && q->min == -0.5);
	assert_words(q->unit, "年", "years");
	assert_false(r->has_min || r->has_max);
	form_free(form);
}

static void test_form__choices_in_order(void **state)
{
	struct form *form = load(
	    *state,
	    TABLE FIELD(
		"where_kept",
		"choice") "[choice where_kept office_pc]\nja = \"事務所PC\"\nen = \"Office PC\"\n"
			  "was = \"事務所パソコン | Office computer\"\n"
			  "[choice where_kept server]\nja = \"社内サーバ\"\nen = \"Server\"\n"
			  "note_ja = \"自社の\"\nnote_en = \"Our own\"\n");

	struct field *field = field_of(form, "where_kept");
	assert_int_equal(field->choices.count, 2);
	assert_string_equal(field->choices.at[0].id, "office_pc");
	assert_words(field->choices.at[0].label, "事務所PC", "Office PC");
	assert_int_equal(field->choices.at[0].was.count, 2);
	assert_string_equal(field->choices.at[0].was.at[0], "事務所パソコン");
	assert_string_equal(field->choices.at[0].was.at[1], "Office computer");
	assert_words(field->choices.at[0].note, "", "");
	assert_string_equal(field->choices.at[1].id, "server");
	assert_words(field->choices.at[1].note, "自社の", "Our own");
	form_free(form);
}

static void test_form__choices_taken_over(void **state)
{
	struct form *form =
	    load(*state, TABLE FIELD("a", "choice") "choices = \"b\"\n" FIELD(
			     "b", "multi") "[choice b 1]\nja = \"低\"\nen = \"Low\"\nwas = \"小\"\n"
					   "[choice b 2]\nja = \"高\"\nen = \"High\"\n");

	struct field *a = field_of(form, "a");
	assert_int_equal(a->choices.count, 2);
	assert_words(a->choices.at[1].label, "高", "High");
	assert_string_equal(a->choices.at[0].was.at[0], "小");
	form_free(form);
}

static void test_form__choice_that_reads_the_same_in_both_languages(void **state)
{
	struct form *form = load(
	    *state,
	    TABLE FIELD(
		"a", "choice") "[choice a saas]\nja = \"SaaS\"\nen = \"SaaS\"\nwas = \"ＳａａＳ\"\n"
			       "[choice a 3]\nja = \"３\"\nen = \"3\"\n");

	assert_int_equal(field_of(form, "a")->choices.count, 2);
	form_free(form);
}

static void test_form__reference_or_text_makes_two_fields(void **state)
{
	struct form *form =
	    load(*state, TABLE
		 "[field asset]\ntype = \"ref\"\nsheet = \"assets\"\n"
		 "or_text = \"yes\"\npersonal = \"yes\"\nrequired = \"yes\"\n" LABELS HELP FIELD(
		     "after", "text"));

	assert_int_equal(form->fields.count, 3);
	assert_string_equal(form->fields.at[1].id, "asset_text");
	struct field *asset = field_of(form, "asset"), *text = field_of(form, "asset_text");
	assert_string_equal(asset->sheet, "assets");
	assert_int_equal(asset->text_field, 1);
	assert_int_equal(asset->ref_field, -1);
	assert_int_equal(text->ref_field, 0);
	assert_int_equal(text->text_field, -1);
	assert_string_equal(text->type->name, "text");
	assert_words(text->label, "名", "Name");
	assert_true(text->personal);
	assert_false(text->required);
	form_free(form);
}

static void test_form__sections_in_any_order(void **state)
{
	struct form *form = load(
	    *state, "[view grid]\ncolumns = \"b name\"\n"
		    "[group main]\ntitle_ja = \"主\"\ntitle_en = \"Main\"\nfields = \"name b\"\n"
		    "[choice b yes]\nja = \"可\"\nen = \"Fine\"\n" FIELD("b", "choice") BASE);

	assert_int_equal(form->columns.count, 2);
	assert_string_equal(form->fields.at[form->columns.at[0]].id, "b");
	assert_string_equal(form->fields.at[form->columns.at[1]].id, "name");
	assert_int_equal(form->groups.count, 1);
	assert_words(form->groups.at[0].title, "主", "Main");
	assert_int_equal(form->groups.at[0].fields.count, 2);
	assert_string_equal(form->fields.at[form->groups.at[0].fields.at[0]].id, "name");
	form_free(form);
}

static void test_form__grid_shows_all_but_memos(void **state)
{
	struct form *form = load(
	    *state,
	    BASE FIELD("long", "memo")
		FIELD("who", "ref") "sheet = \"people\"\nor_text = \"yes\"\n" FIELD("on", "date"));

	assert_int_equal(form->columns.count, 3);
	assert_string_equal(form->fields.at[form->columns.at[0]].id, "name");
	assert_string_equal(form->fields.at[form->columns.at[1]].id, "who");
	assert_string_equal(form->fields.at[form->columns.at[2]].id, "on");
	form_free(form);
}

static void test_form__expressions_of_rows_and_worksheets(void **state)
{
	struct form *form = load(
	    *state,
	    TABLE "retired = \"not empty(gone)\"\n" FIELD("gone", "date") FIELD(
		"n",
		"int") "[field twice]\ntype = \"int\"\n" LABELS "formula = \"n * 2\"\n"
		       "alarm = \"twice > 10\"\n"
		       "[done]\nrule = \"count() >= 5\"\n"
		       "[gap few]\nlevel = \"error\"\nscope = \"sheet\"\nwhen = \"count() < 2\"\n"
		       "text_ja = \"少\"\ntext_en = \"Few\"\n"
		       "[gap big]\nwhen = \"n > 3\"\nfield = \"n\"\ntext_ja = \"大\"\n"
		       "text_en = \"Big\"\n"
		       "[summary total]\nlabel_ja = \"計\"\nlabel_en = \"Sum\"\n"
		       "value = \"sum(x.n)\"\ntype = \"money\"\n");

	assert_string_equal(expr_source(form->retired), "not empty(gone)");
	assert_string_equal(expr_source(form->done), "count() >= 5");
	struct field *twice = field_of(form, "twice");
	assert_string_equal(expr_source(twice->formula), "n * 2");
	assert_string_equal(expr_source(twice->alarm), "twice > 10");
	assert_null(twice->offer);
	assert_words(twice->help, "", "");
	assert_int_equal(form->gaps.count, 2);
	assert_int_equal(form->gaps.at[0].level, FINDING_ERROR);
	assert_true(form->gaps.at[0].per_sheet);
	assert_int_equal(form->gaps.at[0].field, -1);
	assert_words(form->gaps.at[0].text, "少", "Few");
	assert_int_equal(form->gaps.at[1].level, FINDING_WARNING);
	assert_false(form->gaps.at[1].per_sheet);
	assert_int_equal(form->gaps.at[1].field, form_field(form, "n"));
	assert_int_equal(form->summaries.count, 1);
	assert_string_equal(form->summaries.at[0].type->name, "money");
	assert_null(form->summaries.at[0].alarm);
	form_free(form);
}

static void test_form__a_record_needs_no_prefix(void **state)
{
	struct form *form =
	    load(*state, "[form]\nkind = \"record\"\n" TITLES FIELD("name", "text"));

	assert_int_equal(form->kind, FORM_RECORD);
	assert_string_equal(form->prefix, "");
	assert_false(form->addable);
	assert_null(form->done);
	form_free(form);
}

static void test_form__a_table_may_have_a_field_item(void **state)
{
	struct form *form = load(*state, TABLE FIELD("item", "text") FIELD("month", "int"));

	assert_int_equal(form->fields.count, 2);
	form_free(form);
}

static void test_form__kinds_without_a_screen_yet(void **state)
{
	static const char *const forms[] = {
		"[form]\nkind = \"tree\"\nprefix = \"T\"\n" TITLES FIELD("label", "text"),
		"[form]\nkind = \"timeline\"\nprefix = \"P\"\n" TITLES FIELD("work", "text"),
		"[form]\nkind = \"query\"\nof = \"risks\"\n" TITLES,
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		form_free(load(*state, forms[i]));
}

static void test_form__a_query_names_rows_of_another_worksheet(void **state)
{
	struct form *form =
	    load(*state, "[form]\nkind = \"query\"\nof = \"risks\"\nwhere = \"risk > 17\"\n" TITLES
			 "[view grid]\ncolumns = \"risk thought\"\n");

	assert_int_equal(form->kind, FORM_QUERY);
	assert_string_equal(form->of, "risks");
	assert_string_equal(expr_source(form->where), "risk > 17");
	assert_string_equal(form->shows, "risk thought");
	assert_int_equal(form->fields.count, 0);
	assert_int_equal(form->columns.count, 0);
	assert_false(form->addable);
	form_free(form);
}

static void test_form__ways_to_look_at_rows(void **state)
{
	struct form *form = load(
	    *state, TABLE FIELD("up", "choice") "[choice up big]\nja = \"大\"\nen = \"Big\"\n"
			  FIELD("on", "choice") "[choice on now]\nja = \"今\"\nen = \"Now\"\n"
			  FIELD("cost", "money")
		    "[view matrix]\nrows = \"up\"\ncolumns = \"on\"\nfields = \"cost on\"\n"
		    "[view sums]\nrows = \"on\"\ncolumns = \"up\"\nvalue = \"cost\"\n");

	assert_int_equal(form->views.count, 2);
	const struct form_view *matrix = form_way(form, "matrix"), *sums = form_way(form, "sums");
	assert_int_equal(matrix->rows, form_field(form, "up"));
	assert_int_equal(matrix->columns, form_field(form, "on"));
	assert_int_equal(matrix->rows_after, -1);
	assert_int_equal(matrix->value, -1);
	assert_int_equal(matrix->fields.count, 2);
	assert_int_equal(matrix->fields.at[0], form_field(form, "cost"));
	assert_int_equal(sums->value, form_field(form, "cost"));
	assert_int_equal(sums->fields.count, 0);
	assert_null(form_way(form, "grid"));
	form_free(form);
}

static void test_form__unknown_form(void **state)
{
	struct forms_fixture *f = *state;

	assert_null(form_load(&f->catalogue, "nothing", &f->errs));
	errs_assert_one(&f->errs, ERR_NO_FORM, NULL, 0, "nothing");
	vec_clear(&f->errs.at);
	forms_write(f, "x.ini", BASE);
	assert_null(form_load(&f->catalogue, "../x", &f->errs));
	errs_assert_one(&f->errs, ERR_NO_FORM, NULL, 0, "../x");
}

struct mistake {
	const char *text;
	enum err_code code;
	long line;
	const char *what;
};

#define RECORD "[form]\nkind = \"record\"\n" TITLES
#define CHOICE(id, ja, en) "[choice c " id "]\nja = \"" ja "\"\nen = \"" en "\"\n"

#define CHOICES FIELD("c", "choice") CHOICE("a", "可", "Fine") /* 9 lines */

#define CHECKS "[form]\nkind = \"checklist\"\n" TITLES /* 6 lines */
#define SCALE(min, max) "min = \"" min "\"\nmax = \"" max "\"\n"
#define PROFILE(now, goal) \
	"[view profile]\nvalue = \"" now "\"\nvalue_after = \"" goal "\"\n"

static const struct mistake mistakes[] = {
	/* [form] */
	{ FIELD("name", "text"), ERR_FORM_LACKS, 0, "[form]" },
	{ "[form]\n" TITLES FIELD("name", "text"), ERR_FORM_LACKS, 1, "kind" },
	{ "[form]\nkind = \"list\"\n" TITLES FIELD("name", "text"), ERR_FORM_VALUE, 2,
	  "kind = list" },
	{ "[form]\nkind = \"table\"\n" TITLES FIELD("name", "text"), ERR_FORM_LACKS, 1, "prefix" },
	{ RECORD "prefix = \"A\"\n" FIELD("name", "text"), ERR_FORM_KEY, 7, "prefix" },
	{ RECORD "per = \"risks\"\n" FIELD("name", "text"), ERR_FORM_KEY, 7, "per" },
	{ "[form]\nkind = \"record\"\ntitle_ja = \"台帳\"\npurpose_ja = \"数\"\npurpose_en = "
	  "\"n\"\n" FIELD("name", "text"),
	  ERR_FORM_LACKS, 1, "title_en" },
	{ "[form]\nkind = \"record\"\ntitle_ja = \"台帳\"\ntitle_en = \"\"\npurpose_ja = \"数\"\n"
	  "purpose_en = \"n\"\n" FIELD("name", "text"),
	  ERR_FORM_LACKS, 1, "title_en" },
	{ RECORD, ERR_FORM_LACKS, 0, "[field …]" },
	{ TABLE "colour = \"red\"\n" FIELD("name", "text"), ERR_FORM_KEY, 8, "colour" },
	{ TABLE "title_fr = \"x\"\n" FIELD("name", "text"), ERR_FORM_KEY, 8, "title_fr" },
	{ TABLE "retired = \"gone = 1\"\n" FIELD("gone", "int"), ERR_EXPR_SYNTAX, 8, NULL },
	{ BASE "[sheet]\n", ERR_FORM_KEY, 14, "[sheet]" },
	{ BASE "[field]\n", ERR_FORM_KEY, 14, "[field]" },
	{ BASE "[choice name]\n", ERR_FORM_KEY, 14, "[choice name]" },
	{ BASE "[choice name a b]\n", ERR_FORM_KEY, 14, "[choice name a b]" },
	{ BASE "[view list]\ncolumns = \"name\"\n", ERR_FORM_KEY, 14, "[view list]" },
	/* [field] */
	{ BASE "[field a]\n" LABELS HELP, ERR_FORM_LACKS, 14, "type" },
	{ BASE FIELD("a", "nmber"), ERR_FORM_TYPE, 15, "nmber" },
	{ BASE "[field a]\ntype = \"text\"\nlabel_ja = \"名\"\n" HELP, ERR_FORM_LACKS, 14,
	  "label_en" },
	{ BASE "[field a]\ntype = \"text\"\nhelp_ja = \"例\"\n" LABELS, ERR_FORM_LACKS, 14,
	  "help_en" },
	{ BASE FIELD("a", "text") "heading_ja = \"短\"\n", ERR_FORM_LACKS, 14, "heading_en" },
	{ BASE FIELD("id", "text"), ERR_FORM_NAME, 14, "id" },
	{ BASE FIELD("this", "text"), ERR_FORM_NAME, 14, "this" },
	{ BASE FIELD("where", "text"), ERR_FORM_NAME, 14, "where" },
	{ BASE FIELD("and", "text"), ERR_FORM_NAME, 14, "and" },
	{ BASE FIELD("2nd", "text"), ERR_FORM_NAME, 14, "2nd" },
	{ BASE FIELD("a-b", "text"), ERR_FORM_NAME, 14, "a-b" },
	{ "[form]\nkind = \"tree\"\nprefix = \"T\"\n" TITLES FIELD("parent", "text"), ERR_FORM_NAME,
	  8, "parent" },
	{ BASE FIELD("a", "text") "min = \"1\"\n", ERR_FORM_KEY, 20, "min" },
	{ BASE FIELD("a", "int") "min = \"one\"\n", ERR_FORM_VALUE, 20, "min = one" },
	{ BASE FIELD("a", "int") "min = \"３\"\n", ERR_FORM_VALUE, 20, "min = ３" },
	{ BASE FIELD("a", "int") "min = \"3\"\nmax = \"2\"\n", ERR_FORM_VALUE, 21, "min > max" },
	{ BASE FIELD("a", "int") "month = \"last\"\n", ERR_FORM_KEY, 20, "month" },
	{ BASE FIELD("a", "date") "month = \"mid\"\n", ERR_FORM_VALUE, 20, "month = mid" },
	{ BASE FIELD("a", "date") "unit_ja = \"日\"\nunit_en = \"d\"\nunit_fr = \"j\"\n",
	  ERR_FORM_KEY, 20, "unit_ja" },
	{ BASE FIELD("a", "text") "width = \"0\"\n", ERR_FORM_VALUE, 20, "width = 0" },
	{ BASE FIELD("a", "text") "width = \"10.5\"\n", ERR_FORM_VALUE, 20, "width = 10.5" },
	{ BASE FIELD("a", "text") "required = \"true\"\n", ERR_FORM_VALUE, 20, "required = true" },
	{ BASE FIELD("a", "ref"), ERR_FORM_LACKS, 14, "sheet" },
	{ BASE FIELD("a", "ref") "sheet = \"history\"\n", ERR_FORM_VALUE, 20, "sheet = history" },
	{ BASE FIELD("a", "text") "sheet = \"risks\"\n", ERR_FORM_KEY, 20, "sheet" },
	{ BASE FIELD("a", "refs") "sheet = \"risks\"\nor_text = \"yes\"\n", ERR_FORM_KEY, 21,
	  "or_text" },
	{ BASE FIELD("a", "ref") "sheet = \"risks\"\nor_text = \"1\"\n", ERR_FORM_VALUE, 21,
	  "or_text = 1" },
	{ TABLE FIELD("a_text", "text") FIELD("a", "ref") "sheet = \"b\"\nor_text = \"yes\"\n",
	  ERR_INI_TWICE, 14, "a_text" },
	{ BASE FIELD("a", "int") "formula = \"1\"\nrequired = \"yes\"\n", ERR_FORM_KEY, 21,
	  "required" },
	{ BASE FIELD("a", "int") "formula = \"nmae\"\n", ERR_EXPR_NAME, 20, "nmae" },
	{ BASE FIELD("a", "int") "offer = \"1 +\"\n", ERR_EXPR_SYNTAX, 20, NULL },
	{ BASE FIELD("a", "int") "formula = \"b + 1\"\n" FIELD("b", "int") "formula = \"a\"\n",
	  ERR_FORM_CYCLE, 14, NULL },
	/* [choice] */
	{ TABLE FIELD("c", "choice"), ERR_FORM_LACKS, 8, "[choice c …]" },
	{ TABLE FIELD("c", "choice") "[choice c a]\nja = \"甲\"\n", ERR_FORM_LACKS, 14, "en" },
	{ TABLE FIELD("c", "choice") CHOICE("a-b", "甲", "A"), ERR_FORM_NAME, 14, "choice c a-b" },
	{ BASE CHOICE("a", "甲", "A"), ERR_NO_FIELD, 14, "c" },
	{ TABLE FIELD("c", "text") CHOICE("a", "甲", "A"), ERR_FORM_NAME, 14, "choice c a" },
	{ TABLE FIELD("c", "choice") CHOICE("a", "甲", "ＰＣ") CHOICE("b", "pc", "B"),
	  ERR_FORM_SAME, 17, "pc" },
	{ TABLE FIELD("c", "choice") CHOICE("a", "甲", "B") CHOICE("b", "乙", "C"), ERR_FORM_SAME,
	  17, "b" },
	{ TABLE FIELD("c", "choice") CHOICE("a", "Ｎ／Ａ", "Not"), ERR_FORM_SAME, 14, "Ｎ／Ａ" },
	{ TABLE FIELD("c", "choice") CHOICE("a", "対象外", "Not"), ERR_FORM_SAME, 14, "対象外" },
	{ TABLE FIELD("c", "choice") CHOICE("a", "甲", "A")
	      CHOICE("b", "乙", "B") "was = \"丙|甲\"\n",
	  ERR_FORM_SAME, 17, "甲" },
	{ TABLE FIELD("c", "choice") CHOICE("a", "甲", "A") "was = \"丙||丁\"\n", ERR_FORM_VALUE,
	  17, "was = 丙||丁" },
	{ TABLE FIELD("c", "multi") CHOICE("a", "甲;乙", "A"), ERR_FORM_VALUE, 14, "甲;乙" },
	{ TABLE FIELD("c", "choice") "choices = \"d\"\n", ERR_NO_FIELD, 14, "d" },
	{ BASE FIELD("c", "choice") "choices = \"name\"\n", ERR_FORM_VALUE, 20, "choices = name" },
	{ TABLE FIELD("b", "choice") "choices = \"c\"\n" FIELD(
	      "a", "choice") "choices = \"b\"\n" FIELD("c", "choice") CHOICE("a", "甲", "A"),
	  ERR_FORM_VALUE, 21, "choices = b" },
	/* the others */
	{ BASE "[done]\nrule = \"empty(name)\"\n", ERR_EXPR_NAME, 15, "name" },
	{ BASE "[summary s]\nlabel_ja = \"計\"\nlabel_en = \"Sum\"\nvalue = \"name\"\n",
	  ERR_EXPR_NAME, 17, "name" },
	{ BASE
	  "[gap g]\nwhen = \"empty(name)\"\nscope = \"sheet\"\ntext_ja = \"空\"\ntext_en = \"E\"\n",
	  ERR_EXPR_NAME, 15, "name" },
	{ BASE "[done]\n", ERR_FORM_LACKS, 14, "rule" },
	{ BASE "[done]\nrule = \"count(where nmae == 'a') > 1\"\n", ERR_EXPR_NAME, 15, "nmae" },
	{ BASE "[gap g]\nwhen = \"empty(name)\"\n", ERR_FORM_LACKS, 14, "text_ja" },
	{ BASE
	  "[gap g]\nwhen = \"empty(name)\"\nlevel = \"bad\"\ntext_ja = \"空\"\ntext_en = \"E\"\n",
	  ERR_FORM_VALUE, 16, "level = bad" },
	{ BASE
	  "[gap g]\nwhen = \"empty(name)\"\nscope = \"all\"\ntext_ja = \"空\"\ntext_en = \"E\"\n",
	  ERR_FORM_VALUE, 16, "scope = all" },
	{ BASE
	  "[gap g]\nwhen = \"empty(name)\"\nfield = \"nam\"\ntext_ja = \"空\"\ntext_en = \"E\"\n",
	  ERR_NO_FIELD, 16, "nam" },
	{ BASE "[group g]\ntitle_ja = \"組\"\ntitle_en = \"G\"\nfields = \"name nam\"\n",
	  ERR_NO_FIELD, 17, "nam" },
	{ BASE "[group g]\ntitle_ja = \"組\"\ntitle_en = \"G\"\nfields = \"name name\"\n",
	  ERR_INI_TWICE, 17, "name" },
	{ BASE "[group g]\ntitle_ja = \"組\"\ntitle_en = \"G\"\nfields = \"name\"\n"
	       "[group h]\ntitle_ja = \"班\"\ntitle_en = \"H\"\nfields = \"name\"\n",
	  ERR_INI_TWICE, 8, "[group h] name" },
	{ BASE "[summary s]\nlabel_ja = \"計\"\nlabel_en = \"Sum\"\nvalue = \"count()\"\ntype = "
	       "\"nmber\"\n",
	  ERR_FORM_TYPE, 18, "nmber" },
	{ BASE "[view grid]\ncolumns = \"name id\"\n", ERR_NO_FIELD, 15, "id" },
	{ BASE "[view grid]\ncolumns = \" \"\n", ERR_FORM_VALUE, 15, "columns =  " },
	/* queries, and the other views */
	{ "[form]\nkind = \"query\"\n" TITLES, ERR_FORM_LACKS, 1, "of" },
	{ "[form]\nkind = \"query\"\nof = \"risks\"\nwhere = \"risk >\"\n" TITLES,
	  ERR_EXPR_SYNTAX, 4, NULL },
	{ RECORD "of = \"risks\"\n" FIELD("name", "text"), ERR_FORM_KEY, 7, "of" },
	{ RECORD "where = \"true\"\n" FIELD("name", "text"), ERR_FORM_KEY, 7, "where" },
	{ BASE "[view matrix]\nrows = \"name\"\n", ERR_FORM_LACKS, 14, "columns" },
	{ BASE "[view matrix]\nrows = \"up\"\ncolumns = \"name\"\n", ERR_NO_FIELD, 15, "up" },
	{ BASE "[view matrix]\nrows = \"name\"\ncolumns = \"name\"\n", ERR_FORM_TYPE, 15,
	  "rows = name" },
	{ BASE CHOICES "[view matrix]\nrows = \"c\"\ncolumns = \"c\"\nrows_after = \"name\"\n",
	  ERR_FORM_VALUE, 26, "rows_after = name" },
	{ BASE "[view matrix]\nrows = \"name\"\ncolumns = \"name\"\nline = \"name\"\n",
	  ERR_FORM_KEY, 17, "line" },
	{ BASE "[view top]\nrows = \"name\"\n", ERR_FORM_LACKS, 14, "fields" },
	{ BASE "[view top]\nrows = \"name\"\nfields = \"name cost\"\n", ERR_NO_FIELD, 16, "cost" },
	{ BASE "[view sums]\nrows = \"name\"\ncolumns = \"name\"\n", ERR_FORM_LACKS, 14, "value" },
	{ BASE "[view profile]\nvalue = \"name\"\n", ERR_FORM_LACKS, 14, "value_after" },
	{ BASE PROFILE("name", "name"), ERR_FORM_VALUE, 2, "[view profile] kind = table" },
	{ CHECKS FIELD("a", "text") PROFILE("a", "a"), ERR_FORM_TYPE, 14, "value = a" },
	{ CHECKS FIELD("a", "int") "formula = \"1\"\n" PROFILE("a", "a"), ERR_COMPUTED, 15, "a" },
	{ CHECKS FIELD("a", "int") PROFILE("a", "a"), ERR_FORM_LACKS, 14, "[field a] min max" },
	{ CHECKS FIELD("a", "int") SCALE("0", "5") FIELD("b", "int") SCALE("1", "5") PROFILE("a", "b"),
	  ERR_FORM_VALUE, 25, "value_after = b" },
	/* the file */
	{ BASE "[done]\nrule = count() > 1\n", ERR_INI_UNQUOTED, 15, "count() > 1" },
};

/* The first complaint; `what` NULL leaves the detail to the expressions' own tests. */
static void test_form__complains_about_each_mistake(void **state)
{
	struct forms_fixture *f = *state;

	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		const struct mistake *mistake = &mistakes[i];
		forms_write(f, FILE_NAME, mistake->text);
		assert_null(form_load(&f->catalogue, "x", &f->errs));
		assert_true(f->errs.at.count > 0);
		struct err *first = &f->errs.at.at[0];
		errs_assert_at(&f->errs, 0, mistake->code, FILE_NAME, mistake->line,
			       mistake->what != NULL ? mistake->what : first->what);
		vec_clear(&f->errs.at);
	}
}

static void test_form__complains_about_all_of_them(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(
	    f, FILE_NAME,
	    TABLE "colour = \"red\"\n[field a]\ntype = \"int\"\nmin = \"x\"\nlabel_ja = \"名\"\n");
	assert_null(form_load(&f->catalogue, "x", &f->errs));
	errs_assert_at(&f->errs, 0, ERR_FORM_KEY, FILE_NAME, 8, "colour");
	errs_assert_at(&f->errs, 1, ERR_FORM_VALUE, FILE_NAME, 11, "min = x");
	errs_assert_at(&f->errs, 2, ERR_FORM_LACKS, FILE_NAME, 9, "label_en");
	errs_assert_at(&f->errs, 3, ERR_FORM_LACKS, FILE_NAME, 9, "help_ja");
	errs_assert_at(&f->errs, 4, ERR_FORM_LACKS, FILE_NAME, 9, "help_en");
	assert_int_equal(f->errs.at.count, 5);
}

static void test_form__prefixes_a_spreadsheet_takes_for_something_else(void **state)
{
	static const char *const refused[] = { "E",    "MAR", "MAY", "DEC", "a",
					       "ABCD", "A1",  "Ａ",  "A-" };
	static const char *const fine[] = { "A", "EX", "RSK", "MA", "ZZZ" };
	struct forms_fixture *f = *state;
	char text[600], what[60];

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		snprintf(text, sizeof text, "[form]\nkind = \"table\"\nprefix = \"%s\"\n%s",
			 refused[i], TITLES FIELD("name", "text"));
		snprintf(what, sizeof what, "prefix = %s", refused[i]);
		forms_write(f, FILE_NAME, text);
		assert_null(form_load(&f->catalogue, "x", &f->errs));
		errs_assert_one(&f->errs, ERR_FORM_VALUE, FILE_NAME, 3, what);
		vec_clear(&f->errs.at);
	}
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
		snprintf(text, sizeof text, "[form]\nkind = \"table\"\nprefix = \"%s\"\n%s",
			 fine[i], TITLES FIELD("name", "text"));
		form_free(load(f, text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_form__title_and_fields),
		TEST_WITH_FORMS(test_form__numbers_have_ranges),
		TEST_WITH_FORMS(test_form__choices_in_order),
		TEST_WITH_FORMS(test_form__choices_taken_over),
		TEST_WITH_FORMS(test_form__choice_that_reads_the_same_in_both_languages),
		TEST_WITH_FORMS(test_form__reference_or_text_makes_two_fields),
		TEST_WITH_FORMS(test_form__sections_in_any_order),
		TEST_WITH_FORMS(test_form__grid_shows_all_but_memos),
		TEST_WITH_FORMS(test_form__expressions_of_rows_and_worksheets),
		TEST_WITH_FORMS(test_form__a_record_needs_no_prefix),
		TEST_WITH_FORMS(test_form__a_table_may_have_a_field_item),
		TEST_WITH_FORMS(test_form__kinds_without_a_screen_yet),
		TEST_WITH_FORMS(test_form__a_query_names_rows_of_another_worksheet),
		TEST_WITH_FORMS(test_form__ways_to_look_at_rows),
		TEST_WITH_FORMS(test_form__unknown_form),
		TEST_WITH_FORMS(test_form__complains_about_each_mistake),
		TEST_WITH_FORMS(test_form__complains_about_all_of_them),
		TEST_WITH_FORMS(test_form__prefixes_a_spreadsheet_takes_for_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
