/*
 * exporter.h - the one list of formats that a workbook goes out in.
 *
 * A format is one file and one line here. It makes files in memory, named by their path inside
 * the package; the same workbook, choice and time give the same bytes.
 */
#ifndef SONAE_EXPORT_EXPORTER_H
#define SONAE_EXPORT_EXPORTER_H

#include "sonae/export/outgoing.h"

/* X(name as in --only): export_NAME in its own file; the text "package.about_NAME" says what its
 * files are, "export.as_NAME" and "export.for_NAME" what it is and who it is for. */
#define EXPORTER_LIST(X) X(csv) X(xlsx) X(html) X(svg) X(dot) X(adtool) X(text) X(ipa)

struct out_file {
	char *name;        /* "csv/assets.csv"; slashes, never above the package */
	struct str bytes;
	const char *about; /* id of the text that says what it is, or "" */
};
struct out_files {
	VEC(struct out_file) at;
};
/* A new file at the end, to be filled. `about` is borrowed. */
struct str *out_files_add(struct out_files *files, const char *name, const char *about);
const struct out_file *out_files_find(const struct out_files *files, const char *name);
void out_files_release(struct out_files *files);
/* The row's or worksheet's id as a part of a file's name: what Windows forbids stands as %2F. */
void out_files_add_name(struct str *out, const char *id);

struct exporter {
	const char *name;  /* "csv" */
	const char *about; /* "package.about_csv" */
	/* Appends its files, none when it has nothing to say. */
	bool (*write)(const struct outgoing *outgoing, struct out_files *files, struct err *err);
};
/* NULL when there is none of that name; in order, NULL after the last. */
const struct exporter *exporter_find(const char *name);
const struct exporter *exporter_at(size_t index);

#endif
