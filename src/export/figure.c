/* figure.c - what the report's pictures share: frames, looks, small pieces. */
#include "figure_parts.h"
#include "report_html.h"

#include "sonae/base/utf8.h"

/*
 * Looks. Every difference of colour is one of lightness or shape too: dark red, amber and pale
 * green are as far apart in grey, and texts on them have a contrast of 4.5 and more.
 */
static const char css[] =
    ".figure{margin:1.2em 0}\n"
    ".figure svg{display:block;width:100%;max-width:35rem;height:auto;margin:0 0 .4rem}\n"
    ".figure .f-pair{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem}\n"
    ".figure .f-pair svg{flex:1 1 17rem;max-width:23rem}\n"
    ".figure text{font-size:13px;fill:#1a1a1a;white-space:pre}\n"
    ".figure .f-small{font-size:11px}\n"
    ".figure .f-bold{font-weight:bold}\n"
    ".figure .f-count{font-size:19px;font-weight:bold}\n"
    ".figure .f-faint{fill:#5a5a5a}\n"
    ".figure .f-end{text-anchor:end}\n"
    ".figure .f-middle{text-anchor:middle}\n"
    ".figure .f-on-dark text{fill:#fff}\n"
    ".figure .f-bad{fill:#a1121f}\n"
    ".figure .f-rule{stroke:#d5d5d5;fill:none}\n"
    ".figure .f-frame{stroke:#555;fill:none}\n"
    ".figure .f-band{fill:#f1f0ec}\n"
    ".figure .f-high{fill:#96141f;stroke:#555}\n"
    ".figure .f-middle-level{fill:#f0b23c;stroke:#555}\n"
    ".figure .f-low{fill:#d9ead7;stroke:#555}\n"
    ".figure .f-high-none{fill:#fbefed;stroke:#777}\n"
    ".figure .f-middle-none{fill:#fff9ec;stroke:#777}\n"
    ".figure .f-low-none{fill:#fff;stroke:#777}\n"
    ".figure .f-plan{fill:#3568a4}\n"
    ".figure .f-bar{fill:#5b8bc4}\n"
    ".figure .f-mark{fill:#1c3a5e}\n"
    ".figure .f-done{fill:#dcebdd;stroke:#1a6b3c;stroke-width:1.2}\n"
    ".figure .f-tick{fill:none;stroke:#1a6b3c;stroke-width:2}\n"
    ".figure .f-open{fill:#fff;stroke:#3568a4;stroke-width:2}\n"
    ".figure .f-late{fill:#fff;stroke:#a1121f;stroke-width:2}\n"
    ".figure .f-today{stroke:#a1121f;stroke-width:1.5;stroke-dasharray:4 3}\n"
    ".figure .f-gap{stroke:#c98200;stroke-width:6}\n"
    ".figure .f-past{stroke:#1a6b3c;stroke-width:2}\n"
    ".figure .f-over{fill:#96141f}\n"
    ".figure .f-after{fill:#fff;stroke:#555}\n"
    ".figure .f-none{fill:#fff;stroke:#808080;stroke-dasharray:2 2}\n"
    ".figure .f-nothing{fill:#f1f0ec;stroke:#999}\n"
    ".figure .f-limit{stroke:#1a1a1a;stroke-width:1.5;stroke-dasharray:5 3}\n"
    ".figure figcaption{font-size:.9em}\n"
    ".figure .f-keys{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:.2rem 0 0;padding:0;"
    "list-style:none}\n"
    ".figure .f-keys svg{display:inline-block;width:1.15em;height:1.15em;margin:0 .35em 0 0;"
    "vertical-align:-.18em}\n"
    "@media print{.figure svg{break-inside:avoid;max-width:30rem}\n"
    " .figure figcaption{break-before:avoid}}\n";

const char *figure_css(void)
{
	return css;
}

/* ---- the whole ---- */

static void add_escaped(struct str *out, const char *text)
{
	struct str plain = {0};

	utf8_add_visible(&plain, text, strlen(text));
	xml_add(str_text(&plain), plain.len, out);
	str_release(&plain);
}

void figure_open(struct figure *figure, const struct outgoing *outgoing,
                 const struct outgoing_sheet *at, const char *what, struct str *out)
{
	*figure = (struct figure){
		.outgoing = outgoing, .at = at, .form = sheet_form(at->sheet), .out = out,
	};
	figure->goes_out = mem_zero(sheet_row_count(at->sheet) + 1, sizeof(*figure->goes_out));
	for (size_t i = 0; i < at->rows.at.count; i++)
		figure->goes_out[at->rows.at.at[i]] = true;
	str_add(&figure->id, "figure-");
	html_id(&figure->id, at->form->id);
	str_add_byte(&figure->id, '-');
	html_id(&figure->id, what);
	str_addf(out, "<figure class=\"figure\" id=\"%s\">\n", str_text(&figure->id));
}

void figure_part_open(struct figure *figure, int width, int height, const char *title,
                      const char *desc)
{
	const char *id = str_text(&figure->id);
	int part = ++figure->parts;

	str_addf(figure->out,
	         "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" "
	         "aria-labelledby=\"%s-%dt %s-%dd\">\n"
	         "<title id=\"%s-%dt\">", width, height, id, part, id, part, id, part);
	add_escaped(figure->out, title);
	str_addf(figure->out, "</title>\n<desc id=\"%s-%dd\">", id, part);
	add_escaped(figure->out, desc);
	str_add(figure->out, "</desc>\n");
}

