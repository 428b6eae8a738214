/*
 * The C library's wcwidth, replaced for the whole process: ncurses then counts the columns that
 * utf8.h counts, ambiguous characters included. A program that resolves it elsewhere
 * shifts every row with such a character; term.c refers to it so that it is linked.
 */
#include "sonae/base/utf8.h"

#include <wchar.h>

__attribute__((visibility("default"))) int wcwidth(wchar_t character)
{
	uint32_t cp = (uint32_t)character;

	if (cp == 0)
		return 0;
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
		return -1;
	return utf8_cp_cols(cp);
}
