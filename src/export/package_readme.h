/*
 * package_readme.h - README.txt: what a package is, for whoever receives it.
 */
#ifndef SONAE_SRC_EXPORT_PACKAGE_README_H
#define SONAE_SRC_EXPORT_PACKAGE_README_H

#include "sonae/export/exporter.h"

/* Appends the text: UTF-8 with a byte order mark and CRLF, as Notepad of any age reads it. */
void package_readme(const struct outgoing *outgoing, const struct out_files *files, const char *id,
                    struct str *out);

#endif
