/* paper.c - lines of text, drawn and scrolled. */
#include "sonae/ui/paper.h"

#include "sonae/base/str.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"

#include <stdlib.h>
#include <string.h>

struct paper_line *paper_add(struct paper *paper, const char *text, size_t len, enum style style)
{
	struct paper_line *line = vec_add(&paper->lines);

	line->text = mem_dup_n(text, len);
	line->style = style;
	return line;
}

void paper_add_blank(struct paper *paper)
{
	paper_add(paper, "", 0, STYLE_ROLE_PLAIN);
}

void paper_drop_blanks(struct paper *paper)
{
	for (size_t i = paper->lines.count; i-- > 0;) {
		struct paper_line *line = &paper->lines.at[i];
		if (line->text[0])
			continue;
		free(line->text);
		vec_release(&line->spans);
		vec_remove(&paper->lines, i);
	}
}

void paper_add_wrapped(struct paper *paper, const char *lead, const char *text, int cols,
                       enum style style)
{
	int indent = utf8_cols(lead, strlen(lead));
	int room = cols - indent > 2 ? cols - indent : 2;
	struct wrap_line at = {0};
	struct str line = {0};

	str_add(&line, lead);
	while (wrap_next(text, strlen(text), at.next, room, &at)) {
		str_add_n(&line, text + at.at, at.len);
		paper_add(paper, str_text(&line), line.len, style);
		str_clear(&line);
		str_add_repeat(&line, ' ', (size_t)indent);
	}
	str_release(&line);
}

/* ---- scrolling ---- */

static size_t lowest_top(const struct paper *paper, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 0;

	return paper->lines.count > shown ? paper->lines.count - shown : 0;
}

static void scroll_to(struct paper *paper, long top, int rows)
{
	long lowest = (long)lowest_top(paper, rows);

	paper->top = (size_t)(top < 0 ? 0 : top > lowest ? lowest : top);
}

bool paper_has_more(const struct paper *paper, int rows)
{
	return paper->top < lowest_top(paper, rows);
}

bool paper_act(struct paper *paper, enum action action, int rows)
{
	long top = (long)paper->top, page = rows > 2 ? rows - 1 : 1;

	switch (action) {
	case ACTION_UP:
		scroll_to(paper, top - 1, rows);
		return true;
	case ACTION_DOWN:
		scroll_to(paper, top + 1, rows);
		return true;
	case ACTION_PAGE_UP:
		scroll_to(paper, top - page, rows);
		return true;
	case ACTION_PAGE_DOWN:
	case ACTION_SPACE:
		scroll_to(paper, top + page, rows);
		return true;
	case ACTION_FIRST:
	case ACTION_LINE_START:
		scroll_to(paper, 0, rows);
		return true;
	case ACTION_LAST:
	case ACTION_LINE_END:
		scroll_to(paper, (long)paper->lines.count, rows);
		return true;
	default:
		return false;
	}
}

/* ---- drawing ---- */

static void draw_line(const struct paper_line *line, struct canvas *canvas, int row, int col,
                      int cols)
{
	canvas_text(canvas, row, col, cols, line->style, 0, line->text);
	for (size_t i = 0; i < line->spans.count; i++) {
		const struct paper_span *span = &line->spans.at[i];
		int before = utf8_cols(line->text, span->at);
		char *text = mem_dup_n(line->text + span->at, span->len);
		canvas_text(canvas, row, col + before, cols - before, span->style, 0, text);
		free(text);
	}
}

void paper_draw(struct paper *paper, struct canvas *canvas, struct rect rect)
{
	scroll_to(paper, (long)paper->top, rect.rows);
	for (int i = 0; i < rect.rows && paper->top + (size_t)i < paper->lines.count; i++)
		draw_line(&paper->lines.at[paper->top + (size_t)i], canvas, rect.row + i, rect.col,
		          rect.cols);
}

void paper_clear(struct paper *paper)
{
	for (size_t i = 0; i < paper->lines.count; i++) {
		free(paper->lines.at[i].text);
		vec_release(&paper->lines.at[i].spans);
	}
	vec_clear(&paper->lines);
}

void paper_release(struct paper *paper)
{
	paper_clear(paper);
	vec_release(&paper->lines);
	paper->top = 0;
}
