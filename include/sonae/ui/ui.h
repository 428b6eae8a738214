/*
 * ui.h - the screen program: a stack of views and the loop around it.
 *
 * A view draws and maps actions; it changes the workbook only through ui_do and
 * returns what must happen next. Only the loop redraws, saves and ends.
 */
#ifndef SONAE_UI_UI_H
#define SONAE_UI_UI_H

#include "sonae/app/action.h"
#include "sonae/app/session.h"
#include "sonae/base/errs.h"
#include "sonae/ui/canvas.h"
#include "sonae/ui/event.h"
#include "sonae/ui/paper.h"
#include <stdbool.h>

struct ui;
struct view;
struct draft;
struct export_last;

enum reaction { /* what a handler wants; flags */
	REACT_NONE = 0,     /* handled, nothing to show */
	REACT_DRAW = 1,
	REACT_CLOSE = 2,    /* the view is done: pop it */
	REACT_QUIT = 4,
	REACT_UNUSED = 8,   /* not mine: the ui may have a use for it */
};

/* Where one stands: a worksheet and a row of it; "" = in none. */
struct stand {
	char sheet[64], row[64];
	int session; /* of the curriculum, counted from 1; 0 = that of the worksheet, if any */
};

struct key_line; /* the keys that work here; see frame.h */

struct view_ops {
	const char *name;   /* also the help section's text id: "help.<name>" */
	bool popup;         /* drawn over the view below */
	void (*draw)(struct view *view, struct ui *ui, struct canvas *canvas);
	unsigned (*act)(struct view *view, struct ui *ui, enum action action);
	/* Typed or pasted text; NULL: none is taken. */
	unsigned (*text)(struct view *view, struct ui *ui, const char *text, bool pasted);
	unsigned (*mouse)(struct view *view, struct ui *ui, const struct event *event); /* may be NULL */
	/* Fills the actions worth showing, most useful first. May be NULL for popups. */
	void (*keys)(struct view *view, struct ui *ui, struct key_line *line);
	/* The place to jump to: a cell of the worksheet the view shows. May be NULL. */
	bool (*show)(struct view *view, struct ui *ui, const char *sheet, const char *row, const char *field);
	/* Where one stands, which is nowhere before; what ^G, F9 and F12 are about. NULL: nowhere. */
	void (*where)(struct view *view, struct ui *ui, struct stand *stand);
	/* It stops being the top view (`for_good`: it is popped after this). Commits what is being
	 * edited. May be NULL. */
	void (*leave)(struct view *view, struct ui *ui, bool for_good);
	/* Is text being typed? Then F6–F10 are the IME's and idle work waits. */
	bool (*is_editing)(struct view *view);
	/* The text being typed and its cell, for the draft (`draft` borrows; `next` is room for an
	 * id); false while none is. And such a text to be typed on: opens its cell with it, false
	 * when the view does not show that. Both may be NULL. */
	bool (*typed)(struct view *view, struct ui *ui, struct draft *draft, char next[64]);
	bool (*resume)(struct view *view, struct ui *ui, const struct draft *draft);
	/* Another language, other rows: forget what was laid out. May be NULL. */
	void (*refresh)(struct view *view, struct ui *ui);
	/* Work put off until after the paint, while nobody types; both may be NULL. `idle` does
	 * some of it (at most some 50 ms) and says whether the screen changed. */
	bool (*wants_idle)(struct view *view);
	bool (*idle)(struct view *view, struct ui *ui);
	void (*free)(struct view *view);
};

/* Each view's struct starts with this. */
struct view {
	const struct view_ops *ops;
};

/* What ^Z may do without asking; see src/ui/undo.h. */
struct undo_state {
	bool asked;            /* the last key did */
	bool may_pass_start;   /* of this sitting */
	char may_undo_of[128]; /* a person; "" = nobody else */
};

struct ui {
	struct session *session;
	struct canvas canvas;
	VEC(struct view *) views;   /* the last is on top */
	struct str message;         /* shown once on the line above the keys; "" = none */
	bool message_is_alarm;
	struct errs notices;        /* told about the files of the open workbook, for F5 */
	long long looked_at;        /* clock_ms of the last key: when the files were thought of */
	bool tells_unsafe;          /* the message says that something is not on the disk */
	size_t asked_to_leave;      /* the views there were when ^Q asked about that; 0: it has not */
	struct undo_state undo;
	bool guide;                 /* is the guide's pane open? */
	struct paper guide_text;    /* as laid out last, for `guide_key` */
	char guide_key[128];
	struct export_last *export_last; /* what F9 was told last; NULL: nothing yet */
	char *clipboard;            /* what ^C took: cells as TSV */
	long long changed_at;       /* clock_ms of the last change not yet in the CSV files; 0 = none */
	struct rescue *rescue;      /* drafts and copies of the open workbook; NULL: none are kept */
	bool quit_told;             /* ^Q has said that something could not be written */
	void (*copy)(const char *text); /* the terminal's clipboard; NULL in tests */
	/* The text in the user's own editor (outside_editor.h); NULL in tests. */
	char *(*editor)(const char *text, struct err *err);
	void (*forget)(void);       /* the terminal repaints everything; NULL in tests */
};

/* Runs on the terminal until the user quits. `path` may be NULL: the start screen; `sheet` may
 * be NULL: home. False with the reason when it cannot start. */
bool ui_run(struct session *session, const char *path, const char *sheet, struct err *err);

/* The same without a terminal, for tests: the pieces of the loop. */
void ui_init(struct ui *ui, struct session *session, int rows, int cols);
void ui_release(struct ui *ui);
void ui_draw(struct ui *ui);
/* False when the program should end. */
bool ui_handle(struct ui *ui, const struct event *event);
bool ui_act(struct ui *ui, enum action action);

void ui_push(struct ui *ui, struct view *view); /* takes it */
void ui_pop(struct ui *ui);
struct view *ui_top(const struct ui *ui);
/* The nearest view from the top that is no popup. */
struct view *ui_base(const struct ui *ui);
bool ui_is_editing(const struct ui *ui);

/* Where one stands in the nearest view that is no popup. */
struct stand ui_stand(struct ui *ui);

/* Opens the workbook and shows its home; false leaves things as they are, the reason being the
 * message. */
bool ui_open(struct ui *ui, const char *path);
/* The session has just opened `path`: remembers it and shows home. */
void ui_enter(struct ui *ui, const char *path);

/* Does the step (history first); a failure becomes the message and false. Takes the step's
 * contents. */
bool ui_do(struct ui *ui, struct step *step);
/* What the loop does while nobody types: saves a second after the last change, then the
 * views' idle work. Returns the ms it wants to wait for before the next call (-1 = none). */
int ui_idle_wait(const struct ui *ui);
void ui_idle(struct ui *ui);

/* Goes to a cell of any worksheet, opening it; row or field may be "". */
void ui_jump(struct ui *ui, const char *sheet, const char *row, const char *field);

void ui_message(struct ui *ui, const char *text_id, ...); /* {name}, value pairs, NULL-ended */
void ui_alarm(struct ui *ui, const struct err *err);
/* Every view lays itself out anew (language, size of the workbook changed). */
void ui_refresh(struct ui *ui);

#endif
