/* tree_parts.h - what the writers of trees share. */
#ifndef SONAE_SRC_EXPORT_TREE_PARTS_H
#define SONAE_SRC_EXPORT_TREE_PARTS_H

#include "sonae/export/tree_writer.h"

extern const struct tree_writer tree_svg, tree_dot, tree_adtool, tree_text;

/* ---- tree_parts.c: what is said about a node ---- */

/* The last node below the root. */
size_t tree_last(const struct tree_file *file);
const char *tree_row_id(const struct tree_file *file, size_t node);
/* The field's cell; "" without such a field. */
const char *tree_cell(const struct tree_file *file, size_t node, const char *field);
/* What it is called, never empty. */
const char *tree_label(const struct tree_file *file, size_t node);
/* NULL without values. */
const struct attack_node *tree_node_at(const struct tree_file *file, size_t node);
/* ATTACK_LEAF for what has nothing below it. */
enum attack_gate tree_gate(const struct tree_file *file, size_t node);
/* The nodes of the cheapest way, by index from 0 to tree_last; all false when there is none.
 * The caller frees. */
bool *tree_cheapest_nodes(const struct tree_file *file);

/* Appended: "確率 34.1%  費用 10,000円  技術 1" (what is known of it), "対策後 26.8%" (nothing when
 * that is the same), "対策: 接続禁止 (済)". */
void tree_add_values(const struct tree_file *file, size_t node, struct str *out);
void tree_add_what_if(const struct tree_file *file, size_t node, struct str *out);
void tree_add_measure(const struct tree_file *file, size_t node, struct str *out);
/* How the probability is counted; the cheapest way and what it costs. */
const char *tree_assumption(const struct tree_file *file);
void tree_add_cheapest(const struct tree_file *file, struct str *out);

/* ---- legal.c ---- */

/* Appends the text with what XML forbids as U+FFFD; a carriage return is a newline. */
void legal_add(const char *text, size_t len, struct str *out);
/* The same with < > & " ' as entities: fit for content and for attributes. */
void xml_add(const char *text, size_t len, struct str *out);

#endif
