/*
 * dot.c - for Graphviz: dot -Tsvg X-001.dot, and whatever else it can make.
 *
 * From left to right, for Japanese labels are wide and lines of them low. An AND is drawn
 * double, a leaf that is cut off grey and dashed, one that is tried dashed; what is on the
 * cheapest way has a thick border.
 */
#include "tree_parts.h"

#include "sonae/base/wrap.h"

enum { LABEL_COLS = 32, VALUES_COLS = 60, TITLE_COLS = 100 };

static const char head[] =
    "\trankdir=LR;\n"
    "\tnodesep=0.15;\n"
    "\tranksep=0.4;\n"
    "\tcharset=\"UTF-8\";\n"
    "\tnode [shape=box, style=rounded, fontsize=11, margin=\"0.12,0.06\"";
/* The first that is there draws the Japanese. */
static const char fonts[] =
    "Noto Sans CJK JP,Noto Sans JP,Hiragino Sans,Yu Gothic,Meiryo,IPAexGothic,sans-serif";

/* Quotation marks and backslashes are DOT's, & would begin an entity. */
static void add_escaped(const char *text, size_t len, struct str *out)
{
	struct str legal = {0};

	legal_add(text, len, &legal);
	for (const char *at = str_text(&legal); *at; at++) {
		if (*at == '&')
			str_add(out, "&amp;");
		else if (*at == '"' || *at == '\\')
			str_addf(out, "\\%c", *at);
		else
			str_add_byte(out, *at == '\n' ? ' ' : *at);
	}
	str_release(&legal);
}

/* Wrapped, each line ended by \l: at the left. */
static void add_lines(const char *text, int cols, struct str *out)
{
	size_t len = strlen(text);
	struct wrap_line line;

	for (size_t at = 0; len > 0 && wrap_next(text, len, at, cols, &line); at = line.next) {
		add_escaped(text + line.at, line.len, out);
		str_add(out, "\\l");
	}
}

static void add_gate(const struct tree_file *file, size_t node, struct str *out)
{
	enum attack_gate gate = tree_gate(file, node);

	if (file->has_values && gate != ATTACK_LEAF)
		str_addf(out, "%s  ", file->words[gate == ATTACK_AND ? TREE_WORD_AND : TREE_WORD_OR]);
}

static void add_label(const struct tree_file *file, size_t node, struct str *out)
{
	struct str text = {0};

	add_gate(file, node, &text);
	str_add(&text, tree_label(file, node));
	add_lines(str_text(&text), LABEL_COLS, out);
	str_clear(&text);
	tree_add_values(file, node, &text);
	add_lines(str_text(&text), VALUES_COLS, out);
	str_clear(&text);
	tree_add_what_if(file, node, &text);
	add_lines(str_text(&text), VALUES_COLS, out);
	str_clear(&text);
	tree_add_measure(file, node, &text);
	add_lines(str_text(&text), LABEL_COLS, out);
	str_release(&text);
}

static void add_look(const struct tree_file *file, size_t node, bool is_cheapest, struct str *out)
{
	const struct attack_node *is = tree_node_at(file, node);

	if (!is)
		return;
	if (is->gate == ATTACK_AND)
		str_add(out, ", peripheries=2");
	if (is->gate == ATTACK_LEAF && is->done)
		str_add(out, ", style=\"rounded,dashed\", color=gray60, fontcolor=gray40");
	else if (is->gate == ATTACK_LEAF && is->planned)
		str_add(out, ", style=\"rounded,dashed\"");
	if (is_cheapest)
		str_add(out, ", penwidth=2.5, color=\"#b00020\"");
}

static void add_node(const struct tree_file *file, size_t node, const bool *cheapest,
                     struct str *out)
{
	const struct outline_node *is = &file->tree->outline.at.at[node];

	str_add(out, "\t\"");
	add_escaped(tree_row_id(file, node), strlen(tree_row_id(file, node)), out);
	str_add(out, "\" [label=\"");
	add_label(file, node, out);
	str_add_byte(out, '"');
	add_look(file, node, cheapest[node], out);
	str_add(out, "];\n");
	if (node == file->root)
		return;
	str_add(out, "\t\"");
	add_escaped(tree_row_id(file, is->parent), strlen(tree_row_id(file, is->parent)), out);
	str_add(out, "\" -> \"");
	add_escaped(tree_row_id(file, node), strlen(tree_row_id(file, node)), out);
	str_addf(out, "\"%s;\n", cheapest[node] ? " [penwidth=2.5, color=\"#b00020\"]" : "");
}

static void add_title(const struct tree_file *file, struct str *out)
{
	struct str text = {0};

	str_addf(&text, "%s  %s\n%s\n", tree_row_id(file, file->root), tree_label(file, file->root),
	         file->subject);
	tree_add_cheapest(file, &text);
	if (file->has_values)
		str_addf(&text, "\n%s", tree_assumption(file));
	add_lines(str_text(&text), TITLE_COLS, out);
	str_release(&text);
}

static void write_dot(const struct tree_file *file, struct str *out)
{
	bool *cheapest = tree_cheapest_nodes(file);

	str_addf(out, "digraph attack_tree {\n%s, fontname=\"%s\"];\n", head, fonts);
	str_addf(out,
	         "\tedge [arrowhead=none];\n"
	         "\tgraph [labelloc=t, labeljust=l, fontsize=12, fontname=\"%s\", label=\"", fonts);
	add_title(file, out);
	str_add(out, "\"];\n");
	for (size_t node = file->root; node <= tree_last(file); node++)
		add_node(file, node, cheapest, out);
	str_add(out, "}\n");
	free(cheapest);
}

const struct tree_writer tree_dot = {"dot", "dot", write_dot};
