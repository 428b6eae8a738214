/*
 * err.h - why something failed, for a person to read later.
 *
 * The layers below `app` translate nothing. A failure is a code from the one
 * list below, where it happened, and one detail; `app` turns it into a
 * sentence of the user's language (the text of code `csv_quote` is `csv_quote`
 * in section [err] of the UI texts, with {file} {line} {what} filled in).
 *
 * A struct err is the caller's storage and needs no release. It is untouched
 * on success. Whatever may fail returns bool (or a pointer) and takes the
 * struct err last; NULL is allowed where the reason is of no interest.
 */
#ifndef SONAE_BASE_ERR_H
#define SONAE_BASE_ERR_H

#include <stdbool.h>

/* The kinds are the exit codes of the command line. */
enum err_kind {
	ERR_KIND_USAGE = 2,
	ERR_KIND_DATA = 3,
	ERR_KIND_LOCKED = 4,
	ERR_KIND_IO = 5,
};

/* X(NAME, name in [err], kind, English for logs and tests) */
#define ERR_LIST(X)                                                           \
	X(READ, "read", IO, "cannot be read")                                 \
	X(WRITE, "write", IO, "cannot be written")                            \
	X(FULL, "full", IO, "the disk is full")                               \
	X(READ_ONLY, "read_only", IO, "may not be written to")                \
	X(MISSING, "missing", IO, "is not there")                             \
	X(LOCKED, "locked", LOCKED, "is open elsewhere")                      \
	X(CHANGED, "changed", LOCKED, "was changed by another program")       \
	X(HELD, "held", LOCKED, "is held open by another program")            \
	X(NOT_WORKBOOK, "not_workbook", DATA, "is not a workbook")            \
	X(NEWER, "newer", DATA, "was made by a newer version")                \
	X(EXISTS, "exists", USAGE, "is there already")                        \
	X(USAGE, "usage", USAGE, "wrong use")                                 \
	X(NO_FOLDER, "no_folder", USAGE, "no such folder or command")         \
	X(NO_FORM, "no_form", USAGE, "no such worksheet")                     \
	X(NO_ROW, "no_row", USAGE, "no such row")                             \
	X(NO_FIELD, "no_field", USAGE, "no such field")                       \
	X(COMPUTED, "computed", USAGE, "is computed and takes no value")      \
	X(NOT_ADDABLE, "not_addable", USAGE, "takes no new rows")             \
	X(NOTHING_TO_UNDO, "nothing_to_undo", USAGE, "nothing to undo")       \
	X(CSV_QUOTE, "csv_quote", DATA, "a quotation mark in the wrong place") \
	X(CSV_OPEN_QUOTE, "csv_open_quote", DATA, "a quotation mark is never closed") \
	X(CSV_NO_HEADER, "csv_no_header", DATA, "the first line names no columns") \
	X(CSV_BYTES, "csv_bytes", DATA, "bytes that are no text")             \
	X(CSV_WIDE_ROW, "csv_wide_row", DATA, "a row longer than the heading") \
	X(CSV_NO_ID, "csv_no_id", DATA, "a row without an id")                \
	X(CSV_SAME_ID, "csv_same_id", DATA, "an id used twice")               \
	X(CSV_CP932, "csv_cp932", DATA, "was saved in Shift_JIS")             \
	X(OUTSIDE_TAKEN, "outside_taken", DATA, "was changed outside; that was taken over") \
	X(OUTSIDE_CONFLICT, "outside_conflict", DATA, "was changed both here and outside") \
	X(OUTSIDE_STALE, "outside_stale", DATA, "brought back older values; they were not taken") \
	X(OUTSIDE_DAMAGED, "outside_damaged", DATA, "was altered by a spreadsheet by itself") \
	X(OUTSIDE_VANISHED, "outside_vanished", DATA, "lacks rows that we have")   \
	X(INI_SYNTAX, "ini_syntax", DATA, "not understood")                   \
	X(INI_LONG, "ini_long", DATA, "a line over 1000 bytes")               \
	X(INI_UTF8, "ini_utf8", DATA, "not UTF-8")                            \
	X(INI_UNQUOTED, "ini_unquoted", DATA, "the value needs quotation marks") \
	X(INI_QUOTE, "ini_quote", DATA, "a quotation mark in the wrong place") \
	X(INI_OUTSIDE, "ini_outside", DATA, "stands before any [section]")     \
	X(INI_TWICE, "ini_twice", DATA, "given twice")                        \
	X(FORM_KEY, "form_key", DATA, "unknown key")                          \
	X(FORM_LACKS, "form_lacks", DATA, "something required is not given")  \
	X(FORM_VALUE, "form_value", DATA, "not a value this key can have")    \
	X(FORM_TYPE, "form_type", DATA, "unknown type")                       \
	X(FORM_NAME, "form_name", DATA, "not a name that can be used here")   \
	X(FORM_SAME, "form_same", DATA, "two labels that read the same")      \
	X(FORM_CYCLE, "form_cycle", DATA, "the formula needs its own result") \
	X(EXPR_SYNTAX, "expr_syntax", DATA, "the expression is not understood") \
	X(EXPR_NAME, "expr_name", DATA, "unknown name in the expression")     \
	X(EXPR_TYPE, "expr_type", DATA, "does not fit together in the expression") \
	X(EXPR_DIVIDE, "expr_divide", DATA, "division by zero")               \
	X(EXPR_DEEP, "expr_deep", DATA, "nested too deeply")                  \
	X(VALUE_NUMBER, "value_number", DATA, "not a number")                 \
	X(VALUE_WHOLE, "value_whole", DATA, "not a whole number")             \
	X(VALUE_RANGE, "value_range", DATA, "outside its range")              \
	X(VALUE_DATE, "value_date", DATA, "not a date")                       \
	X(VALUE_CHECK, "value_check", DATA, "neither yes nor no")             \
	X(VALUE_CHOICE, "value_choice", DATA, "not one of the choices")       \
	X(VALUE_REF, "value_ref", DATA, "refers to a row that is not there")  \
	X(VALUE_BYTES, "value_bytes", DATA, "holds bytes that are no text")   \
	X(VALUE_LONG, "value_long", DATA, "too long")                         \
	X(HISTORY_TORN, "history_torn", DATA, "the last record is incomplete") \
	X(HISTORY_BROKEN, "history_broken", DATA, "a record does not fit the ones before") \
	X(BACKUP, "backup", DATA, "is not as it was copied")                 \
	X(VALUE_MOVED, "value_moved", DATA, "holds another value now")        \
	X(NO_RECORD, "no_record", USAGE, "no such record")                    \
	X(NO_VALUE, "no_value", USAGE, "a record without a value to forget")  \
	X(WHICH_FIELD, "which_field", USAGE, "a record of several values")    \
	X(STILL_THERE, "still_there", DATA, "may still hold the forgotten value") \
	X(EDITOR, "editor", IO, "the editor could not be run")                \
	X(TEXT_MISSING, "text_missing", DATA, "a text is missing")            \
	X(NOT_BEGUN, "not_begun", DATA, "nobody began it yet")                \
	X(NO_LIBRARY, "no_library", IO, "a library is not installed")         \
	X(NO_SESSION, "no_session", USAGE, "no such session")                 \
	X(NO_FORMAT, "no_format", USAGE, "no such format")                    \
	X(ZIP, "zip", DATA, "is no archive that can be read")                 \
	X(NO_TABLE, "no_table", DATA, "is no table that import reads")        \
	X(ZIP_PASSWORD, "zip_password", DATA, "is an archive under a password") \
	X(NO_PACKAGE, "no_package", DATA, "is neither a package nor a workbook nor a CSV file") \
	X(NO_BASE, "no_base", USAGE, "is no package that was sent from here") \
	X(GIT_CONFLICT, "git_conflict", DATA, "holds conflict marks of git")  \
	X(XLSX, "xlsx", IO, "the Excel file could not be made")              \
	X(NOT_PLAIN, "not_plain", DATA, "is no file itself: a folder, a link, a pipe") \
	X(LARGE, "large", DATA, "is larger than what is read")               \
	X(NOT_EXPORTED, "not_exported", IO, "the package cannot be written there")

