/* Trees as ADTool XML, DOT, SVG and text; what is expected was worked out by hand. */
#include "sonae/export/tree_writer.h"

#include "sonae/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>
#include <cmocka.h>

#include "tree_form.h"

static struct form *the_form(void *context, const char *id, struct err *err)
{
	(void)err;
	(void)context;
	return text_is(id, "attack_tree") ? tree_form() : NULL;
}

/* A tree without an attack tree's fields. */
static struct form *plain_form(void *context, const char *id, struct err *err)
{
	(void)err;
	(void)context;
	return text_is(id, "attack_tree") ? tree_plain_form() : NULL;
}

static bool no_rows(void *context, struct sheet *sheet, struct err *err)
{
	(void)context;
	(void)sheet;
	(void)err;
	return true;
}

struct fixture {
	struct book *book;
	struct sheet *sheet;
	struct attack_tree tree;
	struct tree_file file;
	struct str out;
};

static void begin(struct fixture *fixture, bool is_plain)
{
	*fixture = (struct fixture){0};
	fixture->book = book_new((struct book_source){NULL, is_plain ? plain_form : the_form, no_rows},
	                         (struct date){2026, 11, 22});
	fixture->sheet = book_sheet(fixture->book, "attack_tree", NULL);
	assert_non_null(fixture->sheet);
}

static void end(struct fixture *fixture)
{
	str_release(&fixture->out);
	attack_tree_release(&fixture->tree);
	book_free(fixture->book);
}

static const char *write_as(struct fixture *fixture, const char *format, const char *root)
{
	static const char *const words[TREE_WORD_COUNT] = {
		[TREE_WORD_OR] = "OR", [TREE_WORD_AND] = "AND", [TREE_WORD_PROBABILITY] = "確率",
		[TREE_WORD_COST] = "費用", [TREE_WORD_YEN] = "円", [TREE_WORD_SKILL] = "技",
		[TREE_WORD_MISSING] = "未定", [TREE_WORD_AFTER] = "対策後", [TREE_WORD_MEASURE] = "対策",
		[TREE_WORD_DONE] = "済", [TREE_WORD_PLANNED] = "予定", [TREE_WORD_CHEAPEST] = "安い道",
		[TREE_WORD_NO_LABEL] = "(名前なし)", [TREE_WORD_INDEPENDENT] = "独立", [TREE_WORD_BEST] = "最良",
	};
	struct tree_file *file = &fixture->file;

	file->has_values = attack_tree_read(fixture->book, fixture->sheet, &fixture->tree);
	file->sheet = fixture->sheet;
	file->tree = &fixture->tree;
	file->root = outline_find(&fixture->tree.outline, fixture->sheet, root);
	file->lang = LANG_JA;
	file->subject = "みどり製作所";
	memcpy(file->words, words, sizeof(words));
	str_clear(&fixture->out);
	tree_writer_find(format)->write(file, &fixture->out);
	return str_text(&fixture->out);
}

static size_t add_leaf(struct fixture *fixture, const char *parent, const char *label, const char *probability,
                       const char *cost, const char *skill)
{
	size_t row = tree_add(fixture->sheet, parent, label);

	tree_set(fixture->sheet, row, TREE_PROBABILITY, probability);
	tree_set(fixture->sheet, row, TREE_COST, cost);
	tree_set(fixture->sheet, row, TREE_SKILL, skill);
	return row;
}

/*
 * X-001 OR   0.05 = 1 - (1 - 0.05)(1 - 0), 25,000 = least of 25,000 and none, skill 2
 *   X-002 AND  0.1 x 0.5 = 0.05, 20,000 + 5,000, greater of 1 and 2
 *     leaves; X-003 is planned: then everything is 0
 *   X-005 is done: 0, and no way
 */
static void plant(struct fixture *fixture)
{
	struct sheet *sheet = fixture->sheet;

	tree_set(sheet, tree_add(sheet, "", "名簿 <外> & \"内\""), TREE_GATE, "or");
	tree_set(sheet, tree_add(sheet, "X-001", "社員"), TREE_GATE, "and");
	size_t key = add_leaf(fixture, "X-002", "鍵を取る", "10", "20000", "1");
	tree_set(sheet, key, TREE_PLANNED, "1");
	tree_set(sheet, key, TREE_MEASURE, "鍵 & 箱");
	add_leaf(fixture, "X-002", "夜に\\入る", "50", "5000", "2");
	size_t theft = add_leaf(fixture, "X-001", "盗む", "20", "100000", "3");
	tree_set(sheet, theft, TREE_DONE, "1");
	tree_set(sheet, theft, TREE_MEASURE, "警備");
	tree_add(sheet, "", "別の木");
}

