/*
 * tree_writer.h - an attack tree as a file for people who have other programs.
 *
 * One interface, one file per format: svg (a picture, ours alone), dot (Graphviz), adtool (the
 * XML of ADTool 2) and text (indented, reads back: model/outline_text.h). Any worksheet of kind
 * tree can be written; without the fields of an attack tree there are only its labels.
 *
 * What comes out is UTF-8 and holds only characters that XML allows: others, and bytes that
 * are no text, come out as U+FFFD. The same tree gives the same bytes.
 */
#ifndef SONAE_EXPORT_TREE_WRITER_H
#define SONAE_EXPORT_TREE_WRITER_H

#include "sonae/base/lang.h"
#include "sonae/base/str.h"
#include "sonae/model/attack_tree.h"

/* What the writers say besides the tree's own texts: X(NAME, text id in section [tree_file]) */
#define TREE_WORDS(X)                                                         \
	X(OR, "or") X(AND, "and") X(PROBABILITY, "probability") X(COST, "cost") \
	X(YEN, "yen") X(SKILL, "skill") X(MISSING, "missing")                 \
	X(AFTER, "after") X(MEASURE, "measure") X(DONE, "done")               \
	X(PLANNED, "planned") X(CHEAPEST, "cheapest") X(NO_LABEL, "no_label") \
	X(INDEPENDENT, "independent") X(BEST, "best")

enum tree_word {
#define TREE_WORD_ENUM(NAME, name) TREE_WORD_##NAME,
	TREE_WORDS(TREE_WORD_ENUM)
#undef TREE_WORD_ENUM
	TREE_WORD_COUNT
};

/* All borrowed. */
struct tree_file {
	const struct sheet *sheet;
	const struct attack_tree *tree;
	bool has_values;     /* attack_tree_read found an attack tree */
	size_t root;         /* the node to write, with all below it */
	enum lang lang;
	const char *subject; /* whose tree and what kind: "みどり製作所  攻撃の木" */
	const char *words[TREE_WORD_COUNT];
};

struct tree_writer {
	const char *name;      /* "adtool", as in --only */
	const char *extension; /* "xml" */
	void (*write)(const struct tree_file *file, struct str *out); /* appends */
};

/* NULL when there is none of that name; in order, NULL after the last. */
const struct tree_writer *tree_writer_find(const char *name);
const struct tree_writer *tree_writer_at(size_t index);

#endif
