/*
 * style.h - what a cell means, not how it looks; themes decide that.
 *
 * Every meaning is also in the text (a mark, a word, a position): colour repeats it.
 */
#ifndef SONAE_UI_STYLE_H
#define SONAE_UI_STYLE_H

/* X(NAME, foreground, background, attributes in colour, attributes without); colours of the 256
 * palette, -1 = the terminal's. Its background may be dark or light: a colour alone must be
 * readable on both, and a background of ours needs a foreground of ours. */
#define STYLE_LIST(X)                                                         \
	X(PLAIN, -1, -1, 0, 0)                                                \
	X(TITLE, 15, 24, STYLE_BOLD, STYLE_REVERSE)                           \
	X(RULE, 240, -1, 0, 0)                                                \
	X(HEADING, 31, -1, STYLE_BOLD, STYLE_BOLD)                            \
	X(SELECTED, 0, 153, 0, STYLE_REVERSE)                                 \
	X(SELECTED_ROW, 0, 254, 0, STYLE_UNDERLINE)                           \
	X(COMPUTED, 31, -1, 0, 0)                                             \
	X(MUTED, 244, -1, 0, 0)                                               \
	X(OFFER, 244, -1, 0, 0)                                               \
	X(EDIT, 0, 229, 0, STYLE_UNDERLINE)                                   \
	X(GOOD, 28, -1, 0, 0)                                                 \
	X(CAUTION, 130, -1, 0, 0)                                             \
	X(ALARM, 160, -1, STYLE_BOLD, STYLE_BOLD)                             \
	X(KEY, 15, 24, STYLE_BOLD, STYLE_BOLD)                                \
	X(KEY_TEXT, -1, -1, 0, 0)                                             \
	X(POPUP, -1, -1, 0, 0)                                                \
	X(BAR, 31, -1, 0, 0)

enum style_attributes { STYLE_BOLD = 1, STYLE_UNDERLINE = 2, STYLE_REVERSE = 4 };

enum style {
#define STYLE_ENUM(NAME, fg, bg, attributes, mono) STYLE_ROLE_##NAME,
	STYLE_LIST(STYLE_ENUM)
#undef STYLE_ENUM
	STYLE_COUNT
};

enum theme {
	THEME_COLOR,
	THEME_MONO,  /* attributes only */
	THEME_ASCII, /* and lines of - | + */
};

/* From "auto" "color" "mono" "ascii" (all else is auto). `colors` is how many the terminal has;
 * without enough there is no colour. auto: colour, unless NO_COLOR is set and not empty. */
enum theme theme_choose(const char *name, int colors);

struct style_look {
	int fg, bg; /* -1 = the terminal's */
	unsigned attributes;
};
/* On a terminal of few colours the nearest of the first eight are taken. */
struct style_look style_look(enum style style, enum theme theme, int colors);

#endif