static void test_export_tree__adtool(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	plant(&fixture);
	assert_string_equal(
	    write_as(&fixture, "adtool", "X-001"),
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<adtree>\n"
	    " <node refinement=\"disjunctive\">\n"
	    "  <label>名簿 &lt;外&gt; &amp; &quot;内&quot;</label>\n"
	    "  <parameter domainId=\"ProbSucc1\" category=\"derived\">0.05</parameter>\n"
	    "  <parameter domainId=\"MinCost2\" category=\"derived\">25000</parameter>\n"
	    "  <parameter domainId=\"MinSkill3\" category=\"derived\">2</parameter>\n"
	    "  <node refinement=\"conjunctive\">\n"
	    "   <label>社員</label>\n"
	    "   <parameter domainId=\"ProbSucc1\" category=\"derived\">0.05</parameter>\n"
	    "   <parameter domainId=\"MinCost2\" category=\"derived\">25000</parameter>\n"
	    "   <parameter domainId=\"MinSkill3\" category=\"derived\">2</parameter>\n"
	    "   <node refinement=\"disjunctive\">\n"
	    "    <label>鍵を取る</label>\n"
	    "    <comment>対策 鍵 &amp; 箱 (予定)</comment>\n"
	    "    <parameter domainId=\"ProbSucc1\" category=\"basic\">0.1</parameter>\n"
	    "    <parameter domainId=\"MinCost2\" category=\"basic\">20000</parameter>\n"
	    "    <parameter domainId=\"MinSkill3\" category=\"basic\">1</parameter>\n"
	    "   </node>\n"
	    "   <node refinement=\"disjunctive\">\n"
	    "    <label>夜に\\入る</label>\n"
	    "    <parameter domainId=\"ProbSucc1\" category=\"basic\">0.5</parameter>\n"
	    "    <parameter domainId=\"MinCost2\" category=\"basic\">5000</parameter>\n"
	    "    <parameter domainId=\"MinSkill3\" category=\"basic\">2</parameter>\n"
	    "   </node>\n"
	    "  </node>\n"
	    "  <node refinement=\"disjunctive\">\n"
	    "   <label>盗む</label>\n"
	    "   <comment>対策 警備 (済)</comment>\n"
	    "   <parameter domainId=\"ProbSucc1\" category=\"basic\">0</parameter>\n"
	    "  </node>\n"
	    " </node>\n"
	    " <domain id=\"ProbSucc1\">\n"
	    "  <class>lu.uni.adtool.domains.predefined.ProbSucc</class>\n"
	    "  <tool>ADTool</tool>\n"
	    " </domain>\n"
	    " <domain id=\"MinCost2\">\n"
	    "  <class>lu.uni.adtool.domains.predefined.MinCost</class>\n"
	    "  <tool>ADTool</tool>\n"
	    " </domain>\n"
	    " <domain id=\"MinSkill3\">\n"
	    "  <class>lu.uni.adtool.domains.predefined.MinSkill</class>\n"
	    "  <tool>ADTool</tool>\n"
	    " </domain>\n"
	    "</adtree>\n");
	end(&fixture);
}

/* To ADTool leaves called the same are one: the second gets its id. Inner nodes do not matter. */
static void test_export_tree__adtool_leaves_are_told_apart(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	tree_add(fixture.sheet, "", "写す");
	tree_add(fixture.sheet, "X-001", "写す");
	tree_add(fixture.sheet, "X-001", "写す");
	tree_add(fixture.sheet, "X-001", "");
	const char *xml = write_as(&fixture, "adtool", "X-001");
	assert_non_null(strstr(xml, " <node refinement=\"disjunctive\">\n  <label>写す</label>\n"
	                            "  <node refinement=\"disjunctive\">\n   <label>写す</label>\n  </node>\n"
	                            "  <node refinement=\"disjunctive\">\n   <label>写す (X-003)</label>\n"
	                            "  </node>\n"
	                            "  <node refinement=\"disjunctive\">\n   <label>(名前なし)</label>\n"));
	end(&fixture);
}

