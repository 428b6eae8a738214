/*
 * history.h - history.csv, everything that ever happened to a workbook.
 *
 * Columns: seq,time,who,step,kind,of,sheet,row,field,before,after,hash. One record a
 * physical line (in a value LF is \n, CR is \r, a backslash \\). Append-only; an append
 * returns after the bytes are on the disk. `step` is the seq of the first record of one
 * user action; undo and redo name theirs in `of`.
 *
 * The chain. hash = CHAIN.SALT.SALT, the salts of before and after, 16 random hex digits
 * each. CHAIN = SHA-256 in hex of the line "PREVIOUS CHAIN\n" (64 zeros before the first
 * record) and the cells seq … field each followed by "\n", then the sum of before and the
 * sum of after, each followed by "\n". Cells are taken as any CSV reader gives them,
 * escapes and guards in place.
 *     The sum of a value is SHA-256(SALT value) in hex. A row's image (`after` of an insert,
 * `before` of a delete) is summed line by line, the lines standing between its \n: the sum
 * is SHA-256 of the lines' sums, each followed by "\n"; line i (0 = first) has a salt of
 * its own, the first 16 hex digits of SHA-256("SALT.i").
 *
 * Forgetting. Of a forgotten value its sum is kept in place of it, as `\x` and 64 hex
 * digits, and its salt is dropped from `hash`: the chain holds as before, and a short
 * number cannot be guessed from its sum. In an image this is done to one line; the cell's
 * salt then is the list of the lines' salts joined by "-", with nothing for a forgotten
 * line. The salt of the other value, and of the other lines, stays. A forgotten value
 * reads as empty, a forgotten line as not there. The worksheet's save records but the last
 * are forgotten along with it: the sum of a whole file would tell a short number, too.
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

/* A record: its number, and the byte its line begins with. */
struct history_mark {
	unsigned long seq;
	long long at;
};

struct history_record {
	unsigned long seq, step, of; /* of: 0 = none */
	long long at;                /* the byte its line begins with */
	const char *time, *who, *sheet, *row, *field, *before, *after, *hash;
	enum history_kind kind;
	bool before_forgotten, after_forgotten; /* of an image: a part of it */
};

/* Returns false to stop. The texts are unescaped and live until it returns. */
typedef bool (*history_each)(void *context, const struct history_record *record);

struct history;

/* Opens the file, or makes it when `may_write`; else a missing one is an empty history. A
 * torn last record (no line feed at the end, or not readable) is cut off when `may_write`,
 * else ignored; *torn says so. What others append later is not seen. */
struct history *history_open(const char *path, bool may_write, bool *torn, struct err *err);
void history_close(struct history *history);
unsigned long history_last_seq(const struct history *history);
struct history_mark history_last(const struct history *history); /* seq 0: none */
const char *history_head_hash(const struct history *history); /* 64 hex digits */
/* Bytes of whole records: where the next one will begin. */
long long history_size(const struct history *history);
/* Does the record `mark` end at byte `end`, and does the chain stand at `hash` there? */
bool history_holds(const struct history *history, struct history_mark mark, long long end,
                   const char *hash);

/* ---- appending (history_write.c) ---- */

/*
 * A user action: its changes as records of one step, in one append. `kind` is
 * HISTORY_SET for a plain action (each change has its own kind); HISTORY_UNDO, REDO,
 * OUTSIDE, MERGE first write a record of that kind naming `of`, whose `after` is what the
 * step says of itself. A plain step without changes writes nothing and has *step_seq 0.
 */
bool history_append_step(struct history *history, const char *who, enum history_kind kind,
                         unsigned long of, const struct step *step, unsigned long *step_seq,
                         struct err *err);
/* A save record: `after` = "SIZE MTIME_NS SHA256 NEXT_NUMBER". */
bool history_append_save(struct history *history, const char *who, const char *sheet,
                         const char *after, struct err *err);

/* ---- reading (history_read.c) ---- */

/* Calls `each` with the records in order from the first with seq > `after_seq`. Lines that
 * are no record are passed over. */
bool history_read(const struct history *history, unsigned long after_seq, history_each each,
                  void *context, struct err *err);
/* The same from `from` on, without reading what stands before it. When that record does not
 * begin there all is read, and those from its seq on are handed out. */
bool history_read_from(const struct history *history, struct history_mark from,
                       history_each each, void *context, struct err *err);

/* Which records are wanted: NULL is any. */
struct history_filter {
	const char *sheet, *row, *who;
	const char *since; /* a time or the beginning of one, "2026-11-22" */
	bool changes_only; /* no save records */
	bool newest_first; /* costs no more, and stopping early saves the rest */
	long long before;  /* with newest_first: lines that begin before this byte; 0 = all */
};
bool history_find(const struct history *history, const struct history_filter *filter,
                  history_each each, void *context, struct err *err);

/* ---- the chain (history_verify.c) and what is taken out of it (history_forget.c) ---- */

/* Follows the chain through the whole file. ERR_HISTORY_BROKEN, or ERR_HISTORY_TORN for an
 * unfinished last line: err->line is the first line that does not fit, err->what the seq
 * that stands there ("?" when there is none). That the end is missing cannot be seen from
 * within: for that there is the head hash. */
bool history_verify(const struct history *history, struct err *err);

/* A value that a cell had. */
struct history_value {
	const char *sheet, *row, *field, *text;
};
/* Forgets the value wherever this history says that the cell held it; *count = in how many
 * records. The file is replaced whole; marks into it are no longer right. */
bool history_forget(struct history *history, const struct history_value *value, size_t *count,
                    struct err *err);
/* The same in a copy of a history that nobody has open; nothing is written for *count 0. */
bool history_forget_in(const char *path, const struct history_value *value, size_t *count,
                       struct err *err);

#endif
