/* targets.h - the list of what can be looked at from all sides: rows, and texts of one's own. */
#ifndef SONAE_SRC_UI_TARGETS_H
#define SONAE_SRC_UI_TARGETS_H

#include "coverage_look.h"

struct targets {
	const char *sheet;               /* whose coverage it is */
	const struct form_view *view;
	const struct coverage *coverage; /* only while it is opened */
	const char *title;
	bool offers_all;                 /* a first line leads to the whole table */
	size_t selected;                 /* line of the coverage, or PIVOT_NONE: the first */
	/* `value` NULL: the whole table. */
	void (*chosen)(struct ui *ui, void *context, const char *value, bool is_text);
	void *context;
};

/* Opens it as a popup: what should be looked at, what was, the other rows there are; what is typed
 * and names none of them is a text of one's own. */
void targets_pick(struct ui *ui, const struct targets *wanted);

#endif
