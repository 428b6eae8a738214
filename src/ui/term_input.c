#include "sonae/ui/term_input.h"

#include "sonae/app/key.h"
#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include "term_sequence.h"
#include <stdlib.h>
#include <string.h>

#define ESC '\033'
#define PASTE_END "\033[201~"

/* What reading the front of the bytes came to. */
enum outcome {
	WAIT, /* for more bytes, or for time to tell */
	DROP, /* `used` bytes mean nothing to us */
	TAKE, /* `used` bytes are the event */
};

/* The bytes not read yet, and whether nothing has followed them for long enough. */
struct front {
	const char *at;
	size_t len;
	bool stale;
	size_t used;
};

/* ESC and one of these begins a string that ends with ESC \ or BEL. */
static bool begins_string(char byte)
{
	return byte && strchr("]P_^X", byte);
}

/* ---- keys ---- */

static enum outcome take_key(struct front *front, size_t used, int key, struct event *event)
{
	front->used = used;
	event->kind = EVENT_KEY;
	event->key = key;
	return TAKE;
}

static enum outcome drop(struct front *front, size_t used)
{
	front->used = used;
	return DROP;
}

/* The key of a byte that is no part of a text; 0 for NUL. */
static int control_key(unsigned char byte)
{
	switch (byte) {
	case 0: return 0;
	case '\r': return KEYN_ENTER;
	case '\t': return KEYN_TAB;
	case ESC: return KEYN_ESC;
	case '\b':
	case 0x7F: return KEYN_BACKSPACE;
	default: return KEY_CTRL | (byte <= 26 ? byte - 1 + 'a' : byte + '@');
	}
}

static bool is_control(char byte)
{
	return (unsigned char)byte < 0x20 || byte == 0x7F;
}

static bool is_ascii(char byte)
{
	return (unsigned char)byte < 0x80;
}

static int alt_key(char byte)
{
	int key = is_control(byte) ? control_key((unsigned char)byte) : byte;

	if (key == ' ')
		key = KEYN_SPACE;
	else if (key >= 'A' && key <= 'Z')
		key = KEY_SHIFT | (key - 'A' + 'a');
	return key ? KEY_ALT | key : 0;
}

/* ---- the mouse ---- */

static bool is_double(struct term_input *input, int row, int col)
{
	bool again = input->has_press && row == input->press_row && col == input->press_col &&
		input->since - input->press_ms <= TERM_INPUT_DOUBLE_MS;

	input->has_press = !again;
	input->press_row = row;
	input->press_col = col;
	input->press_ms = input->since;
	return again;
}

/* `button` as in the xterm protocols; `row` and `col` count from 1. */
static enum outcome take_mouse(struct term_input *input, int button, int row, int col,
                               struct event *event)
{
	enum { MODIFIERS = 4 | 8 | 16, LEFT = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };

	button &= ~MODIFIERS;
	if (row < 1 || col < 1 || (button != LEFT && button != WHEEL_UP && button != WHEEL_DOWN))
		return DROP;
	event->kind = EVENT_MOUSE;
	event->row = row - 1;
	event->col = col - 1;
	if (button == LEFT)
		event->button = is_double(input, row, col) ? MOUSE_DOUBLE : MOUSE_PRESS;
	else
		event->button = button == WHEEL_UP ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
	return TAKE;
}

/* Terminals that do not know SGR mouse send three bytes behind CSI M. */
static enum outcome read_old_mouse(struct term_input *input, struct front *front,
                                   struct event *event)
{
	if (front->len < 6)
		return WAIT;
	front->used = 6;
	const unsigned char *byte = (const unsigned char *)front->at + 3;
	return take_mouse(input, byte[0] - 32, byte[2] - 32, byte[1] - 32, event);
}

/* ---- what begins with ESC ---- */

