/*
 * field_type.h - the one list of field types.
 *
 * A cell is held as CANONICAL text: what stands in the CSV, except that a
 * choice is its id. number 1234.5, money 30000 (whole yen), percent 10 (= 10 %;
 * 0.1 in expressions), date 2024-09-10, check 1/0, several choices or row ids
 * joined by ';', not applicable n/a, unanswered "". A text a person wrote that
 * does not fit its type is kept as it is and flagged by `check`.
 */
#ifndef SONAE_MODEL_FIELD_TYPE_H
#define SONAE_MODEL_FIELD_TYPE_H

#include "sonae/base/date.h"
#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include "sonae/model/form.h"
#include "sonae/model/value.h"

#define FIELD_NA "n/a"

/* Characters of a cell at most: what Excel holds. */
enum { FIELD_LONGEST = 32767 };

struct field_type {
	const char *name;
	enum value_kind kind;
	int width;         /* columns in a grid, unless the form says otherwise */
	bool right;        /* aligned right */
	bool many_lines;
	bool is_number;
	bool is_whole;     /* int, money */
	bool is_percent;
	bool has_choices;  /* choice, multi */
	bool is_ref;       /* ref, refs */
	bool many;         /* multi, refs: joined by ';' */
	int places;        /* decimals at most when shown or stored */
	/* typed (NFC, neither blank nor n/a) and its utf8_fold without edge blanks ->
	 * canonical, appended; false: not understood, and `out` holds what to keep, if
	 * anything */
	bool (*parse)(const struct field *field, const char *folded, const char *typed,
	              struct date today, struct str *out);
	/* canonical, neither "" nor n/a -> is it in its scale? */
	bool (*check)(const struct field *field, const char *cell, struct err *err);
	/* the same -> for expressions */
	struct value (*value)(const struct field *field, const char *cell);
	/* the same -> what a person reads: 27,860,000 / 10% / 高い */
	void (*show)(const struct field *field, enum lang lang, const char *cell, struct str *out);
};

/* NULL when there is no such type. */
const struct field_type *field_type_find(const char *name);
/* For lists: NULL after the last. */
const struct field_type *field_type_at(size_t index);

/*
 * What a person writes (typing, `set`, import) as canonical text, appended to
 * `out`: NFC, full-width digits, 3万円, 2,786万円, 1億, 10%, 令和6年9月10日, 今日,
 * はい/いいえ/yes/no/✓/○, n/a and 対象外, a choice's id or any of its labels in
 * either language or an old one; behind a number its field's unit. Edge blanks go,
 * except in text and memo; a text's newlines become blanks. What is not understood is
 * appended as written; then the result is false.
 */
bool field_parse(const struct field *field, const char *typed, struct date today, struct str *out);
/* Type, range, choices. Fine for "" and n/a. Not: whether a referenced row is there. */
bool field_check(const struct field *field, const char *cell, struct err *err);
/* Choices whose id is a number and checks give numbers/checks; a cell outside
 * its type or its range gives empty: it is flagged, and counts nowhere. */
struct value field_value(const struct field *field, const char *cell);
void field_show(const struct field *field, enum lang lang, const char *cell, struct str *out);
/* A computed value as canonical text: rounded to the type's places. */
void field_store(const struct field *field, struct value value, struct str *out);

/* The CSV edge. A choice's id <-> its label in the workbook's language; other
 * types pass unchanged. Reading takes ids, labels of both languages, old ones. */
void field_to_csv(const struct field *field, enum lang lang, const char *cell, struct str *out);
void field_from_csv(const struct field *field, const char *text, struct str *out);

#endif
