#include "sonae/base/err.h"

#include "sonae/base/utf8.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct code {
	const char *name;
	enum err_kind kind;
	const char *text;
};

static const struct code codes[ERR_COUNT] = {
	[ERR_NONE] = {"", ERR_KIND_USAGE, ""},
#define ERR_ROW(NAME, name, kind, text) [ERR_##NAME] = {name, ERR_KIND_##kind, text},
	ERR_LIST(ERR_ROW)
#undef ERR_ROW
};

/* The bytes of whole characters at the start of `text` that leave room for a NUL. */
static size_t whole_characters(const char *text, size_t len, size_t room)
{
	size_t at = 0;

	while (at < len) {
		size_t next = utf8_next(text, len, at);
		if (next >= room)
			break;
		at = next;
	}
	return at;
}

/* `out` becomes valid UTF-8 whatever `text` is: details quote files and paths. */
static void copy_cut(char *out, size_t room, const char *text)
{
	char valid[4 * 512];
	size_t len = strlen(text), used = 0;

	for (size_t at = 0; at < len && used + 4 <= sizeof(valid);) {
		uint32_t cp;
		at += utf8_decode(text + at, len - at, &cp);
		used += utf8_encode(cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp, valid + used);
	}
	size_t kept = whole_characters(valid, used, room);
	memcpy(out, valid, kept);
	out[kept] = '\0';
}

bool err_set(struct err *err, enum err_code code, const char *file, long line,
             const char *what, ...)
{
	if (!err)
		return false;

	/* Twice the room of the detail, so that a character torn at its end is cut
	 * with what does not fit; and copies first, for `what` may quote `err`. */
	char detail[2 * sizeof(err->what)] = "", name[2 * sizeof(err->file)] = "";
	if (what) {
		va_list args;
		va_start(args, what);
		vsnprintf(detail, sizeof(detail), what, args);
		va_end(args);
	}
	if (file)
		snprintf(name, sizeof(name), "%s", file);
	err->code = code;
	err->line = line;
	copy_cut(err->file, sizeof(err->file), name);
	copy_cut(err->what, sizeof(err->what), detail);
	return false;
}

static enum err_code code_of_errno(int number, enum err_code fallback)
{
	if (number == ENOSPC || number == EDQUOT)
		return ERR_FULL;
	if (fallback == ERR_WRITE && (number == EBUSY || number == ETXTBSY))
		return ERR_HELD;
	if (fallback == ERR_WRITE && (number == EROFS || number == EACCES || number == EPERM))
		return ERR_READ_ONLY;
	if (fallback == ERR_READ && number == ENOENT)
		return ERR_MISSING;
	return fallback;
}

bool err_set_errno(struct err *err, enum err_code fallback, const char *file)
{
	int number = errno;
	enum err_code code = code_of_errno(number, fallback);

	err_set(err, code, file, 0, "%s",
	        code == fallback || code == ERR_HELD ? strerror(number) : "");
	errno = number;
	return false;
}

void err_clear(struct err *err)
{
	*err = (struct err){0};
}

const char *err_name(enum err_code code)
{
	return codes[code].name;
}

enum err_kind err_kind(enum err_code code)
{
	return codes[code].kind;
}

const char *err_text(const struct err *err, char *buffer, unsigned long size)
{
	char place[sizeof(err->file) + 32] = "";

	if (err->file[0] && err->line)
		snprintf(place, sizeof(place), "%s:%ld: ", err->file, err->line);
	else if (err->file[0])
		snprintf(place, sizeof(place), "%s: ", err->file);
	else if (err->line)
		snprintf(place, sizeof(place), "line %ld: ", err->line);
	const char *open = err->what[0] ? ": «" : "", *close = err->what[0] ? "»" : "";
	snprintf(buffer, size, "%s%s%s%s%s", place, codes[err->code].text, open, err->what, close);
	return buffer;
}
