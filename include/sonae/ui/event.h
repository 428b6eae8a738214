/* event.h - what comes from the terminal. */
#ifndef SONAE_UI_EVENT_H
#define SONAE_UI_EVENT_H

enum event_kind {
	EVENT_NONE,   /* nothing within the time asked for */
	EVENT_KEY,    /* `key` as in app/key.h */
	EVENT_TEXT,   /* `text`: characters typed or committed by an IME, all that arrived in a burst;
	                 Space arrives as text " " only inside a burst, else as a key */
	EVENT_PASTE,  /* `text`: a bracketed paste, line ends as \n */
	EVENT_MOUSE,  /* `row`, `col`, `button` */
	EVENT_RESIZE, /* the terminal is `rows` × `cols` now */
	EVENT_GONE,   /* the terminal is gone or a signal asks us to end */
};

enum mouse_button { MOUSE_PRESS, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
	enum event_kind kind;
	int key;
	const char *text; /* valid UTF-8, NFC; borrowed until the next event is read */
	int row, col;
	int rows, cols;
	enum mouse_button button;
};

#endif
