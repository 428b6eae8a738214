#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/merge.h"
#include <unistd.h>

#define FORM "name text\nn number\nday date\ntwice number = n * 2"

enum { BASE, OURS, THEIRS, SIDES };

/* The three sides, each in a book of its own, and what became of ours. */
struct world {
	struct fixture_sheet sheets[SIDES][2];
	struct fixture fixtures[SIDES];
	struct book *books[SIDES];
	struct merge_sides sides;
	struct merge merge;
};

static struct sheet *begin_side(struct world *world, int side, const char *form, const char *rows)
{
	world->sheets[side][0] = (struct fixture_sheet){"assets", form, rows};
	world->sheets[side][1] = (struct fixture_sheet){NULL, NULL, NULL};
	world->fixtures[side].sheets = world->sheets[side];
	world->books[side] = fixture_book(&world->fixtures[side]);
	return fixture_sheet(world->books[side], "assets");
}

static struct world *begin(const char *form, const char *base, const char *ours, const char *theirs)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->sides.base = begin_side(world, BASE, form, base);
	world->sides.ours = begin_side(world, OURS, form, ours);
	world->sides.theirs = begin_side(world, THEIRS, form, theirs);
	world->sides.is_from_spreadsheet = true;
	world->sides.takes_order = true;
	return world;
}

static void end(struct world *world)
{
	merge_release(&world->merge);
	for (int i = 0; i < SIDES; i++)
		book_free(world->books[i]);
	free(world);
}

static void add_cells(struct str *out, const struct sheet *sheet, size_t row)
{
	const char *between = "";

	for (size_t i = 0; i < sheet_column_count(sheet); i++) {
		if (*sheet_cell(sheet, row, i) == '\0')
			continue;
		str_addf(out, "%s%s=%s", between, sheet_column_name(sheet, i),
		         sheet_cell(sheet, row, i));
		between = ",";
	}
}

/* "A-001 name=一,n=5; " */
static char *rows_of(const struct sheet *sheet)
{
	struct str out = {0};

	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		str_addf(&out, "%s ", sheet_row_id(sheet, row));
		add_cells(&out, sheet, row);
		str_add(&out, "; ");
	}
	return str_take(&out);
}

static void assert_rows(const struct sheet *sheet, const char *expected)
{
	char *rows = rows_of(sheet);

	assert_string_equal(rows, expected);
	free(rows);
}

/* Merges, applies, and sees that it can be taken back. */
static void merge(struct world *world)
{
	char *before, *after;

	merge_sheets(&world->sides, &world->merge);
	before = rows_of(world->sides.ours);
	const struct step *step = &world->merge.step;
	for (size_t i = 0; i < step->changes.count; i++)
		assert_true(change_apply(world->books[OURS], &step->changes.at[i], true, NULL));
	after = rows_of(world->sides.ours);
	for (size_t i = step->changes.count; i-- > 0;) {
		struct change inverse = {.kind = CHANGE_SET};

		change_invert(&step->changes.at[i], &inverse);
		assert_true(change_apply(world->books[OURS], &inverse, true, NULL));
		change_release(&inverse);
	}
	assert_rows(world->sides.ours, before);
	for (size_t i = 0; i < step->changes.count; i++)
		assert_true(change_apply(world->books[OURS], &step->changes.at[i], true, NULL));
	assert_rows(world->sides.ours, after);
	free(before);
	free(after);
}