void figure_part_close(struct figure *figure)
{
	str_add(figure->out, "</svg>\n");
}

void figure_key(struct figure *figure, const char *sign, const char *meaning)
{
	str_addf(&figure->keys,
	         "<li><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\" "
	         "aria-hidden=\"true\">%s</svg>", sign);
	add_escaped(&figure->keys, meaning);
	str_add(&figure->keys, "</li>\n");
}

void figure_close(struct figure *figure, const char *caption)
{
	str_add(figure->out, "<figcaption>");
	add_escaped(figure->out, caption);
	if (figure->keys.len > 0)
		str_addf(figure->out, "\n<ul class=\"f-keys\">\n%s</ul>\n", str_text(&figure->keys));
	str_add(figure->out, "</figcaption>\n</figure>\n");
	str_release(&figure->keys);
	str_release(&figure->id);
	free(figure->goes_out);
}

bool figure_has(const struct outgoing *outgoing, const struct outgoing_sheet *at, int field)
{
	const struct form *form = sheet_form(at->sheet);

	return field >= 0 && field < (int)form->fields.count &&
	       !outgoing_hides_field(outgoing, form, field);
}

const char *figure_label(const struct figure *figure, int field)
{
	return outgoing_words(figure->outgoing, figure->form->fields.at[field].label);
}

void figure_add_label(const struct figure *figure, int field, struct str *out)
{
	const char *unit = outgoing_words(figure->outgoing, figure->form->fields.at[field].unit);

	str_add(out, figure_label(figure, field));
	if (unit[0])
		str_addf(out, " (%s)", unit);
}

const char *figure_heading(const struct figure *figure, int field)
{
	const char *heading = outgoing_words(figure->outgoing, figure->form->fields.at[field].heading);

	return heading[0] ? heading : figure_label(figure, field);
}

const char *figure_choice(const struct figure *figure, int field, const char *value)
{
	const struct choice *choice = field_choice(&figure->form->fields.at[field], value);

	return choice ? outgoing_words(figure->outgoing, choice->label) : value;
}

void figure_add_comma(const struct figure *figure, size_t index, struct str *out)
{
	if (index > 0)
		str_add(out, outgoing_text(figure->outgoing, "figure.comma"));
}

/* ---- pieces ---- */

void figure_text(struct str *out, int x, int y, const char *class, const char *text)
{
	str_addf(out, "<text x=\"%d\" y=\"%d\"", x, y);
	if (class[0])
		str_addf(out, " class=\"%s\"", class);
	str_add_byte(out, '>');
	add_escaped(out, text);
	str_add(out, "</text>\n");
}

void figure_rect(struct str *out, int x, int y, int width, int height, const char *class)
{
	str_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"%s\"/>\n", x, y, width,
	         height, class);
}

void figure_line(struct str *out, int x1, int y1, int x2, int y2, const char *class)
{
	str_addf(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"%s\"/>\n", x1, y1, x2, y2,
	         class);
}

static int widest_line(const struct svg_box *box, int size)
{
	int widest = 0;

	for (size_t i = 0; i < box->lines.count; i++) {
		int width = svg_text_width(box->lines.at[i].text, size);
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* The last line that may stand ends in an ellipsis, and has room for it. */
static void cut_lines(struct svg_box *box, size_t most, int width, int size)
{
	struct svg_line *last = &box->lines.at[most - 1];
	size_t len = strlen(last->text);
	char *cut = NULL;

	for (size_t i = most; i < box->lines.count; i++)
		free(box->lines.at[i].text);
	box->lines.count = most;
	for (;; len = utf8_prev(last->text, len, len)) {
		free(cut);
		cut = mem_print("%.*s…", (int)len, last->text);
		if (len == 0 || svg_text_width(cut, size) <= width)
			break;
	}
	free(last->text);
	last->text = cut;
}

static size_t wrap_at(const char *text, int cols, struct svg_box *box)
{
	svg_box_release(box);
	svg_wrap(text, cols, SVG_LABEL, box);
	return box->lines.count;
}

/* Columns are of different widths in different writing: as many as fit this text, and then as few
 * as take no line more, so that no word is left alone on the last. */
void figure_wrap(const char *text, int width, int size, size_t most, struct svg_box *box)
{
	int cols = 2 * width / size + 1;
	size_t lines = wrap_at(text, cols, box);

	while (cols > 2 && widest_line(box, size) > width)
		lines = wrap_at(text, --cols, box);
	if (lines > most) {
		cut_lines(box, most, width, size);
		return;
	}
	while (lines > 1 && cols > 2 && wrap_at(text, cols - 1, box) == lines)
		cols--;
	wrap_at(text, cols, box);
}

/* ---- by the form's views ---- */

void figure_views(const struct outgoing *outgoing, const struct outgoing_sheet *at, struct str *out)
{
	static const struct {
		const char *view;
		void (*draw)(const struct outgoing *outgoing, const struct outgoing_sheet *at,
		             const struct form_view *view, struct str *out);
	} figures[] = {{"matrix", figure_matrix}, {"profile", figure_profile}, {"timeline", figure_year},
		{"coverage", figure_coverage}};

	for (size_t i = 0; at->form->kind != FORM_QUERY && i < at->form->views.count; i++)
		for (size_t k = 0; k < sizeof(figures) / sizeof(figures[0]); k++)
			if (text_is(at->form->views.at[i].name, figures[k].view))
				figures[k].draw(outgoing, at, &at->form->views.at[i], out);
}
