/*
 * fill.h - texts with places in them: "{count} rows of {sheet}".
 */
#ifndef SONAE_BASE_FILL_H
#define SONAE_BASE_FILL_H

#include "sonae/base/str.h"
#include <stdarg.h>

/* Appends `text` with each {name} replaced that the NULL-ended pairs "name", "value", … know (at
 * most 8 of them); others stay as they are. */
void fill_places(struct str *out, const char *text, va_list pairs);

#endif
