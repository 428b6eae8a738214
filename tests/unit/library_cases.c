/* The library of typical cases: enough of them, all different, whole in both languages, and
 * such that a row of Risks can take them as they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "sonae/base/map.h"
#include "sonae/base/utf8.h"
#include "sonae/store/csv.h"

enum { AT_LEAST = 60, TEXT_COLS = 78 };

enum {
	ID,
	ASSET_JA,
	ASSET_EN,
	THREAT_JA,
	THREAT_EN,
	ELEMENT,
	WEAKNESS_JA,
	WEAKNESS_EN,
	KIND,
	THREAT_SCORE,
	WEAKNESS_SCORE,
	LIKELIHOOD,
	COLUMNS
};

static const char *const header[COLUMNS] = {
	"id", "asset_kind.ja", "asset_kind.en", "threat_text.ja", "threat_text.en", "element",
	"vulnerability.ja", "vulnerability.en", "vuln_kind", "threat_score", "vuln_score",
	"likelihood_own",
};

struct library {
	struct shipped *shipped;
	VEC(char *) row; /* cells of the row in hand */
	struct map ids, cases, assets;
	struct pool texts; /* their keys */
	size_t rows;
};

static void take_cell(void *context, const char *text, size_t len)
{
	struct library *library = context;

	vec_push(&library->row, mem_dup_n(text, len));
}

static void check_header(const struct library *library)
{
	for (int i = 0; i < COLUMNS; i++)
		assert_string_equal(library->row.at[i], header[i]);
}

static void check_text(const struct library *library, int column)
{
	const char *text = library->row.at[column];

	if (*text == '\0' || utf8_cols(text, strlen(text)) > TEXT_COLS)
		fail_msg("%s %s: empty or too wide: %s", library->row.at[ID], header[column], text);
}

static void check_field(const struct library *library, const char *sheet, const char *id,
                        int column)
{
	const struct form *form = book_form(library->shipped->book, sheet, NULL);
	const struct field *field = &form->fields.at[form_field(form, id)];
	const char *cell = library->row.at[column];

	if (*cell == '\0' || !field_check(field, cell, NULL))
		fail_msg("%s: %s is no %s", library->row.at[ID], cell, id);
}

static bool is_new(struct library *library, struct map *seen, const char *text)
{
	char *folded = utf8_fold(text, strlen(text));
	bool added;

	map_put(seen, pool_text(&library->texts, folded, strlen(folded)), &added);
	free(folded);
	return added;
}

static void check_new(struct library *library, struct map *seen, const char *text)
{
	if (!is_new(library, seen, text))
		fail_msg("%s: there before: %s", library->row.at[ID], text);
}

static void check_case(struct library *library)
{
	char **cell = library->row.at;

	check_text(library, ASSET_JA);
	check_text(library, ASSET_EN);
	check_text(library, THREAT_JA);
	check_text(library, THREAT_EN);
	check_text(library, WEAKNESS_JA);
	check_text(library, WEAKNESS_EN);
	check_field(library, "stride", "element", ELEMENT);
	check_field(library, "risks", "vuln_kind", KIND);
	check_field(library, "risks", "threat_score", THREAT_SCORE);
	check_field(library, "risks", "vuln_score", WEAKNESS_SCORE);
	check_field(library, "risks", "likelihood_own", LIKELIHOOD);
	check_new(library, &library->ids, cell[ID]);
	check_new(library, &library->cases, cell[THREAT_JA]);
	check_new(library, &library->cases, cell[THREAT_EN]);
	is_new(library, &library->assets, cell[ASSET_JA]);
	is_new(library, &library->assets, cell[ASSET_EN]);
}

static void take_row(void *context, long line)
{
	struct library *library = context;

	if (library->row.count != COLUMNS)
		fail_msg("line %ld has %zu cells", line, library->row.count);
	if (line == 1)
		check_header(library);
	else
		check_case(library);
	library->rows += line > 1;
	for (size_t i = 0; i < library->row.count; i++)
		free(library->row.at[i]);
	vec_clear(&library->row);
}

static void test_library__cases(void **state)
{
	struct library library = { .shipped = *state };
	struct csv_sink sink = { &library, take_cell, take_row };
	struct err err = { 0 };

	assert_true(csv_read("forms/library/cases.csv", "cases.csv", sink, NULL, &err));
	assert_true(library.rows >= AT_LEAST);
	/* Sixteen kinds of assets, each with one name in either language. */
	assert_int_equal(library.assets.count, 2 * 16);
	vec_release(&library.row);
	map_release(&library.ids);
	map_release(&library.cases);
	map_release(&library.assets);
	pool_release(&library.texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_library__cases),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
