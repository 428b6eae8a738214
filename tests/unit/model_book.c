#include "unit/book_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The textbook's chain: assets, risks, their treatments, yearly losses. */
static const struct fixture_sheet workbook[] = {
	{"assets",
	 "name text\n"
	 "storage choice office_pc|server|paper\n"
	 "confidentiality int\n"
	 "integrity int\n"
	 "availability int\n"
	 "importance int = max(confidentiality, integrity, availability)\n"
	 "threat_own choice 3|2|1\n"
	 "vulnerability_own choice 3|2|1\n"
	 "threat int = first(threat_own, max(threat_state.threat where id == this.storage))\n"
	 "vulnerability int = first(vulnerability_own, "
	 "max(threat_state.vulnerability where id == this.storage))\n"
	 "likelihood int = max(1, threat + vulnerability - 3)\n"
	 "risk_value int = importance * likelihood\n"
	 "risk_level choice = if(risk_value >= 4, 'large', if(risk_value >= 1, 'middle', 'small'))\n"
	 "registered date\n"
	 "reviewed date\n"
	 "review_months int\n"
	 "review_due date = add_months(first(reviewed, registered), review_months)\n"
	 "disposed date\n"
	 "risks text = list(risks.id where asset == this.id)\n"
	 "retired = not empty(disposed)\n",
	 "A-001 name=顧客台帳 storage=office_pc confidentiality=2 integrity=1 availability=1 "
	 "registered=2024-01-31 review_months=13\n"
	 "A-002 name=給与 storage=server confidentiality=1 integrity=n/a availability=0\n"
	 "A-003 name=途中 storage=paper confidentiality=2\n"
	 "A-004 name=廃棄 confidentiality=2 integrity=2 availability=2 disposed=2024-04-01\n"},
	{"threat_state",
	 "kind checklist\nthreat choice 3|2|1\nvulnerability choice 3|2|1\n"
	 "assets int = count(assets where storage == this.id)\n",
	 "office_pc threat=3 vulnerability=2\nserver threat=2 vulnerability=3\npaper\n"},
	{"risks",
	 "asset ref assets\n"
	 "asset_value_own int\n"
	 "asset_value int = first(asset_value_own, asset.importance)\n"
	 "threat_score int\n"
	 "vuln_score int\n"
	 "likelihood int\n"
	 "risk int = asset_value * threat_score * vuln_score * likelihood\n"
	 "over check = risk > setting(acceptance_line)\n"
	 "avoided check = count(treatments where risk == this.id and option == 'avoid' "
	 "and status == 'done') > 0\n"
	 "vuln_least int = first(min(treatments.vuln_after where risk == this.id "
	 "and (empty(status) or status != 'stopped')), vuln_score)\n"
	 "likelihood_least int = first(min(treatments.likelihood_after where risk == this.id "
	 "and (empty(status) or status != 'stopped')), likelihood)\n"
	 "residual int = if(avoided, 0, asset_value * threat_score * vuln_least * likelihood_least)\n"
	 "ale money = sum(ale.ale where risk == this.id)\n",
	 "R-001 asset=A-001 threat_score=2 vuln_score=2 likelihood=3\n"
	 "R-002 asset=A-002 threat_score=2 vuln_score=2 likelihood=3\n"
	 "R-003 asset=A-003 threat_score=2 vuln_score=2 likelihood=3\n"
	 "R-004 asset=A-001 asset_value_own=1 threat_score=1 vuln_score=1 likelihood=1\n"},
	{"treatments",
	 "risk ref risks\n"
	 "option choice avoid|reduce|transfer|accept\n"
	 "status choice open|done|stopped\n"
	 "vuln_after int\n"
	 "likelihood_after int\n"
	 "ale_after money\n"
	 "cost_once money\n"
	 "cost_yearly money\n"
	 "residual int = risk.asset_value * risk.threat_score * first(vuln_after, risk.vuln_score)"
	 " * first(likelihood_after, risk.likelihood)\n"
	 "benefit money = risk.ale - first(ale_after, 0) - cost_yearly\n"
	 "payback_years number = cost_once / benefit\n",
	 "M-001 risk=R-001 option=reduce likelihood_after=1 ale_after=500000 cost_once=3000000 "
	 "cost_yearly=286000\n"
	 "M-002 risk=R-001 option=reduce status=stopped vuln_after=0\n"
	 "M-003 risk=R-004 option=avoid status=done\n"},
	{"ale",
	 "risk ref risks\n"
	 "records int\n"
	 "unit_value money\n"
	 "ef percent\n"
	 "affected number = records * ef\n"
	 "sle money = first(sum(incident_costs.cost where scenario == this.id), "
	 "records * unit_value * ef)\n"
	 "every_years number\n"
	 "aro percent = 1 / every_years\n"
	 "ale money = sle / every_years\n"
	 "over check = ale >= setting('loss_line')\n",
	 "L-001 risk=R-001 every_years=10\n"
	 "L-002 risk=R-002 records=50000 unit_value=30000 ef=1 every_years=10\n"
	 "L-003 risk=R-002 records=1 unit_value=1 ef=100 every_years=0\n"},
	{"incident_costs",
	 "scenario ref ale\ncost money\n",
	 "C-001 scenario=L-001 cost=12860000\nC-002 scenario=L-001 cost=15000000\n"
	 "C-003 scenario=L-001 cost=n/a\nC-004 cost=999\n"},
	{"settings", "kind record\nacceptance_line int\nloss_line money\n",
	 "1 acceptance_line=17 loss_line=2000000\n"},
	{NULL, NULL, NULL},
};

