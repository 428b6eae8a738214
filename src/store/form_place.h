/*
 * form_place.h - one section of a form's INI while it is read; for store/form_*.c only.
 *
 * A section is a table of its keys; a key is a reader and where its value goes. The
 * walk over the sections (form_sections.c) knows no key, the readers (form_values.c)
 * no section; form_kinds.c holds the tables.
 */
#ifndef SONAE_SRC_STORE_FORM_PLACE_H
#define SONAE_SRC_STORE_FORM_PLACE_H

#include "form_reading.h"
#include <stddef.h>

struct form_section;

/* The section being read. */
struct form_place {
	struct form_reading *reading;
	const struct ini_section *section;
	const struct form_section *kind;
	const char *name[2];   /* the words after the first: FIELD and ID of a choice */
	enum expr_scope scope; /* of the expressions in it */
};

/*
 * One key that a section can have. `read` puts the value at `offset` into the struct
 * that the section fills; a key of both languages fills a struct words. `fits`, if
 * any, says whether that struct can have the key at all.
 */
enum { FORM_NEEDED = 1, FORM_BOTH = 2 };

typedef void form_reader(struct form_place *place, const struct ini_key *key, void *target);

struct form_rule {
	const char *key;
	unsigned flags;
	form_reader *read;
	size_t offset;
	bool (*fits)(const void *filled);
};

/* Fields come before what speaks of them, whatever the order in the file. */
enum form_pass {
	FORM_PASS_FORM,
	FORM_PASS_FIELDS,
	FORM_PASS_REST,
	FORM_PASS_COUNT
};

struct form_section {
	const char *word; /* the first of its name; all of it when none follow */
	int names;        /* how many follow */
	enum form_pass pass;
	const struct form_rule *rules; /* ends with a NULL key */
	/* The struct to fill; NULL after a complaint. */
	void *(*open)(struct form_place *place);
	/* What can be said only at the end; may be NULL. */
	void (*close)(struct form_place *place, void *filled);
};

/* All kinds of sections; NULL after the last. */
const struct form_section *form_section_at(size_t index);

/* A complaint about what the section does not have. */
void form_lacks(struct form_place *place, const char *key);
/* A field at the end; NULL with a complaint when there is one of that name. */
struct field *form_add_field(struct form_place *place, const char *id);
/* Its index, or -1 with a complaint. */
int form_find_field(struct form_place *place, const char *id, long line);
/* The [draw ID] sections' tables, in form_draws.c. */
extern const struct form_rule form_draw_rules[];
void *form_open_draw(struct form_place *place);
void form_close_draw(struct form_place *place, void *filled);
/* A copy in the form's pool. */
const char *form_keep(struct form_place *place, const char *text);
extern const struct words form_no_words;

/* Readers of values; the comment says what `target` is. */
form_reader form_read_text; /* const char * */
form_reader form_read_elsewhere; /* none */
form_reader form_read_yes; /* bool */
form_reader form_read_new_year; /* bool: does it start empty? */
form_reader form_read_min; /* struct field */
form_reader form_read_max; /* struct field */
form_reader form_read_width; /* int */
form_reader form_read_month; /* enum date_month */
form_reader form_read_level; /* enum finding_level */
form_reader form_read_prefix; /* const char * */
form_reader form_read_sheet; /* const char * */
form_reader form_read_type; /* const struct field_type * */
form_reader form_read_expr; /* struct expr * */
form_reader form_read_field; /* int */
form_reader form_read_columns; /* struct form */
form_reader form_read_where; /* struct expr *, bound by whoever knows the worksheet it is of */
form_reader form_read_fills; /* struct draw */
form_reader form_read_group_fields; /* struct group */
form_reader form_read_view_fields; /* struct form_view */
form_reader form_read_was; /* struct choice */
form_reader form_read_label_ja; /* struct choice */
form_reader form_read_label_en; /* struct choice */

#endif
