/* The report's pictures: what they count and where it stands, worked out by hand. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/export_plan.h"

#include "../../src/export/figure.h"

struct world {
	struct fixture fixture;
	struct outgoing out;
	struct package_formats formats;
	struct str svg;
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

	str_release(&world->svg);
	outgoing_release(&world->out);
	package_formats_release(&world->formats);
	session_release(&world->fixture.session);
	free(world);
	return 0;
}

/* A new row of "field", "typed", … up to NULL; its id is R-001 and so on. */
static void add(struct world *world, const char *sheet_id, ...)
{
	struct session *session = &world->fixture.session;
	struct sheet *sheet = fixture_sheet(&world->fixture, sheet_id);
	struct step step = {0};
	char id[64] = "";
	va_list args;

	va_start(args, sheet_id);
	for (const char *field; (field = va_arg(args, const char *));) {
		const char *typed = va_arg(args, const char *);
		int index = form_field(sheet_form(sheet), field);
		assert_true(index >= 0);
		if (id[0]) {
			fixture_set(&world->fixture, sheet_id, id, field, typed);
			continue;
		}
		size_t rows = sheet_row_count(sheet);
		const char *after = rows > 0 ? sheet_row_id(sheet, rows - 1) : "";
		assert_true(entry_new_row(session, &step, sheet, after, index, typed, id, NULL));
		assert_true(folder_do(session->folder, &step, NULL));
		step_release(&step);
	}
	va_end(args);
}

static const struct outgoing_sheet *plan(struct world *world, const struct export_choice *choice,
                                         const char *sheet)
{
	outgoing_release(&world->out);
	package_formats_release(&world->formats);
	str_clear(&world->svg);
	assert_true(export_plan(&world->fixture.session, choice, &world->out, &world->formats, NULL));
	assert_non_null(outgoing_find(&world->out, sheet));
	return outgoing_find(&world->out, sheet);
}

/* The figures of that worksheet's views, of the whole workbook. */
static const char *views(struct world *world, const char *sheet)
{
	struct export_choice choice = {.sheets = "assets,risks,stride,csf,annual_plan", .lang = LANG_JA};
	const struct outgoing_sheet *at = plan(world, &choice, sheet);

	figure_views(&world->out, at, &world->svg);
	return str_text(&world->svg);
}

static void assert_holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in\n%s", part, text);
}

static size_t count(const char *text, const char *part)
{
	size_t found = 0;

	for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
		found++;
	return found;
}

/* Elements are closed in turn; nothing but entities behind an ampersand. */
static void assert_well_formed(const char *text)
{
	VEC(const char *) open = {0};

	for (const char *at = text; (at = strpbrk(at, "<&")); at++) {
		if (*at == '&') {
			size_t len = strcspn(at, ";");
			assert_true(len == 3 || len == 4 || len == 5);
			continue;
		}
		size_t name = strcspn(at + 1, " />"), all = strcspn(at, ">");
		if (at[1] == '/') {
			assert_true(open.count > 0);
			assert_memory_equal(open.at[open.count - 1] + 1, at + 2, strcspn(at + 2, ">"));
			open.count--;
		} else if (at[all - 1] != '/') {
			assert_true(name > 0);
			vec_push(&open, at);
		}
	}
	assert_int_equal(open.count, 0);
	vec_release(&open);
}

/* ---- nothing to draw ---- */

static void test_figures__nothing_of_what_is_empty(void **state)
{
	struct world *world = *state;

	assert_string_equal(views(world, "risks"), "");
	assert_string_equal(views(world, "stride"), "");
	assert_string_equal(views(world, "csf"), "");
	assert_string_equal(views(world, "annual_plan"), "");
	assert_string_equal(views(world, "assets"), "");
	const struct outgoing_sheet *risks = outgoing_find(&world->out, "risks");
	figure_bars(&world->out, risks,
	            &(struct figure_bars){.value = form_field(risks->form, "risk"), .value_after = -1, .most = 5},
	            &world->svg);
	assert_int_equal(world->svg.len, 0);
	/* A row that has no place yet is none either. */
	add(world, "risks", "impact", "重", NULL);
	assert_string_equal(views(world, "risks"), "");
}

/* ---- matrix ---- */

static void add_risks(struct world *world)
{
	add(world, "risks", "threat", "ランサムウェア", "impact", "重", "frequency", "頻", NULL);
	add(world, "risks", "threat", "<&> \"盗む\"", "impact", "重", "frequency", "頻", NULL);
	add(world, "risks", "threat", "置き忘れ", "impact", "軽", "frequency", "稀", NULL);
	add(world, "risks", "threat", "まだ", "impact", "中", NULL);
	add(world, "treatments", "risk", "R-001", "impact_after", "軽", "frequency_after", "稀", NULL);
}