struct open {
	struct fixture fixture;
	struct book *book;
};

static int open_book(void **state)
{
	struct open *open = mem_zero(1, sizeof(*open));
	open->fixture.sheets = workbook;
	open->book = fixture_book(&open->fixture);
	*state = open;
	return 0;
}

static int close_book(void **state)
{
	struct open *open = *state;
	book_free(open->book);
	free(open);
	return 0;
}

static struct book *book_of(void **state)
{
	return ((struct open *)*state)->book;
}

static void check_number(struct book *book, const char *sheet, const char *row, const char *field,
                         double expected)
{
	struct value value = fixture_value(book, sheet, row, field);
	bool number = value.kind == VALUE_NUMBER || value.kind == VALUE_CHECK;

	if (!number || fabs(value.number - expected) > 1e-9)
		fail_msg("%s %s %s: kind %d, %.12g, not %.12g", sheet, row, field, (int)value.kind,
		         value.number, expected);
}

static void check_kind(struct book *book, const char *sheet, const char *row, const char *field,
                       enum value_kind kind)
{
	struct value value = fixture_value(book, sheet, row, field);

	if (value.kind != kind)
		fail_msg("%s %s %s: kind %d, not %d", sheet, row, field, (int)value.kind, (int)kind);
}

static void check_error(struct book *book, const char *sheet, const char *row, const char *field,
                        enum err_code code)
{
	struct value value = fixture_value(book, sheet, row, field);

	if (value.kind != VALUE_ERROR || (int)value.number != (int)code)
		fail_msg("%s %s %s: kind %d, %g, not %s", sheet, row, field, (int)value.kind,
		         value.number, err_name(code));
}

static void check_text(struct book *book, const char *sheet, const char *row, const char *field,
                       const char *expected)
{
	struct value value = fixture_value(book, sheet, row, field);

	assert_int_equal(value.kind, VALUE_TEXT);
	assert_string_equal(value.text, expected);
}

static void check_cell(struct book *book, const char *sheet_id, const char *row, const char *field,
                       const char *expected)
{
	struct sheet *sheet = fixture_sheet(book, sheet_id);
	struct str cell = {0};

	book_cell(book, sheet, fixture_row(sheet, row), form_field(sheet_form(sheet), field), &cell);
	assert_string_equal(str_text(&cell), expected);
	str_release(&cell);
}

static void test_model_book__importance_is_the_greatest_of_three(void **state)
{
	struct book *book = book_of(state);

	check_number(book, "assets", "A-001", "importance", 2);
	check_number(book, "assets", "A-002", "importance", 1);         /* n/a skipped */
	check_kind(book, "assets", "A-003", "importance", VALUE_EMPTY); /* two to go */
	fixture_change(book, "assets", "A-003", "integrity", "n/a");
	fixture_change(book, "assets", "A-003", "availability", "1");
	check_number(book, "assets", "A-003", "importance", 2);
	check_cell(book, "assets", "A-003", "importance", "2");
	check_cell(book, "assets", "A-003", "name", "途中");
}

/* IPA's table: rows threat 1..3, columns vulnerability 1..3. */
static void test_model_book__likelihood_for_every_threat_and_vulnerability(void **state)
{
	static const int table[3][3] = {{1, 1, 1}, {1, 1, 2}, {1, 2, 3}};
	struct book *book = book_of(state);
	char threat[2] = "0", vulnerability[2] = "0";

	for (int i = 0; i < 9; i++) {
		threat[0] = (char)('1' + i / 3);
		vulnerability[0] = (char)('1' + i % 3);
		fixture_change(book, "assets", "A-001", "threat_own", threat);
		fixture_change(book, "assets", "A-001", "vulnerability_own", vulnerability);
		check_number(book, "assets", "A-001", "likelihood", table[i / 3][i % 3]);
	}
	check_number(book, "assets", "A-001", "risk_value", 6); /* 2 x 3 */
	check_text(book, "assets", "A-001", "risk_level", "large");
}

static void test_model_book__own_threat_goes_before_the_storage(void **state)
{
	struct book *book = book_of(state);

	check_number(book, "assets", "A-001", "threat", 3);
	check_number(book, "assets", "A-001", "likelihood", 2); /* 3 + 2 - 3 */
	check_number(book, "assets", "A-002", "likelihood", 2); /* 2 + 3 - 3 */
	check_text(book, "assets", "A-002", "risk_level", "middle");
	check_kind(book, "assets", "A-003", "threat", VALUE_EMPTY);
	check_kind(book, "assets", "A-004", "threat", VALUE_EMPTY);
	fixture_change(book, "assets", "A-001", "threat_own", "1");
	check_number(book, "assets", "A-001", "threat", 1);
	check_number(book, "assets", "A-001", "likelihood", 1);
	fixture_change(book, "assets", "A-001", "threat_own", "");
	fixture_change(book, "threat_state", "office_pc", "threat", "2");
	check_number(book, "assets", "A-001", "threat", 2);
}

