/*
 * report_summary.h - the page for the management, in blocks.
 *
 * It says what the forms declare: rankings of [view top], before and after of [view matrix],
 * summaries, gaps. A workbook may bring other forms; a block whose fields are not there, or do
 * not go out, is left out. Figures are of the whole workbook, as on the screen.
 */
#ifndef SONAE_SRC_EXPORT_REPORT_SUMMARY_H
#define SONAE_SRC_EXPORT_REPORT_SUMMARY_H

#include "report_parts.h"

/* The rows that rank first, what is done about them, by whom and when (report_top.c). */
void report_top(struct report *report);
/* What is lost in a year with and without the measures, and what these cost (report_money.c). */
void report_money(struct report *report);
/* Decisions only the management can take (report_asks.c). */
void report_asks(struct report *report);

/* What the field that [view top] ranks becomes by the measures: of the [view matrix] with that
 * value; -1 = not said. */
int report_ranked_after(const struct outgoing_sheet *at);
/* The line above which risks are treated: the setting, or what stands in for it. */
bool report_line(const struct report *report, double *line, struct str *label);

#endif
