/* legal.c - text that any program takes. */
#include "tree_parts.h"

#include "sonae/base/utf8.h"

/* Char of XML 1.0, but for the carriage return. */
static bool is_legal(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || (cp >= 0x20 && cp < 0xd800) || (cp >= 0xe000 && cp < 0xfffe) ||
	       (cp >= 0x10000 && cp <= 0x10ffff);
}

void legal_add(const char *text, size_t len, struct str *out)
{
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t used = utf8_decode(text + at, len - at, &cp);
		if (is_legal(cp) && cp != 0xfffd)
			str_add_n(out, text + at, used);
		else if (cp != '\r')
			str_add(out, "\xef\xbf\xbd");
		else if (at + 1 == len || text[at + 1] != '\n')
			str_add_byte(out, '\n');
		at += used;
	}
}

void xml_add(const char *text, size_t len, struct str *out)
{
	static const char special[] = "<>&\"'";
	static const char *const entities[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"};
	struct str legal = {0};

	legal_add(text, len, &legal);
	for (const char *at = str_text(&legal); *at;) {
		size_t plain = strcspn(at, special);
		str_add_n(out, at, plain);
		at += plain;
		if (*at)
			str_add(out, entities[strchr(special, *at++) - special]);
	}
	str_release(&legal);
}