static void test_model_book__risk_before_and_after_treatment(void **state)
{
	struct book *book = book_of(state);

	check_number(book, "risks", "R-001", "risk", 24); /* 2 x 2 x 2 x 3 */
	check_number(book, "risks", "R-001", "over", 1);
	check_number(book, "risks", "R-001", "residual", 8); /* 2 x 2 x 2 x 1; stopped left out */
	check_number(book, "treatments", "M-001", "residual", 8);
	check_number(book, "risks", "R-002", "risk", 12); /* 1 x 2 x 2 x 3 */
	check_number(book, "risks", "R-002", "over", 0);
	check_number(book, "risks", "R-002", "residual", 12);
	check_kind(book, "risks", "R-003", "risk", VALUE_EMPTY);
	check_number(book, "risks", "R-004", "risk", 1); /* its own value, not the asset's */
	check_number(book, "risks", "R-004", "residual", 0); /* avoided */
	fixture_change(book, "treatments", "M-003", "status", "open");
	check_number(book, "risks", "R-004", "residual", 1);
	fixture_change(book, "settings", "1", "acceptance_line", "24");
	check_number(book, "risks", "R-001", "over", 0);
}

static void test_model_book__yearly_losses(void **state)
{
	struct book *book = book_of(state);

	check_number(book, "ale", "L-001", "sle", 27860000);
	check_number(book, "ale", "L-001", "ale", 2786000);
	check_cell(book, "ale", "L-001", "ale", "2786000");
	check_cell(book, "ale", "L-001", "aro", "10"); /* percent */
	check_number(book, "ale", "L-001", "over", 1);
	check_number(book, "ale", "L-002", "affected", 500);
	check_number(book, "ale", "L-002", "sle", 15000000);
	check_number(book, "ale", "L-002", "ale", 1500000);
	check_number(book, "ale", "L-002", "over", 0);
	check_number(book, "risks", "R-001", "ale", 2786000);
	check_kind(book, "risks", "R-003", "ale", VALUE_EMPTY); /* none is not 0 yen */
	/* 2,786,000 - 500,000 - 286,000 = 2,000,000; 3,000,000 / 2,000,000 */
	check_number(book, "treatments", "M-001", "benefit", 2000000);
	check_number(book, "treatments", "M-001", "payback_years", 1.5);
	check_cell(book, "treatments", "M-001", "payback_years", "1.5");
}

static void test_model_book__division_by_zero_shows_where_it_is_needed(void **state)
{
	struct book *book = book_of(state);

	check_error(book, "ale", "L-003", "ale", ERR_EXPR_DIVIDE);
	check_cell(book, "ale", "L-003", "ale", "");
	check_error(book, "risks", "R-002", "ale", ERR_EXPR_DIVIDE); /* sums it */
	check_number(book, "risks", "R-001", "ale", 2786000);        /* does not */
	fixture_change(book, "ale", "L-003", "every_years", "4");
	check_number(book, "risks", "R-002", "ale", 1500000.25); /* 15,000,000/10 + 1/4 */
}

static void test_model_book__dates(void **state)
{
	struct book *book = book_of(state);

	check_cell(book, "assets", "A-001", "review_due", "2025-02-28"); /* 31 Jan + 13 months */
	fixture_change(book, "assets", "A-001", "reviewed", "2024-03-15");
	check_cell(book, "assets", "A-001", "review_due", "2025-04-15");
	check_kind(book, "assets", "A-002", "review_due", VALUE_EMPTY);
}

static void test_model_book__lists_of_ids(void **state)
{
	struct book *book = book_of(state);

	check_text(book, "assets", "A-001", "risks", "R-001;R-004");
	check_kind(book, "assets", "A-004", "risks", VALUE_EMPTY);
	fixture_change(book, "risks", "R-001", "asset", "A-002");
	check_text(book, "assets", "A-001", "risks", "R-004");
	check_text(book, "assets", "A-002", "risks", "R-001;R-002");
}

static double ask_sheet(struct book *book, const char *sheet_id, const char *text)
{
	struct sheet *sheet = fixture_sheet(book, sheet_id);
	struct expr *expr = fixture_expr(text);
	struct err err = {0};

	if (!expr_bind(expr, sheet_form(sheet), EXPR_OF_SHEET, &err))
		fixture_stop(text, &err);
	struct value value = book_eval(book, sheet, 99, expr);
	expr_free(expr);
	if (value.kind == VALUE_EMPTY)
		return NAN;
	return value.kind == VALUE_ERROR ? -value.number : value.number;
}

static void test_model_book__aggregates_of_a_worksheet(void **state)
{
	struct book *book = book_of(state);

	assert_true(ask_sheet(book, "assets", "count()") == 3); /* without the disposed one */
	assert_true(ask_sheet(book, "assets", "count(where importance == 2)") == 1);
	assert_true(ask_sheet(book, "assets", "count(where empty(importance))") == 1);
	assert_true(ask_sheet(book, "assets", "count(assets.importance)") == 2);
	assert_true(ask_sheet(book, "assets", "mean(importance)") == 1.5);
	assert_true(ask_sheet(book, "assets", "max(confidentiality * 10 + 1)") == 21);
	assert_true(ask_sheet(book, "risks", "sum(asset.importance)") == 5); /* 2 + 1 + – + 2 */
	assert_true(ask_sheet(book, "risks", "count(risks) + count(incident_costs)") == 8);
	assert_true(ask_sheet(book, "risks", "sum(incident_costs.cost)") == 27860999);
	assert_true(ask_sheet(book, "risks", "min(incident_costs.cost)") == 999);
	assert_true(ask_sheet(book, "risks", "sqrt(sum(likelihood * likelihood))") ==
	            sqrt(9 + 9 + 9 + 1));
	assert_true(ask_sheet(book, "settings", "acceptance_line + 1") == 18);
	assert_true(isnan(ask_sheet(book, "risks", "sum(assets.availability where name == 'x')")));
	assert_true(ask_sheet(book, "risks", "count(assets where name == 'x')") == 0);
	/* Assets of importance 2 all of whose risks have a treatment: `this` is one out. */
	assert_true(ask_sheet(book, "assets",
	                      "count(where importance == 2 and count(risks where asset == this.id "
	                      "and count(treatments where risk == this.id) == 0) == 0)") == 1);
	assert_true(ask_sheet(book, "assets",
	                      "count(where count(risks where asset == this.id "
	                      "and count(treatments where risk == this.id) == 0) > 0)") == 2);
}

