/*
 * svg.c - an attack tree as a picture that needs nothing but a browser.
 *
 *     X-001 顧客名簿が外に出る
 *     みどり製作所  攻撃の木
 *     確率 34.1%  費用 10,000円  技 1  対策後 26.8%
 *
 *       the tree
 *
 *     === いちばん安い道 10,000円   ~~~ 済   - - 予定   <- what the looks mean
 *
 * No style sheet, so that several can stand in one page; every look is a shape as well as a
 * colour, so that it survives a black and white printer.
 */
#include "svg_layout.h"

enum { MARGIN = 16, HEAD_COLS = 72, TITLE_SIZE = 18, LEGEND_SIZE = 11, SAMPLE = 26, ROUND = 5,
       FOOT_LINE = 17 };

static const char ink[] = "#1a1a1a", faint[] = "#5f5f5f", frame[] = "#555555", hot[] = "#b00020",
                  good[] = "#1a6b3c";

/* More attributes: of a text, of a frame. */
static const char struck[] = " text-decoration=\"line-through\"", bold[] = " font-weight=\"bold\"";
static const char dashed[] = " stroke-dasharray=\"6 3\"";

struct drawing {
	const struct tree_file *file;
	struct str *out;
	struct svg_layout layout;
	bool *cheapest;   /* by node */
	int top;           /* of the tree */
	int width, height; /* of all */
	struct svg_box head, foot; /* lines above, and below the legend */
};

/* ---- small pieces ---- */

static void add_text(struct str *out, int x, int y, int size, const char *fill, const char *more,
                     const char *text)
{
	str_addf(out,
	         "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\"%s "
	         "xml:space=\"preserve\">",
	         x, y, size, fill, more);
	xml_add(text, strlen(text), out);
	str_add(out, "</text>\n");
}

static bool is_leaf_that(const struct attack_node *is, bool done)
{
	return is && is->gate == ATTACK_LEAF && (done ? is->done : is->planned && !is->done);
}

static const char *role_fill(enum svg_role role, bool is_done)
{
	static const char *const fills[SVG_ROLES] = {faint, ink, ink, good, faint};

	return is_done ? faint : fills[role];
}

/* ---- boxes and lines ---- */

static struct svg_box *box_of(const struct drawing *to, size_t node)
{
	return &to->layout.boxes[node - to->file->root];
}

static int middle(const struct drawing *to, const struct svg_box *box)
{
	return to->top + box->y + box->height / 2;
}

static void draw_edge(struct drawing *to, size_t node)
{
	const struct svg_box *box = box_of(to, node);
	const struct svg_box *parent = box_of(to, to->file->tree->outline.at.at[node].parent);
	int from = MARGIN + parent->x + parent->width;
	bool hot_one = to->cheapest[node];

	if (to->file->has_values)
		from += SVG_GATE_WIDTH;
	str_addf(to->out, "<path d=\"M%d %dH%dV%dH%d\" stroke=\"%s\" stroke-width=\"%s\"/>\n", from,
	         middle(to, parent), MARGIN + box->x - SVG_GAP / 2, middle(to, box), MARGIN + box->x,
	         hot_one ? hot : frame, hot_one ? "2.5" : "1");
}

/* The cheapest way last, above the others. */
static void draw_edges(struct drawing *to)
{
	str_add(to->out, "<g fill=\"none\">\n");
	for (int hot_ones = 0; hot_ones <= 1; hot_ones++)
		for (size_t node = to->file->root + 1; node <= tree_last(to->file); node++)
			if (to->cheapest[node] == (hot_ones == 1))
				draw_edge(to, node);
	str_add(to->out, "</g>\n");
}

/* AND filled, OR open. */
static void draw_gate(struct drawing *to, size_t node)
{
	const struct svg_box *box = box_of(to, node);
	enum attack_gate gate = tree_gate(to->file, node);
	int x = MARGIN + box->x + box->width, y = middle(to, box);

	if (!to->file->has_values || gate == ATTACK_LEAF)
		return;
	str_addf(to->out,
	         "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"9\" fill=\"%s\" "
	         "stroke=\"%s\"/>\n",
	         x, y - 9, SVG_GATE_WIDTH, gate == ATTACK_AND ? frame : "#ffffff",
	         to->cheapest[node] ? hot : frame);
	add_text(to->out, x + SVG_GATE_WIDTH / 2, y + 4, LEGEND_SIZE, gate == ATTACK_AND ? "#ffffff" : ink,
	         " text-anchor=\"middle\" font-weight=\"bold\"",
	         to->file->words[gate == ATTACK_AND ? TREE_WORD_AND : TREE_WORD_OR]);
}