static enum outcome read_linux_key(struct front *front, struct event *event)
{
	if (front->len < 4)
		return WAIT;
	char last = front->at[3];
	if (is_control(last) || !is_ascii(last))
		return drop(front, 3);
	if (last < 'A' || last > 'E')
		return drop(front, 4);
	return take_key(front, 4, KEYN_F1 + (last - 'A'), event);
}

static bool is_report(const struct sequence *sequence)
{
	/* CSI 1 ; 2 R is Shift-F3; our question is never asked on the first row. */
	return sequence->introducer == CSI && sequence->final == 'R' && !sequence->prefix &&
		sequence->count == 2 && sequence->param[0] > 1;
}

static enum outcome act_on_sequence(struct term_input *input, struct front *front,
                                    const struct sequence *sequence, struct event *event)
{
	const int *param = sequence->param;

	if (is_report(sequence)) {
		input->has_report = true;
		input->report_row = param[0] - 1;
		input->report_col = param[1] - 1;
		return DROP;
	}
	if (sequence->introducer == CSI && sequence->final == '~' && param[0] == 200) {
		input->pasting = true;
		return DROP;
	}
	if (sequence->prefix == '<' && sequence->final == 'M' && sequence->count == 3)
		return take_mouse(input, param[0], param[2], param[1], event);
	if (sequence->introducer == CSI && sequence->final == 'M' && sequence->count == 0)
		return read_old_mouse(input, front, event);
	int key = sequence_key(sequence);
	return key ? take_key(front, front->used, key, event) : DROP;
}

/* A whole sequence is acted on, a broken or endless one dropped. */
static enum outcome read_known_form(struct term_input *input, struct front *front,
                                    struct event *event)
{
	struct sequence sequence = {0};
	enum scan scan = sequence_scan(front->at, front->len, &sequence);

	front->used = sequence.len;
	if (scan == SCAN_WHOLE)
		return act_on_sequence(input, front, &sequence, event);
	return scan == SCAN_PART && front->len <= TERM_INPUT_SEQUENCE_MAX ? WAIT : DROP;
}

static enum outcome read_sequence(struct term_input *input, struct front *front,
                                  struct event *event)
{
	bool is_linux = front->len > 2 && front->at[1] == '[' && front->at[2] == '[';
	enum outcome outcome = is_linux ? read_linux_key(front, event)
	                                : read_known_form(input, front, event);

	if (outcome != WAIT || !front->stale)
		return outcome;
	if (front->len == 2)
		return take_key(front, 2, alt_key(front->at[1]), event);
	return drop(front, front->len);
}

static enum outcome read_string(struct front *front, struct event *event)
{
	if (front->len == 2 && front->stale)
		return take_key(front, 2, alt_key(front->at[1]), event);
	for (size_t i = 2; i < front->len; i++) {
		char byte = front->at[i];
		if (byte == '\a' || byte == 0x18 || byte == 0x1A)
			return drop(front, i + 1);
		if (byte == ESC && i + 1 < front->len)
			return drop(front, front->at[i + 1] == '\\' ? i + 2 : i);
	}
	bool endless = front->stale || front->len > TERM_INPUT_SEQUENCE_MAX;
	return endless ? drop(front, front->len) : WAIT;
}

static enum outcome read_alt(struct front *front, struct event *event)
{
	char byte = front->at[1];

	if (!is_ascii(byte)) /* an IME's text right behind Esc */
		return take_key(front, 1, KEYN_ESC, event);
	int key = alt_key(byte);
	return key ? take_key(front, 2, key, event) : drop(front, 2);
}

static enum outcome read_escape(struct term_input *input, struct front *front, struct event *event);

/* rxvt sends ESC before the sequence of a key with Alt. */
static enum outcome read_two_escapes(struct term_input *input, struct front *front,
                                     struct event *event)
{
	struct front rest = {.at = front->at + 1, .len = front->len - 1, .stale = front->stale};

