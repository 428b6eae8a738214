/* report.html: nothing filled in is missing, nothing personal is told, nothing typed is markup, and
 * the page for the management says what was worked out by hand. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/export_plan.h"
#include "sonae/app/notes.h"
#include "sonae/app/overview.h"
#include "sonae/base/map.h"
#include "sonae/model/field_type.h"

struct world {
	struct fixture fixture;
	struct outgoing out;
	struct package_formats formats;
	struct out_files files;
	const char *html; /* of the last report */
};

static int set_up_as(void **state, bool example, enum lang lang)
{
	struct world *world = calloc(1, sizeof(*world));

	setenv("SOURCE_DATE_EPOCH", "1795330800", 1); /* 2026-11-22T07:00Z */
	fixture_make(&world->fixture, example, lang);
	*state = world;
	return 0;
}

static int set_up(void **state)
{
	return set_up_as(state, false, LANG_JA);
}

static int set_up_example(void **state)
{
	return set_up_as(state, true, LANG_JA);
}

static int tear_down(void **state)
{
	struct world *world = *state;

	out_files_release(&world->files);
	outgoing_release(&world->out);
	package_formats_release(&world->formats);
	session_release(&world->fixture.session);
	free(world);
	unsetenv("SOURCE_DATE_EPOCH");
	return 0;
}

/* The text as it is stored, whatever a keyboard could not type. */
static void store(struct world *world, const char *sheet_id, const char *id, const char *field,
                  const char *cell)
{
	struct sheet *sheet = fixture_sheet(&world->fixture, sheet_id);
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	step_set(&step, sheet, row, form_field(sheet_form(sheet), field), cell);
	assert_true(folder_do(world->fixture.session.folder, &step, NULL));
	step_release(&step);
}

static void delete_row(struct world *world, const char *sheet_id, const char *id)
{
	struct sheet *sheet = fixture_sheet(&world->fixture, sheet_id);
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	step_delete(&step, sheet, row);
	assert_true(folder_do(world->fixture.session.folder, &step, NULL));
	step_release(&step);
}

static const char *report(struct world *world, const struct export_choice *choice)
{
	out_files_release(&world->files);
	outgoing_release(&world->out);
	package_formats_release(&world->formats);
	assert_true(
	    export_plan(&world->fixture.session, choice, &world->out, &world->formats, NULL));
	assert_true(exporter_find("html")->write(&world->out, &world->files, NULL));
	const struct out_file *file = out_files_find(&world->files, "report.html");
	assert_non_null(file);
	assert_int_equal(strlen(str_text(&file->bytes)), file->bytes.len);
	world->html = str_text(&file->bytes);
	return world->html;
}

static void assert_has(const char *text, const char *wanted)
{
	if (!strstr(text, wanted))
		fail_msg("not in the report: %s", wanted);
}

static void assert_lacks(const char *text, const char *unwanted)
{
	const char *at = strstr(text, unwanted);

	if (at)
		fail_msg("in the report: %.160s", at - (at - text > 60 ? 60 : at - text));
}

/* From where the section begins to where the next of its kind does. */
static char *section(const char *html, const char *id)
{
	char *mark = mem_print("<section id=\"%s\"", id);
	const char *begin = strstr(html, mark);

	free(mark);
	if (!begin) {
		fail_msg("no section %s", id);
		return mem_dup("");
	}
	const char *end = strstr(begin + 1, "<section id=\"");
	return mem_dup_n(begin, end ? (size_t)(end - begin) : strlen(begin));
}

/* ---- nothing typed is markup ---- */

static void test_export_report__escapes(void **state)
{
	struct world *world = *state;
	char id[64];

	fixture_add(&world->fixture, "assets", "name", "x", id);
	store(world, "assets", id, "name", "<script>alert(\"1\")</script>]]>&amp;'");
	store(world, "assets", id, "note", "一行目\n二行目</td>");
	/* a right-to-left override, a bell, a byte that is no text (held) and what XML forbids */
	store(world, "assets", id, "place", "a\xe2\x80\xae" "b\x07\xed\xb3\xbf" "c\xef\xbf\xbe");
	report(world, &(struct export_choice){.lang = LANG_JA});

	assert_lacks(world->html, "<script");
	assert_lacks(world->html, "]]>");
	assert_has(world->html,
	           "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;]]&gt;&amp;amp;&apos;");
	assert_has(world->html, "一行目<br/>二行目&lt;/td&gt;");
	assert_has(world->html, "a&lt;U+202E&gt;b␇\xef\xbf\xbd" "c\xef\xbf\xbd");
	assert_lacks(world->html, "\xe2\x80\xae");
	assert_lacks(world->html, "\xed\xb3\xbf");
	assert_lacks(world->html, "\x07");
}