static void test_model_book__retired_rows_leave_aggregates(void **state)
{
	struct book *book = book_of(state);

	assert_true(book_is_retired(book, fixture_sheet(book, "assets"), 3));
	assert_false(book_is_retired(book, fixture_sheet(book, "assets"), 0));
	assert_true(ask_sheet(book, "assets", "sum(importance)") == 3); /* 2 + 1 */
	fixture_change(book, "assets", "A-004", "disposed", "");
	assert_true(ask_sheet(book, "assets", "sum(importance)") == 5);
	assert_false(book_is_retired(book, fixture_sheet(book, "assets"), 3));
	/* A reference to a retired row still reads it. */
	check_number(book, "threat_state", "office_pc", "assets", 1);
	fixture_change(book, "assets", "A-001", "disposed", "2024-05-01");
	check_number(book, "risks", "R-001", "asset_value", 2);
	check_number(book, "threat_state", "office_pc", "assets", 0);
}

static void test_model_book__a_change_reaches_other_worksheets(void **state)
{
	struct book *book = book_of(state);

	check_number(book, "risks", "R-001", "risk", 24);
	check_number(book, "risks", "R-001", "residual", 8);
	check_number(book, "treatments", "M-001", "residual", 8);
	fixture_change(book, "assets", "A-001", "confidentiality", "1");
	check_number(book, "assets", "A-001", "importance", 1);
	check_number(book, "risks", "R-001", "risk", 12);
	check_number(book, "risks", "R-001", "residual", 4);
	check_number(book, "treatments", "M-001", "residual", 4);
	check_number(book, "risks", "R-001", "ale", 2786000);
	fixture_change(book, "incident_costs", "C-002", "cost", "0");
	check_number(book, "risks", "R-001", "ale", 1286000);
	fixture_change(book, "incident_costs", "C-002", "scenario", "L-002");
	check_number(book, "risks", "R-001", "ale", 1286000);
	fixture_change(book, "risks", "R-001", "asset", "");
	check_kind(book, "treatments", "M-001", "residual", VALUE_EMPTY);
}

/* Changes the book is not told of show what was computed anew and what was kept. */
static void test_model_book__only_what_rests_on_it_is_computed_anew(void **state)
{
	struct book *book = book_of(state);
	struct sheet *assets = fixture_sheet(book, "assets");
	struct sheet *risks = fixture_sheet(book, "risks");

	check_number(book, "assets", "A-001", "importance", 2);
	check_number(book, "assets", "A-002", "importance", 1);
	check_number(book, "risks", "R-001", "risk", 24);
	fixture_set(assets, 1, "confidentiality", "0");
	fixture_set(risks, 0, "threat_score", "1");
	fixture_change(book, "assets", "A-001", "name", "台帳");
	check_number(book, "risks", "R-001", "risk", 24);       /* a name is nothing to it */
	fixture_change(book, "assets", "A-001", "confidentiality", "0");
	check_number(book, "assets", "A-001", "importance", 1);
	check_number(book, "assets", "A-002", "importance", 1); /* another row: kept */
	check_number(book, "risks", "R-001", "risk", 6);        /* 1 x 1 x 2 x 3 */
}

static void test_model_book__rows_come_and_go(void **state)
{
	struct book *book = book_of(state);
	struct sheet *costs = fixture_sheet(book, "incident_costs");

	check_number(book, "risks", "R-001", "ale", 2786000);
	sheet_insert_row(costs, 0, "C-005");
	fixture_set(costs, 0, "scenario", "L-001");
	fixture_set(costs, 0, "cost", "140000");
	book_rows_changed(book, costs);
	check_number(book, "risks", "R-001", "ale", 2800000);
	sheet_remove_row(costs, 0);
	book_rows_changed(book, costs);
	check_number(book, "risks", "R-001", "ale", 2786000);

	struct sheet *assets = fixture_sheet(book, "assets");
	check_number(book, "risks", "R-001", "asset_value", 2);
	sheet_remove_row(assets, fixture_row(assets, "A-001"));
	book_rows_changed(book, assets);
	check_kind(book, "risks", "R-001", "asset_value", VALUE_EMPTY);
	check_number(book, "assets", "A-002", "importance", 1);
	sheet_move_row(assets, 0, 2);
	book_rows_changed(book, assets);
	check_number(book, "assets", "A-002", "importance", 1);
	check_kind(book, "assets", "A-003", "importance", VALUE_EMPTY);
}

static void test_model_book__worksheets_load_when_they_are_needed(void **state)
{
	struct open *open = *state;

	assert_int_equal(open->fixture.forms_loaded, 0);
	check_number(open->book, "assets", "A-001", "importance", 2);
	assert_int_equal(open->fixture.forms_loaded, 1);
	assert_int_equal(open->fixture.sheets_loaded, 1);
	assert_null(book_loaded_sheet(open->book, "risks"));
	check_number(open->book, "risks", "R-001", "risk", 24);
	check_number(open->book, "risks", "R-002", "risk", 12);
	assert_int_equal(open->fixture.sheets_loaded, 2);
	assert_ptr_equal(book_loaded_sheet(open->book, "risks"),
	                 book_sheet(open->book, "risks", NULL));
}

