/*
 * zip_name.h - the names in an archive, as whoever made it wrote them.
 */
#ifndef SONAE_SRC_EXPORT_ZIP_NAME_H
#define SONAE_SRC_EXPORT_ZIP_NAME_H

#include "sonae/export/exporter.h"

/* Appends the path that raw bytes mean: of UTF-8 or, else, of Shift_JIS (Windows in Japan),
 * composed (macOS takes voicing marks apart), with slashes and no "." in it. False when it
 * leads out of the archive, or is no text at all. */
bool zip_name_clean(struct str *out, const char *raw);
/* What a system leaves in folders for itself, or a workbook in .sonae: no file of anybody's. */
bool zip_name_is_hidden(const char *name);
/* Takes the folders off that all the files stand in. */
void zip_names_strip(struct out_files *files);

#endif