/* Labels take 30 units, the three columns (340 - 30 - 2) / 3 = 102 each: the worst cell is at 234. */
static void test_matrix__counts_before_and_after(void **state)
{
	struct world *world = *state;

	add_risks(world);
	const char *svg = views(world, "risks");
	assert_int_equal(count(svg, "role=\"img\""), 2);
	assert_holds(svg, "<rect x=\"234\" y=\"46\" width=\"102\" height=\"74\" class=\"f-high\"/>\n"
	                  "<g class=\"f-on-dark\">\n<text x=\"240\" y=\"68\" class=\"f-count\">2</text>");
	assert_holds(svg, ">R-001 R-002</text>");
	assert_holds(svg, "3件。高 2件、中 0件、低 1件。いちばん重い右上のますに2件 (R-001、R-002)。</desc>");
	assert_holds(svg, "class=\"f-count\">1</text>");
	assert_holds(svg, "3件。高 1件、中 0件、低 2件。いちばん重い右上のますに1件 (R-002)。</desc>");
	assert_holds(svg, "高は対応前2件、対応後1件。まだ置けないものが1件あります。</figcaption>");
	assert_well_formed(svg);
}

static void test_matrix__only_rows_that_go_out(void **state)
{
	struct world *world = *state;

	add_risks(world);
	add(world, "assets", "name", "社員名簿", NULL);
	fixture_set(&world->fixture, "risks", "R-003", "asset", "A-001");
	struct export_choice choice = {.asset = "A-001", .lang = LANG_JA};
	figure_views(&world->out, plan(world, &choice, "risks"), &world->svg);
	assert_holds(str_text(&world->svg), "1件。高 0件、中 0件、低 1件。いちばん重い右上のますに0件。</desc>");
	assert_null(strstr(str_text(&world->svg), "R-001"));
}

/* ---- profile ---- */

static void rate(struct world *world, const char *item, const char *now, const char *goal)
{
	fixture_set(&world->fixture, "csf", item, "as_is", now);
	fixture_set(&world->fixture, "csf", item, "to_be", goal);
}

/* (1 + 2) / 2 = 1.5 and (3 + 4) / 2 = 3.5. The scale's 150 units from 230 on are levels 1 to 4. */
static void test_profile__means_and_gap(void **state)
{
	struct world *world = *state;

	rate(world, "ID.AM-1", "1", "3");
	rate(world, "ID.AM-2", "2", "4");
	const char *svg = views(world, "csf");
	assert_holds(svg, "<line x1=\"255\" y1=");
	assert_holds(svg, "x2=\"355\" y2=");
	assert_holds(svg, "class=\"f-gap\"/>");
	assert_holds(svg, ">1.5 → 3.5</text>");
	assert_holds(svg, "class=\"f-end f-bold\">2.0</text>");
	assert_holds(svg, "全体は現状 1.5、あるべき姿 3.5。差が大きいのは ID.AM 資産管理 2.0。</desc>");
	assert_null(strstr(svg, "f-past"));
	assert_well_formed(svg);
}

static void test_profile__better_than_needed_looks_different(void **state)
{
	struct world *world = *state;

	rate(world, "ID.AM-1", "4", "2");
	assert_holds(views(world, "csf"), "class=\"f-past\"/>");
	assert_null(strstr(str_text(&world->svg), "差が大きい"));
}

/* ---- year ---- */

/* On 22 November 2026. Months are 25 wide from 216 on; December is the ninth, its middle 428. */
static void test_year__marks_and_today(void **state)
{
	struct world *world = *state;

	add(world, "annual_plan", "item", "全社員の教育", "m04", "済", "m09", "節目", "m12", "予定", NULL);
	fixture_set(&world->fixture, "annual_plan", "YP-001", "m03", "たぶん");
	add(world, "annual_plan", "item", "昨年のこと", "year", "2025", "m05", "予定", NULL);
	const char *svg = views(world, "annual_plan");
	assert_int_equal(count(svg, "<g transform=\"translate(228.5 "), 1);
	assert_int_equal(count(svg, "<g transform=\"translate(353.5 "), 1);
	assert_int_equal(count(svg, "<g transform=\"translate(428.5 "), 1);
	assert_int_equal(count(svg, "<g transform=\"translate(503.5 "), 1);
	assert_int_equal(count(svg, "<g transform=\"translate("), 4 + 4); /* as many in the legend */
	/* The day before 22 November is 21.5 of 30 days into the eighth month: 216 + 175 + 17. */
	assert_holds(svg, "<line x1=\"408\" ");
	assert_holds(svg, ">今日 11/22</text>");
	assert_holds(svg, "1項目を12か月に並べた図。印の数は 予定 1、済み 1、印ではない 1、遅れ 1 (全社員の教育)</desc>");
	assert_null(strstr(svg, "昨年のこと"));
	assert_well_formed(svg);
}

