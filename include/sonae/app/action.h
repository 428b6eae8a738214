/*
 * action.h - everything a user can do, in one list.
 *
 * The list makes the enum, the names in keys.ini, the default keys, the help screen,
 * the palette and the table in README.md. The words for an action are the texts
 * "action.<name>" (short, for the key line) and "action_help.<name>" (a line).
 */
#ifndef SONAE_APP_ACTION_H
#define SONAE_APP_ACTION_H

/* X(NAME, "name", "default keys", where it belongs in the help, in the palette?) */
#define ACTION_LIST(X)                                                        \
	X(UP, "up", "Up", MOVE, 0)                                            \
	X(DOWN, "down", "Down", MOVE, 0)                                      \
	X(LEFT, "left", "Left", MOVE, 0)                                      \
	X(RIGHT, "right", "Right", MOVE, 0)                                   \
	X(PAGE_UP, "page_up", "PgUp", MOVE, 0)                                \
	X(PAGE_DOWN, "page_down", "PgDn", MOVE, 0)                            \
	X(LINE_START, "line_start", "Home", MOVE, 0)                          \
	X(LINE_END, "line_end", "End", MOVE, 0)                               \
	X(FIRST, "first", "^Home", MOVE, 1)                                   \
	X(LAST, "last", "^End", MOVE, 1)                                      \
	X(ENTER, "enter", "Enter", EDIT, 0)                                   \
	X(EDIT, "edit", "F2", EDIT, 1)                                        \
	X(NEXT, "next", "Tab", MOVE, 0)                                       \
	X(PREVIOUS, "previous", "Shift-Tab", MOVE, 0)                         \
	X(SPACE, "space", "Space", EDIT, 0)                                   \
	X(NEW_LINE, "new_line", "^J Alt-Enter", EDIT, 0)                      \
	X(BACK, "back", "Esc", MOVE, 0)                                       \
	X(BACKSPACE, "backspace", "Backspace", EDIT, 0)                       \
	X(CLEAR, "clear", "Delete", EDIT, 1)                                  \
	X(NEW_ROW, "new_row", "Insert ^N", ROWS, 1)                           \
	X(DELETE_ROW, "delete_row", "^K", ROWS, 1)                            \
	X(MOVE_UP, "move_up", "^Up", ROWS, 1)                                 \
	X(MOVE_DOWN, "move_down", "^Down", ROWS, 1)                           \
	X(DEEPER, "deeper", "^Right", ROWS, 0)                                \
	X(SHALLOWER, "shallower", "^Left", ROWS, 0)                           \
	X(UNDO, "undo", "^Z", EDIT, 1)                                        \
	X(REDO, "redo", "^Y", EDIT, 1)                                        \
	X(COPY, "copy", "^C", EDIT, 1)                                        \
	X(PASTE, "paste", "^V", EDIT, 1)                                      \
	X(FILL, "fill", "^D", EDIT, 1)                                        \
	X(FOLLOW, "follow", "^O", MOVE, 1)                                    \
	X(SORT, "sort", "^R", ROWS, 1)                                        \
	X(TAKE_ON, "take_on", "^W", ROWS, 1)                                  \
	X(DRAW_ROWS, "draw_rows", "^U", ROWS, 1)                              \
	X(HELP, "help", "F1 Alt-1", VIEW, 1)                                  \
	X(FIND, "find", "F3 ^F Alt-3", VIEW, 1)                               \
	X(FORM, "form", "F4 Alt-4", VIEW, 1)                                  \
	X(CHECK, "check", "F5 Alt-5", VIEW, 1)                                \
	X(HISTORY, "history", "^G", VIEW, 1)                                  \
	X(NOTE, "note", "F12 Alt-n", VIEW, 1)                                 \
	X(OUTSIDE, "outside", "", VIEW, 1)                                    \
	X(IMPORT, "import", "", VIEW, 1)                                      \
	X(MERGE, "merge", "", VIEW, 1)                                        \
	X(GUIDE, "guide", "F6 Alt-6", VIEW, 1)                                \
	X(NEXT_VIEW, "next_view", "F7 Alt-7", VIEW, 1)                        \
	X(EXAMPLES, "examples", "F8 Alt-8", VIEW, 1)                          \
	X(EXPORT, "export", "F9 Alt-9", VIEW, 1)                              \
	X(PALETTE, "palette", "F10 ^P Alt-0", VIEW, 0)                        \
	X(LANGUAGE, "language", "^T", PROGRAM, 1)                             \
	X(EDITOR, "editor", "^E", EDIT, 1)                                    \
	X(SAVE, "save", "^S", PROGRAM, 1)                                     \
	X(SAVE_ELSEWHERE, "save_elsewhere", "", PROGRAM, 1)                   \
	X(TAKE_OVER, "take_over", "", PROGRAM, 1)                             \
	X(RESTORE, "restore", "", PROGRAM, 1)                                 \
	X(REDRAW, "redraw", "^L", PROGRAM, 1)                                 \
	X(QUIT, "quit", "^Q", PROGRAM, 1)

enum action_group { ACTIONS_MOVE, ACTIONS_EDIT, ACTIONS_ROWS, ACTIONS_VIEW, ACTIONS_PROGRAM, ACTIONS_GROUP_COUNT };

enum action {
	ACTION_NONE,
#define ACTION_ENUM(NAME, name, keys, group, palette) ACTION_##NAME,
	ACTION_LIST(ACTION_ENUM)
#undef ACTION_ENUM
	ACTION_COUNT
};

struct action_info {
	const char *name, *keys;
	enum action_group group;
	int in_palette;
};

const struct action_info *action_info(enum action action);
/* ACTION_NONE when there is none of that name. */
enum action action_find(const char *name);

#endif
