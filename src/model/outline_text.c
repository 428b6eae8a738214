/* outline_text.c - from indentation to depth, and back. */
#include "sonae/model/outline_text.h"

#include "outline_line.h"

/* The columns of the levels above the line that is read, leftmost first. */
struct levels {
	VEC(int) columns;
};

static int depth_of(struct levels *levels, int columns)
{
	while (levels->columns.count > 0 && levels->columns.at[levels->columns.count - 1] >= columns)
		levels->columns.count--;
	vec_push(&levels->columns, columns);
	return (int)levels->columns.count - 1;
}

void outline_text_read(const char *text, const struct form *form, struct outline_text *out)
{
	struct outline_words words;
	struct levels levels = {0};

	outline_text_release(out);
	outline_words_init(&words, form);
	text += text_starts(text, "\xef\xbb\xbf") ? 3 : 0;
	while (*text) {
		struct outline_line line;
		size_t len = strcspn(text, "\r\n");
		int columns = outline_line_read(&words, text, len, &line);
		if (columns >= 0) {
			line.depth = depth_of(&levels, columns);
			vec_push(&out->at, line);
		}
		text += len + (text[len] != '\0');
	}
	vec_release(&levels.columns);
	outline_words_release(&words);
}

void outline_text_release(struct outline_text *text)
{
	for (size_t i = 0; i < text->at.count; i++)
		outline_line_release(&text->at.at[i]);
	vec_release(&text->at);
}

void outline_text_write(const struct sheet *sheet, const struct outline *outline, size_t node,
                        enum lang lang, struct str *out)
{
	struct outline_words words;
	size_t last = node + outline->at.at[node].below;

	outline_words_init(&words, sheet_form(sheet));
	for (size_t i = node; i <= last; i++) {
		const struct outline_node *is = &outline->at.at[i];
		str_add_repeat(out, ' ', 2 * (size_t)(is->depth - outline->at.at[node].depth));
		outline_line_write(&words, sheet, is->row, lang, out);
		str_add_byte(out, '\n');
	}
	outline_words_release(&words);
}