/* Eighty rows of 25 are more than twice what a page of 900 holds: three pictures. */
static void test_year__long_plans_are_cut_between_lines(void **state)
{
	struct world *world = *state;

	for (int i = 0; i < 80; i++)
		add(world, "annual_plan", "item", "点検", "group", "教育", NULL);
	const char *svg = views(world, "annual_plan");
	assert_int_equal(count(svg, "role=\"img\""), 3);
	assert_int_equal(count(svg, ">点検</text>"), 80);
	assert_int_equal(count(svg, ">教育</text>"), 3);
	assert_holds(svg, "<title id=\"figure-annual_5Fplan-year-3t\">2026年度の計画 (3/3)</title>");
}

/* ---- coverage ---- */

static void test_coverage__signs_and_no_hidden_name(void **state)
{
	struct world *world = *state;

	add(world, "assets", "name", "合併の計画", "confidentiality", "2", "integrity", "0", "availability", "0",
	    "class", "極秘", NULL);
	add(world, "stride", "target", "A-001", "element", "spoofing", "threat", "のぞく", "judgement", "act", NULL);
	add(world, "stride", "target", "A-001", "element", "tampering", "threat", "なし", "judgement", "minor", NULL);
	const char *svg = views(world, "stride");
	assert_holds(svg, ">A-001 合併の計画</text>");
	assert_holds(svg, "1行、6ますのうち2ますを考えた。要対応、リスクがまだ 1、何もない 1、まだ考えていない 4。");
	assert_int_equal(count(svg, "class=\"f-high\""), 1 + 1);
	assert_well_formed(svg);

	add(world, "stride", "target", "会員登録の通り道", "element", "denial", "threat", "止まる", NULL);
	struct export_choice choice = {.redact = true, .lang = LANG_JA};
	figure_views(&world->out, plan(world, &choice, "stride"), &world->svg);
	assert_null(strstr(str_text(&world->svg), "合併"));
	assert_holds(str_text(&world->svg), ">会員登録の通り道</text>");
}

/* ---- bars ---- */

static void add_scores(struct world *world)
{
	/* 2 x 2 x 2 x 3 = 24, 2 x 2 x 1 x 3 = 12, and no score. */
	add(world, "risks", "threat", "<&> \"盗む\"", "asset_value_own", "2", "threat_score", "2", "vuln_score",
	    "1", "likelihood_own", "3", NULL);
	add(world, "risks", "threat", "止まる", "asset_value_own", "2", "threat_score", "2", "vuln_score", "2",
	    "likelihood_own", "3", NULL);
	add(world, "risks", "threat", "まだ", NULL);
	add(world, "treatments", "risk", "R-002", "vuln_after", "1", NULL);
}

static void draw_bars(struct world *world, size_t most, bool redact)
{
	struct export_choice choice = {.sheets = "risks", .lang = LANG_JA, .redact = redact};
	const struct outgoing_sheet *at = plan(world, &choice, "risks");
	struct figure_bars bars = {.value = form_field(at->form, "risk"),
	                           .value_after = form_field(at->form, "residual"),
	                           .has_line = true, .line = 17, .line_label = "受容の線", .most = most};

	figure_bars(&world->out, at, &bars, &world->svg);
}

static void test_bars__greatest_first_with_the_line(void **state)
{
	struct world *world = *state;

	add_scores(world);
	draw_bars(world, 5, false);
	const char *svg = str_text(&world->svg);
	assert_holds(svg, "<desc id=\"figure-risks-bars-risk-1d\">R-002 止まる: 24 → 12; "
	                  "R-001 &lt;&amp;&gt; &quot;盗む&quot;: 12 → 12</desc>");
	assert_int_equal(count(svg, "class=\"f-over\""), 1 + 1);
	assert_holds(svg, ">受容の線 17</text>");
	assert_holds(svg, "2件。受容の線を超えるものは1件。");
	assert_null(strstr(svg, "R-003"));
	assert_well_formed(svg);

	draw_bars(world, 1, false);
	assert_holds(str_text(&world->svg), "2件のうち上位1件。受容の線を超えるものは1件。");
	assert_null(strstr(str_text(&world->svg), "R-001"));
}

static void test_figures__the_same_bytes_twice(void **state)
{
	struct world *world = *state;

	add_scores(world);
	draw_bars(world, 5, false);
	char *first = mem_dup(str_text(&world->svg));
	draw_bars(world, 5, false);
	assert_string_equal(str_text(&world->svg), first);
	free(first);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_figures__nothing_of_what_is_empty),
		TEST(test_matrix__counts_before_and_after),
		TEST(test_matrix__only_rows_that_go_out),
		TEST(test_profile__means_and_gap),
		TEST(test_profile__better_than_needed_looks_different),
		TEST(test_year__marks_and_today),
		TEST(test_year__long_plans_are_cut_between_lines),
		TEST(test_coverage__signs_and_no_hidden_name),
		TEST(test_bars__greatest_first_with_the_line),
		TEST(test_figures__the_same_bytes_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
