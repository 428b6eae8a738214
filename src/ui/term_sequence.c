#include "term_sequence.h"

#include "sonae/app/key.h"
#include <stdbool.h>

enum { BOTH = CSI | SS3 };

static const struct {
	char final;
	int introducer;
	int key;
} final_keys[] = {
	{'A', BOTH, KEYN_UP},
	{'B', BOTH, KEYN_DOWN},
	{'C', BOTH, KEYN_RIGHT},
	{'D', BOTH, KEYN_LEFT},
	{'H', BOTH, KEYN_HOME},
	{'F', BOTH, KEYN_END},
	{'P', BOTH, KEYN_F1},
	{'Q', BOTH, KEYN_F2},
	{'R', BOTH, KEYN_F3},
	{'S', BOTH, KEYN_F4},
	{'Z', CSI, KEY_SHIFT | KEYN_TAB},
	{'M', SS3, KEYN_ENTER}, /* of the keypad */
	{'a', CSI, KEY_SHIFT | KEYN_UP}, /* rxvt, down to the end */
	{'b', CSI, KEY_SHIFT | KEYN_DOWN},
	{'c', CSI, KEY_SHIFT | KEYN_RIGHT},
	{'d', CSI, KEY_SHIFT | KEYN_LEFT},
	{'a', SS3, KEY_CTRL | KEYN_UP},
	{'b', SS3, KEY_CTRL | KEYN_DOWN},
	{'c', SS3, KEY_CTRL | KEYN_RIGHT},
	{'d', SS3, KEY_CTRL | KEYN_LEFT},
};

/* CSI number ~ */
static const short numbered_keys[] = {
	[1] = KEYN_HOME, [2] = KEYN_INSERT, [3] = KEYN_DELETE, [4] = KEYN_END,
	[5] = KEYN_PGUP, [6] = KEYN_PGDN,   [7] = KEYN_HOME,   [8] = KEYN_END,
	[11] = KEYN_F1,  [12] = KEYN_F2,    [13] = KEYN_F3,    [14] = KEYN_F4,
	[15] = KEYN_F5,  [17] = KEYN_F6,    [18] = KEYN_F7,    [19] = KEYN_F8,
	[20] = KEYN_F9,  [21] = KEYN_F10,   [23] = KEYN_F11,   [24] = KEYN_F12,
};
enum { NUMBERED_LIMIT = sizeof(numbered_keys) / sizeof(numbered_keys[0]) };

/* How such a sequence ends: rxvt has the modifiers there. */
static const struct {
	char final;
	int modifiers;
} numbered_finals[] = {
	{'~', 0}, {'$', KEY_SHIFT}, {'^', KEY_CTRL}, {'@', KEY_CTRL | KEY_SHIFT},
};

static void add_param_byte(struct sequence *sequence, char byte)
{
	const int last = sizeof(sequence->param) / sizeof(sequence->param[0]);

	if (byte >= '<') {
		sequence->prefix = byte;
		return;
	}
	if (sequence->count == 0)
		sequence->count = 1;
	if (byte == ';')
		sequence->count++;
	int *param = sequence->count <= last ? &sequence->param[sequence->count - 1] : NULL;
	if (param && byte >= '0' && byte <= '9' && *param < 100000)
		*param = *param * 10 + (byte - '0');
}

enum scan sequence_scan(const char *bytes, size_t len, struct sequence *sequence)
{
	sequence->introducer = bytes[1] == '[' ? CSI : SS3;
	for (size_t i = 2; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		bool ends = (byte >= '@' && byte <= '~') ||
			(byte == '$' && !sequence->prefix && sequence->count == 1);
		sequence->len = ends ? i + 1 : i;
		if (ends) {
			sequence->final = (char)byte;
			return SCAN_WHOLE;
		}
		if (byte < ' ' || byte > '~')
			return SCAN_BROKEN;
		if (byte >= '0')
			add_param_byte(sequence, (char)byte);
	}
	sequence->len = len;
	return SCAN_PART;
}

static int sequence_modifiers(const struct sequence *sequence)
{
	int bits = sequence->count >= 2 && sequence->param[1] > 0 ? sequence->param[1] - 1 : 0;

	return (bits & 1 ? KEY_SHIFT : 0) | (bits & (2 | 8) ? KEY_ALT : 0) |
		(bits & 4 ? KEY_CTRL : 0);
}

static int numbered_key(const struct sequence *sequence)
{
	int number = sequence->param[0];
	int key = number < NUMBERED_LIMIT ? numbered_keys[number] : 0;

	for (size_t i = 0; key && i < sizeof(numbered_finals) / sizeof(numbered_finals[0]); i++)
		if (numbered_finals[i].final == sequence->final)
			return key | numbered_finals[i].modifiers | sequence_modifiers(sequence);
	return 0;
}

int sequence_key(const struct sequence *sequence)
{
	if (sequence->prefix)
		return 0;
	for (size_t i = 0; i < sizeof(final_keys) / sizeof(final_keys[0]); i++)
		if (final_keys[i].final == sequence->final &&
		    (final_keys[i].introducer & sequence->introducer))
			return final_keys[i].key | sequence_modifiers(sequence);
	return sequence->introducer == CSI ? numbered_key(sequence) : 0;
}
