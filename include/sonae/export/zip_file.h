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
 * above, or holds a name twice or one that leaves its folder; ERR_ZIP_PASSWORD. Names come as
 * UTF-8 with slashes, whatever system packed them. Folders and what is hidden (.sonae, .DS_Store,
 * __MACOSX) are passed over; folders that all files stand in are taken off. `files` is to be
 * released in any case. */
bool zip_unpack(const char *path, struct out_files *files, struct err *err);

#endif
