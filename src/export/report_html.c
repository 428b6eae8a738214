/* report_html.c - tags, attributes, escapes. */
#include "report_html.h"

#include "sonae/base/utf8.h"
#include "tree_parts.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

/* ---- texts ---- */

static void add_line(struct str *out, const char *line, size_t len)
{
	struct str visible = {0};

	utf8_add_visible(&visible, line, len);
	xml_add(str_text(&visible), visible.len, out);
	str_release(&visible);
}

static void add_lines(struct str *out, const char *text, const char *between)
{
	for (const char *at = text;; at++) {
		size_t len = strcspn(at, "\n");
		size_t shown = len > 0 && at[len - 1] == '\r' ? len - 1 : len;
		add_line(out, at, shown);
		at += len;
		if (!*at)
			return;
		str_add(out, between);
	}
}

void html_text(struct str *out, const char *text)
{
	size_t len = strlen(text);

	while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r'))
		len--;
	struct str whole = {0};
	str_add_n(&whole, text, len);
	add_lines(out, str_text(&whole), "<br/>");
	str_release(&whole);
}

/* ---- tags ---- */

static bool is_inline(const char *tag)
{
	static const char *const inlines[] = {"a",  "span", "abbr", "strong",
	                                      "em", "th",   "td",   "dt"};

	for (size_t i = 0; i < sizeof(inlines) / sizeof(inlines[0]); i++)
		if (text_is(tag, inlines[i]))
			return true;
	return false;
}

void html_open(struct str *out, const char *tag, ...)
{
	va_list pairs;
	const char *name;

	str_addf(out, "<%s", tag);
	va_start(pairs, tag);
	while ((name = va_arg(pairs, const char *)) != NULL) {
		const char *value = va_arg(pairs, const char *);
		if (!value)
			continue;
		str_addf(out, " %s=\"", name);
		add_lines(out, value, " ");
		str_add_byte(out, '"');
	}
	va_end(pairs);
	str_add_byte(out, '>');
}

void html_close(struct str *out, const char *tag)
{
	str_addf(out, "</%s>%s", tag, is_inline(tag) ? "" : "\n");
}

void html_say(struct str *out, const char *tag, const char *class, const char *text)
{
	html_open(out, tag, "class", class, NULL);
	html_text(out, text);
	html_close(out, tag);
}

void html_heard(struct str *out, const char *text)
{
	html_say(out, "span", "heard", text);
}

/* ---- ids and style ---- */

void html_id(struct str *out, const char *text)
{
	for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
		if (*at < 0x80 && (isalnum(*at) || *at == '-'))
			str_add_byte(out, (char)*at);
		else
			str_addf(out, "_%02X", *at);
	}
}

void html_css_string(struct str *out, const char *text)
{
	struct str visible = {0};

	utf8_add_visible(&visible, text, strlen(text));
	str_add_byte(out, '"');
	for (const char *at = str_text(&visible); *at; at++) {
		if ((unsigned char)*at >= 0x80 || isalnum((unsigned char)*at) || *at == ' ')
			str_add_byte(out, *at);
		else
			str_addf(out, "\\%02X ", (unsigned)*at);
	}
	str_add_byte(out, '"');
	str_release(&visible);
}
