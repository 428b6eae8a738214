/* What of a workbook is chosen to go out: everything with work in it, a part, or without what is
 * personal. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/export_plan.h"

struct world {
	struct fixture fixture;
	struct outgoing out;
	struct package_formats formats;
};

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	fixture_make(&world->fixture, false, LANG_JA);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	outgoing_release(&world->out);
	package_formats_release(&world->formats);
	session_release(&world->fixture.session);
	free(world);
	return 0;
}

static enum err_code plan(struct world *world, const struct export_choice *choice)
{
	struct err err = {0};

	outgoing_release(&world->out);
	package_formats_release(&world->formats);
	bool done = export_plan(&world->fixture.session, choice, &world->out, &world->formats, &err);
	assert_true(done == (err.code == ERR_NONE));
	return err.code;
}

/* "assets:2 settings:1" */
static void assert_goes_out(struct world *world, const char *expected)
{
	struct str out = {0};

	for (size_t i = 0; i < world->out.sheets.count; i++)
		str_addf(&out, "%s%s:%zu", i ? " " : "", world->out.sheets.at[i].form->id,
		         world->out.sheets.at[i].rows.at.count);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void test_plan__worksheets_with_work_in_them(void **state)
{
	struct world *world = *state;
	char id[64];

	assert_int_equal(plan(world, &(struct export_choice){.lang = LANG_JA}), ERR_NONE);
	assert_goes_out(world, "settings:1");
	fixture_add(&world->fixture, "assets", "name", "社員名簿", id);
	fixture_add(&world->fixture, "assets", "name", "設計図面", id);
	assert_int_equal(plan(world, &(struct export_choice){.lang = LANG_JA}), ERR_NONE);
	assert_goes_out(world, "assets:2 settings:1");
	assert_false(world->out.is_part);
}

static void test_plan__named_worksheets_and_sessions(void **state)
{
	struct world *world = *state;
	char id[64];

	fixture_add(&world->fixture, "assets", "name", "社員名簿", id);
	assert_int_equal(plan(world, &(struct export_choice){.sheets = "risks,assets"}), ERR_NONE);
	assert_goes_out(world, "assets:1 risks:0");
	assert_true(world->out.is_part);
	assert_int_equal(plan(world, &(struct export_choice){.sessions = "5"}), ERR_NONE);
	assert_goes_out(world, "");
	assert_int_equal(plan(world, &(struct export_choice){.sessions = "4,5"}), ERR_NONE);
	assert_goes_out(world, "assets:1");
}

static void test_plan__one_asset_with_what_hangs_on_it(void **state)
{
	struct world *world = *state;
	char asset[64], other[64], risk[64], id[64];

	fixture_add(&world->fixture, "assets", "name", "社員名簿", asset);
	fixture_add(&world->fixture, "assets", "name", "設計図面", other);
	fixture_add(&world->fixture, "risks", "asset", asset, risk);
	fixture_add(&world->fixture, "risks", "asset", other, id);
	fixture_add(&world->fixture, "treatments", "risk", risk, id);
	fixture_add(&world->fixture, "treatments", "action", "何にもつながらない", id);
	fixture_add(&world->fixture, "contacts", "name", "警察", id);
	assert_int_equal(plan(world, &(struct export_choice){.asset = asset}), ERR_NONE);
	assert_goes_out(world, "assets:1 risks:1 treatments:1 settings:1");
	assert_string_equal(sheet_row_id(world->out.sheets.at[1].sheet, world->out.sheets.at[1].rows.at.at[0]),
	                    risk);
}

static bool has_field(const struct outgoing_sheet *at, const char *field)
{
	for (size_t i = 0; i < at->fields.at.count; i++)
		if (text_is(sheet_form(at->sheet)->fields.at[at->fields.at.at[i]].id, field))
			return true;
	return false;
}

static void test_plan__redacted(void **state)
{
	struct world *world = *state;
	char id[64], secret[64], risk[64], incident[64], note[64];
	struct str cell = {0};

	fixture_add(&world->fixture, "assets", "name", "社員名簿", id);
	fixture_set(&world->fixture, "assets", id, "manager", "高橋");
	fixture_add(&world->fixture, "assets", "name", "合併の計画", secret);
	fixture_set(&world->fixture, "assets", secret, "class", "極秘");
	fixture_add(&world->fixture, "risks", "asset", secret, risk);
	fixture_add(&world->fixture, "incidents", "asset", secret, incident);
	fixture_add(&world->fixture, "notes", "text", "合併は来年", note);
	fixture_set(&world->fixture, "notes", note, "about", "assets");
	fixture_set(&world->fixture, "notes", note, "row", secret);
	fixture_add(&world->fixture, "notes", "text", "ほかのメモ", note);

	assert_int_equal(plan(world, &(struct export_choice){.redact = true}), ERR_NONE);
	const struct outgoing_sheet *assets = outgoing_find(&world->out, "assets");
	assert_int_equal(assets->rows.at.count, 1);
	assert_int_equal(assets->hidden_rows, 1);
	assert_false(has_field(assets, "manager"));
	assert_true(has_field(assets, "name"));
	assert_true(assets->hidden.at.count > 0);

	/* What is about it stays, too; that is told of a worksheet with nothing else in it. */
	const struct outgoing_sheet *risks = outgoing_find(&world->out, "risks");
	assert_non_null(risks);
	assert_int_equal(risks->rows.at.count, 0);
	assert_int_equal(risks->hidden_rows, 1);

	assert_int_equal(outgoing_find(&world->out, "notes")->rows.at.count, 1);
	assert_int_equal(outgoing_find(&world->out, "notes")->hidden_rows, 1);

	/* The incident goes out, the name of what was hurt does not. */
	struct sheet *incidents = fixture_sheet(&world->fixture, "incidents");
	assert_int_equal(outgoing_find(&world->out, "incidents")->rows.at.count, 1);
	outgoing_cell(&world->out, incidents, 0, form_field(sheet_form(incidents), "asset"), &cell);
	assert_string_equal(str_text(&cell), secret);
	str_clear(&cell);
	outgoing_row(&world->out, fixture_sheet(&world->fixture, "assets"), 1, &cell);
	assert_null(strstr(str_text(&cell), "合併"));
	str_release(&cell);

	/* So it is when that asset was asked for. */
	assert_int_equal(plan(world, &(struct export_choice){.asset = secret, .redact = true}), ERR_NONE);
	assert_int_equal(outgoing_find(&world->out, "assets")->rows.at.count, 0);
	assert_int_equal(outgoing_find(&world->out, "assets")->hidden_rows, 1);

	assert_int_equal(plan(world, &(struct export_choice){.sheets = "assets"}), ERR_NONE);
	assert_int_equal(outgoing_find(&world->out, "assets")->rows.at.count, 2);
	assert_true(has_field(outgoing_find(&world->out, "assets"), "manager"));
}

static void test_plan__what_is_not_there(void **state)
{
	struct world *world = *state;

	assert_int_equal(plan(world, &(struct export_choice){.sheets = "asset"}), ERR_NO_FORM);
	assert_int_equal(plan(world, &(struct export_choice){.sessions = "11"}), ERR_NO_SESSION);
	assert_int_equal(plan(world, &(struct export_choice){.asset = "A-001"}), ERR_NO_ROW);
	assert_int_equal(plan(world, &(struct export_choice){.formats = "csv,pdf"}), ERR_NO_FORMAT);
}

static void test_plan__formats(void **state)
{
	struct world *world = *state;

	assert_int_equal(plan(world, &(struct export_choice){.formats = "svg,csv"}), ERR_NONE);
	assert_int_equal(world->formats.at.count, 2);
	assert_string_equal(world->formats.at.at[0]->name, "csv");
	assert_string_equal(world->formats.at.at[1]->name, "svg");
}

/* Overdue is told by the day that the export says it was made. */
static void test_plan__today_is_that_of_source_date_epoch(void **state)
{
	struct world *world = *state;

	setenv("SOURCE_DATE_EPOCH", "1735689600", 1);
	assert_int_equal(plan(world, &(struct export_choice){.lang = LANG_JA}), ERR_NONE);
	unsetenv("SOURCE_DATE_EPOCH");
	assert_int_equal(world->out.made_at, 1735689600);
	assert_string_equal(world->out.made, "2025-01-01T00:00:00+00:00");
	struct date today = book_today(outgoing_book(&world->out));
	assert_int_equal(today.year, 2025);
	assert_int_equal(today.month, 1);
	assert_int_equal(today.day, 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_plan__worksheets_with_work_in_them),
		TEST(test_plan__named_worksheets_and_sessions),
		TEST(test_plan__one_asset_with_what_hangs_on_it),
		TEST(test_plan__redacted),
		TEST(test_plan__what_is_not_there),
		TEST(test_plan__formats),
		TEST(test_plan__today_is_that_of_source_date_epoch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
