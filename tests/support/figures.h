/*
 * figures.h - what a measurement amounts to: a line of text, and whether it is over.
 *
 * Two things are measured in turn, many times, and compared by their medians: a machine
 * that is slow today is slow for both.
 */
#ifndef SUPPORT_FIGURES_H
#define SUPPORT_FIGURES_H

#include "sonae/base/vec.h"
#include <stdbool.h>

struct series {
	VEC(double) values;
};

void series_add(struct series *series, double value);
void series_release(struct series *series);
/* The one in the middle; 0 of none. Sorts. */
double series_median(struct series *series);

/* Nanoseconds of a clock that only goes forward. */
long long now_ns(void);

/*
 * Prints "what  OURS UNIT  to THEIRS UNIT  RATIO x  (at most BOUND)  ok" and tells whether
 * the ratio keeps the bound.
 */
bool figures_ratio(const char *what, double ours, double theirs, const char *unit, double bound);
/* The same for a figure that stands for itself. */
bool figures_plain(const char *what, double ours, const char *unit, double bound);

#endif
