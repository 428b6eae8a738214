/*
 * export_view.h - F9, what goes out: its choices (export_choices.c), what they amount to
 * (export_preview.c), drawing both (export_draw.c) and writing it (view_export.c).
 *
 * What goes out is planned whenever a choice changes; the files are made, a format at a time and
 * only to be measured, while nobody types.
 */
#ifndef SONAE_SRC_UI_EXPORT_VIEW_H
#define SONAE_SRC_UI_EXPORT_VIEW_H

#include "preview.h"

#include "sonae/app/export_plan.h"
#include "sonae/ui/ui.h"

#include <stdint.h>

enum export_scope {
	EXPORT_ALL,
	EXPORT_SESSION,
	EXPORT_SHEET,
	EXPORT_TREES, /* of a worksheet of kind tree: pictures and texts, nothing else */
	EXPORT_ASSET,
	EXPORT_SCOPE_COUNT
};

/* The lines of the choices: X(NAME, text id in section [export]; its help is the same + "_help") */
#define EXPORT_CHOICE_LIST(X)                                                 \
	X(SCOPE, "scope") X(FORMATS, "formats") X(LANGUAGE, "language")       \
	X(REDACT, "redact") X(SINCE, "since") X(PATH, "path") X(WRITE, "write")

enum export_choice_line {
#define EXPORT_CHOICE_ENUM(NAME, name) EXPORT_CHOICE_##NAME,
	EXPORT_CHOICE_LIST(EXPORT_CHOICE_ENUM)
#undef EXPORT_CHOICE_ENUM
	EXPORT_CHOICE_COUNT
};

/* What was chosen last, for as long as the program runs. */
struct export_last {
	unsigned left_out[2]; /* bits by exporter_at's index: of a package, of trees alone */
	bool has_lang;
	enum lang lang;
	bool redact;
	char since[16];
	char *dir;            /* where the last one went; NULL: where the program was started */
};

/* What a format comes to. */
struct export_file {
	char *name; /* owned */
	const char *about;
	size_t bytes;
};
struct export_made {
	bool done;
	struct err err; /* why there are no files; code 0: nothing went wrong */
	VEC(struct export_file) files;
};

struct export_view {
	struct view view;
	struct stand stand;      /* where F9 was pressed */
	char asset[64];          /* that one stood on, or that the row names; "" = none */
	bool is_tree;            /* the worksheet one stood in */
	enum export_scope scope;
	char *path;              /* as typed; NULL: as suggested */
	uint64_t replaces;       /* hash of the path that was said to be there already */

	struct outgoing outgoing;
	struct package_formats formats;
	struct err trouble;      /* why nothing could be planned; code 0: it could */
	bool planned;
	VEC(struct export_made) made; /* by index of `formats` */
	struct preview preview;
};

/* ---- export_choices.c ---- */

struct export_last *export_last(struct ui *ui);
void export_find_place(struct export_view *view, struct ui *ui);
void export_say_choice(const struct export_view *view, struct ui *ui, enum export_choice_line line,
                       struct str *out);
/* What export_plan is to be asked; its texts stay with the view, `formats` and the workbook. */
void export_read_choice(const struct export_view *view, struct ui *ui, struct str *formats,
                        struct export_choice *choice);
/* As people write it. Appends. */
void export_path(const struct export_view *view, struct ui *ui, struct str *out);
/* Enter or Space on it; all but the last. */
void export_change(struct export_view *view, struct ui *ui, enum export_choice_line line);

/* ---- export_preview.c ---- */

/* Plans anew after a choice. */
void export_replan(struct export_view *view, struct ui *ui);
/* Is there a format that was not made yet, of rows that are few enough? */
bool export_wants_making(const struct export_view *view);
void export_make_one(struct export_view *view, struct ui *ui);
void export_release_plan(struct export_view *view);

/* ---- export_draw.c ---- */

void export_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif
