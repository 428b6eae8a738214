/* attack_effects.c - what taking one leaf away would do, for all leaves in one walk down. */
#include "attack_priv.h"
#include <math.h>

/*
 * The root's probability as one node's, x, changes and all else stays:
 *
 *     without + factor * x        or, where OR takes the greatest,  max(without, factor * x)
 *
 * which are attack_either(without, factor * x) but for the independent case, where they can
 * not happen both. Known for a node, it is known for its children: of an AND, x is the child
 * times the others; of an OR, the child or the others.
 */
struct share {
	double without, factor;
};

struct walk {
	const struct attack_tree *tree;
	size_t root;
	struct share *of; /* by node, from the root on */
	VEC(size_t) children;
	VEC(double) before; /* of the children: what those before it amount to together */
};

static double probability(const struct walk *walk, size_t node)
{
	return attack_value_of(walk->tree, node, false)->probability;
}

static double together(const struct walk *walk, enum attack_gate gate, double x, double y)
{
	return gate == ATTACK_AND ? x * y : attack_either(walk->tree, x, y);
}

static struct share share_of_child(const struct walk *walk, enum attack_gate gate,
                                   struct share share, double others)
{
	if (gate == ATTACK_AND)
		return (struct share){ share.without, share.factor * others };
	if (walk->tree->best_path)
		return (struct share){ fmax(share.without, share.factor * others), share.factor };
	return (struct share){ share.without + share.factor * others, share.factor * (1 - others) };
}

/* What the others amount to: those before a child together with those behind it. */
static void share_out(struct walk *walk, size_t node)
{
	enum attack_gate gate = walk->tree->at.at[node].gate;
	double nothing = gate == ATTACK_AND ? 1 : 0, so_far = nothing;

	vec_clear(&walk->children);
	vec_clear(&walk->before);
	for (size_t child = node + 1; child != OUTLINE_NONE;
	     child = outline_next(&walk->tree->outline, child)) {
		vec_push(&walk->children, child);
		vec_push(&walk->before, so_far);
		so_far = together(walk, gate, so_far, probability(walk, child));
	}
	double behind = nothing;
	for (size_t i = walk->children.count; i-- > 0;) {
		size_t child = walk->children.at[i];
		double others = together(walk, gate, walk->before.at[i], behind);
		walk->of[child - walk->root] =
		    share_of_child(walk, gate, walk->of[node - walk->root], others);
		behind = together(walk, gate, behind, probability(walk, child));
	}
}

static int compare_effects(const void *left, const void *right)
{
	const struct attack_effect *a = left, *b = right;

	if (!value_number_equals(a->probability, b->probability))
		return a->probability < b->probability ? -1 : 1;
	return (a->leaf > b->leaf) - (a->leaf < b->leaf);
}

void attack_effects(const struct attack_tree *tree, size_t root, size_t most,
                    struct attack_effects *out)
{
	size_t count = tree->outline.at.at[root].below + 1;
	struct walk walk = { .tree = tree, .root = root };

	vec_clear(&out->at);
	if (isnan(attack_value_of(tree, root, false)->probability))
		return;
	walk.of = mem_zero(count, sizeof(*walk.of));
	walk.of[0] = (struct share){ 0, 1 };
	for (size_t node = root; node < root + count; node++) {
		if (tree->at.at[node].gate != ATTACK_LEAF)
			share_out(&walk, node);
		else if (!tree->at.at[node].done)
			vec_push(&out->at, ((struct attack_effect){ node, walk.of[node - root].without }));
	}
	qsort(out->at.at, out->at.count, sizeof(*out->at.at), compare_effects);
	if (out->at.count > most)
		out->at.count = most;
	vec_release(&walk.children);
	vec_release(&walk.before);
	free(walk.of);
}

void attack_effects_release(struct attack_effects *effects)
{
	vec_release(&effects->at);
}
