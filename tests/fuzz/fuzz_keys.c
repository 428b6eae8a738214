/*
 * What a terminal sends, bent at random and cut anywhere into reads, into the decoder; the
 * events into an editor that is drawn after each. Nothing must crash or wait for ever, and what
 * holds must hold: text is valid and NFC, the caret stands between characters and is shown.
 */
#include "fuzz/mutate.h"

#include "sonae/app/key.h"
#include "sonae/base/bug.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/edit.h"
#include "sonae/ui/term_input.h"

static const char *const samples[] = {
	"情報資産管理台帳\r\033[A\033[B\033[C\033[D",
	"\033[200~一行目\r\n二行目\t\033[31m\033[201~\033OP\033[15~\033[1;5H",
	"\033[<0;10;5M\033[<0;10;5m\033[<64;1;1M\033[M !!\033[24;3R",
	"か\u3099ﾊﾟ👨‍👩‍👧🇯🇵e\u0301\b\177\033[3~\033\r",
	"\033]11;rgb:00/00/00\033\\\033P1$r0m\033\\\033[?1;2c\033[[A\033\033[D\033x",
	"\x8F\xEE\x95\xF1\x8E\x91\x8E\x59 \xE6\x83 \xED\xB2\x80",
};

static const char *const words[] = {
	"\033", "\033[", "\033O", "\033]", "\033P", "\033\\", "\a", "[", "~", ";", "1", "5", "200~",
	"201~", "\033[200~", "\033[201~", "\033[<0;1;1M", "\033[M", "\033[A", "\033[D", "\033[H",
	"\033[3~", "\b", "\r", "\n", " ", "備え", "\u3099", "か", "は\u309A", "ﾟ", "🇯", "🇵", "\u200D",
	"👩", "\u0301", "\u0323", "\u1100", "\u1161", "\u11A8", "\xE3", "\x81", "\xF0\x9F", "$", "^",
};

enum { ROWS = 4, COLS = 13 };

struct desk {
	struct term_input input;
	struct edit edit;
	struct canvas canvas;
	long long now;
};

static void check_text(const char *text)
{
	char *composed = utf8_nfc(text, strlen(text));

	if (!utf8_is_valid(text, strlen(text)))
		BUG("no UTF-8: %s", text);
	if (!text_is(text, composed))
		BUG("not NFC: %s", text);
	free(composed);
}

static void check_caret(const struct edit *edit)
{
	const char *text = edit_text(edit);
	size_t len = strlen(text), border = 0;

	while (border < edit->caret)
		border = utf8_next(text, len, border);
	if (border != edit->caret)
		BUG("the caret is inside a character: %zu of '%s'", edit->caret, text);
}

static void press(struct edit *edit, int key)
{
	static const struct {
		int key;
		bool (*act)(struct edit *edit);
	} acts[] = {
		{KEYN_BACKSPACE, edit_backspace},
		{KEYN_DELETE, edit_delete},
		{KEYN_LEFT, edit_left},
		{KEYN_RIGHT, edit_right},
	};
	static const struct {
		int key;
		void (*go)(struct edit *edit);
	} goes[] = {
		{KEYN_HOME, edit_home},
		{KEYN_END, edit_end},
		{KEY_CTRL | KEYN_HOME, edit_first},
		{KEY_CTRL | KEYN_END, edit_last},
	};

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (acts[i].key == key)
			acts[i].act(edit);
	for (size_t i = 0; i < sizeof(goes) / sizeof(goes[0]); i++)
		if (goes[i].key == key)
			goes[i].go(edit);
	if (key == KEYN_UP)
		edit_up(edit, COLS);
	else if (key == KEYN_DOWN)
		edit_down(edit, COLS);
	else if (key == KEYN_ENTER)
		edit_insert(edit, "\n");
}

static void check_key(int key)
{
	char name[24];

	if (!*key_name(key, name))
		BUG("a key without a name: %d", key);
}

static void act(struct desk *desk, const struct event *event)
{
	if (event->kind == EVENT_KEY) {
		check_key(event->key);
		press(&desk->edit, event->key);
	} else if (event->kind == EVENT_TEXT || event->kind == EVENT_PASTE) {
		check_text(event->text);
		edit_insert(&desk->edit, event->text);
	} else if (event->kind != EVENT_MOUSE || event->row < 0 || event->col < 0) {
		BUG("event %d at %d, %d", (int)event->kind, event->row, event->col);
	}
	check_text(edit_text(&desk->edit));
	check_caret(&desk->edit);
	edit_draw(&desk->edit, &desk->canvas, (struct rect){0, 0, ROWS, COLS}, STYLE_ROLE_EDIT);
	if (!desk->canvas.cursor_visible)
		BUG("the caret does not show: %zu of '%s'", desk->edit.caret,
		    edit_text(&desk->edit));
}

static void act_on_all(struct desk *desk)
{
	struct event event;

	while (term_input_next(&desk->input, desk->now, &event))
		act(desk, &event);
}

static void read_in_pieces(struct mutate *m, struct desk *desk, const struct str *bytes)
{
	for (size_t at = 0, len; at < bytes->len; at += len) {
		len = 1 + mutate_below(m, mutate_below(m, 3) ? bytes->len - at : 4);
		if (len > bytes->len - at)
			len = bytes->len - at;
		term_input_add(&desk->input, bytes->at + at, len, desk->now);
		desk->now += (long long)mutate_below(m, 60);
		act_on_all(desk);
	}
	for (int wait; (wait = term_input_wait(&desk->input, desk->now)) >= 0;) {
		desk->now += wait;
		act_on_all(desk);
	}
	if (term_input_is_pending(&desk->input))
		BUG("%zu bytes are never read", desk->input.bytes.len - desk->input.at);
}

int main(int argc, char **argv)
{
	struct mutate m = mutate_start(argc, argv);
	struct desk desk = {0};

	canvas_resize(&desk.canvas, ROWS, COLS);
	while (mutate_goes_on(&m)) {
		struct str bytes = {0};
		mutate_make(&m, samples, sizeof(samples) / sizeof(samples[0]), words,
		            sizeof(words) / sizeof(words[0]), &bytes);
		edit_start(&desk.edit, "", mutate_below(&m, 2));
		read_in_pieces(&m, &desk, &bytes);
		str_release(&bytes);
	}
	canvas_release(&desk.canvas);
	edit_release(&desk.edit);
	term_input_release(&desk.input);
	return mutate_end(&m);
}
