/*
 * style.h - what a cell means, not how it looks; themes decide that.
 *
 * Every meaning is also in the text (a mark, a word, a position): colour repeats it.
 */
#ifndef SONAE_UI_STYLE_H
#define SONAE_UI_STYLE_H

/* X(NAME, foreground, background (-1 = the terminal's), attributes in colour, attributes without) */
#define STYLE_LIST(X)                                                         \
	X(PLAIN, -1, -1, 0, 0)                                                \
	X(TITLE, 15, 24, STYLE_BOLD, STYLE_REVERSE)                           \
	X(RULE, 240, -1, 0, 0)                                                \
	X(HEADING, 31, -1, STYLE_BOLD, STYLE_BOLD)                            \
	X(SELECTED, 0, 153, 0, STYLE_REVERSE)                                 \
	X(SELECTED_ROW, -1, 254, 0, STYLE_UNDERLINE)                          \
	X(COMPUTED, 25, -1, 0, 0)                                             \
	X(MUTED, 244, -1, 0, 0)                                               \
	X(OFFER, 244, -1, 0, 0)                                               \
	X(EDIT, 0, 229, 0, STYLE_UNDERLINE)                                   \
	X(GOOD, 28, -1, 0, 0)                                                 \
	X(CAUTION, 130, -1, 0, 0)                                             \
	X(ALARM, 160, -1, STYLE_BOLD, STYLE_BOLD)                             \
	X(KEY, 15, 24, STYLE_BOLD, STYLE_BOLD)                                \
	X(KEY_TEXT, -1, -1, 0, 0)                                             \
	X(POPUP, -1, -1, 0, 0)                                                \
	X(BAR, 24, -1, 0, 0)

enum style_attributes { STYLE_BOLD = 1, STYLE_UNDERLINE = 2, STYLE_REVERSE = 4 };

enum style {
#define STYLE_ENUM(NAME, fg, bg, attributes, mono) STYLE_ROLE_##NAME,
	STYLE_LIST(STYLE_ENUM)
#undef STYLE_ENUM
	STYLE_COUNT
};

#endif
