/* outline.c - from rows that name their parent to nodes in the order they are drawn. */
#include "sonae/model/outline.h"
#include "sonae/model/number.h"
#include <math.h>
#include <stdint.h>

/* A row on its way to its place: below which row, and as which of its children. */
struct child {
	size_t row, parent; /* rows; OUTLINE_NONE = at the top */
	double order;
};

/* All rows, sorted so that children of one parent stand together; where each parent's begin. */
struct family {
	struct child *child;
	size_t *first; /* by row, the top's behind them; OUTLINE_NONE = no children */
	size_t count;
};

static size_t parent_of(const struct sheet *sheet, size_t row, int parent_field)
{
	size_t parent;

	if (parent_field < 0 || !sheet_find(sheet, sheet_cell(sheet, row, (size_t)parent_field), &parent))
		return OUTLINE_NONE;
	return parent;
}

static double order_of(const struct sheet *sheet, size_t row, int order_field)
{
	double order;

	if (order_field < 0 || !number_read(sheet_cell(sheet, row, (size_t)order_field), &order))
		return INFINITY;
	return order;
}

/* Takes the rows of a circle, which `row` is in, up to the top. */
static void break_circle(struct child *child, size_t row)
{
	for (size_t at = row; child[at].parent != OUTLINE_NONE;) {
		size_t next = child[at].parent;
		child[at].parent = OUTLINE_NONE;
		at = next;
	}
}

/* Each row is walked over once: a walk ends where an earlier one was, or in a circle. */
static void break_circles(struct child *child, size_t count)
{
	size_t *walk = mem_zero(count + 1, sizeof(*walk)); /* the walk that was here; 0 = none */

	for (size_t start = 0; start < count; start++) {
		size_t at = start;
		while (at != OUTLINE_NONE && walk[at] == 0) {
			walk[at] = start + 1;
			at = child[at].parent;
		}
		if (at != OUTLINE_NONE && walk[at] == start + 1)
			break_circle(child, at);
	}
	free(walk);
}

static int compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_children(const void *left, const void *right)
{
	const struct child *a = left, *b = right;
	int result = compare_sizes(a->parent, b->parent);

	if (result == 0)
		result = (a->order > b->order) - (a->order < b->order);
	return result != 0 ? result : compare_sizes(a->row, b->row);
}

static size_t family_slot(const struct family *family, size_t parent)
{
	return parent == OUTLINE_NONE ? family->count : parent;
}

static void family_init(struct family *family, const struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	int parent = form_field(form, "parent"), order = form_field(form, "order");
	size_t count = family->count = sheet_row_count(sheet);

	family->child = mem_zero(count + 1, sizeof(*family->child));
	family->first = mem_zero(count + 1, sizeof(*family->first));
	for (size_t row = 0; row < count; row++)
		family->child[row] = (struct child){ row, parent_of(sheet, row, parent),
			                             order_of(sheet, row, order) };
	break_circles(family->child, count);
	qsort(family->child, count, sizeof(*family->child), compare_children);
	for (size_t i = 0; i <= count; i++)
		family->first[i] = OUTLINE_NONE;
	for (size_t i = count; i-- > 0;)
		family->first[family_slot(family, family->child[i].parent)] = i;
}

static void family_release(struct family *family)
{
	free(family->child);
	free(family->first);
}

static bool family_is_last(const struct family *family, size_t i)
{
	return i + 1 == family->count || family->child[i + 1].parent != family->child[i].parent;
}

static void add_node(struct outline *out, const struct family *family, size_t i)
{
	const struct child *child = &family->child[i];
	struct outline_node node = { .row = child->row, .parent = OUTLINE_NONE,
		                     .is_last = family_is_last(family, i) };

	if (child->parent != OUTLINE_NONE) {
		node.parent = out->of_row.at[child->parent];
		node.depth = out->at.at[node.parent].depth + 1;
	}
	out->of_row.at[child->row] = out->at.count;
	vec_push(&out->at, node);
}

/* Down to the first child, else on to the next one beside, else up to where there is one.
 * `place` is where each node's row stands in the family. */
static void walk_family(const struct family *family, struct outline *out)
{
	size_t *place = mem_zero(family->count + 1, sizeof(*place));
	size_t i = family->first[family->count];

	while (i != OUTLINE_NONE) {
		size_t node = out->at.count;
		place[node] = i;
		add_node(out, family, i);
		i = family->first[family->child[i].row];
		while (i == OUTLINE_NONE && node != OUTLINE_NONE) {
			out->at.at[node].below = out->at.count - node - 1;
			i = family_is_last(family, place[node]) ? OUTLINE_NONE : place[node] + 1;
			node = out->at.at[node].parent;
		}
	}
	free(place);
}

void outline_build(const struct sheet *sheet, struct outline *out)
{
	struct family family;

	family_init(&family, sheet);
	vec_clear(&out->at);
	vec_clear(&out->of_row);
	vec_reserve(&out->at, family.count);
	vec_reserve(&out->of_row, family.count);
	out->of_row.count = family.count;
	walk_family(&family, out);
	family_release(&family);
}

void outline_release(struct outline *outline)
{
	vec_release(&outline->at);
	vec_release(&outline->of_row);
}

size_t outline_find(const struct outline *outline, const struct sheet *sheet, const char *row_id)
{
	size_t row;

	if (!sheet_find(sheet, row_id, &row) || row >= outline->of_row.count)
		return OUTLINE_NONE;
	return outline->of_row.at[row];
}

size_t outline_root(const struct outline *outline, size_t node)
{
	while (outline->at.at[node].parent != OUTLINE_NONE)
		node = outline->at.at[node].parent;
	return node;
}

size_t outline_child(const struct outline *outline, size_t node)
{
	return outline->at.at[node].below > 0 ? node + 1 : OUTLINE_NONE;
}

size_t outline_next(const struct outline *outline, size_t node)
{
	const struct outline_node *at = &outline->at.at[node];

	return at->is_last ? OUTLINE_NONE : node + at->below + 1;
}

/* The node before it may be deep below the one beside it: up from there. */
size_t outline_previous(const struct outline *outline, size_t node)
{
	size_t parent = outline->at.at[node].parent, at = node;

	if (node == 0 || parent == node - 1)
		return OUTLINE_NONE;
	for (at = node - 1; outline->at.at[at].parent != parent;)
		at = outline->at.at[at].parent;
	return at;
}