static void test_export_tree__dot(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	plant(&fixture);
	const char *dot = write_as(&fixture, "dot", "X-001");
	const char *body = strstr(dot, "\t\"X-001\"");
	assert_non_null(body);
	assert_true(text_starts(dot, "digraph attack_tree {\n\trankdir=LR;\n"));
	assert_non_null(strstr(dot, "label=\"X-001  名簿 <外> &amp; \\\"内\\\"\\lみどり製作所\\l安い道 25,000円\\l独立\\l\"];\n"));
	assert_string_equal(
	    body,
	    "\t\"X-001\" [label=\"OR  名簿 <外> &amp; \\\"内\\\"\\l確率 5%  費用 25,000円  技 2\\l対策後 0%\\l\""
	    ", penwidth=2.5, color=\"#b00020\"];\n"
	    "\t\"X-002\" [label=\"AND  社員\\l確率 5%  費用 25,000円  技 2\\l対策後 0%\\l\""
	    ", peripheries=2, penwidth=2.5, color=\"#b00020\"];\n"
	    "\t\"X-001\" -> \"X-002\" [penwidth=2.5, color=\"#b00020\"];\n"
	    "\t\"X-003\" [label=\"鍵を取る\\l確率 10%  費用 20,000円  技 1\\l対策後 0%\\l対策 鍵 &amp; 箱 (予定)\\l\""
	    ", style=\"rounded,dashed\", penwidth=2.5, color=\"#b00020\"];\n"
	    "\t\"X-002\" -> \"X-003\" [penwidth=2.5, color=\"#b00020\"];\n"
	    "\t\"X-004\" [label=\"夜に\\\\入る\\l確率 50%  費用 5,000円  技 2\\l\""
	    ", penwidth=2.5, color=\"#b00020\"];\n"
	    "\t\"X-002\" -> \"X-004\" [penwidth=2.5, color=\"#b00020\"];\n"
	    "\t\"X-005\" [label=\"盗む\\l確率 0%\\l対策 警備 (済)\\l\""
	    ", style=\"rounded,dashed\", color=gray60, fontcolor=gray40];\n"
	    "\t\"X-001\" -> \"X-005\";\n"
	    "}\n");
	end(&fixture);
}

static void test_export_tree__text_reads_back(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	plant(&fixture);
	assert_string_equal(write_as(&fixture, "text", "X-002"),
	                    "[AND] 社員\n"
	                    "  鍵を取る  (確率=10%, 費用=20000, 要る技=1, 対策=\"鍵 & 箱\", 予定)\n"
	                    "  夜に\\入る  (確率=50%, 費用=5000, 要る技=2)\n");
	end(&fixture);
}

/*
 * Boxes are 110 wide at least; a meta line is 13 high, a label 17, the padding 14: 44 in all; 12
 * below each. Two children: 2 x 56 = 112 for their bands, and the root in the middle of 100:
 * (112 - 12 - 44) / 2 = 28. The head is 18 + 6 and 12 + 6 below a margin of 16, and again 16: 74.
 * The next column begins at 110 + 38 + 30 = 178.
 */
static void test_export_tree__svg_of_a_plain_tree(void **state)
{
	static const char text[] = " xml:space=\"preserve\">";
	struct fixture fixture;
	struct str want = {0};

	(void)state;
	begin(&fixture, true);
	tree_add(fixture.sheet, "", "根<");
	tree_add(fixture.sheet, "X-001", "左");
	tree_add(fixture.sheet, "X-001", "右");
	str_addf(&want,
	         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	         "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"222\" viewBox=\"0 0 320 222\" "
	         "role=\"img\" xml:lang=\"ja\" font-family=\"Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, "
	         "Yu Gothic, Meiryo, IPAexGothic, sans-serif\">\n"
	         "<title>X-001  根&lt;</title>\n"
	         "<desc>みどり製作所</desc>\n"
	         "<rect width=\"320\" height=\"222\" fill=\"#ffffff\"/>\n"
	         "<text x=\"16\" y=\"34\" font-size=\"18\" fill=\"#1a1a1a\" font-weight=\"bold\"%sX-001  根&lt;</text>\n"
	         "<text x=\"16\" y=\"52\" font-size=\"12\" fill=\"#5f5f5f\"%sみどり製作所</text>\n"
	         "<g fill=\"none\">\n"
	         "<path d=\"M126 124H179V96H194\" stroke=\"#555555\" stroke-width=\"1\"/>\n"
	         "<path d=\"M126 124H179V152H194\" stroke=\"#555555\" stroke-width=\"1\"/>\n"
	         "</g>\n",
	         text, text);
	str_addf(&want,
	         "<g>\n"
	         "<rect x=\"16\" y=\"102\" width=\"110\" height=\"44\" rx=\"5\" fill=\"#f7f3e8\" stroke=\"#555555\" "
	         "stroke-width=\"1\"/>\n"
	         "<text x=\"25\" y=\"118\" font-size=\"9\" fill=\"#5f5f5f\"%sX-001</text>\n"
	         "<text x=\"25\" y=\"135\" font-size=\"13\" fill=\"#1a1a1a\" font-weight=\"bold\"%s根&lt;</text>\n"
	         "</g>\n",
	         text, text);
	for (int i = 0; i < 2; i++)
		str_addf(&want,
		         "<g>\n"
		         "<rect x=\"194\" y=\"%d\" width=\"110\" height=\"44\" rx=\"5\" fill=\"#ffffff\" "
		         "stroke=\"#555555\" stroke-width=\"1\"/>\n"
		         "<text x=\"203\" y=\"%d\" font-size=\"9\" fill=\"#5f5f5f\"%sX-00%d</text>\n"
		         "<text x=\"203\" y=\"%d\" font-size=\"13\" fill=\"#1a1a1a\"%s%s</text>\n"
		         "</g>\n",
		         74 + 56 * i, 90 + 56 * i, text, 2 + i, 107 + 56 * i, text, i ? "右" : "左");
	str_add(&want, "</svg>\n");
	assert_string_equal(write_as(&fixture, "svg", "X-001"), str_text(&want));
	str_release(&want);
	end(&fixture);
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (; (text = strstr(text, part)); text++)
		count++;
	return count;
}

