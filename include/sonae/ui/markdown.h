/*
 * markdown.h - the guides' small Markdown, laid out for a width.
 *
 * Known: `#` to `###` headings, paragraphs (their lines are joined: with a blank between
 * Latin words, without one beside Japanese), `- ` lists with two blanks a level, `1. ` lists,
 * `**bold**` and `code` (shown without its marks), tables of `| a | b |` lines (a second line of
 * `|---|--:|` makes the first a heading; what does not fit is cut and ends in ">"). Whatever else
 * stands there is text.
 */
#ifndef SONAE_UI_MARKDOWN_H
#define SONAE_UI_MARKDOWN_H

#include "sonae/ui/paper.h"

/* Appends to `paper`; no line is wider than `cols` (>= 8). */
void markdown_lay_out(const char *text, int cols, struct paper *paper);

#endif