/* The company stands in the style sheet, too. */
static void test_export_report__company_in_style(void **state)
{
	struct world *world = *state;
	struct err err = {0};
	char path[600];

	session_release(&world->fixture.session);
	assert_true(session_init(&world->fixture.session, &err));
	snprintf(path, sizeof(path), "%s/other", scratch_dir());
	struct new_workbook wanted = {
	    .path = path, .company = "</style><b>\"A\\&B", .lang = LANG_EN};
	assert_true(session_create(&world->fixture.session, &wanted, &err));
	assert_true(session_open(&world->fixture.session, path, FOLDER_WRITE, &err));
	report(world, &(struct export_choice){.lang = LANG_EN});

	assert_has(world->html, "<p class=\"company\">&lt;/style&gt;&lt;b&gt;&quot;A\\&amp;B</p>");
	assert_has(world->html,
	           "\\3C \\2F style\\3E \\3C b\\3E \\22 A\\5C \\26 B  Security Report");
	assert_lacks(world->html, "</style><b>");
}

/* ---- a page by itself, that leads where it says ---- */

static void test_export_report__is_one_page(void **state)
{
	struct world *world = *state;
	struct map ids = {0};
	struct pool pool = {0};
	bool is_new;

	report(world, &(struct export_choice){.lang = LANG_JA});
	assert_lacks(world->html, "<script");
	assert_lacks(world->html, " src=");
	assert_lacks(world->html, "url(");
	assert_lacks(world->html, "@import");
	assert_lacks(world->html, "href=\"http");
	assert_true(
	    strncmp(world->html,
	            "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"ja\">",
	            60) == 0);
	for (const char *at = world->html; (at = strstr(at, " id=\"")); at++) {
		size_t len = strcspn(at + 5, "\"");
		map_put(&ids, pool_text(&pool, at + 5, len), &is_new);
		if (!is_new)
			fail_msg("twice: id %.*s", (int)len, at + 5);
	}
	assert_true(ids.count > 500);
	for (const char *at = world->html; (at = strstr(at, "href=\"#")); at++)
		if (!map_find_n(&ids, at + 7, strcspn(at + 7, "\"")))
			fail_msg("leads nowhere: %.*s", (int)strcspn(at + 7, "\""), at + 7);
	map_release(&ids);
	pool_release(&pool);
}

/* h1 once, and no level left out below it. */
static void test_export_report__headings_nest(void **state)
{
	struct world *world = *state;
	int before = 0, tops = 0;

	report(world, &(struct export_choice){.lang = LANG_JA});
	for (const char *at = world->html; (at = strstr(at, "<h")); at++) {
		int level = at[2] - '0';
		if (level < 1 || level > 6)
			continue;
		tops += level == 1;
		if (level > before + 1)
			fail_msg("h%d after h%d: %.80s", level, before, at);
		before = level;
	}
	assert_int_equal(tops, 1);
}