static void test_model_book__a_failure_is_remembered(void **state)
{
	struct open *open = *state;
	struct err err = {0};

	assert_null(book_form(open->book, "nosuch", &err));
	assert_int_equal(err.code, ERR_NO_FORM);
	assert_string_equal(err.what, "nosuch");
	assert_null(book_sheet(open->book, "nosuch", NULL));

	open->fixture.no_rows = "assets";
	err_clear(&err);
	assert_null(book_sheet(open->book, "assets", &err));
	assert_int_equal(err.code, ERR_READ);
	check_error(open->book, "risks", "R-001", "risk", ERR_READ);
	open->fixture.no_rows = NULL;
	check_error(open->book, "risks", "R-001", "risk", ERR_READ);
	assert_null(book_sheet(open->book, "assets", NULL));
}

static void test_model_book__without_settings(void **state)
{
	static const struct fixture_sheet sheets[] = {
		{"t", "a number = first(setting(line), 17)\nb number = setting(line)\n", "T-001\n"},
		{NULL, NULL, NULL},
	};
	struct fixture fixture = {.sheets = sheets};
	struct book *book = fixture_book(&fixture);

	check_number(book, "t", "T-001", "a", 17);
	check_kind(book, "t", "T-001", "b", VALUE_EMPTY);
	book_free(book);
	check_number(book_of(state), "settings", "1", "acceptance_line", 17);
	assert_true(book_setting(book_of(state), "acceptance_line").number == 17);
	assert_int_equal(book_setting(book_of(state), "nosuch").kind, VALUE_EMPTY);
}

static const struct fixture_sheet dated[] = {
	{"devices",
	 "until date\n"
	 "days_left int = until - today()\n"
	 "state choice = if(days_left < 0, 'expired', if(days_left <= 90, 'soon', 'good'))\n"
	 "plain int = 1 + 1\n",
	 "D-001 until=2024-09-09\nD-002 until=2024-12-09\nD-003 until=2024-12-10\nD-004\n"},
	{"apps", "device ref devices\nstate text = device.state\nown text\n", "P-001 device=D-002\n"},
	{NULL, NULL, NULL},
};

static void test_model_book__today(void **state)
{
	struct fixture fixture = {.sheets = dated};
	struct book *book = fixture_book(&fixture);

	(void)state;
	check_number(book, "devices", "D-001", "days_left", -1);
	check_text(book, "devices", "D-001", "state", "expired");
	check_text(book, "devices", "D-002", "state", "soon"); /* 90 days */
	check_text(book, "devices", "D-003", "state", "good"); /* 91 */
	check_kind(book, "devices", "D-004", "state", VALUE_EMPTY);
	check_text(book, "apps", "P-001", "state", "soon");
	book_set_today(book, (struct date){2024, 12, 10});
	check_text(book, "devices", "D-003", "state", "soon");
	check_text(book, "apps", "P-001", "state", "expired");
	assert_int_equal(book_today(book).month, 12);

	assert_true(book_field_reaches_today(book, book_form(book, "devices", NULL), 1));
	assert_true(book_field_reaches_today(book, book_form(book, "devices", NULL), 2));
	assert_false(book_field_reaches_today(book, book_form(book, "devices", NULL), 3));
	assert_true(book_field_reaches_today(book, book_form(book, "apps", NULL), 1));
	assert_false(book_field_reaches_today(book, book_form(book, "apps", NULL), 2));
	book_free(book);
}

static const struct fixture_sheet knotted[] = {
	{"a", "peer ref b\nx number = peer.y + 1\nz number = sum(a.z)\n", "A-001 peer=B-001\n"},
	{"b", "peer ref a\ny number = peer.x + 1\n", "B-001 peer=A-001\nB-002 peer=A-001\n"},
	{"chain",
	 "before ref chain\n"
	 "n number = if(empty(before), 1, before.n + 1)\n"
	 "many number = 1 + first(sum(many where id == this.before and (true and true)), 0)\n",
	 ""},
	{NULL, NULL, NULL},
};

static void test_model_book__cycles_over_worksheets_are_errors(void **state)
{
	struct fixture fixture = {.sheets = knotted};
	struct book *book = fixture_book(&fixture);

	(void)state;
	check_error(book, "a", "A-001", "x", ERR_FORM_CYCLE);
	check_error(book, "b", "B-001", "y", ERR_FORM_CYCLE);
	check_error(book, "b", "B-002", "y", ERR_FORM_CYCLE);
	check_error(book, "a", "A-001", "z", ERR_FORM_CYCLE);
	fixture_change(book, "a", "A-001", "peer", "");
	check_kind(book, "a", "A-001", "x", VALUE_EMPTY);
	check_kind(book, "b", "B-001", "y", VALUE_EMPTY);
	book_free(book);
}

static void forge_chain(struct book *book)
{
	struct sheet *chain = fixture_sheet(book, "chain");
	char id[32] = "", before[32] = "";

	for (size_t i = 0; i < 20000; i++) {
		snprintf(id, sizeof(id), "N-%05zu", i);
		sheet_insert_row(chain, i, id);
		fixture_set(chain, i, "before", before);
		memcpy(before, id, sizeof(id));
	}
	book_rows_changed(book, chain);
}

