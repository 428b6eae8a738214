/*
 * settings_file.h - sonae.ini: what kind of workbook it is, and its settings.
 *
 *     [workbook]   format = "1"  lang = "ja"  curriculum = "r7"  company = "…"
 *     [settings]   the one row of the record worksheet `settings`, by field id
 *
 * INI has no escapes, so in values % " and control characters are written as %22, and
 * all bytes beyond ASCII too in a value that holds bytes which are no text. A value too
 * long for a line goes on in `key.2`, `key.3` …
 */
#ifndef SONAE_STORE_SETTINGS_FILE_H
#define SONAE_STORE_SETTINGS_FILE_H

#include "sonae/base/err.h"
#include "sonae/base/file_write.h"
#include "sonae/base/lang.h"
#include "sonae/model/sheet.h"
#include <stdbool.h>

#define SETTINGS_FILE "sonae.ini"
#define SETTINGS_SHEET "settings"

enum { FOLDER_FORMAT = 1 }; /* the newest this program writes */

struct folder_settings {
	enum lang lang;      /* of the CSV files; set when the workbook is made */
	char curriculum[16]; /* "r4": as the workbook was made */
	char chosen[16];     /* the setting `curriculum`, which goes before it; "" = none. Read only */
	char company[256];
	int format;          /* 1 */
};

/* False with the file's first fault, or ERR_NOT_WORKBOOK without a [workbook]. A newer
 * format is read as far as it is understood. */
bool settings_file_read(const char *path, struct folder_settings *settings, struct err *err);
/* The row "1" of the empty `sheet`; keys that are no fields become unknown columns. */
bool settings_file_read_row(const char *path, struct sheet *sheet, struct err *err);
/* `sheet` may be NULL: no settings yet. */
void settings_file_write(const struct folder_settings *settings, const struct sheet *sheet,
                         struct file_write *write);

#endif