static void test_export_tree__svg_shows_what_holds(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	plant(&fixture);
	const char *svg = write_as(&fixture, "svg", "X-001");
	/* The cheapest way: and the legend; three edges of it. */
	assert_int_equal(count_of(svg, "stroke=\"#b00020\" stroke-width=\"2.5\"/>"), 4 + 3);
	assert_int_equal(count_of(svg, "stroke=\"#b00020\" stroke-width=\"2.5\" stroke-dasharray"), 1);
	/* In the tree and in the legend. */
	assert_int_equal(count_of(svg, "line-through"), 2);
	assert_int_equal(count_of(svg, "stroke-dasharray=\"6 3\""), 2);
	assert_non_null(strstr(svg, "text-decoration=\"line-through\" xml:space=\"preserve\">盗む</text>"));
	assert_int_equal(count_of(svg, ">AND</text>"), 1);
	assert_int_equal(count_of(svg, ">OR</text>"), 1);
	assert_non_null(strstr(svg, "<desc>みどり製作所\n確率 5%  費用 25,000円  技 2  対策後 0%</desc>"));
	assert_non_null(strstr(svg, ">安い道 25,000円</text>"));
	assert_non_null(strstr(svg, ">独立</text>"));
	end(&fixture);
}

static void test_export_tree__says_what_is_missing(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	tree_add(fixture.sheet, "", "根");
	add_leaf(&fixture, "X-001", "まだ", "", "", "");
	add_leaf(&fixture, "X-001", "ごくまれ", "0.02", "", "");
	const char *dot = write_as(&fixture, "dot", "X-001");
	assert_non_null(strstr(dot, "[label=\"OR  根\\l未定 1\\l\"];"));
	assert_non_null(strstr(dot, "[label=\"ごくまれ\\l確率 0.02%\\l\"];"));
	end(&fixture);
}

static const char *const awkward[] = {
	"\"quotes\" 'single'", "<b>&amp;</b> ]]>", "一行目\n二行目\r\n三", "\x01\x1b[2J\x7f", "\xed\xb2\x82held",
	"👩‍💻と🇯🇵", "\\N \\l \\", "とても長い、とても長い、とても長い、とても長い、とても長い、とても長い、とても長い名前",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\xef\xbf\xbf", "-->", "{}", "",
};
enum { AWKWARD = sizeof(awkward) / sizeof(*awkward) };

/* Only what XML 1.0 allows, and a tab or a newline at most. */
static void assert_legal(const char *text)
{
	size_t len = strlen(text);

	assert_true(utf8_is_valid(text, len));
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		at += utf8_decode(text + at, len - at, &cp);
		assert_true(cp >= 0x20 || cp == '\n' || cp == '\t');
		assert_true(cp != 0xfffe && cp != 0xffff);
	}
}

