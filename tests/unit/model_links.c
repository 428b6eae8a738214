#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/links.h"

static const struct fixture_sheet workbook[] = {
	{ "assets", "name text\n", "A-001 name=名簿\nA-002 name=図面\n" },
	{ "threats", "target ref assets\nrisk ref risks\n",
	  "S-001 target=A-001 risk=R-001\nS-002 target=A-001\nS-003 target=A-002\n" },
	{ "risks", "asset ref assets\nthreat ref threats\n", "R-001 asset=A-001 threat=S-001\n" },
	{ "plans", "risks refs risks\n", "P-001 risks=R-001\nP-002 risks=R-009;R-001\nP-003\n" },
	{ NULL, NULL, NULL },
};
static const char *const ids[] = { "assets", "plans", "risks", "threats" };

enum { SHEETS = sizeof ids / sizeof *ids, DEEP = 4 };

struct world {
	struct fixture fixture;
	struct book *book;
};

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->fixture.sheets = workbook;
	world->book = fixture_book(&world->fixture);
	*state = world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;

	book_free(world->book);
	free(world);
	return 0;
}

/* "R-001 .P-001": a dot for each step away. */
static void assert_links(struct links *links, const char *expected)
{
	struct str out = { 0 };

	for (size_t i = 0; i < links->at.count; i++) {
		const struct link *link = &links->at.at[i];
		str_addf(&out, "%s%.*s%s", i ? " " : "", link->depth, "....",
		         sheet_row_id(link->sheet, link->row));
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	links_release(links);
}

static void test_links__where_a_row_comes_from(void **state)
{
	struct world *world = *state;
	struct links links = { 0 };

	links_up(world->book, fixture_sheet(world->book, "plans"), 1, DEEP, &links);
	assert_links(&links, "R-001 .A-001 .S-001");
	links_up(world->book, fixture_sheet(world->book, "plans"), 1, 1, &links);
	assert_links(&links, "R-001");
	links_up(world->book, fixture_sheet(world->book, "assets"), 0, DEEP, &links);
	assert_links(&links, "");
}

static void test_links__what_rests_on_a_row(void **state)
{
	struct world *world = *state;
	struct links links = { 0 };

	links_down(world->book, ids, SHEETS, fixture_sheet(world->book, "assets"), 0, DEEP, NULL, &links);
	assert_links(&links, "R-001 .P-001 .P-002 .S-001 S-002");
	links_down(world->book, ids, SHEETS, fixture_sheet(world->book, "assets"), 0, 1, NULL, &links);
	assert_links(&links, "R-001 S-001 S-002");
	links_down(world->book, ids, SHEETS, fixture_sheet(world->book, "plans"), 0, DEEP, NULL, &links);
	assert_links(&links, "");
}

/* The threat names the risk that names it: it is where the risk comes from, and no more. */
static void test_links__two_that_name_each_other(void **state)
{
	struct world *world = *state;
	struct links up = { 0 }, links = { 0 };
	struct sheet *risks = fixture_sheet(world->book, "risks");

	links_up(world->book, risks, 0, DEEP, &up);
	links_down(world->book, ids, SHEETS, risks, 0, DEEP, &up, &links);
	assert_links(&links, "P-001 P-002");
	assert_links(&up, "A-001 S-001");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_links__where_a_row_comes_from, setup, teardown),
		cmocka_unit_test_setup_teardown(test_links__what_rests_on_a_row, setup, teardown),
		cmocka_unit_test_setup_teardown(test_links__two_that_name_each_other, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
