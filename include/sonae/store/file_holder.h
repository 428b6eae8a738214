/*
 * file_holder.h - who has a file open in a spreadsheet program.
 *
 * LibreOffice lays `.~lock.assets.csv#` beside it, Excel `~$assets.csv`; both name the user.
 * One older than a day was left behind by a crash and counts for nothing.
 */
#ifndef SONAE_STORE_FILE_HOLDER_H
#define SONAE_STORE_FILE_HOLDER_H

#include "sonae/base/str.h"
#include <stdbool.h>

/* Appends "LibreOffice: 岡田 (pc-12)" or "Excel: 岡田", as much as is known; valid UTF-8. */
bool file_holder(const char *path, struct str *who);

#endif