static void test_export_tree__only_legal_characters(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	tree_add(fixture.sheet, "", "根\x02");
	for (size_t i = 0; i < AWKWARD; i++) {
		size_t row = add_leaf(&fixture, "X-001", awkward[i], "10", "1000", "1");
		tree_set(fixture.sheet, row, TREE_MEASURE, awkward[AWKWARD - 1 - i]);
	}
	for (size_t i = 0; tree_writer_at(i); i++)
		assert_legal(write_as(&fixture, tree_writer_at(i)->name, "X-001"));
	const char *xml = write_as(&fixture, "adtool", "X-001");
	assert_non_null(strstr(xml, "<label>根\xef\xbf\xbd</label>"));
	assert_non_null(strstr(xml, "<label>&lt;b&gt;&amp;amp;&lt;/b&gt; ]]&gt;</label>"));
	assert_non_null(strstr(xml, "<label>一行目\n二行目\n三</label>"));
	assert_non_null(strstr(xml, "<label>\xef\xbf\xbd\xef\xbf\xbd[2J\x7f</label>"));
	assert_non_null(strstr(xml, "<label>\xef\xbf\xbdheld</label>"));
	end(&fixture);
}

/* ---- many nodes ---- */

enum { MANY = 5000 };

/* Below one of the rows before it, some near, some far: wide and deep places. */
static void plant_many(struct fixture *fixture)
{
	unsigned seed = 1;
	char parent[64] = "", label[64];

	for (unsigned i = 0; i < MANY; i++) {
		seed = seed * 1103515245u + 12345u;
		unsigned number = seed / 65536, back = number % 4 ? number / 4 % 10 + 1 : number;
		snprintf(parent, sizeof(parent), "X-%03u", i > 0 ? i - (back - 1) % i : 0);
		snprintf(label, sizeof(label), "手段その%u、何かをする", i);
		size_t row = add_leaf(fixture, i > 0 ? parent : "", label, "3", "1000", "2");
		tree_set(fixture->sheet, row, TREE_GATE, i % 3 ? "or" : "and");
	}
}

struct box {
	int x, y, width, height;
};

static int by_place(const void *a, const void *b)
{
	const struct box *one = a, *other = b;

	return one->x != other->x ? (one->x > other->x) - (one->x < other->x)
	                          : (one->y > other->y) - (one->y < other->y);
}

/* All in the picture, and in each column one below the other. */
static void assert_no_overlap(const char *svg)
{
	struct box *boxes = mem_zero(MANY, sizeof(*boxes));
	int width, height;
	size_t count = 0;

	const char *size = strstr(svg, "width=\"") + strlen("width=\"");
	width = (int)strtol(size, NULL, 10);
	height = (int)strtol(strstr(size, "height=\"") + strlen("height=\""), NULL, 10);
	for (const char *at = svg; *at; at += strcspn(at, "\n") + 1) {
		struct box box;
		int round = 0;
		char line[100];
		text_copy(line, strcspn(at, "\n") < sizeof(line) ? strcspn(at, "\n") + 1 : sizeof(line), at);
		sscanf(line, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"", &box.x, &box.y,
		       &box.width, &box.height, &round);
		if (round == 5 && count < MANY)
			boxes[count++] = box;
	}
	assert_int_equal(count, MANY);
	qsort(boxes, count, sizeof(*boxes), by_place);
	for (size_t i = 0; i < count; i++) {
		const struct box *box = &boxes[i], *next = box + 1;
		assert_true(box->x >= 0 && box->y >= 0 && box->x + box->width <= width && box->y + box->height <= height);
		if (i + 1 < count && next->x == box->x)
			assert_true(next->y >= box->y + box->height);
		else if (i + 1 < count)
			assert_true(next->x >= box->x + box->width);
	}
	free(boxes);
}

static void test_export_tree__many_nodes(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, false);
	plant_many(&fixture);
	for (size_t i = 0; tree_writer_at(i); i++) {
		clock_t before = clock();
		const char *text = write_as(&fixture, tree_writer_at(i)->name, "X-001");
		/* Of the processor's time, for machines are busy; some 50 ms with sanitizers. */
		assert_true(clock() - before < CLOCKS_PER_SEC / 2);
		if (text_is(tree_writer_at(i)->name, "svg"))
			assert_no_overlap(text);
		else
			assert_true(strlen(text) > MANY * 20);
	}
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_export_tree__adtool),
		cmocka_unit_test(test_export_tree__adtool_leaves_are_told_apart),
		cmocka_unit_test(test_export_tree__dot),
		cmocka_unit_test(test_export_tree__text_reads_back),
		cmocka_unit_test(test_export_tree__svg_of_a_plain_tree),
		cmocka_unit_test(test_export_tree__svg_shows_what_holds),
		cmocka_unit_test(test_export_tree__says_what_is_missing),
		cmocka_unit_test(test_export_tree__only_legal_characters),
		cmocka_unit_test(test_export_tree__many_nodes),
	};

	return cmocka_run_group_tests_name("export_tree", tests, NULL, NULL);
}
