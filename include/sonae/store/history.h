/*
 * history.h - history.csv, everything that ever happened to a workbook.
 *
 * Columns: seq,time,who,step,kind,of,sheet,row,field,before,after,hash. One record a
 * physical line (in a value LF is \n, CR is \r, a backslash \\). Append-only; an append
 * returns after the bytes are on the disk. `step` is the seq of the first record of one
 * user action; undo and redo name theirs in `of`.
 *
 * hash = CHAIN.SALT: CHAIN = SHA-256 in hex of the line "PREVIOUS CHAIN\n" (64 zeros
 * before the first record) and the cells seq … field each followed by "\n", then
 * SHA-256(SALT before) and SHA-256(SALT after) in hex, each followed by "\n"; SALT = 16
 * hex digits. Cells are taken as any CSV reader gives them, escapes and guards in place.
 * So a value can be blanked later and the chain still verifies, and the salt, which goes
 * with the value, keeps a short number from being guessed from its sum.
 */
#ifndef SONAE_STORE_HISTORY_H
#define SONAE_STORE_HISTORY_H

#include "sonae/base/err.h"
#include "sonae/base/vec.h"
#include "sonae/model/change.h"
#include <stdbool.h>

enum history_kind {
	HISTORY_SET, HISTORY_INSERT, HISTORY_DELETE, HISTORY_MOVE, /* as enum change_kind */
	HISTORY_UNDO, HISTORY_REDO, HISTORY_OUTSIDE, HISTORY_MERGE, HISTORY_SETTINGS, HISTORY_SAVE,
	HISTORY_KIND_COUNT
};
const char *history_kind_name(enum history_kind kind);
/* Of set, insert, delete and move; false for the other kinds. */
bool history_kind_is_change(enum history_kind kind);

struct history_record {
	unsigned long seq, step, of; /* of: 0 = none */
	const char *time, *who, *sheet, *row, *field, *before, *after, *hash;
	enum history_kind kind;
};

struct history;

/* Opens the file, or makes it when `may_write`; else a missing one is an empty history. A
 * torn last record (no line feed at the end, or not readable) is cut off when `may_write`,
 * else ignored; *torn says so. What others append later is not seen. */
struct history *history_open(const char *path, bool may_write, bool *torn, struct err *err);
void history_close(struct history *history);
unsigned long history_last_seq(const struct history *history);
const char *history_head_hash(const struct history *history); /* 64 hex digits */

/*
 * A user action: its changes as records of one step, in one append. `kind` is
 * HISTORY_SET for a plain action (each change has its own kind); HISTORY_UNDO, REDO,
 * OUTSIDE, MERGE first write a record of that kind naming `of`. A plain step without
 * changes writes nothing and has *step_seq 0.
 */
bool history_append_step(struct history *history, const char *who, enum history_kind kind,
                         unsigned long of, const struct step *step, unsigned long *step_seq,
                         struct err *err);
/* A save record: `after` = "SIZE MTIME_NS SHA256 NEXT_NUMBER". */
bool history_append_save(struct history *history, const char *who, const char *sheet,
                         const char *after, struct err *err);

/* Calls `each` with the records in order from the first with seq > `after_seq`; `each`
 * returns false to stop. The texts are unescaped and live until `each` returns. Lines that
 * are no record are passed over. */
bool history_read(const struct history *history, unsigned long after_seq,
                  bool (*each)(void *context, const struct history_record *record), void *context,
                  struct err *err);

#endif