/* "conflict A-001 name 一 二 三; ", what `kind` says first. */
static void assert_findings(const struct world *world, const char *expected)
{
	static const char *const names[] = {"taken", "added", "moved", "removed",
	                                    "conflict", "stale", "damaged", "vanished"};
	struct str out = {0};

	for (size_t i = 0; i < world->merge.findings.count; i++) {
		const struct merge_finding *finding = &world->merge.findings.at[i];

		str_addf(&out, "%s %s", names[finding->kind], finding->row);
		if (*finding->field != '\0')
			str_addf(&out, " %s %s|%s|%s", finding->field, finding->base, finding->ours,
			         finding->theirs);
		str_add(&out, "; ");
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

/* ---- tables: base, ours, theirs -> ours afterwards, findings ---- */

struct table {
	const char *base, *ours, *theirs, *result, *findings;
};

static void assert_tables(const char *form, const struct table *tables, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct world *world =
			begin(form, tables[i].base, tables[i].ours, tables[i].theirs);

		merge(world);
		assert_rows(world->sides.ours, tables[i].result);
		assert_findings(world, tables[i].findings);
		end(world);
	}
}

static void test_merge__cells(void **state)
{
	static const struct table tables[] = {
		/* nobody, they, we, both alike, both otherwise */
		{"A-001 name=一", "A-001 name=一", "A-001 name=一", "A-001 name=一; ", ""},
		{"A-001 name=一", "A-001 name=一", "A-001 name=二", "A-001 name=二; ",
		 "taken A-001 name 一|一|二; "},
		{"A-001 name=一", "A-001 name=二", "A-001 name=一", "A-001 name=二; ", ""},
		{"A-001 name=一", "A-001 name=二", "A-001 name=二", "A-001 name=二; ", ""},
		{"A-001 name=一", "A-001 name=二", "A-001 name=三", "A-001 name=二; ",
		 "conflict A-001 name 一|二|三; "},
		/* emptied */
		{"A-001 name=一 n=5", "A-001 name=一 n=5", "A-001 name=一", "A-001 name=一; ",
		 "taken A-001 n 5|5|; "},
		/* two cells of one row, changed by one each */
		{"A-001 name=一 n=5", "A-001 name=二 n=5", "A-001 name=一 n=6",
		 "A-001 name=二,n=6; ", "taken A-001 n 5|5|6; "},
		/* by value, not by text; what is taken is canonical */
		{"A-001 n=3000", "A-001 n=3000", "A-001 n=3,000", "A-001 n=3000; ", ""},
		{"A-001 n=3000", "A-001 n=3000", "A-001 n=3万円", "A-001 n=30000; ",
		 "taken A-001 n 3000|3000|30000; "},
		{"A-001 day=2024-09-10", "A-001 day=2024-09-10", "A-001 day=2024/9/10",
		 "A-001 day=2024-09-10; ", ""},
		{"A-001 day=2024-09-10", "A-001 day=2024-09-10", "A-001 day=45546",
		 "A-001 day=2024-09-11; ", "taken A-001 day 2024-09-10|2024-09-10|2024-09-11; "},
		{"A-001 day=2024-09-10", "A-001 day=2024-09-10", "A-001 day=9/10/2024",
		 "A-001 day=2024-09-10; ", "damaged A-001 day 2024-09-10|2024-09-10|9/10/2024; "},
		/* what a spreadsheet does; also to a value that base has not yet */
		{"A-001 name=00123", "A-001 name=00123", "A-001 name=123", "A-001 name=00123; ",
		 "damaged A-001 name 00123|00123|123; "},
		{"A-001 name=一", "A-001 name=00123", "A-001 name=123", "A-001 name=00123; ",
		 "damaged A-001 name 一|00123|123; "},
		/* computed cells are nobody's edit */
		{"A-001 n=5", "A-001 n=5", "A-001 n=5 twice=99", "A-001 n=5; ", ""},
	};

	(void)state;
	assert_tables(FORM, tables, sizeof(tables) / sizeof(*tables));
}

static void test_merge__rows(void **state)
{
	static const struct table tables[] = {
		/* added there, in its place */
		{"A-001 n=1\nA-003 n=3", "A-001 n=1\nA-003 n=3",
		 "A-001 n=1\nA-002 n=2万\nA-003 n=3",
		 "A-001 n=1; A-002 n=20000; A-003 n=3; ", "added A-002; "},
		{"", "", "A-001 n=1\nA-002 n=2", "A-001 n=1; A-002 n=2; ",
		 "added A-001; added A-002; "},
		/* added here and there */
		{"A-001 n=1", "A-001 n=1\nA-002 n=2", "A-001 n=1\nA-003 n=3",
		 "A-001 n=1; A-003 n=3; A-002 n=2; ", "added A-003; "},
		/* gone there */
		{"A-001 n=1\nA-002 n=2", "A-001 n=1\nA-002 n=2", "A-002 n=2",
		 "A-001 n=1; A-002 n=2; ", "vanished A-001; "},
		/* gone here: unchanged there, or not */
		{"A-001 n=1\nA-002 n=2", "A-002 n=2", "A-001 n=1\nA-002 n=2", "A-002 n=2; ", ""},
		{"A-001 n=1\nA-002 n=2", "A-002 n=2", "A-001 n=9\nA-002 n=2", "A-002 n=2; ",
		 "conflict A-001; "},
		/* gone here, a spreadsheet's doing there */
		{"A-001 name=00123", "", "A-001 name=123", "", ""},
		/* taken before: theirs had no id then, and gets another one now */
		{"A-001 n=1", "A-001 n=1\nA-002 name=新 n=2", "A-001 n=1\nA-003 name=新 n=2",
		 "A-001 n=1; A-002 name=新,n=2; ", ""},
		/* two of them, one taken before */
		{"A-001 n=1", "A-001 n=1\nA-002 n=2", "A-001 n=1\nA-003 n=2\nA-004 n=2",
		 "A-001 n=1; A-002 n=2; A-004 n=2; ", "added A-004; "},
	};

	(void)state;
	assert_tables(FORM, tables, sizeof(tables) / sizeof(*tables));
}

static void test_merge__order(void **state)
{
	static const struct table tables[] = {
		/* one row moved is one move */
		{"A-1 \nA-2 \nA-3 ", "A-1 \nA-2 \nA-3 ", "A-3 \nA-1 \nA-2 ",
		 "A-3 ; A-1 ; A-2 ; ", ""},
		{"A-1 \nA-2 \nA-3 ", "A-1 \nA-2 \nA-3 ", "A-3 \nA-2 \nA-1 ",
		 "A-3 ; A-2 ; A-1 ; ", ""},
		/* ours was moved: it stays */
		{"A-1 \nA-2 \nA-3 ", "A-2 \nA-1 \nA-3 ", "A-3 \nA-1 \nA-2 ",
		 "A-2 ; A-1 ; A-3 ; ", ""},
		/* with rows that the other has not */
		{"A-1 \nA-2 ", "A-1 \nA-9 n=9\nA-2 ", "A-2 \nA-8 n=8\nA-1 ",
		 "A-2 ; A-8 n=8; A-1 ; A-9 n=9; ", "added A-8; "},
	};

	(void)state;
	assert_tables(FORM, tables, sizeof(tables) / sizeof(*tables));
}

static void test_merge__one_move_for_one_row(void **state)
{
	struct world *world = begin(FORM, "A-1 \nA-2 \nA-3 \nA-4 ", "A-1 \nA-2 \nA-3 \nA-4 ",
	                            "A-1 \nA-3 \nA-4 \nA-2 ");

	(void)state;
	merge(world);
	assert_int_equal(world->merge.step.changes.count, 1);
	assert_int_equal(world->merge.count[MERGE_MOVED], 1);
	assert_string_equal(world->merge.step.changes.at[0].row, "A-2");
	end(world);
}

static void test_merge__a_tree_keeps_its_order(void **state)
{
	struct world *world = begin(FORM, "A-1 \nA-2 ", "A-1 \nA-2 ", "A-2 \nA-1 ");

	(void)state;
	world->sides.takes_order = false;
	merge(world);
	assert_int_equal(world->merge.step.changes.count, 0);
	end(world);
}

/* ---- columns ---- */

static void test_merge__a_column_that_their_file_lacks(void **state)
{
	static const bool has_column[] = {true, false, true, true};
	struct world *world = begin(FORM, "A-001 name=一 n=5", "A-001 name=一 n=5",
	                            "A-001 name=二");

	(void)state;
	world->sides.has_column = has_column;
	merge(world);
	assert_rows(world->sides.ours, "A-001 name=二,n=5; ");
	end(world);
}

static void test_merge__unknown_columns(void **state)
{
	struct world *world = begin(FORM, "A-001 n=5", "A-001 n=5", "A-001 n=5\nA-002 n=6");
	struct sheet *theirs = world->sides.theirs;

	(void)state;
	sheet_add_column(theirs, "備考");
	sheet_add_column(theirs, "");
	sheet_add_column(theirs, "");
	sheet_set_cell(theirs, 0, 4, "外", strlen("外"));
	sheet_set_cell(theirs, 0, 5, "右", strlen("右"));
	sheet_set_cell(theirs, 1, 6, "端", strlen("端"));
	merge(world);
	assert_rows(world->sides.ours, "A-001 n=5,備考=外,=右; A-002 n=6, (2)=端; ");
	end(world);
}

/* ---- given rows ---- */

/* A row with far more cells than the heading: none is lost, and nobody waits for it. */
static void test_merge__ten_thousand_columns_without_a_name(void **state)
{
	enum { COLUMNS = 10000 };
	struct world *world = begin(FORM, "A-001 n=1", "A-001 n=1", "A-001 n=1\nA-002 n=2");
	struct sheet *theirs = fixture_sheet(world->books[THEIRS], "assets");
	size_t first = sheet_column_count(theirs);

	(void)state;
	for (int i = 0; i < COLUMNS; i++)
		sheet_set_cell(theirs, 1, sheet_add_column(theirs, ""), "y", 1);
	sheet_set_cell(theirs, 1, first + COLUMNS - 1, "z", 1);
	alarm(60);
	merge_sheets(&world->sides, &world->merge);
	for (size_t i = 0; i < world->merge.step.changes.count; i++)
		assert_true(change_apply(world->books[OURS], &world->merge.step.changes.at[i],
		                         true, NULL));
	alarm(0);
	assert_int_equal(sheet_column_count(world->sides.ours), first + COLUMNS);
	assert_string_equal(sheet_column_name(world->sides.ours, first + 1), " (2)");
	assert_string_equal(sheet_cell(world->sides.ours, 1, first + COLUMNS - 2), "y");
	assert_string_equal(sheet_cell(world->sides.ours, 1, first + COLUMNS - 1), "z");
	end(world);
}

static void test_merge__a_given_row_that_was_deleted_is_not_emptied(void **state)
{
	struct world *world = begin("kind record\nname text\nn number", "1 name=一 n=5",
	                            "1 name=一 n=5", "1 ");

	(void)state;
	merge(world);
	assert_rows(world->sides.ours, "1 name=一,n=5; ");
	assert_findings(world, "vanished 1; ");
	end(world);
}

/* ---- the judge ---- */

static enum merge_kind decide(void *context, const struct merge_finding *finding)
{
	const char *row = context;

	if (finding->kind == MERGE_VANISHED)
		return MERGE_REMOVED;
	if (finding->kind == MERGE_CONFLICT && *finding->field != '\0')
		return MERGE_TAKEN;
	if (finding->kind == MERGE_CONFLICT)
		return MERGE_ADDED;
	return text_is(finding->row, row) ? MERGE_STALE : finding->kind;
}

static void test_merge__decided_one_by_one(void **state)
{
	static char stale[] = "A-005";
	struct world *world =
		begin(FORM, "A-001 n=1\nA-002 n=2\nA-003 n=3\nA-004 n=4\nA-005 n=5",
	              "A-001 n=1\nA-002 n=2\nA-003 n=33\nA-005 n=5",
	              "A-003 n=333\nA-004 n=44\nA-005 n=55");

	(void)state;
	world->sides.judge = decide;
	world->sides.context = stale;
	merge(world);
	assert_rows(world->sides.ours, "A-003 n=333; A-004 n=44; A-005 n=5; ");
	assert_findings(world, "removed A-002; removed A-001; taken A-003 n 3|33|333; "
	                       "added A-004; stale A-005 n 5|5|55; ");
	end(world);
}

static void test_merge__without_a_base(void **state)
{
	struct world *world = begin(FORM, "", "A-001 name=一 n=5",
	                            "A-001 name=二 n=5 day=2024-09-10");

	(void)state;
	world->sides.base = NULL;
	merge(world);
	assert_rows(world->sides.ours, "A-001 name=一,n=5,day=2024-09-10; ");
	assert_findings(world, "conflict A-001 name |一|二; taken A-001 day ||2024-09-10; ");
	end(world);
}

/* ---- nothing that only one side did is dropped ---- */

enum { FIELDS = 2, ROWS = 7 };

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7fff;
}

