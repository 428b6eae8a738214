/* attack_paths.c - the best ways through an attack tree, from the leaves up. */
#include "attack_priv.h"
#include <math.h>

/*
 * A way is a leaf, or two ways taken together; shared by all the ways it is a part of:
 *
 *     AND of three leaves a b c:   ((a + b) + c)      OR: whichever of its children's ways
 *
 * Each node has its best ways, the best first and no more than were asked for: more of a node
 * are never part of a best one above it.
 */
struct way {
	double value;
	size_t leaf;        /* the node, or OUTLINE_NONE: */
	size_t left, right; /* then the two ways, by index */
};

struct ways { /* of one node; indices, the best first */
	VEC(size_t) at;
};

struct search {
	const struct attack_tree *tree;
	bool planned;
	size_t most;
	bool likeliest; /* values are probabilities, multiplied; else costs, added */
	VEC(struct way) way;
	struct ways *of;      /* by node, from the root on */
	VEC(size_t) together; /* ways of an AND being collected */
};

static double value_at(const struct search *search, size_t way)
{
	return search->way.at[way].value;
}

/* Equals are not better: what stands first in the tree stays first. */
static bool is_better(const struct search *search, size_t way, size_t than)
{
	double a = value_at(search, way), b = value_at(search, than);

	return !value_number_equals(a, b) && (search->likeliest ? a > b : a < b);
}

/* Puts `way` to its place, if it is among the best. False: it is not. */
static bool keep(const struct search *search, struct ways *ways, size_t way)
{
	size_t place = ways->at.count;

	while (place > 0 && is_better(search, way, ways->at.at[place - 1]))
		place--;
	if (place >= search->most)
		return false;
	vec_insert(&ways->at, place, way);
	if (ways->at.count > search->most)
		ways->at.count--;
	return true;
}

static bool can_be_walked(const struct search *search, double value)
{
	return search->likeliest ? value > 0 : isfinite(value);
}

static void leaf_way(struct search *search, size_t leaf, struct ways *ways)
{
	const struct attack_value *value = attack_value_of(search->tree, leaf, search->planned);
	struct way way = { search->likeliest ? value->probability : value->cost, leaf, 0, 0 };

	if (!can_be_walked(search, way.value))
		return;
	vec_push(&ways->at, search->way.count);
	vec_push(&search->way, way);
}

/* One or the other; both have the best first. */
static void either(const struct search *search, struct ways *ways, const struct ways *child)
{
	for (size_t i = 0; i < child->at.count; i++) {
		if (!keep(search, ways, child->at.at[i]))
			return;
	}
}

static size_t combine(struct search *search, size_t left, size_t right)
{
	double a = value_at(search, left), b = value_at(search, right);
	struct way way = { search->likeliest ? a * b : a + b, OUTLINE_NONE, left, right };

	vec_push(&search->way, way);
	return search->way.count - 1;
}

/* Both. Of the i-th best with the j-th best (from 1), i times j are as good or better: those
 * past `most` need not be tried. */
static void both(struct search *search, struct ways *ways, const struct ways *child)
{
	struct ways sums = { 0 };

	for (size_t i = 0; i < ways->at.count; i++) {
		size_t few = search->most / (i + 1);
		for (size_t j = 0; j < child->at.count && j < few; j++) {
			size_t way = combine(search, ways->at.at[i], child->at.at[j]);
			if (!keep(search, &sums, way))
				search->way.count--;
		}
	}
	vec_release(&ways->at);
	*ways = sums;
}

/* The ways of the node's children, which are given up, make those of the node. */
static void inner_ways(struct search *search, size_t root, size_t node)
{
	const struct outline *outline = &search->tree->outline;
	bool is_and = search->tree->at.at[node].gate == ATTACK_AND;
	struct ways *ways = &search->of[node - root];

	*ways = search->of[node + 1 - root]; /* its first child's */
	for (size_t child = outline_next(outline, node + 1); child != OUTLINE_NONE;
	     child = outline_next(outline, child)) {
		struct ways *others = &search->of[child - root];
		if (is_and)
			both(search, ways, others);
		else
			either(search, ways, others);
		vec_release(&others->at);
	}
}

static int compare_leaves(const void *left, const void *right)
{
	const size_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void write_path(struct search *search, size_t way, struct attack_path *path)
{
	path->value = value_at(search, way);
	vec_clear(&search->together);
	vec_push(&search->together, way);
	while (search->together.count > 0) {
		struct way at = search->way.at[search->together.at[--search->together.count]];
		if (at.leaf != OUTLINE_NONE) {
			vec_push(&path->leaves, at.leaf);
			continue;
		}
		vec_push(&search->together, at.left);
		vec_push(&search->together, at.right);
	}
	qsort(path->leaves.at, path->leaves.count, sizeof(*path->leaves.at), compare_leaves);
}

static void find_paths(struct search *search, size_t root, struct attack_paths *out)
{
	size_t count = search->tree->outline.at.at[root].below + 1;
	struct ways *best = search->of = mem_zero(count, sizeof(*best));

	for (size_t node = root + count; node-- > root;) {
		if (search->tree->at.at[node].gate == ATTACK_LEAF)
			leaf_way(search, node, &search->of[node - root]);
		else
			inner_ways(search, root, node);
	}
	for (size_t i = 0; i < best->at.count; i++)
		write_path(search, best->at.at[i], vec_add(&out->at));
	vec_release(&best->at);
	free(best);
	vec_release(&search->way);
	vec_release(&search->together);
}

static void clear(struct attack_paths *paths)
{
	for (size_t i = 0; i < paths->at.count; i++)
		vec_release(&paths->at.at[i].leaves);
	vec_clear(&paths->at);
}

void attack_cheapest(const struct attack_tree *tree, size_t root, bool planned, size_t most,
                     struct attack_paths *out)
{
	struct search search = { .tree = tree, .planned = planned, .most = most };

	clear(out);
	if (most > 0)
		find_paths(&search, root, out);
}

void attack_likeliest(const struct attack_tree *tree, size_t root, bool planned, size_t most,
                      struct attack_paths *out)
{
	struct search search = { .tree = tree, .planned = planned, .most = most, .likeliest = true };

	clear(out);
	if (most > 0)
		find_paths(&search, root, out);
}

void attack_paths_release(struct attack_paths *paths)
{
	clear(paths);
	vec_release(&paths->at);
}