	if (front->len == 2 && !front->stale)
		return WAIT;
	if (front->len == 2 || (front->at[2] != '[' && front->at[2] != 'O'))
		return take_key(front, 1, KEYN_ESC, event);
	enum outcome outcome = read_escape(input, &rest, event);
	front->used = rest.used + 1;
	if (outcome == TAKE && event->kind == EVENT_KEY)
		event->key |= KEY_ALT;
	return outcome;
}

static enum outcome read_escape(struct term_input *input, struct front *front, struct event *event)
{
	if (front->len == 1)
		return front->stale ? take_key(front, 1, KEYN_ESC, event) : WAIT;
	char byte = front->at[1];
	if (byte == '[' || byte == 'O')
		return read_sequence(input, front, event);
	if (byte == ESC)
		return read_two_escapes(input, front, event);
	if (begins_string(byte))
		return read_string(front, event);
	return read_alt(front, event);
}

/* ---- text ---- */

/* Bytes at the end that begin a character whose rest has not come. */
static size_t incomplete_tail(const char *text, size_t len)
{
	for (size_t tail = 1; tail <= 3 && tail <= len; tail++) {
		unsigned char byte = (unsigned char)text[len - tail];
		if (byte >= 0xC0) {
			size_t need = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
			return byte <= 0xF4 && tail < need ? tail : 0;
		}
		if (byte < 0x80)
			break;
	}
	return 0;
}

/* Adds what may be text of `bytes`: strictly valid, line ends as \n, no other control but a
 * tab; every byte that is no UTF-8 becomes U+FFFD. */
static void add_clean(struct str *out, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t used = utf8_decode(bytes + at, len - at, &cp);
		if (cp == '\r') {
			str_add_byte(out, '\n');
			if (at + 1 < len && bytes[at + 1] == '\n')
				used = 2;
		} else if (cp == 0xFFFD || (cp >= 0xD800 && cp <= 0xDFFF)) {
			str_add(out, "\xEF\xBF\xBD");
		} else if (cp == '\n' || cp == '\t' || (cp >= 0x20 && cp < 0x7F) || cp >= 0xA0) {
			str_add_n(out, bytes + at, used);
		}
		at += used;
	}
}

/* Makes it the text of the event; false when nothing of it is text. */
static bool take_text(struct term_input *input, const char *bytes, size_t len, enum event_kind kind,
                      struct event *event)
{
	struct str clean = {0};

	add_clean(&clean, bytes, len);
	free(input->text);
	input->text = utf8_nfc(str_text(&clean), clean.len);
	str_release(&clean);
	event->kind = kind;
	event->text = input->text;
	return *input->text;
}

/* Space held down may come in one read: each is the key, as if it had come alone. */
static bool is_all_spaces(const char *text, size_t len)
{
	while (len > 0 && text[len - 1] == ' ')
		len--;
	return len == 0;
}

static enum outcome read_text(struct term_input *input, struct front *front, struct event *event)
{
	size_t end = 0;

	while (end < front->len && !is_control(front->at[end]))
		end++;
	if (end == front->len && !front->stale)
		end -= incomplete_tail(front->at, end);
	if (end == 0)
		return WAIT;
	if (is_all_spaces(front->at, end))
		return take_key(front, 1, KEYN_SPACE, event);
	front->used = end;
	return take_text(input, front->at, end, EVENT_TEXT, event) ? TAKE : DROP;
}

/* ---- pastes ---- */

static void add_pasted(struct term_input *input, const char *bytes, size_t len)
{
	size_t room = TERM_INPUT_PASTE_MAX - input->paste.len;

	str_add_n(&input->paste, bytes, len < room ? len : room);
}

/* A paste that was too long may end inside a character. */
static enum outcome take_paste(struct term_input *input, struct event *event)
{
	const char *text = str_text(&input->paste);
	size_t len = input->paste.len;

