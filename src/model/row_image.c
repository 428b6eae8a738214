#include "sonae/model/row_image.h"
#include <string.h>

static void add_escaped(struct str *out, const char *text, bool is_name)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			str_add(out, "\\n");
		else if (*text == '\\')
			str_add(out, "\\\\");
		else if (*text == '=' && is_name)
			str_add(out, "\\e");
		else
			str_add_byte(out, *text);
	}
}

static void add_unescaped(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (c == '\\' && i + 1 < len) {
			c = text[++i];
			c = c == 'n' ? '\n' : c == 'e' ? '=' : c;
		}
		str_add_byte(out, c);
	}
}

void row_image_begin(struct str *image, const char *after_id)
{
	add_escaped(image, after_id, false);
}

void row_image_add(struct str *image, const char *name, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	str_add_byte(image, '\n');
	row_image_line(image, name, text);
}

void row_image_line(struct str *line, const char *name, const char *text)
{
	add_escaped(line, name, true);
	str_add_byte(line, '=');
	add_escaped(line, text, false);
}

/* The line at `text`; what comes behind it, NULL after the last. */
static const char *line_end(const char *text, size_t *len)
{
	*len = strcspn(text, "\n");
	return text[*len] == '\n' ? text + *len + 1 : NULL;
}

const char *row_image_read(const char *image, struct str *after_id)
{
	size_t len;
	const char *rest = line_end(image, &len);

	add_unescaped(after_id, image, len);
	return rest;
}

bool row_image_next(const char **rest, struct row_image_cell *cell)
{
	const char *line = *rest;
	size_t len;

	if (line == NULL)
		return false;
	*rest = line_end(line, &len);
	const char *equals = memchr(line, '=', len);
	size_t name_len = equals != NULL ? (size_t)(equals - line) : len;
	size_t text_at = equals != NULL ? name_len + 1 : len;
	str_clear(&cell->name);
	str_clear(&cell->text);
	add_unescaped(&cell->name, line, name_len);
	add_unescaped(&cell->text, line + text_at, len - text_at);
	return true;
}

void row_image_cell_release(struct row_image_cell *cell)
{
	str_release(&cell->name);
	str_release(&cell->text);
}

bool row_image_same_cells(const char *a, const char *b)
{
	size_t len;
	const char *a_cells = line_end(a, &len), *b_cells = line_end(b, &len);

	return text_is(a_cells, b_cells);
}
