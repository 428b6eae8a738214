/*
 * manifest.h - MANIFEST: what a package is made of, so that it can be checked and found again.
 *
 * Lines for `sha256sum -c MANIFEST`: "HASH  NAME", one for each file but itself, in the package's
 * order. Above them comments: "# KEY: VALUE" with the keys package, workbook, company, made,
 * version, language, curriculum, confidentiality, history (SEQ HASH, the head of the chain),
 * redacted (yes or no), part (yes or no), left-out (may repeat), and returned-by, left empty for
 * whoever sends the package back.
 */
#ifndef SONAE_EXPORT_MANIFEST_H
#define SONAE_EXPORT_MANIFEST_H

#include "sonae/export/exporter.h"

#define MANIFEST_FILE "MANIFEST"

/* As read; "" where the line is missing. */
struct manifest {
	char package[96];     /* "2026-11-22-3f2a9c1b": day, and the beginning of the files' digest */
	char workbook[80];    /* the chain's first hash: the same for all copies of a workbook */
	char head[96];        /* "SEQ HASH" */
	char returned_by[128];
	char lang[8];
	bool redacted, part;
};

/* Appends the text of a manifest over the files so far. `package` gets its id. */
void manifest_write(const struct outgoing *outgoing, const struct out_files *files, char package[96],
                    struct str *out);
/* False when that is no manifest of ours. Unknown lines are passed over. */
bool manifest_read(const char *text, size_t len, struct manifest *manifest);

#endif