enum err_code {
	ERR_NONE,
#define ERR_ENUM(NAME, name, kind, text) ERR_##NAME,
	ERR_LIST(ERR_ENUM)
#undef ERR_ENUM
	ERR_COUNT
};

struct err {
	enum err_code code;
	char file[256]; /* as the user knows it: "assets.csv", "forms/x.ini"; "" = none */
	long line;      /* 1-based; 0 = none */
	char what[256]; /* the detail: a word, a value, the system's reason; valid UTF-8 */
};

/* Fills `err` (if not NULL) and returns false, so that callers can return it.
 * `file` may be NULL; `what` is a printf format, NULL for no detail. Details
 * that are too long are cut at a character border. */
bool err_set(struct err *err, enum err_code code, const char *file, long line,
             const char *what, ...) __attribute__((format(printf, 5, 6)));
/* From errno: ENOSPC and EDQUOT become ERR_FULL; when writing EROFS, EACCES and
 * EPERM ERR_READ_ONLY, EBUSY and ETXTBSY ERR_HELD; when reading ENOENT
 * ERR_MISSING; `fallback` for the rest, with strerror as the detail (of ERR_HELD
 * too). errno is kept. */
bool err_set_errno(struct err *err, enum err_code fallback, const char *file);
void err_clear(struct err *err);

const char *err_name(enum err_code code); /* "csv_quote"; "" for ERR_NONE */
enum err_kind err_kind(enum err_code code);
/* "assets.csv:12: a quotation mark in the wrong place: «detail»", English, for
 * tests and for the program's own logs. Returns `buffer`. */
const char *err_text(const struct err *err, char *buffer, unsigned long size);

#endif
