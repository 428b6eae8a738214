#include "sonae/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The two forms of SONAE_NOW, and the shorter one of the first. */
static bool read_frozen(const char *text, struct tm *now)
{
	static const char *const form[] = {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"};

	for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
		const char *end;

		*now = (struct tm){.tm_isdst = -1};
		end = strptime(text, form[i], now);
		if (end && *end == '\0')
			return true;
	}
	return false;
}

/* Local time; tm_gmtoff is filled. */
static struct tm local_now(void)
{
	const char *frozen = getenv("SONAE_NOW");
	struct tm now;
	time_t seconds;

	if (frozen && read_frozen(frozen, &now)) {
		now.tm_isdst = -1;
		mktime(&now);
		return now;
	}
	seconds = time(NULL);
	tzset();
	localtime_r(&seconds, &now);
	return now;
}

struct date clock_today(void)
{
	struct tm now = local_now();

	return (struct date){now.tm_year + 1900, now.tm_mon + 1, now.tm_mday};
}

static void write_stamp(const struct tm *now, char buffer[32])
{
	char time_of_day[24];
	long minutes = now->tm_gmtoff / 60;
	char sign = minutes < 0 ? '-' : '+';

	minutes = labs(minutes);
	strftime(time_of_day, sizeof time_of_day, "%Y-%m-%dT%H:%M:%S", now);
	snprintf(buffer, 32, "%s%c%02d:%02d", time_of_day, sign, (int)(minutes / 60 % 100),
	         (int)(minutes % 60));
}

const char *clock_stamp(char buffer[32])
{
	struct tm now = local_now();

	write_stamp(&now, buffer);
	return buffer;
}

/* Whole seconds up to the year 9999; anything else is as if it were not there. */
static bool read_epoch(long long *seconds)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end;

	if (!text || !*text)
		return false;
	*seconds = strtoll(text, &end, 10);
	return *end == '\0' && *seconds >= 0 && *seconds < 253402300800LL;
}

long long clock_export(char buffer[32], bool *is_set)
{
	struct tm when = local_now();
	long long seconds;
	bool set = read_epoch(&seconds);

	if (set) {
		time_t at = (time_t)seconds;
		gmtime_r(&at, &when);
	}
	write_stamp(&when, buffer);
	if (is_set)
		*is_set = set;
	return set ? seconds : (long long)mktime(&when);
}

long long clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}
