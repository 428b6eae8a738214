/*
 * outgoing.h - what of a workbook goes out, to whom and in which words: what every exporter is
 * given, and how it reads cells.
 *
 * Exporters write texts for people, so unlike the rest below `app` they are given the UI texts
 * and a language. They write no file: what they make stays in memory (exporter.h).
 */
#ifndef SONAE_EXPORT_OUTGOING_H
#define SONAE_EXPORT_OUTGOING_H

#include "sonae/model/query.h"
#include "sonae/store/curriculum.h"
#include "sonae/store/folder.h"
#include "sonae/store/texts.h"

/* One worksheet on its way out. */
struct outgoing_sheet {
	const struct form *form;     /* its own */
	struct sheet *sheet;         /* whose rows go out; of a query the worksheet it looks at */
	int session;                 /* index in the curriculum, of the first that names it */
	struct row_list rows;        /* positions in `sheet`, in the order to show */
	struct query_columns fields; /* of sheet_form(sheet): those that go out, in order */
	struct query_columns hidden; /* those left out because they are personal */
	size_t hidden_rows;          /* left out because they are confidential */
};

/* All but the lists is borrowed. */
struct outgoing {
	struct folder *folder;
	const struct curriculum *curriculum;
	const struct texts *texts;
	enum lang lang;
	bool redact;           /* personal fields and confidential rows stay here */
	bool is_part;          /* not all worksheets or rows were asked for */
	const char *since;     /* changes since this day ("2026-11-01") are told; "" = 90 days back */
	const char *mark;      /* confidentiality mark: 社外秘; "" = none */
	long long made_at;     /* seconds since 1970 */
	char made[32];         /* the same to read, "2026-11-22T07:30:00+09:00" */
	VEC(struct outgoing_sheet) sheets; /* in the curriculum's order, each once */
	VEC(char *) links;     /* asked for one asset: "SHEET ID" of all rows with it; else none */
};

void outgoing_release(struct outgoing *outgoing);

struct book *outgoing_book(const struct outgoing *outgoing);
const char *outgoing_company(const struct outgoing *outgoing);
/* NULL when that worksheet does not go out. */
const struct outgoing_sheet *outgoing_find(const struct outgoing *outgoing, const char *sheet);

/* Does the row (of `sheet`), the field (of its form) go out? */
bool outgoing_has_row(const struct outgoing_sheet *at, size_t row);
bool outgoing_has_field(const struct outgoing_sheet *at, int field);

/* A UI text; "?" when there is none. Borrowed. */
const char *outgoing_text(const struct outgoing *outgoing, const char *id);
/* The same with {name}s filled in from NULL-ended pairs. Appends. */
void outgoing_say(const struct outgoing *outgoing, struct str *out, const char *id, ...);
const char *outgoing_words(const struct outgoing *outgoing, struct words words);

/* Is this left out? Always false unless `redact`. Also of rows and fields of worksheets that do
 * not go out at all (history, references). A computed text that rests on a personal field is as
 * personal; margin notes on a confidential row, and the rows of a checklist kept for it, are as
 * confidential. */
bool outgoing_hides_field(const struct outgoing *outgoing, const struct form *form, int field);
bool outgoing_hides_row(const struct outgoing *outgoing, struct sheet *sheet, size_t row);

/* A cell as people read it (model/shown.h), a reference without the name of a row where that
 * must not be told. Nothing of a hidden field. Appends. */
void outgoing_cell(const struct outgoing *outgoing, struct sheet *sheet, size_t row, int field,
                   struct str *out);
/* "A-003 社員名簿", or the id alone. Appends. */
void outgoing_row(const struct outgoing *outgoing, struct sheet *sheet, size_t row, struct str *out);

#endif
