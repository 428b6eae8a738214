/*
 * export_plan.h - which part of the workbook is to go out, as F9 and `sonae export` choose it.
 */
#ifndef SONAE_APP_EXPORT_PLAN_H
#define SONAE_APP_EXPORT_PLAN_H

#include "sonae/app/session.h"
#include "sonae/export/package.h"

/* All borrowed. Lists are separated by commas; "" or NULL = all. */
struct export_choice {
	const char *formats;  /* "csv,xlsx"; all that a package has */
	const char *sheets;   /* "assets,risks", named even when empty */
	const char *sessions; /* "4,5,visits" */
	const char *asset;    /* "A-001": only rows that are linked with it */
	const char *since;    /* changes since that day are told */
	enum lang lang;
	bool redact;
};

/* Chooses the worksheets that have any work in them (named ones, and the settings, in any case)
 * and their rows; ERR_NO_FORM, ERR_NO_SESSION, ERR_NO_ROW, ERR_NO_FORMAT name what is not there.
 * Both are to be released in any case. Under SOURCE_DATE_EPOCH the workbook's today is that day. */
bool export_plan(struct session *session, const struct export_choice *choice,
                 struct outgoing *outgoing, struct package_formats *formats, struct err *err);
void package_formats_release(struct package_formats *formats);

#endif
