/*
 * zip_file.h - archives, through libzip, which is loaded when first needed.
 */
#ifndef SONAE_EXPORT_ZIP_FILE_H
#define SONAE_EXPORT_ZIP_FILE_H

#include "sonae/export/exporter.h"

/* What an archive may amount to, unpacked. */
enum { ZIP_FILES_AT_MOST = 5000, ZIP_BYTES_AT_MOST = 512 * 1024 * 1024 };

/* Appends the archive's bytes. Files in their order, all under the folder `inside` ("" = none),
 * dated `made_at` (seconds since 1970, UTC; zip knows two-second steps from 1980 on): the same
 * files give the same bytes. */
bool zip_pack(const struct out_files *files, const char *inside, long long made_at, struct str *out,
              struct err *err);
/* Reads a whole archive from disk. ERR_ZIP when it is none, is damaged, is greater than the
 * above, or holds a name that leaves its folder. Folders are passed over; if all files stand in
 * one folder its name is taken off. */
bool zip_unpack(const char *path, struct out_files *files, struct err *err);

#endif