static void test_export_report__same_bytes(void **state)
{
	struct world *world = *state;
	char *first = mem_dup(report(world, &(struct export_choice){.lang = LANG_EN}));

	assert_string_equal(first, report(world, &(struct export_choice){.lang = LANG_EN}));
	assert_has(first, "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">");
	free(first);
}

/* ---- nothing filled in is missing ---- */

static void add_escaped(struct str *out, const char *text)
{
	for (; *text; text++) {
		const char *as = *text == '<'    ? "&lt;"
		                 : *text == '>'  ? "&gt;"
		                 : *text == '&'  ? "&amp;"
		                 : *text == '"'  ? "&quot;"
		                 : *text == '\'' ? "&apos;"
		                 : *text == '\n' ? "<br/>"
		                                 : NULL;
		if (as)
			str_add(out, as);
		else
			str_add_byte(out, *text);
	}
}

/* Is it something a person wrote: not computed, not where a row hangs, not given with the item? */
static bool is_written(const struct sheet *sheet, size_t row, size_t field)
{
	const struct form *form = sheet_form(sheet);
	const char *cell = sheet_cell(sheet, row, field), *id = form->fields.at[field].id;
	int item = form_row_item(form, sheet_row_id(sheet, row));

	if (!cell[0] || form->fields.at[field].formula)
		return false;
	if (form->kind == FORM_TREE && (text_is(id, "parent") || text_is(id, "order")))
		return false;
	if (form->per[0] && (text_is(id, "of") || text_is(id, "item")))
		return false;
	if (item >= 0 && field < form->items.at[item].preset.count)
		return !text_is(cell, form->items.at[item].preset.at[field]);
	return true;
}

static size_t look_for_row(struct world *world, const struct outgoing_sheet *at, size_t row,
                           const char *part)
{
	const struct form *form = sheet_form(at->sheet);
	size_t found = 0;

	for (size_t i = 0; i < form->fields.count; i++) {
		struct str shown = {0}, wanted = {0};
		if (is_written(at->sheet, row, i)) {
			if (!notes_say_place(&world->fixture.session, at->sheet, row, (int)i, &shown))
				outgoing_cell(&world->out, at->sheet, row, (int)i, &shown);
			add_escaped(&wanted, str_text(&shown));
			if (!strstr(part, str_text(&wanted)))
				fail_msg("%s %s %s: %s", form->id, sheet_row_id(at->sheet, row),
				         form->fields.at[i].id, str_text(&wanted));
			found++;
		}
		str_release(&shown);
		str_release(&wanted);
	}
	return found;
}

static void test_export_report__every_filled_cell(void **state)
{
	struct world *world = *state;
	size_t found = 0;

	report(world, &(struct export_choice){.lang = LANG_JA});
	for (size_t i = 0; i < world->out.sheets.count; i++) {
		const struct outgoing_sheet *at = &world->out.sheets.at[i];
		struct str id = {0};
		str_add(&id, "sheet-");
		for (const char *from = at->form->id; *from; from++)
			if (*from == '_')
				str_add(&id, "_5F");
			else
				str_add_byte(&id, *from);
		char *part = section(world->html, str_text(&id));
		for (size_t k = 0; k < at->rows.at.count && at->form->kind != FORM_QUERY; k++)
			found += look_for_row(world, at, at->rows.at.at[k], part);
		free(part);
		str_release(&id);
	}
	assert_true(found > 2000);
}

/* ---- what stays here ---- */

#define PERSON "内密野太郎"
#define SECRET "極秘の図面一式"

static void fill_secrets(struct world *world)
{
	char asset[64], risk[64], treatment[64], gone[64], account[64];

	fixture_add(&world->fixture, "assets", "name", SECRET, asset);
	fixture_set(&world->fixture, "assets", asset, "class", "top_secret");
	fixture_set(&world->fixture, "assets", asset, "manager", PERSON);
	fixture_add(&world->fixture, "risks", "threat", "盗まれる", risk);
	fixture_set(&world->fixture, "risks", risk, "asset", asset);
	fixture_set(&world->fixture, "risks", risk, "owner", PERSON);
	/* nothing but the person names this row */
	fixture_add(&world->fixture, "treatments", "risk", risk, treatment);
	fixture_set(&world->fixture, "treatments", treatment, "owner", PERSON);
	fixture_set(&world->fixture, "treatments", treatment, "due", "2026-01-01");
	fixture_add(&world->fixture, "account_ledger", "holder", PERSON, account);
	/* told by the history alone */
	fixture_add(&world->fixture, "treatments", "action", "やめたこと", gone);
	fixture_set(&world->fixture, "treatments", gone, "owner", PERSON);
	fixture_set(&world->fixture, "treatments", gone, "owner", "別の人");
	delete_row(world, "treatments", gone);
	fixture_add(&world->fixture, "assets", "name", "消した資産 " SECRET, gone);
	fixture_set(&world->fixture, "assets", gone, "class", "top_secret");
	delete_row(world, "assets", gone);
	fixture_add(&world->fixture, "budget", "measure", treatment, gone);
	fixture_set(&world->fixture, "budget", gone, "amount", "3000");
}

static void test_export_report__redacts(void **state)
{
	struct world *world = *state;

	fill_secrets(world);
	report(world, &(struct export_choice){.lang = LANG_JA, .redact = true});
	assert_lacks(world->html, PERSON);
	assert_lacks(world->html, SECRET);
	assert_lacks(world->html, "別の人");
	assert_lacks(world->html, "佐藤"); /* who did it all */
	assert_has(world->html, "やめたこと");
	report(world, &(struct export_choice){.lang = LANG_JA});
	assert_has(world->html, PERSON);
	assert_has(world->html, SECRET);
	assert_has(world->html, "別の人");
	assert_has(world->html, "佐藤");
}

/* ---- the page for the management ---- */

/*
 * R-001 2 x 2 x 2 x 3 = 24, over 17; T-001 leaves a vulnerability of 1: 2 x 2 x 1 x 3 = 12
 * R-002 1 x 2 x 2 x 3 = 12, not over, nothing planned
 * R-003 2 x 2 x 2 x 3 = 24, over, only a treatment that was stopped
 * losses: 10,000,000 x 10 % every 5 years = 200,000 (R-001), 300,000 every year = 300,000 (none)
 * afterwards 50,000 of R-001's 200,000: 500,000 - 150,000 = 350,000
 * costs: once 100,000, yearly 20,000 (the stopped one's 99,999 do not count); budget 70,000
 * (5,000 refused)
 */
static void add_risk(struct world *world, const char *threat, const char *value)
{
	char id[64];

	fixture_add(&world->fixture, "risks", "threat", threat, id);
	fixture_set(&world->fixture, "risks", id, "asset_value_own", value);
	fixture_set(&world->fixture, "risks", id, "threat_score", "2");
	fixture_set(&world->fixture, "risks", id, "vuln_score", "2");
	fixture_set(&world->fixture, "risks", id, "likelihood_own", "3");
}

static void fill_figures(struct world *world)
{
	char id[64];

	add_risk(world, "図面が開けない", "2");
	add_risk(world, "名簿をなくす", "1");
	add_risk(world, "機械が止まる", "2");
	fixture_add(&world->fixture, "treatments", "action", "控えを取る", id);
	fixture_set(&world->fixture, "treatments", id, "risk", "R-001");
	fixture_set(&world->fixture, "treatments", id, "option", "reduce");
	fixture_set(&world->fixture, "treatments", id, "owner", "佐藤");
	fixture_set(&world->fixture, "treatments", id, "due", "2026-10-01");
	fixture_set(&world->fixture, "treatments", id, "vuln_after", "1");
	fixture_set(&world->fixture, "treatments", id, "ale_after", "50000");
	fixture_set(&world->fixture, "treatments", id, "cost_once", "100000");
	fixture_set(&world->fixture, "treatments", id, "cost_yearly", "20000");
	fixture_add(&world->fixture, "treatments", "action", "機械を替える", id);
	fixture_set(&world->fixture, "treatments", id, "risk", "R-003");
	fixture_set(&world->fixture, "treatments", id, "status", "stopped");
	fixture_set(&world->fixture, "treatments", id, "cost_once", "99999");
	fixture_add(&world->fixture, "ale", "scenario", "暗号化される", id);
	fixture_set(&world->fixture, "ale", id, "risk", "R-001");
	fixture_set(&world->fixture, "ale", id, "asset_value_own", "10000000");
	fixture_set(&world->fixture, "ale", id, "ef", "10");
	fixture_set(&world->fixture, "ale", id, "every_years", "5");
	fixture_add(&world->fixture, "ale", "scenario", "水が出る", id);
	fixture_set(&world->fixture, "ale", id, "asset_value_own", "300000");
	fixture_set(&world->fixture, "ale", id, "ef", "100");
	fixture_set(&world->fixture, "ale", id, "every_years", "1");
	fixture_add(&world->fixture, "budget", "measure", "控えの装置", id);
	fixture_set(&world->fixture, "budget", id, "amount", "70000");
	fixture_add(&world->fixture, "budget", "measure", "見送り", id);
	fixture_set(&world->fixture, "budget", id, "amount", "5000");
	fixture_set(&world->fixture, "budget", id, "approved", "refused");
}

static void assert_tile(const char *part, const char *label, const char *value)
{
	char *mark = mem_print("<span class=\"label\">%s</span>", label);
	const char *at = strstr(part, mark);

	if (!at)
		fail_msg("no figure %s", label);
	char *tile = mem_dup_n(at ? at : "", at ? strcspn(at, "\n") : 0),
	     *wanted = mem_print("%s</strong>", value);
	assert_has(tile, wanted);
	/* nothing in front of it but the mark's words */
	const char *found = strstr(tile, wanted);
	assert_true(found[-1] == '>' || found[-1] == ' ');
	free(mark);
	free(tile);
	free(wanted);
}

static void test_export_report__summary_by_hand(void **state)
{
	struct world *world = *state;

	fill_figures(world);
	char *part = section(report(world, &(struct export_choice){.lang = LANG_JA}), "summary");
	assert_tile(part, "受容の線を超えるリスク", "2");
	assert_tile(part, "対策後も超えるもの", "1");
	assert_tile(part, "期日過ぎ", "1");
	assert_tile(part, "年間予想損失額の合計", "500,000");
	assert_tile(part, "対策が済んだあとの見込み", "350,000");
	assert_tile(part, "リスク対応計画: はじめの費用", "100,000");
	assert_tile(part, "リスク対応計画: 毎年の費用", "20,000");
	assert_tile(part, "対策予算: 合計", "70,000");
	/* R-001 and R-003 share the first rank; what is stopped treats nothing */
	const char *first = strstr(part, "R-001 図面が開けない</a></th>"), *row;
	assert_non_null(first);
	row = strstr(first, "<td class=\"number alarm\">");
	assert_non_null(row);
	assert_true(strstr(row, "24</td>") &&
	            strstr(row, "24</td>") < strstr(row, "<td class=\"number\">12</td>"));
	assert_has(first, "低減: 控えを取る");
	assert_has(first, "佐藤 / ");
	assert_has(first, "2026-10-01");
	assert_lacks(part, "機械を替える");
	assert_has(part, "線を超えたのに対応がない: 1</strong>");
	assert_has(part, "対応が期日を過ぎている: 1</strong>");
	free(part);
}

/* What home says of the example, the page says too. */
static void test_export_report__as_on_home(void **state)
{
	struct world *world = *state;
	struct overview overview;
	char number[32];

	overview_load(&world->fixture.session, &overview);
	report(world, &(struct export_choice){.lang = LANG_JA});
	char *part = section(world->html, "summary");
	overview_compute(&world->fixture.session, -1, &overview);
	assert_true(overview.figures.count >= 2);
	for (size_t i = 0; i < overview.figures.count; i++)
		assert_tile(part, overview.figures.at[i].label.in[LANG_JA],
		            overview.figures.at[i].value.in[LANG_JA]);
	size_t errors = 0;
	for (size_t i = 0; i < overview.findings.count; i++)
		errors += overview.findings.at[i].level == FINDING_ERROR
		              ? overview.findings.at[i].count
		              : 0;
	snprintf(number, sizeof(number), "%zu", errors);
	assert_tile(part, "すぐ直すこと", number);
	for (size_t i = 0; i < overview.sessions.count; i++) {
		const struct session_plan *plan = &world->fixture.session.curriculum.sessions.at[i];
		char *wanted = mem_print("%d / %d 表", overview.sessions.at[i].done,
		                         overview.sessions.at[i].core);
		if (overview.sessions.at[i].core > 0) {
			const char *at = strstr(part, plan->title.in[LANG_JA]);
			char *line = mem_dup_n(at ? at : "", at ? strcspn(at, "\n") : 0);
			assert_has(line, wanted);
			free(line);
		}
		free(wanted);
	}
	overview_release(&overview);
	free(part);
}

/* ---- little, and parts ---- */

static void test_export_report__empty_workbook(void **state)
{
	struct world *world = *state;

	report(world, &(struct export_choice){.lang = LANG_JA});
	assert_has(world->html, "<h1>セキュリティ対策 報告書</h1>");
	assert_has(world->html, "いま決めていただくことはありません。");
	assert_has(world->html, "この期間に変更はありません。");
	assert_has(world->html, "まだ始めていない表");
	assert_has(world->html, "試験製作所");
	assert_has(world->html, "<body class=\"short\">");
}

static void test_export_report__part(void **state)
{
	struct world *world = *state;

	fill_figures(world);
	report(world, &(struct export_choice){.lang = LANG_JA, .sheets = "budget"});
	assert_has(world->html, "一部だけ(選んだ表と行)");
	assert_has(world->html, "控えの装置");
	assert_lacks(world->html, "図面が開けない");
}

/* ---- what was changed ---- */

static void test_export_report__history(void **state)
{
	struct world *world = *state;
	char id[64];

	fixture_add(&world->fixture, "treatments", "action", "一つ目", id);
	fixture_set(&world->fixture, "treatments", id, "status", "running");
	fixture_set(&world->fixture, "treatments", id, "status", "done");
	char *part = section(report(world, &(struct export_choice){.lang = LANG_JA}), "history");
	assert_has(part, "変更の履歴(2026-08-24 から)"); /* 90 days before 2026-11-22 */
	assert_has(part, "<span class=\"label\">状況</span>: <span>進行中</span>");
	assert_has(part, "<span>完了</span>");
	assert_true(strstr(part, "<span>完了</span>") < strstr(part, "行を追加")); /* the newest first */
	free(part);
	part =
	    section(report(world, &(struct export_choice){.lang = LANG_JA, .since = "2026-11-23"}),
	            "history");
	assert_has(part, "変更の履歴(2026-11-23 から)");
	assert_lacks(part, "一つ目");
	free(part);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_export_report__escapes, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__company_in_style, set_up,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__is_one_page, set_up_example,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__headings_nest, set_up_example,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__same_bytes, set_up_example,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__every_filled_cell, set_up_example,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__redacts, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__summary_by_hand, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__as_on_home, set_up_example,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__empty_workbook, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__part, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_export_report__history, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
