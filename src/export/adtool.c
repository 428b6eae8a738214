/*
 * adtool.c - ADTool's XML, which other programs read too.
 *
 *     <adtree>
 *      <node refinement="disjunctive">
 *       <label>…</label>
 *       <comment>…</comment>
 *       <parameter domainId="ProbSucc1" category="basic">0.1</parameter>
 *       <node>…</node>
 *      </node>
 *      <domain id="ProbSucc1"><class>…</class><tool>…</tool></domain>
 *     </adtree>
 *
 * To ADTool leaves of the same label are one and the same and share their values, so what is
 * called like another leaf gets its row's id. What is not said is left out, for then ADTool
 * takes infinity, as we do; a leaf that is cut off has probability 0 and nothing else.
 */
#include "tree_parts.h"

#include "sonae/model/number.h"

#include <math.h>

enum { PLACES = 9 };

/* "predefined" is read by ADTool 1 and 2, "adtpredefined" by 2 alone. */
static const char *const classes[] = {"ProbSucc", "MinCost", "MinSkill"};
enum { DOMAIN_PROBABILITY, DOMAIN_COST, DOMAIN_SKILL, DOMAINS };

struct writing {
	const struct tree_file *file;
	struct str *out;
	struct map leaves; /* labels taken by leaves so far */
};

static void indent(struct str *out, int depth)
{
	str_add_repeat(out, ' ', (size_t)depth);
}

static void add_parameter(struct writing *to, int depth, int domain, bool is_leaf, double value)
{
	struct str number = {0};

	if (!isfinite(value))
		return;
	number_write(value, PLACES, &number);
	indent(to->out, depth);
	str_addf(to->out, "<parameter domainId=\"%s%d\" category=\"%s\">%s</parameter>\n", classes[domain],
	         domain + 1, is_leaf ? "basic" : "derived", str_text(&number));
	str_release(&number);
}

/* ADTool counts an OR as "at least one": the best path's value is none of its own. */
static void add_parameters(struct writing *to, size_t node, int depth)
{
	const struct attack_node *is = tree_node_at(to->file, node);

	if (!is)
		return;
	bool is_leaf = is->gate == ATTACK_LEAF;
	if (is_leaf || !to->file->tree->best_path)
		add_parameter(to, depth, DOMAIN_PROBABILITY, is_leaf, is->now.probability);
	add_parameter(to, depth, DOMAIN_COST, is_leaf, is->now.cost);
	add_parameter(to, depth, DOMAIN_SKILL, is_leaf, is->now.skill);
}

static void add_element(struct str *out, int depth, const char *name, const struct str *text)
{
	indent(out, depth);
	str_addf(out, "<%s>", name);
	xml_add(str_text(text), text->len, out);
	str_addf(out, "</%s>\n", name);
}

static void add_label(struct writing *to, size_t node, int depth)
{
	const char *label = tree_label(to->file, node);
	struct str text = {0};
	bool is_new = true;

	str_add(&text, label);
	if (tree_gate(to->file, node) == ATTACK_LEAF)
		map_put(&to->leaves, label, &is_new);
	if (!is_new)
		str_addf(&text, " (%s)", tree_row_id(to->file, node));
	add_element(to->out, depth, "label", &text);
	str_release(&text);
}

static void add_comment(struct writing *to, size_t node, int depth)
{
	struct str text = {0};

	tree_add_measure(to->file, node, &text);
	if (text.len > 0)
		add_element(to->out, depth, "comment", &text);
	str_release(&text);
}

static void open_node(struct writing *to, size_t node, int depth)
{
	bool is_and = tree_gate(to->file, node) == ATTACK_AND;

	indent(to->out, depth);
	str_addf(to->out, "<node refinement=\"%s\">\n", is_and ? "conjunctive" : "disjunctive");
	add_label(to, node, depth + 1);
	add_comment(to, node, depth + 1);
	add_parameters(to, node, depth + 1);
}

/* Those of the levels from `from` up to `to_depth`, the deepest first. */
static void close_nodes(struct str *out, int from, int to_depth)
{
	for (int depth = from; depth >= to_depth; depth--) {
		indent(out, depth);
		str_add(out, "</node>\n");
	}
}

static void add_domains(struct str *out)
{
	for (int i = 0; i < DOMAINS; i++)
		str_addf(out,
		         " <domain id=\"%s%d\">\n  <class>lu.uni.adtool.domains.predefined.%s</class>\n"
		         "  <tool>ADTool</tool>\n </domain>\n",
		         classes[i], i + 1, classes[i]);
}

static void write_adtool(const struct tree_file *file, struct str *out)
{
	const struct outline *outline = &file->tree->outline;
	struct writing to = {.file = file, .out = out};
	int top = outline->at.at[file->root].depth - 1, before = 0;

	str_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<adtree>\n");
	for (size_t node = file->root; node <= tree_last(file); node++) {
		int depth = outline->at.at[node].depth - top;
		close_nodes(out, before, depth);
		open_node(&to, node, depth);
		before = depth;
	}
	close_nodes(out, before, 1);
	if (file->has_values)
		add_domains(out);
	str_add(out, "</adtree>\n");
	map_release(&to.leaves);
}

const struct tree_writer tree_adtool = {"adtool", "xml", write_adtool};
