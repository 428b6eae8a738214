/*
 * package.h - what goes to the consultant, as one folder or one archive, and what comes back.
 *
 *     README.txt      says what each file is, what was left out, and how to send it back
 *     MANIFEST        manifest.h
 *     csv/assets.csv  one a worksheet: headings and choices in the package's language
 *     workbook.xlsx   the same as one Excel workbook, formulas alive
 *     report.html     to read and print
 *     trees/X-001.svg, .dot, .xml, .txt
 *     ipa.csv         the ledger in the columns of IPA's sheet
 */
#ifndef SONAE_EXPORT_PACKAGE_H
#define SONAE_EXPORT_PACKAGE_H

#include "sonae/export/exporter.h"
#include "sonae/export/manifest.h"

#define PACKAGE_SENT ".sonae/sent" /* in the workbook: one folder a package, by its id */

struct package_formats {
	VEC(const struct exporter *) at;
};

/* Runs the exporters and puts README.txt and MANIFEST in front. `id` gets the package's. */
bool package_make(const struct outgoing *outgoing, const struct package_formats *formats,
                  struct out_files *files, char id[96], struct err *err);

/* Which of the files stand there already; `first` (may be NULL) gets the name of one. A path
 * that ends in .zip is one archive. */
size_t package_taken(const struct out_files *files, const char *path, struct str *first);
/* Writes the package. An archive is replaced whole or not at all; in a folder files that are
 * there are replaced, others left alone. */
bool package_write(const struct out_files *files, const char *path, const char *id, long long made_at,
                   struct err *err);
/* Keeps the CSV files and the manifest in the workbook, to merge against what comes back. A
 * workbook that is only read keeps nothing. */
bool package_keep(struct folder *folder, const struct out_files *files, const char *id,
                  struct err *err);

/* ---- what comes back ---- */

enum package_kind {
	PACKAGE_SENT_BACK, /* a package, with or without its MANIFEST */
	PACKAGE_WORKBOOK,  /* another workbook's folder, or an archive of one */
	PACKAGE_ONE_CSV,
};
struct package {
	enum package_kind kind;
	struct out_files files; /* CSV files by their name alone, "assets.csv"; sonae.ini; MANIFEST */
	struct manifest manifest;
	bool has_manifest;
};
/* Reads a folder, an archive or a single CSV file; nothing in it is changed. */
bool package_read(const char *path, struct package *package, struct err *err);
void package_release(struct package *package);
/* The package of that id as it was sent: package_read of PACKAGE_SENT. False: not kept here. */
bool package_sent(const struct folder *folder, const char *id, struct package *package, struct err *err);

#endif