/* Cells as digits, '0' = none; a row of 'x' is not there. */
struct grid {
	char cell[ROWS][FIELDS + 1];
};

static char *grid_rows(const struct grid *grid)
{
	struct str out = {0};

	for (int row = 0; row < ROWS; row++) {
		if (grid->cell[row][0] == 'x')
			continue;
		str_addf(&out, "A-00%d", row + 1);
		if (grid->cell[row][0] != '0')
			str_addf(&out, " name=v%c", grid->cell[row][0]);
		if (grid->cell[row][1] != '0')
			str_addf(&out, " n=%c", grid->cell[row][1]);
		str_add(&out, " \n");
	}
	return str_take(&out);
}

static struct grid random_grid(unsigned *seed)
{
	struct grid grid;

	for (int row = 0; row < ROWS; row++) {
		bool gone = next(seed) % 4 == 0;

		for (int i = 0; i < FIELDS; i++)
			grid.cell[row][i] = gone ? 'x' : (char)('0' + next(seed) % 4);
	}
	return grid;
}

static struct grid edited(struct grid grid, unsigned *seed)
{
	struct grid other = random_grid(seed);

	for (int row = 0; row < ROWS; row++)
		for (int i = 0; i < FIELDS; i++)
			if (other.cell[row][0] == 'x' || grid.cell[row][0] == 'x') {
				if (next(seed) % 3 == 0 && i == 0)
					memcpy(grid.cell[row], other.cell[row], FIELDS);
			} else if (next(seed) % 2 == 0) {
				grid.cell[row][i] = other.cell[row][i];
			}
	return grid;
}

