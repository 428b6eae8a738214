/* attack_tree.c - reading an attack tree, and its values from the leaves up. */
#include "attack_priv.h"
#include <math.h>

/* The form's fields an attack tree is made of, by index. */
struct columns {
	int gate, probability, cost, skill, done, planned;
};

static bool find_columns(const struct form *form, struct columns *columns)
{
	*columns = (struct columns){ form_field(form, "gate"), form_field(form, "probability"),
		                     form_field(form, "cost"), form_field(form, "skill"),
		                     form_field(form, "done"),     form_field(form, "planned") };
	return columns->gate >= 0 && columns->probability >= 0 && columns->cost >= 0 &&
	       columns->skill >= 0 && columns->done >= 0 && columns->planned >= 0;
}

/* A row being read. */
struct reading {
	struct book *book;
	struct sheet *sheet;
	struct columns columns;
};

static double number_in(const struct reading *reading, size_t row, int field, double unset)
{
	struct value value = book_value(reading->book, reading->sheet, row, field);

	return value.kind == VALUE_NUMBER ? value.number : unset;
}

static bool is_ticked(const struct reading *reading, size_t row, int field)
{
	return value_holds(book_value(reading->book, reading->sheet, row, field));
}

static enum attack_gate gate_in(const struct reading *reading, size_t row)
{
	struct value gate =
	    book_value(reading->book, reading->sheet, row, reading->columns.gate);

	return gate.kind == VALUE_TEXT && text_is(gate.text, "and") ? ATTACK_AND : ATTACK_OR;
}

static void read_leaf(const struct reading *reading, size_t row, struct attack_node *node)
{
	const struct columns *columns = &reading->columns;

	node->own.probability = number_in(reading, row, columns->probability, NAN);
	node->own.cost = number_in(reading, row, columns->cost, INFINITY);
	node->own.skill = number_in(reading, row, columns->skill, INFINITY);
	node->own.missing = isnan(node->own.probability);
	node->done = is_ticked(reading, row, columns->done);
	node->planned = is_ticked(reading, row, columns->planned);
}

static void read_nodes(const struct reading *reading, struct attack_tree *tree)
{
	for (size_t i = 0; i < tree->outline.at.count; i++) {
		const struct outline_node *place = &tree->outline.at.at[i];
		struct attack_node *node = vec_add(&tree->at);
		if (place->below > 0)
			node->gate = gate_in(reading, place->row);
		else
			read_leaf(reading, place->row, node);
	}
}

/* ---- from the leaves up ---- */

static struct attack_value *value_of(struct attack_node *node, bool planned)
{
	return planned ? &node->planned_too : &node->now;
}

/* Of nothing: what adding a first child makes that child's value. */
static struct attack_value neutral(enum attack_gate gate)
{
	if (gate == ATTACK_AND)
		return (struct attack_value){ .probability = 1 };
	return (struct attack_value){ 0, INFINITY, INFINITY, 0 };
}

const struct attack_value *attack_value_of(const struct attack_tree *tree, size_t node,
                                           bool planned)
{
	return value_of(&tree->at.at[node], planned);
}

/* x + y - xy, written so that adding to nothing changes nothing. */
double attack_either(const struct attack_tree *tree, double x, double y)
{
	return tree->best_path ? fmax(x, y) : x + y * (1 - x);
}

static void add_child(const struct attack_tree *tree, enum attack_gate gate,
                      struct attack_value *sum, const struct attack_value *child)
{
	bool is_and = gate == ATTACK_AND;

	if (child->missing == 0)
		sum->probability = is_and ? sum->probability * child->probability
		                          : attack_either(tree, sum->probability, child->probability);
	sum->missing += child->missing;
	sum->cost = is_and ? sum->cost + child->cost : fmin(sum->cost, child->cost);
	sum->skill = is_and ? fmax(sum->skill, child->skill) : fmin(sum->skill, child->skill);
}

static struct attack_value leaf_value(const struct attack_node *leaf, bool planned)
{
	bool is_out = leaf->done || (planned && leaf->planned);

	return is_out ? (struct attack_value){ 0, INFINITY, INFINITY, 0 } : leaf->own;
}

/* All below a node stand behind it: from the last to the first, each is ready before the one
 * it hangs below. */
static void compute(struct attack_tree *tree, bool planned)
{
	for (size_t i = 0; i < tree->at.count; i++)
		*value_of(&tree->at.at[i], planned) = neutral(tree->at.at[i].gate);
	for (size_t i = tree->at.count; i-- > 0;) {
		struct attack_node *node = &tree->at.at[i];
		struct attack_value *value = value_of(node, planned);
		size_t parent = tree->outline.at.at[i].parent;
		if (node->gate == ATTACK_LEAF)
			*value = leaf_value(node, planned);
		if (value->missing > 0)
			value->probability = NAN;
		if (parent != OUTLINE_NONE)
			add_child(tree, tree->at.at[parent].gate,
			          value_of(&tree->at.at[parent], planned), value);
	}
}

bool attack_tree_read(struct book *book, struct sheet *sheet, struct attack_tree *out)
{
	struct reading reading = { .book = book, .sheet = sheet };
	struct value setting = book_setting(book, "tree_probability");

	outline_build(sheet, &out->outline);
	vec_clear(&out->at);
	out->best_path = setting.kind == VALUE_TEXT && text_is(setting.text, "best");
	if (!find_columns(sheet_form(sheet), &reading.columns))
		return false;
	read_nodes(&reading, out);
	compute(out, false);
	compute(out, true);
	return true;
}

void attack_tree_release(struct attack_tree *tree)
{
	outline_release(&tree->outline);
	vec_release(&tree->at);
}
