/* What `export --redact` has to leave out is said in the forms: fields that hold a person, a
 * number to reach them by, or one that is theirs; rows about what is top secret. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"

static bool is_one_of(const char *text, const char *const *list)
{
	for (size_t i = 0; list[i]; i++)
		if (text_is(list[i], text))
			return true;
	return false;
}

/* Labels that end so name somebody: 担当, 管理する人, 承認者, お名前. */
static bool reads_as_person(const struct field *field)
{
	static const char *const endings[] = {"人", "者", "担当", "講師", "キーマン", "お名前", "専門家", NULL};
	const char *label = words_in(field->label, LANG_JA);

	for (size_t i = 0; endings[i]; i++)
		if (text_ends(label, endings[i]))
			return true;
	return false;
}

static bool is_called_as_person(const char *id)
{
	static const char *const ids[] = {"owner", "manager", "person", "deputy", "who", "phone", "mail",
	                                  "address", "serial", "ip", "mac", "account", "holder", "approver",
	                                  "approved_by", "accepted_by", "reported_by", "verified_by",
	                                  "author", "reviewer", "lecturer", "expert", "chief", "auditors",
	                                  NULL};
	return is_one_of(id, ids);
}

/* Groups of people, as the questions ask for them. */
static bool is_about_many(const char *form, const char *field)
{
	static const char *const many[] = {"apps.users", "regulations.audience", "assets.users", NULL};
	char *name = mem_print("%s.%s", form, field);
	bool is = is_one_of(name, many);

	free(name);
	return is;
}

static bool is_typed_text(const struct field *field)
{
	return field->type->kind == VALUE_TEXT && !field->type->has_choices && !field->type->is_ref &&
	       !field->formula;
}

static size_t check_form(const struct form *form)
{
	size_t personal = 0;

	for (size_t i = 0; i < form->fields.count; i++) {
		const struct field *field = &form->fields.at[i];
		personal += field->personal;
		if (is_typed_text(field) && (reads_as_person(field) || is_called_as_person(field->id)) &&
		    !is_about_many(form->id, field->id) && !field->personal)
			fail_msg("%s.%s is about a person and not personal", form->id, field->id);
	}
	return personal;
}

static void test_persons_are_personal(void **state)
{
	struct shipped *shipped = *state;
	char **ids = NULL;
	size_t count = 0, personal = 0;

	assert_true(catalogue_forms(&shipped->catalogue, &ids, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		personal += check_form(book_form(shipped->book, ids[i], NULL));
		free(ids[i]);
	}
	free(ids);
	assert_true(personal >= 50);
}

static bool is_confidential(struct shipped *shipped, const char *id, size_t row)
{
	struct sheet *sheet = shipped_sheet(shipped, id);
	const struct form *form = sheet_form(sheet);

	assert_non_null(form->confidential);
	return value_holds(book_eval(shipped->book, sheet, row, form->confidential));
}

static void test_top_secret_assets_are_confidential(void **state)
{
	static const struct {
		const char *form, *ref;
	} about[] = {{"lifecycle", "asset"}, {"backups", "asset"}, {"risks", "asset"}, {"stride", "target"}};
	struct shipped *shipped = *state;
	struct sheet *assets = shipped_sheet(shipped, "assets");

	shipped_add_row(assets, "A-001");
	shipped_add_row(assets, "A-002");
	shipped_type(shipped, assets, "A-001", "class", "極秘");
	shipped_type(shipped, assets, "A-002", "class", "秘密");
	assert_true(is_confidential(shipped, "assets", 0));
	assert_false(is_confidential(shipped, "assets", 1));
	for (size_t i = 0; i < 4; i++) {
		struct sheet *sheet = shipped_sheet(shipped, about[i].form);
		const char *refs[] = {"A-001", "A-002", ""};
		for (size_t k = 0; k < 3; k++) {
			shipped_add_row(sheet, "");
			shipped_type(shipped, sheet, sheet_row_id(sheet, k), about[i].ref, refs[k]);
			assert_int_equal(is_confidential(shipped, about[i].form, k), k == 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_persons_are_personal),
		TEST_OF_SHIPPED(test_top_secret_assets_are_confidential),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