	if (len == TERM_INPUT_PASTE_MAX)
		len -= incomplete_tail(text, len);
	bool any = take_text(input, text, len, EVENT_PASTE, event);
	str_release(&input->paste);
	input->pasting = false;
	return any ? TAKE : DROP;
}

/* Bytes at the end that may be the beginning of the mark that ends a paste. */
static size_t partial_end(const char *bytes, size_t len)
{
	size_t most = sizeof(PASTE_END) - 2;

	for (size_t tail = len < most ? len : most; tail > 0; tail--)
		if (memcmp(bytes + len - tail, PASTE_END, tail) == 0)
			return tail;
	return 0;
}

static enum outcome read_paste(struct term_input *input, struct front *front, struct event *event)
{
	const char *mark = memmem(front->at, front->len, PASTE_END, sizeof(PASTE_END) - 1);
	bool ends = mark || front->stale;
	size_t len = mark ? (size_t)(mark - front->at) : front->len;

	if (!ends)
		len -= partial_end(front->at, len);
	add_pasted(input, front->at, len);
	front->used = mark ? len + sizeof(PASTE_END) - 1 : len;
	if (ends)
		return take_paste(input, event);
	return len > 0 ? DROP : WAIT;
}

/* ---- the whole ---- */

static struct front front_of(const struct term_input *input)
{
	return (struct front){
		.at = str_text(&input->bytes) + input->at,
		.len = input->bytes.len - input->at,
	};
}

/* How long to wait for what would complete the front, or -1 for ever. */
static int patience(const struct term_input *input)
{
	struct front front = front_of(input);

	if (input->pasting)
		return TERM_INPUT_PASTE_MS;
	if (front.len == 0)
		return -1;
	if (front.at[0] != ESC)
		return is_ascii(front.at[0]) ? -1 : TERM_INPUT_CHARACTER_MS;
	if (front.len == 1 || (front.len == 2 && front.at[1] != '[' && front.at[1] != 'O'))
		return TERM_INPUT_ESC_MS;
	return TERM_INPUT_SEQUENCE_MS;
}

static enum outcome read_front(struct term_input *input, struct front *front, struct event *event)
{
	if (input->pasting)
		return read_paste(input, front, event);
	if (front->len == 0)
		return WAIT;
	if (front->at[0] == ESC)
		return read_escape(input, front, event);
	if (!is_control(front->at[0]))
		return read_text(input, front, event);
	int key = control_key((unsigned char)front->at[0]);
	return key ? take_key(front, 1, key, event) : drop(front, 1);
}

void term_input_add(struct term_input *input, const char *bytes, size_t len, long long now_ms)
{
	if (input->at == input->bytes.len) {
		str_clear(&input->bytes);
		input->at = 0;
	}
	str_add_n(&input->bytes, bytes, len);
	input->since = now_ms;
}

bool term_input_next(struct term_input *input, long long now_ms, struct event *event)
{
	for (;;) {
		struct front front = front_of(input);
		front.stale = patience(input) >= 0 && term_input_wait(input, now_ms) == 0;
		*event = (struct event){0};
		enum outcome outcome = read_front(input, &front, event);
		if (outcome == WAIT)
			return false;
		input->at += front.used;
		if (outcome == TAKE)
			return true;
	}
}

int term_input_wait(const struct term_input *input, long long now_ms)
{
	int limit = patience(input);
	long long left = input->since + limit - now_ms;

	if (limit < 0)
		return -1;
	return left > 0 ? (int)left : 0;
}

bool term_input_is_pending(const struct term_input *input)
{
	return input->at < input->bytes.len || input->pasting;
}

bool term_input_report(struct term_input *input, int *row, int *col)
{
	if (!input->has_report)
		return false;
	input->has_report = false;
	*row = input->report_row;
	*col = input->report_col;
	return true;
}

void term_input_release(struct term_input *input)
{
	str_release(&input->bytes);
	str_release(&input->paste);
	free(input->text);
	*input = (struct term_input){0};
}