/* Every cell needs the one before it: more of them than the stack holds. */
static void test_model_book__a_long_chain(void **state)
{
	struct fixture fixture = {.sheets = knotted};
	struct book *book = fixture_book(&fixture);

	(void)state;
	forge_chain(book);
	check_number(book, "chain", "N-19999", "n", 20000);
	check_number(book, "chain", "N-00300", "n", 301);
	check_number(book, "chain", "N-19999", "many", 20000);
	check_number(book, "chain", "N-00200", "many", 201);
	fixture_change(book, "chain", "N-10000", "before", "");
	check_number(book, "chain", "N-19999", "n", 10000);
	check_number(book, "chain", "N-09999", "n", 10000);
	book_free(book);
}

static void test_model_book__a_long_circle_ends(void **state)
{
	struct fixture fixture = {.sheets = knotted};
	struct book *book = fixture_book(&fixture);

	(void)state;
	forge_chain(book);
	fixture_change(book, "chain", "N-00000", "before", "N-19998");
	check_error(book, "chain", "N-19999", "n", ERR_FORM_CYCLE);
	check_error(book, "chain", "N-00007", "n", ERR_FORM_CYCLE);
	check_error(book, "chain", "N-12345", "n", ERR_FORM_CYCLE);
	fixture_change(book, "chain", "N-00000", "before", "");
	check_number(book, "chain", "N-19999", "n", 20000);
	book_free(book);
}

/* A tree: a node is what its children make it. */
static void test_model_book__trees(void **state)
{
	static const struct fixture_sheet sheets[] = {
		{"tree",
		 "parent ref tree\n"
		 "gate choice or|and\n"
		 "own percent\n"
		 "children int = count(where parent == this.id)\n"
		 "p percent = if(children == 0, own, if(count(where parent == this.id and empty(p)) "
		 "> 0, '', if(gate == 'and', product(p where parent == this.id), "
		 "1 - product(q where parent == this.id))))\n"
		 "q percent = 1 - p\n",
		 "N-01 gate=or\nN-02 parent=N-01 own=50\nN-03 parent=N-01 gate=and\n"
		 "N-04 parent=N-03 own=50\nN-05 parent=N-03 own=40\n"},
		{NULL, NULL, NULL},
	};
	struct fixture fixture = {.sheets = sheets};
	struct book *book = fixture_book(&fixture);

	(void)state;
	check_number(book, "tree", "N-01", "p", 0.6); /* 1 - 0.5 x (1 - 0.5 x 0.4) */
	check_cell(book, "tree", "N-01", "p", "60");
	fixture_change(book, "tree", "N-05", "own", "");
	check_kind(book, "tree", "N-03", "p", VALUE_EMPTY);
	check_kind(book, "tree", "N-01", "p", VALUE_EMPTY);
	fixture_change(book, "tree", "N-05", "own", "100");
	check_number(book, "tree", "N-01", "p", 0.75); /* 1 - 0.5 x 0.5 */
	book_free(book);
}

/*
 * The same conditions as the index sees them and as it cannot: 40 rows of every kind
 * of value in F against all of them.
 */
static const struct fixture_sheet mixed[] = {
	{"t",
	 "text text\n"
	 "number number\n"
	 "day date\n"
	 "tick check\n"
	 "twice number = number * 2\n"
	 "by_text int = count(o where text == this.text)\n"
	 "by_text_scan int = count(o where (text == this.text) == true)\n"
	 "by_number number = sum(o.n where this.number == number and not empty(text))\n"
	 "by_number_scan number = sum(o.n where (this.number == number) == true and not empty(text))\n"
	 "by_twice text = list(o.id where twice == this.twice)\n"
	 "by_twice_scan text = list(o.id where (twice == this.twice) == true)\n"
	 "by_day int = count(o where day == this.day)\n"
	 "by_day_scan int = count(o where (day == this.day) == true)\n"
	 "by_tick int = count(o where tick == this.tick)\n"
	 "by_tick_scan int = count(o where (tick == this.tick) == true)\n"
	 "by_sum int = count(o where this.number + max(this.number, 1) == number and text == 'b')\n"
	 "by_sum_scan int = count(o where (this.number + max(this.number, 1) == number) == true "
	 "and (text == 'b') == true)\n"
	 "by_id int = count(o where id == this.text)\n"
	 "by_id_scan int = count(o where (id == this.text) == true)\n"
	 "by_item int = count(c where of == this.id and item == '2')\n"
	 "by_item_scan int = count(c where (of == this.id) == true and (item == '2') == true)\n",
	 ""},
	{"o", "text text\nnumber number\nday date\ntick check\nn int\ntwice number = number * 2\n", ""},
	{"c", "kind checklist\nper t\nanswer text\n", ""},
	{NULL, NULL, NULL},
};

static const char *const mixed_cells[][4] = {
	{"a", "1", "2024-01-01", "1"},  {"b", "2", "2024-01-02", "0"},
	{"a", "1.0000", "", "1"},       {"", "", "2024-01-01", ""},
	{"n/a", "n/a", "n/a", "n/a"},   {"R-0005", "0.3", "2023-12-31", "1"},
	{"顧客", "-1", "", "0"},        {"1", "12345678901", "x", "1"},
	{"a;b", "2.5", "2024-01-02", ""}, {"b", "1e3", "2024-01-02", "0"},
};

