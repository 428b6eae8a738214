/*
 * markdown.c - from Markdown to lines.
 *
 * Lines are gathered into blocks (a heading, a paragraph, one list entry); a block's text is
 * cleared of its marks, which become spans, and then broken into lines.
 */
#include "sonae/ui/markdown.h"

#include "markdown_table.h"
#include "sonae/base/str.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"

#include <ctype.h>
#include <string.h>

enum block_kind { BLOCK_NONE, BLOCK_HEADING, BLOCK_TEXT, BLOCK_ENTRY, BLOCK_TABLE };

struct block {
	enum block_kind kind;
	int indent;       /* columns before the text */
	char mark[8];     /* "- ", "12. " before the first line */
	struct str text;  /* joined, marks still in it; of a table its lines */
};

struct layout {
	struct paper *paper;
	int cols;
	struct block block;
	enum block_kind last; /* the block laid out before */
	bool gap;             /* a blank line stood between */
};

/* ---- joining ---- */

static bool is_wide_at(const char *text, size_t len, size_t at)
{
	uint32_t cp;

	utf8_decode(text + at, len - at, &cp);
	return utf8_cp_cols(cp) == 2;
}

/* The line break in the source is a blank only between characters that are not Japanese. */
static void join(struct str *text, const char *more, size_t len)
{
	if (text->len > 0 && len > 0) {
		size_t before = utf8_prev(text->at, text->len, text->len);
		if (!is_wide_at(text->at, text->len, before) && !is_wide_at(more, len, 0))
			str_add_byte(text, ' ');
	}
	str_add_n(text, more, len);
}

/* ---- marks become spans ---- */

struct marked {
	struct str text;
	VEC(struct paper_span) spans;
};

/* Bytes of the mark that opens at `at` and is closed later, or 0. */
static size_t mark_at(const char *at)
{
	if (strncmp(at, "**", 2) == 0 && strstr(at + 2, "**") && at[2] != '*')
		return 2;
	return *at == '`' && strchr(at + 1, '`') ? 1 : 0;
}

static void take_marks(const char *text, struct marked *out)
{
	while (*text) {
		size_t mark = mark_at(text);
		if (mark == 0) {
			str_add_byte(&out->text, *text++);
			continue;
		}
		const char *close = mark == 2 ? strstr(text + 2, "**") : strchr(text + 1, '`');
		size_t len = (size_t)(close - text) - mark;
		if (mark == 2)
			vec_push(&out->spans,
			         ((struct paper_span){out->text.len, len, STYLE_ROLE_HEADING}));
		str_add_n(&out->text, text + mark, len);
		text = close + mark;
	}
}

/* The spans that fall on the line from `at`, moved to where the line's text begins. */
static void add_spans(struct paper_line *line, const struct marked *marked,
                      const struct wrap_line *at, size_t lead)
{
	for (size_t i = 0; i < marked->spans.count; i++) {
		const struct paper_span *span = &marked->spans.at[i];
		size_t from = span->at > at->at ? span->at : at->at;
		size_t end = span->at + span->len, to = at->at + at->len;
		if (end < to)
			to = end;
		if (from < to)
			vec_push(&line->spans, ((struct paper_span){from - at->at + lead, to - from,
			                                            span->style}));
	}
}

/* ---- blocks become lines ---- */

static void add_lines(struct layout *layout, const struct marked *marked, enum style style)
{
	const struct block *block = &layout->block;
	struct wrap_line at = {0};
	struct str line = {0};
	int mark = (int)strlen(block->mark), room = layout->cols - block->indent - mark;
	bool first = true;

	while (wrap_next(str_text(&marked->text), marked->text.len, at.next, room > 2 ? room : 2,
	                 &at)) {
		str_clear(&line);
		str_add_repeat(&line, ' ', (size_t)block->indent);
		if (first)
			str_add(&line, block->mark);
		else
			str_add_repeat(&line, ' ', (size_t)mark);
		size_t lead = line.len;
		str_add_n(&line, str_text(&marked->text) + at.at, at.len);
		add_spans(paper_add(layout->paper, str_text(&line), line.len, style), marked, &at,
		          lead);
		first = false;
	}
	str_release(&line);
}

/* Entries of one list stand close together; everything else has a blank line before it. */
static bool wants_blank(const struct layout *layout)
{
	if (layout->last == BLOCK_NONE)
		return false;
	if (layout->block.kind == BLOCK_HEADING)
		return true;
	return layout->gap && !(layout->last == BLOCK_ENTRY && layout->block.kind == BLOCK_ENTRY);
}

static void finish_block(struct layout *layout)
{
	struct block *block = &layout->block;
	struct marked marked = {0};

	if (block->kind == BLOCK_NONE)
		return;
	if (wants_blank(layout))
		paper_add_blank(layout->paper);
	if (block->kind == BLOCK_TABLE) {
		markdown_table(str_text(&block->text), layout->cols, layout->paper);
	} else {
		take_marks(str_text(&block->text), &marked);
		add_lines(layout, &marked,
		          block->kind == BLOCK_HEADING ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN);
	}
	str_release(&marked.text);
	vec_release(&marked.spans);
	str_release(&block->text);
	layout->last = block->kind;
	layout->gap = false;
	*block = (struct block){0};
}

/* ---- reading lines ---- */

static size_t heading_mark(const char *line)
{
	size_t level = strspn(line, "#");

	return level >= 1 && level <= 3 && line[level] == ' ' ? level + 1 : 0;
}

/* "- " or "1. " */
static size_t entry_mark(const char *line)
{
	size_t digits = strspn(line, "0123456789");

	if (text_starts(line, "- ") || text_starts(line, "* "))
		return 2;
	return digits >= 1 && digits <= 3 && text_starts(line + digits, ". ") ? digits + 2 : 0;
}

static void start_block(struct layout *layout, enum block_kind kind, int indent, const char *mark,
                        size_t len)
{
	finish_block(layout);
	layout->block.kind = kind;
	layout->block.indent = indent;
	memcpy(layout->block.mark, mark, len);
}

static void take_row(struct layout *layout, const char *line)
{
	if (layout->block.kind != BLOCK_TABLE)
		start_block(layout, BLOCK_TABLE, 0, "", 0);
	str_addf(&layout->block.text, "%s\n", line);
}

static void take_line(struct layout *layout, const char *line)
{
	size_t blanks = strspn(line, " ");
	const char *text = line + blanks;
	size_t heading = heading_mark(text), entry = entry_mark(text);
	int indent = blanks < 8 ? (int)blanks : 8;

	if (!text[0]) {
		finish_block(layout);
		layout->gap = true;
		return;
	}
	if (markdown_is_row(line)) {
		take_row(layout, line);
		return;
	}
	if (heading > 0) {
		start_block(layout, BLOCK_HEADING, 0, "", 0);
		text += heading;
	} else if (entry > 0) {
		start_block(layout, BLOCK_ENTRY, indent, text, entry);
		text += entry;
	} else if (layout->block.kind == BLOCK_NONE || layout->block.kind == BLOCK_TABLE) {
		start_block(layout, BLOCK_TEXT, 0, "", 0);
	}
	size_t len = strlen(text);
	while (len > 0 && text[len - 1] == ' ')
		len--;
	join(&layout->block.text, text, len);
	if (heading > 0)
		finish_block(layout);
}

void markdown_lay_out(const char *text, int cols, struct paper *paper)
{
	struct layout layout = {.paper = paper, .cols = cols};

	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = mem_dup_n(text, len);
		take_line(&layout, line);
		free(line);
		text += len + (text[len] == '\n');
	}
	finish_block(&layout);
}
