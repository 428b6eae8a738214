/*
 * figure.h - pictures of a worksheet for the HTML report, drawn from what goes out of it.
 *
 * Each function appends one <figure class="figure">: one <svg role="img"> or more of them (what
 * is too high for a page is cut between two lines; a matrix has one before and one after), each
 * with a <title> and a <desc> that say the same in words, and a <figcaption>. It appends nothing
 * at all when there is nothing to draw, or when a field it needs is personal and stays here.
 * Well-formed as HTML and as XML. The looks come from classes, see figure_css.
 *
 * Only rows that go out are counted and named. Ids begin with "figure-FORM-VIEW" (see html_id), so
 * each figure may stand once in a page; "#figure-risks-matrix" is the figure itself.
 */
#ifndef SONAE_SRC_EXPORT_FIGURE_H
#define SONAE_SRC_EXPORT_FIGURE_H

#include "sonae/export/outgoing.h"

/* Rules for the report's <style>. Borrowed. */
const char *figure_css(void);

/* [view matrix]: how many rows, and which, at each crossing, before and after treatment. */
void figure_matrix(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                   const struct form_view *view, struct str *out);
/* [view profile]: each group as it is and as it should be, on one scale. */
void figure_profile(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                    const struct form_view *view, struct str *out);
/* [view timeline]: the twelve months of the fiscal year that today is in. */
void figure_year(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                 const struct form_view *view, struct str *out);
/* [view coverage]: what was looked at from which side. */
void figure_coverage(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                     const struct form_view *view, struct str *out);
/* All of the above that the worksheet's form has views for, in the form's order. */
void figure_views(const struct outgoing *outgoing, const struct outgoing_sheet *at, struct str *out);

/* Rows ranked by a number, the greatest first, as bars: the score of each risk, what it may cost. */
struct figure_bars {
	int value;        /* field of numbers; rows without one, or with 0 or less, are left out */
	int value_after;  /* a second, thinner bar: what is left of it; -1 = none */
	bool has_line;    /* a line across the bars; what goes beyond it is dark */
	double line;
	const char *line_label; /* what the line is, in the outgoing language: 受容の線, Acceptance line */
	size_t most;      /* bars at most; the caption says of how many */
};
/* Ids begin with "figure-FORM-bars-FIELD". */
void figure_bars(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                 const struct figure_bars *bars, struct str *out);

#endif
