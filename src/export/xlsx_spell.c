#include "xlsx_spell.h"
#include "tree_parts.h"
#include "xlsx_book.h"

#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_LONGEST = 250 };

/* ---- texts ---- */

char *xlsx_clean(const char *text)
{
	struct str legal = {0}, out = {0};

	legal_add(text, strlen(text), &legal);
	for (const char *at = str_text(&legal); *at; at++) {
		if (at[0] == '_' && at[1] == 'x' && strspn(at + 2, "0123456789abcdefABCDEF") >= 4 && at[6] == '_')
			str_add(&out, "_x005F");
		str_add_byte(&out, *at);
	}
	str_release(&legal);
	return str_take(&out);
}

char *xlsx_plain(const char *text)
{
	struct str out = {0};

	legal_add(text, strlen(text), &out);
	return str_take(&out);
}

char *xlsx_short(const char *text)
{
	char *legal = xlsx_plain(text);
	char buffer[NOTE_LONGEST + 1];

	text_copy(buffer, sizeof(buffer), legal);
	free(legal);
	return mem_dup(buffer);
}

/* ---- names of pages ---- */

size_t xlsx_head(const char *text, size_t most)
{
	size_t at = 0, len = strlen(text);

	for (size_t units = 0; at < len;) {
		uint32_t cp;
		size_t used = utf8_decode(text + at, len - at, &cp);
		units += cp > 0xffff ? 2 : 1;
		if (units > most)
			break;
		at += used;
	}
	return at;
}

void xlsx_name_numbered(const char *base, size_t number, struct str *out)
{
	char tail[24] = "";

	if (number > 1)
		snprintf(tail, sizeof(tail), " (%zu)", number);
	str_clear(out);
	str_add_n(out, base, xlsx_head(base, XLSX_NAME_LONGEST - strlen(tail)));
	while (out->len > 0 && strchr(" '", out->at[out->len - 1]))
		str_cut(out, out->len - 1);
	str_add(out, tail);
}

char *xlsx_name_base(const char *name)
{
	static const char forbidden[] = "[]:*?/\\\t\n";
	static const char *const instead[] = {"［", "］", "：", "＊", "？", "／", "＼", " ", " "};
	char *legal = xlsx_plain(name);
	struct str out = {0};

	for (const char *at = legal + strspn(legal, " '"); *at; at++) {
		const char *found = strchr(forbidden, *at);
		if (found)
			str_add(&out, instead[found - forbidden]);
		else
			str_add_byte(&out, *at);
	}
	free(legal);
	return str_take(&out);
}

/* ---- on paper ---- */

void xlsx_add_on_paper(struct str *out, const char *code, const char *text, size_t most)
{
	char *legal = xlsx_plain(text);
	size_t len = 0, at;

	str_addf(out, "%s&8 ", code);
	for (at = 0; legal[at] && len < most; at = utf8_next(legal, strlen(legal), at)) {
		size_t next = utf8_next(legal, strlen(legal), at);
		if (len + next - at > most)
			break;
		str_add(out, legal[at] == '&' ? "&" : "");
		str_add_n(out, legal[at] == '\n' ? " " : legal + at, next - at);
		len += next - at + (legal[at] == '&');
	}
	str_add(out, legal[at] ? "…" : "");
	free(legal);
}

/* ---- cells and areas ---- */

static void add_column(struct str *out, size_t column)
{
	char letters[8];
	size_t at = sizeof(letters);

	for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	str_add_n(out, letters + at, sizeof(letters) - at);
}

void xlsx_add_cell(struct str *out, size_t row, size_t column)
{
	add_column(out, column);
	str_addf(out, "%zu", row + 1);
}

static void add_fixed(struct str *out, size_t row, size_t column)
{
	str_add_byte(out, '$');
	add_column(out, column);
	str_addf(out, "$%zu", row + 1);
}

static void add_area(struct str *out, struct xlsx_area area)
{
	add_fixed(out, area.row, area.column);
	if (area.row == area.last_row && area.column == area.last_column)
		return;
	str_add_byte(out, ':');
	add_fixed(out, area.last_row, area.last_column);
}

void xlsx_add_page_name(struct str *out, const struct xlsx_page *page)
{
	str_add_byte(out, '\'');
	for (const char *at = xlsx_page_name(page); *at; at++) {
		if (*at == '\'')
			str_add_byte(out, '\'');
		str_add_byte(out, *at);
	}
	str_add_byte(out, '\'');
}

void xlsx_add_area_of(struct str *out, const struct xlsx_page *page, struct xlsx_area area)
{
	xlsx_add_page_name(out, page);
	str_add_byte(out, '!');
	add_area(out, area);
}