static void draw_frame(struct drawing *to, size_t node)
{
	const struct svg_box *box = box_of(to, node);
	const struct attack_node *is = tree_node_at(to->file, node);
	const char *inner = node == to->file->root ? "#f7f3e8" : "#ffffff";
	const char *fill = is_leaf_that(is, true) ? "#efefef" : inner;
	const char *dash = is_leaf_that(is, false) ? dashed : "";

	str_addf(to->out,
	         "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\" stroke=\"%s\" "
	         "stroke-width=\"%s\"%s/>\n",
	         MARGIN + box->x, to->top + box->y, box->width, box->height, ROUND, fill,
	         to->cheapest[node] ? hot : frame, to->cheapest[node] ? "2.5" : "1", dash);
}

static void draw_lines(struct drawing *to, size_t node)
{
	const struct svg_box *box = box_of(to, node);
	bool is_done = is_leaf_that(tree_node_at(to->file, node), true);
	int y = to->top + box->y + SVG_PAD - 4;

	for (size_t i = 0; i < box->lines.count; i++) {
		const struct svg_line *line = &box->lines.at[i];
		const char *more = "";
		if (line->role == SVG_LABEL && is_done)
			more = struck;
		else if (line->role == SVG_LABEL && node == to->file->root)
			more = bold;
		y += svg_font_size(line->role) + 4;
		add_text(to->out, MARGIN + box->x + SVG_PAD, y - 2, svg_font_size(line->role),
		         role_fill(line->role, is_done), more, line->text);
	}
}

static void draw_node(struct drawing *to, size_t node)
{
	str_add(to->out, "<g>\n");
	draw_frame(to, node);
	draw_lines(to, node);
	draw_gate(to, node);
	str_add(to->out, "</g>\n");
}

/* ---- above and below ---- */

/* What stands above the tree, as lines: title, subject, what it amounts to. */
static void fill_head(const struct tree_file *file, struct svg_box *head)
{
	struct str text = {0};

	str_addf(&text, "%s  %s", tree_row_id(file, file->root), tree_label(file, file->root));
	svg_wrap(str_text(&text), HEAD_COLS, SVG_LABEL, head);
	svg_wrap(file->subject, HEAD_COLS, SVG_MEASURE, head);
	str_clear(&text);
	tree_add_values(file, file->root, &text);
	tree_add_what_if(file, file->root, &text);
	svg_wrap(str_text(&text), HEAD_COLS, SVG_VALUES, head);
	str_release(&text);
}

static int head_size(const struct svg_line *line)
{
	return line->role == SVG_LABEL ? TITLE_SIZE : svg_font_size(line->role) + 1;
}

static int wider(int a, int b)
{
	return a > b ? a : b;
}

static void draw_head(struct drawing *to)
{
	int y = MARGIN;

	for (size_t i = 0; i < to->head.lines.count; i++) {
		const struct svg_line *line = &to->head.lines.at[i];
		y += head_size(line) + 6;
		add_text(to->out, MARGIN, y - 6, head_size(line), role_fill(line->role, false),
		         line->role == SVG_LABEL ? bold : "", line->text);
	}
}

struct legend_item {
	const char *stroke, *width, *dash, *fill, *more;
	char *text; /* owned */
};
struct legend {
	VEC(struct legend_item) items;
	int width;
};

static void add_item(struct legend *legend, struct legend_item item, const char *text)
{
	item.text = mem_dup(text);
	vec_push(&legend->items, item);
	legend->width += SAMPLE + 6 + svg_text_width(text, LEGEND_SIZE) + 20;
}

/* Only what there is in this tree. */
static void fill_legend(const struct drawing *to, struct legend *legend)
{
	const struct tree_file *file = to->file;
	const struct legend_item hot_one = {hot, "2.5", "", "#ffffff", "", NULL};
	const struct legend_item done_one = {frame, "1", "", "#efefef", struck, NULL};
	const struct legend_item planned_one = {frame, "1", dashed, "#ffffff", "", NULL};
	struct str text = {0};
	bool done = false, planned = false;

	for (size_t node = file->root; node <= tree_last(file); node++) {
		done |= is_leaf_that(tree_node_at(file, node), true);
		planned |= is_leaf_that(tree_node_at(file, node), false);
	}
	tree_add_cheapest(file, &text);
	if (text.len > 0)
		add_item(legend, hot_one, str_text(&text));
	str_clear(&text);
	str_addf(&text, "%s (%s)", file->words[TREE_WORD_MEASURE], file->words[TREE_WORD_DONE]);
	if (done)
		add_item(legend, done_one, str_text(&text));
	str_clear(&text);
	str_addf(&text, "%s (%s)", file->words[TREE_WORD_MEASURE], file->words[TREE_WORD_PLANNED]);
	if (planned)
		add_item(legend, planned_one, str_text(&text));
	str_release(&text);
}

