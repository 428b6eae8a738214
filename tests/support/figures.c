#include "support/figures.h"

#include <stdio.h>
#include <time.h>

void series_add(struct series *series, double value)
{
	vec_push(&series->values, value);
}

void series_release(struct series *series)
{
	vec_release(&series->values);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double series_median(struct series *series)
{
	size_t count = series->values.count;
	double *at = series->values.at;

	if (count == 0)
		return 0;
	qsort(at, count, sizeof(*at), compare);
	return (at[(count - 1) / 2] + at[count / 2]) / 2;
}

long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static bool end_line(double figure, double bound)
{
	bool kept = figure <= bound;

	printf("   at most %-4g %s\n", bound, kept ? "ok" : "over");
	fflush(stdout);
	return kept;
}

bool figures_ratio(const char *what, double ours, double theirs, const char *unit, double bound)
{
	double ratio = theirs > 0 ? ours / theirs : 0;

	printf("  %-36s %9.2f / %8.2f %-5s %6.2f x", what, ours, theirs, unit, ratio);
	return end_line(ratio, bound);
}

bool figures_plain(const char *what, double ours, const char *unit, double bound)
{
	printf("  %-36s %9.2f            %-5s         ", what, ours, unit);
	return end_line(ours, bound);
}