static void fill_mixed(struct book *book, const char *sheet_id)
{
	static const char *const fields[] = {"text", "number", "day", "tick"};
	struct sheet *sheet = fixture_sheet(book, sheet_id);
	char id[32];

	for (size_t row = 0; row < 40; row++) {
		snprintf(id, sizeof(id), "R-%04zu", row);
		sheet_insert_row(sheet, row, id);
		for (size_t i = 0; i < 4; i++)
			fixture_set(sheet, row, fields[i], mixed_cells[row * (row / 10 + 1) % 10][i]);
		if (strcmp(sheet_id, "o") == 0)
			fixture_set(sheet, row, "n", row % 3 == 0 ? "7" : "");
	}
	book_rows_changed(book, sheet);
}

static void fill_checklist(struct book *book)
{
	struct sheet *sheet = fixture_sheet(book, "c");
	char id[32];

	for (size_t row = 0; row < 40; row++) {
		snprintf(id, sizeof(id), "R-%04zu/%zu", row / 3, row % 3 + 1);
		sheet_insert_row(sheet, row, id);
	}
	book_rows_changed(book, sheet);
}

static void check_same(struct book *book, struct sheet *sheet, size_t row, int field)
{
	struct value a = book_value(book, sheet, row, field);
	struct value b = book_value(book, sheet, row, field + 1);

	if (a.kind != b.kind || value_compare(a, b) != 0)
		fail_msg("%s row %zu: kinds %d and %d", sheet_form(sheet)->fields.at[field].id, row,
		         (int)a.kind, (int)b.kind);
}

static void test_model_book__an_index_finds_what_looking_at_every_row_finds(void **state)
{
	struct fixture fixture = {.sheets = mixed};
	struct book *book = fixture_book(&fixture);
	struct sheet *sheet = fixture_sheet(book, "t");
	int first = form_field(sheet_form(sheet), "by_text");
	double found = 0;

	(void)state;
	fill_mixed(book, "t");
	fill_mixed(book, "o");
	fill_checklist(book);
	for (size_t row = 0; row < 40; row++)
		for (int field = first; field + 1 < (int)sheet_form(sheet)->fields.count; field += 2) {
			check_same(book, sheet, row, field);
			struct value value = book_value(book, sheet, row, field);
			found += value.kind == VALUE_NUMBER && value.number > 0;
		}
	assert_true(found > 100);
	/* R-0005 is the text of some rows, and of one row the id. */
	check_number(book, "t", "R-0005", "by_id", 1);
	check_number(book, "t", "R-0000", "by_id", 0);
	check_number(book, "t", "R-0000", "by_item", 1);
	check_number(book, "t", "R-0013", "by_item", 0); /* has an item 1 only */
	/* Told of a change, the index forgets. */
	double before = fixture_value(book, "t", "R-0000", "by_text").number;
	fixture_change(book, "o", "R-0000", "text", "else");
	check_number(book, "t", "R-0000", "by_text", before - 1);
	fixture_change(book, "o", "R-0000", "text", "a");
	check_number(book, "t", "R-0000", "by_text", before);
	fixture_change(book, "o", "R-0001", "text", "a"); /* was b */
	check_number(book, "t", "R-0000", "by_text", before + 1);
	book_free(book);
}

/* A constant leaves more rows than a key of the row at hand, an id leaves one. */
static void test_model_book__errors_outside_the_key_do_not_show(void **state)
{
	static const struct fixture_sheet sheets[] = {
		{"t",
		 "n int = count(o where 1 / a == 1 and k == this.id)\n"
		 "one int = sum(o.a where 1 / a > 0 and k == 'x' and 'O-1' == id)\n",
		 "T-001\n"},
		{"o", "a number\nk text\n", "O-1 a=1 k=x\nO-2 a=0 k=x\nO-3 a=1 k=T-001\n"},
		{NULL, NULL, NULL},
	};
	struct fixture fixture = {.sheets = sheets};
	struct book *book = fixture_book(&fixture);

	(void)state;
	check_number(book, "t", "T-001", "n", 1);
	check_number(book, "t", "T-001", "one", 1);
	book_free(book);
}

static void test_model_book__references_that_cannot_be_followed(void **state)
{
	static const struct fixture_sheet sheets[] = {
		{"t",
		 "to ref o\nof_ratio number = to.next.a\nto_bad number = to.bad.a\n"
		 "sum number = sum(o.a)\n",
		 "T-001 to=O-1\nT-002 to=O-9\n"},
		{"o", "a number\nnext ref o\nbad ref nosuch = 1 / 0\n", "O-1 a=1 next=O-2\nO-2 a=7\n"},
		{NULL, NULL, NULL},
	};
	struct fixture fixture = {.sheets = sheets, .no_rows = "nothing"};
	struct book *book = fixture_book(&fixture);

	(void)state;
	check_number(book, "t", "T-001", "of_ratio", 7);
	check_kind(book, "t", "T-002", "of_ratio", VALUE_EMPTY);
	check_error(book, "t", "T-001", "to_bad", ERR_EXPR_NAME); /* no such worksheet */
	book_free(book);

	fixture.no_rows = "o";
	book = fixture_book(&fixture);
	check_error(book, "t", "T-001", "sum", ERR_READ);
	check_error(book, "t", "T-001", "of_ratio", ERR_READ);
	book_free(book);
}