static void draw_legend(struct drawing *to, const struct legend *legend, int y)
{
	int x = MARGIN;

	for (size_t i = 0; i < legend->items.count; i++) {
		const struct legend_item *item = &legend->items.at[i];
		str_addf(to->out,
		         "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"12\" rx=\"3\" fill=\"%s\" "
		         "stroke=\"%s\" stroke-width=\"%s\"%s/>\n",
		         x, y - 10, SAMPLE, item->fill, item->stroke, item->width, item->dash);
		add_text(to->out, x + SAMPLE + 6, y, LEGEND_SIZE, ink, item->more, item->text);
		x += SAMPLE + 6 + svg_text_width(item->text, LEGEND_SIZE) + 20;
	}
	for (size_t i = 0; i < to->foot.lines.count; i++)
		add_text(to->out, MARGIN, y + FOOT_LINE * (int)(i + 1), LEGEND_SIZE, faint, "",
		         to->foot.lines.at[i].text);
}

static void release_legend(struct legend *legend)
{
	for (size_t i = 0; i < legend->items.count; i++)
		free(legend->items.at[i].text);
	vec_release(&legend->items);
}

/* ---- all of it ---- */

/* For who does not see the picture, and for its tab. */
static void add_head_element(struct str *out, const char *name, const struct svg_box *head,
                             bool of_title)
{
	const char *before = "";

	str_addf(out, "<%s>", name);
	for (size_t i = 0; i < head->lines.count; i++) {
		const struct svg_line *line = &head->lines.at[i];
		if ((line->role == SVG_LABEL) != of_title)
			continue;
		str_add(out, before);
		xml_add(line->text, strlen(line->text), out);
		before = of_title ? "" : "\n";
	}
	str_addf(out, "</%s>\n", name);
}

static void open_picture(struct drawing *to)
{
	str_addf(to->out,
	         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	         "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
	         "viewBox=\"0 0 %d %d\" role=\"img\" xml:lang=\"%s\" font-family=\""
	         "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, Meiryo, IPAexGothic, sans-serif\">\n",
	         to->width, to->height, to->width, to->height, lang_name(to->file->lang));
	add_head_element(to->out, "title", &to->head, true);
	add_head_element(to->out, "desc", &to->head, false);
	str_addf(to->out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", to->width, to->height);
}

/* How large all of it gets; the foot's lines are as long as the rest is wide. */
static void measure(struct drawing *to, const struct legend *legend)
{
	to->top = MARGIN;
	to->width = wider(to->layout.width, legend->width);
	for (size_t i = 0; i < to->head.lines.count; i++) {
		const struct svg_line *line = &to->head.lines.at[i];
		to->width = wider(to->width, svg_text_width(line->text, head_size(line)));
		to->top += head_size(line) + 6;
	}
	to->top += MARGIN;
	if (to->file->has_values)
		svg_wrap(tree_assumption(to->file), 2 * to->width / LEGEND_SIZE, SVG_MEASURE, &to->foot);
	to->width += 2 * MARGIN;
	to->height = to->top + to->layout.height + 3 * MARGIN + FOOT_LINE * (int)to->foot.lines.count;
}

static void write_svg(const struct tree_file *file, struct str *out)
{
	struct drawing to = {.file = file, .out = out};
	struct legend legend = {0};

	to.cheapest = tree_cheapest_nodes(file);
	svg_layout_make(file, &to.layout);
	fill_head(file, &to.head);
	fill_legend(&to, &legend);
	measure(&to, &legend);
	open_picture(&to);
	draw_head(&to);
	draw_edges(&to);
	for (size_t node = file->root; node <= tree_last(file); node++)
		draw_node(&to, node);
	draw_legend(&to, &legend, to.top + to.layout.height + 2 * MARGIN);
	str_add(out, "</svg>\n");
	release_legend(&legend);
	svg_box_release(&to.head);
	svg_box_release(&to.foot);
	svg_layout_release(&to.layout);
	free(to.cheapest);
}

const struct tree_writer tree_svg = {"svg", "svg", write_svg};
