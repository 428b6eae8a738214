/* markdown_table.h - the tables of the small Markdown; see markdown.h. */
#ifndef SONAE_SRC_UI_MARKDOWN_TABLE_H
#define SONAE_SRC_UI_MARKDOWN_TABLE_H

#include "sonae/ui/paper.h"

/* Is it a line of a table? "| a | b |", blanks before it aside. */
bool markdown_is_row(const char *line);
/* Lays out such lines, each ended by \n. Columns stand under each other; what is wider than
 * `cols` is cut and ends in ">". A second line of dashes makes the first a heading, and those
 * columns right-aligned whose dashes end in a colon. */
void markdown_table(const char *lines, int cols, struct paper *paper);

#endif