static bool is_found(const struct world *world, enum merge_kind kind, int row, const char *field)
{
	char id[] = "A-00?";

	id[4] = (char)('1' + row);
	for (size_t i = 0; i < world->merge.findings.count; i++) {
		const struct merge_finding *finding = &world->merge.findings.at[i];

		if (finding->kind == kind && text_is(finding->row, id) &&
		    text_is(finding->field, field))
			return true;
	}
	return false;
}

static void check_cell(const struct world *world, int row, int field, char base, char ours,
                       char theirs)
{
	static const char *const names[FIELDS] = {"name", "n"};
	char id[] = "A-00?", wanted = theirs != base ? theirs : ours;
	size_t at;

	if (ours != base && theirs != base && ours != theirs) {
		wanted = ours;
		assert_true(is_found(world, MERGE_CONFLICT, row, names[field]));
	}
	id[4] = (char)('1' + row);
	assert_true(sheet_find(world->sides.ours, id, &at));
	const char *cell = sheet_cell(world->sides.ours, at, (size_t)field);
	char found = *cell == '\0' ? '0' : cell[strlen(cell) - 1];
	assert_int_equal(found, wanted);
}

/* A row of ours that holds just what theirs holds: taken before, under another id. */
static bool has_twin(const struct world *world, const char *cells)
{
	for (size_t row = 0; row < sheet_row_count(world->sides.ours); row++) {
		const char *name = sheet_cell(world->sides.ours, row, 0);
		const char *n = sheet_cell(world->sides.ours, row, 1);

		if ((*name ? name[1] : '0') == cells[0] && (*n ? *n : '0') == cells[1])
			return true;
	}
	return false;
}

