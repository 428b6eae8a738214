/*
 * manifest_id.h - what a package is called, before its README.txt is written, which says it.
 */
#ifndef SONAE_SRC_EXPORT_MANIFEST_ID_H
#define SONAE_SRC_EXPORT_MANIFEST_ID_H

#include "sonae/export/exporter.h"

#define README_FILE "README.txt"

/* The day, and the beginning of the digest over the names and sums of all files but README.txt. */
void manifest_id(const struct outgoing *outgoing, const struct out_files *files, char package[96]);

#endif
