/*
 * attack_tree.h - what an attack tree amounts to: probability, cost and skill of every node,
 * the paths through it, and what measures would change (R4 session 5, p. 134; the arithmetic
 * is the usual one of attack trees, its assumptions said on the screen).
 *
 * Leaves have a probability a year (0..1), a cost to the attacker (yen) and a skill (1..5).
 * Inner nodes are computed: OR - probability 1 - Π(1 - p), at least one succeeds, independent
 * of each other (or, by the setting tree_probability = best, the greatest: the best single
 * path), least cost, least skill; AND - Π p, sum of costs, greatest skill. A leaf whose
 * measure is in place (`done`), and in the what-if also one that is `planned`, has
 * probability 0 and infinite cost and skill. An unset cost or skill is infinite; a node above
 * an unset probability has none and says how many are missing. n/a and a value outside its
 * scale are as unset. An inner node without a gate is an OR.
 *
 * The worksheet's computed columns say the same by formulas; a test compares the two.
 */
#ifndef SONAE_MODEL_ATTACK_TREE_H
#define SONAE_MODEL_ATTACK_TREE_H

#include "sonae/base/vec.h"
#include "sonae/model/book.h"
#include "sonae/model/outline.h"
#include <stdbool.h>
#include <stddef.h>

enum attack_gate { ATTACK_LEAF, ATTACK_OR, ATTACK_AND };

struct attack_value {
	double probability; /* 0..1; NAN while `missing` */
	double cost;        /* yen; INFINITY = no way, or not said */
	double skill;       /* 1..5; INFINITY likewise */
	size_t missing;     /* leaves below without a probability */
};
struct attack_node {
	enum attack_gate gate;
	struct attack_value own;     /* of a leaf: as written; else unused */
	bool done, planned;          /* of a leaf */
	struct attack_value now;     /* done measures count */
	struct attack_value planned_too; /* planned ones too: the what-if */
};
struct attack_tree {
	struct outline outline;
	VEC(struct attack_node) at; /* one for each node of the outline */
	bool best_path;             /* the setting: OR takes the greatest */
};

/* Reads the whole worksheet (all its trees) and computes, `out` filled anew. False when a
 * field that an attack tree needs is not in the form (then only the outline is filled): gate,
 * probability, cost, skill, done, planned. */
bool attack_tree_read(struct book *book, struct sheet *sheet, struct attack_tree *out);
void attack_tree_release(struct attack_tree *tree);

/* One way to reach `root`: leaves that succeed together, none of them to spare. */
struct attack_path {
	VEC(size_t) leaves; /* nodes, in the tree's order */
	double value;       /* cost, or the product of probabilities */
};
struct attack_paths {
	VEC(struct attack_path) at; /* best first, equals in the tree's order */
};
/* At most `most` of the cheapest / likeliest ways through the tree below `root`, now or, with
 * `planned`, in the what-if. Ways that cannot be walked (infinite cost; probability 0 or
 * unset) are left out. `out` is filled anew. */
void attack_cheapest(const struct attack_tree *tree, size_t root, bool planned, size_t most,
                     struct attack_paths *out);
void attack_likeliest(const struct attack_tree *tree, size_t root, bool planned, size_t most,
                      struct attack_paths *out);
void attack_paths_release(struct attack_paths *paths);

/* What the probability of `root` would be if one more leaf were out: for each leaf below it
 * that has a probability and is not out now, the ones that help most first, equals in the
 * tree's order. None while the probability of `root` is not known. `out` is filled anew. */
struct attack_effect {
	size_t leaf;
	double probability; /* of the root then */
};
struct attack_effects {
	VEC(struct attack_effect) at;
};
void attack_effects(const struct attack_tree *tree, size_t root, size_t most,
                    struct attack_effects *out);
void attack_effects_release(struct attack_effects *effects);

#endif