/* Rows the book was not told of: the sheet's own count of its changes says so. */
static void test_model_book__rows_it_was_not_told_of(void **state)
{
	struct book *book = book_of(state);
	struct sheet *assets = fixture_sheet(book, "assets");

	check_number(book, "assets", "A-001", "importance", 2);
	sheet_insert_row(assets, 0, "A-009");
	check_number(book, "assets", "A-001", "importance", 2);
	check_kind(book, "assets", "A-009", "importance", VALUE_EMPTY);
}

/* An error in the column of the index is not lost. */
static void test_model_book__an_index_hides_no_error(void **state)
{
	static const struct fixture_sheet sheets[] = {
		{"t", "k number\nn int = count(o where f == this.k)\n", "T-001 k=1\nT-002 k=4\n"},
		{"o", "a number\nf number = 1 / a\n",
		 "O-1 a=1\nO-2 a=1\nO-3 a=1\nO-4 a=1\nO-5 a=1\nO-6 a=1\nO-7 a=1\nO-8 a=1\nO-9 a=0\n"},
		{NULL, NULL, NULL},
	};
	struct fixture fixture = {.sheets = sheets};
	struct book *book = fixture_book(&fixture);

	(void)state;
	check_error(book, "t", "T-001", "n", ERR_EXPR_DIVIDE);
	fixture_change(book, "o", "O-9", "a", "0.25");
	check_number(book, "t", "T-001", "n", 8);
	check_number(book, "t", "T-002", "n", 1);
	book_free(book);
}

/* A thousand by a thousand: row by row this would be a million evaluations. */
static void test_model_book__a_thousand_assets_and_their_threats(void **state)
{
	static const struct fixture_sheet sheets[] = {
		{"assets", "name text\nthreats int = count(threats where asset == this.id)\n", ""},
		{"threats", "asset ref assets\n", ""},
		{NULL, NULL, NULL},
	};
	struct fixture fixture = {.sheets = sheets};
	struct book *book = fixture_book(&fixture);
	struct sheet *assets = fixture_sheet(book, "assets");
	struct sheet *threats = fixture_sheet(book, "threats");
	char id[32];

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		snprintf(id, sizeof(id), "A-%04zu", i);
		sheet_insert_row(assets, i, id);
		snprintf(id, sizeof(id), "S-%04zu", i);
		sheet_insert_row(threats, i, id);
		snprintf(id, sizeof(id), "A-%04zu", i / 4 * 4);
		fixture_set(threats, i, "asset", id);
	}
	book_rows_changed(book, assets);
	book_rows_changed(book, threats);
	for (size_t i = 0; i < 1000; i++)
		assert_true(book_value(book, assets, i, 1).number == (i % 4 == 0 ? 4 : 0));
	book_free(book);
}

/* Another folder's sheet of the same form computes, and leaves the book's own alone. */
static void test_model_book__a_sheet_from_elsewhere(void **state)
{
	struct book *book = book_of(state);
	const struct form *form = book_form(book, "assets", NULL);
	struct sheet *other = sheet_new(form);

	check_number(book, "assets", "A-001", "importance", 2);
	sheet_insert_row(other, 0, "A-001");
	fixture_set(other, 0, "confidentiality", "0");
	fixture_set(other, 0, "integrity", "0");
	fixture_set(other, 0, "availability", "0");
	assert_true(book_value(book, other, 0, form_field(form, "importance")).number == 0);
	check_number(book, "assets", "A-001", "importance", 2);
	book_cell_changed(book, other, 0, 0);
	book_rows_changed(book, other);
	sheet_free(other);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, open_book, close_book)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BOOK(test_model_book__importance_is_the_greatest_of_three),
		WITH_BOOK(test_model_book__likelihood_for_every_threat_and_vulnerability),
		WITH_BOOK(test_model_book__own_threat_goes_before_the_storage),
		WITH_BOOK(test_model_book__risk_before_and_after_treatment),
		WITH_BOOK(test_model_book__yearly_losses),
		WITH_BOOK(test_model_book__division_by_zero_shows_where_it_is_needed),
		WITH_BOOK(test_model_book__dates),
		WITH_BOOK(test_model_book__lists_of_ids),
		WITH_BOOK(test_model_book__aggregates_of_a_worksheet),
		WITH_BOOK(test_model_book__retired_rows_leave_aggregates),
		WITH_BOOK(test_model_book__a_change_reaches_other_worksheets),
		WITH_BOOK(test_model_book__only_what_rests_on_it_is_computed_anew),
		WITH_BOOK(test_model_book__rows_come_and_go),
		WITH_BOOK(test_model_book__worksheets_load_when_they_are_needed),
		WITH_BOOK(test_model_book__a_failure_is_remembered),
		WITH_BOOK(test_model_book__without_settings),
		cmocka_unit_test(test_model_book__today),
		cmocka_unit_test(test_model_book__cycles_over_worksheets_are_errors),
		cmocka_unit_test(test_model_book__a_long_chain),
		cmocka_unit_test(test_model_book__a_long_circle_ends),
		cmocka_unit_test(test_model_book__trees),
		cmocka_unit_test(test_model_book__an_index_finds_what_looking_at_every_row_finds),
		cmocka_unit_test(test_model_book__an_index_hides_no_error),
		cmocka_unit_test(test_model_book__errors_outside_the_key_do_not_show),
		cmocka_unit_test(test_model_book__references_that_cannot_be_followed),
		WITH_BOOK(test_model_book__rows_it_was_not_told_of),
		cmocka_unit_test(test_model_book__a_thousand_assets_and_their_threats),
		WITH_BOOK(test_model_book__a_sheet_from_elsewhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