static void check_row(const struct world *world, int row, const char *base, const char *ours,
                      const char *theirs)
{
	char id[] = "A-00?";
	size_t at;
	bool is_there;

	id[4] = (char)('1' + row);
	is_there = sheet_find(world->sides.ours, id, &at);
	if (*ours != 'x' && *theirs != 'x') {
		for (int i = 0; i < FIELDS; i++)
			check_cell(world, row, i, *base == 'x' ? '0' : base[i], ours[i], theirs[i]);
	} else if (*ours != 'x') { /* never deleted unasked */
		assert_true(is_there);
		assert_true(*base == 'x' || is_found(world, MERGE_VANISHED, row, ""));
	} else if (*theirs != 'x' && *base == 'x') {
		assert_true(is_there || has_twin(world, theirs));
	} else if (*theirs != 'x' && memcmp(base, theirs, FIELDS) != 0) {
		assert_true(is_found(world, MERGE_CONFLICT, row, ""));
	} else {
		assert_false(is_there);
	}
}

static void test_merge__no_change_of_one_side_is_dropped(void **state)
{
	unsigned seed = 20261122;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct grid base = random_grid(&seed);
		struct grid ours = edited(base, &seed), theirs = edited(base, &seed);
		char *rows[SIDES] = {grid_rows(&base), grid_rows(&ours), grid_rows(&theirs)};
		struct world *world = begin(FORM, rows[BASE], rows[OURS], rows[THEIRS]);

		world->sides.is_from_spreadsheet = false;
		merge(world);
		for (int row = 0; row < ROWS; row++)
			check_row(world, row, base.cell[row], ours.cell[row], theirs.cell[row]);
		end(world);
		for (int i = 0; i < SIDES; i++)
			free(rows[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merge__cells),
		cmocka_unit_test(test_merge__rows),
		cmocka_unit_test(test_merge__order),
		cmocka_unit_test(test_merge__one_move_for_one_row),
		cmocka_unit_test(test_merge__a_tree_keeps_its_order),
		cmocka_unit_test(test_merge__a_column_that_their_file_lacks),
		cmocka_unit_test(test_merge__unknown_columns),
		cmocka_unit_test(test_merge__ten_thousand_columns_without_a_name),
		cmocka_unit_test(test_merge__a_given_row_that_was_deleted_is_not_emptied),
		cmocka_unit_test(test_merge__decided_one_by_one),
		cmocka_unit_test(test_merge__without_a_base),
		cmocka_unit_test(test_merge__no_change_of_one_side_is_dropped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
