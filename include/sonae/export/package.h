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

/* What of a worksheet was left out, for a person: "情報資産管理台帳: 資産管理者, リスク所有者; 5行".
 * Appends nothing when that is nothing. */
void package_left_out(const struct outgoing *outgoing, const struct outgoing_sheet *at, struct str *out);

/* Which of the files stand there already; `first` (may be NULL) gets the name of one. A path
 * that ends in .zip is one archive. */
size_t package_taken(const struct out_files *files, const char *path, struct str *first);
/* Writes the package. An archive is replaced whole or not at all; in a folder files that are
 * there are replaced, others left alone. In the archive all stands in a folder of its name.
 * Nothing is readable for others on the machine. ERR_NOT_EXPORTED where that place cannot be
 * written, but for ERR_FULL and ERR_READ_ONLY. */
bool package_write(const struct out_files *files, const char *path, long long made_at, struct err *err);
/* Keeps the CSV files and the manifest in the workbook, to merge against what comes back; of a
 * package without CSV files nothing. The files are the package's own, so it may be done in a
 * workbook that somebody else has open for writing. */
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
	struct out_files files; /* CSV files by their name alone, "assets.csv"; sonae.ini; MANIFEST;
	                           of a workbook history.csv too, which is no worksheet */
	struct manifest manifest; /* of a workbook `workbook` and `head`, from its history */
	bool has_manifest;
};
/* Reads a folder, an archive or a single CSV file; nothing in it is changed. Of a package may be
 * missing what will, CSV files may stand beside csv/, and folders around it all. ERR_NO_PACKAGE
 * when there is no CSV file in it, ERR_NOT_PLAIN for one that is a link (folders that are links are
 * passed over) or a pipe, ERR_LARGE beyond what an archive may amount to (zip_file.h). To be
 * released in any case. */
bool package_read(const char *path, struct package *package, struct err *err);
void package_release(struct package *package);
/* The package of that id as it was sent (but for what was forgotten since): package_read of
 * PACKAGE_SENT. ERR_NO_BASE: not kept here. To be released in any case. */
bool package_sent(const struct folder *folder, const char *id, struct package *package, struct err *err);

#endif
