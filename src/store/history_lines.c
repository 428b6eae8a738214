#include "history_lines.h"

#include "sonae/base/fd.h"
#include "sonae/base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 65536 };

/* Appends `len` bytes from byte `from`; false with errno, also when there are fewer. */
static bool read_at(int fd, long long from, size_t len, struct str *out)
{
	str_reserve(out, len);
	while (len > 0) {
		ssize_t got = pread(fd, out->at + out->len, len, from);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			errno = got == 0 ? EIO : errno;
			return false;
		}
		out->len += (size_t)got;
		out->at[out->len] = '\0';
		from += got;
		len -= (size_t)got;
	}
	return true;
}

/* Goes back in pieces to the LF before byte `end` - 1; the line starts behind it. */
static bool find_start(int fd, long long end, long long *start)
{
	long long from = end - 1;
	struct str piece = {0};
	const char *found = NULL;
	bool read = true;

	while (from > 0 && !found && read) {
		size_t len = from < PIECE ? (size_t)from : PIECE;

		from -= (long long)len;
		str_clear(&piece);
		read = read_at(fd, from, len, &piece);
		found = read ? memrchr(piece.at, '\n', len) : NULL;
	}
	*start = found ? from + (found - piece.at) + 1 : 0;
	str_release(&piece);
	return read;
}

bool history_line_before(const char *path, long long end, struct str *line, long long *start,
                         struct err *err)
{
	int fd = fd_open(path, O_RDONLY, 0);
	bool read;

	if (fd < 0)
		return err_set_errno(err, ERR_READ, path_name(path));
	read = (find_start(fd, end, start) && read_at(fd, *start, (size_t)(end - *start), line)) ||
	       err_set_errno(err, ERR_READ, path_name(path));
	fd_close(fd);
	return read;
}

/* ---- forwards ---- */

/* Lines on their way out: `text` begins at byte `at` of the file. */
struct lines {
	struct str text;
	long long at;
	history_line each;
	void *context;
};

/* Hands out the whole lines in `text` and keeps what is left. */
static bool hand_out(struct lines *lines)
{
	const char *line = lines->text.at, *end;
	size_t left = lines->text.len;
	bool go_on = true;

	while (go_on && left > 0 && (end = memchr(line, '\n', left)) != NULL) {
		size_t len = (size_t)(end - line) + 1;

		go_on = lines->each(lines->context, lines->at, line, len);
		line += len;
		left -= len;
		lines->at += (long long)len;
	}
	memmove(lines->text.at, line, left);
	str_cut(&lines->text, left);
	return go_on;
}

bool history_each_line(const char *path, long long from, long long to, history_line each,
                       void *context, struct err *err)
{
	int fd = fd_open(path, O_RDONLY, 0);
	struct lines lines = {.at = from, .each = each, .context = context};
	bool go_on = true, read = true;

	if (fd < 0)
		return err_set_errno(err, ERR_READ, path_name(path));
	for (long long at = from; at < to && go_on && read;) {
		size_t len = to - at < PIECE ? (size_t)(to - at) : PIECE;

		read = read_at(fd, at, len, &lines.text);
		at += (long long)len;
		go_on = read && hand_out(&lines);
	}
	if (!read)
		err_set_errno(err, ERR_READ, path_name(path));
	str_release(&lines.text);
	fd_close(fd);
	return read;
}

/* ---- backwards ---- */

/* Hands out the lines in `text` from the last on; what stands before the first LF may be
 * a part of a line and is kept, unless the file begins with it. */
static bool hand_back(struct lines *lines)
{
	struct str *text = &lines->text;

	while (text->len > 0) {
		const char *before = memrchr(text->at, '\n', text->len - 1);
		size_t start = before ? (size_t)(before - text->at) + 1 : 0;

		if (!before && lines->at > 0)
			return true;
		if (!lines->each(lines->context, lines->at + (long long)start, text->at + start,
		                 text->len - start))
			return false;
		str_cut(text, start);
	}
	return true;
}

/* Puts the piece that ends where `text` begins before it; a long line makes them grow, so
 * that it is not moved once for each. */
static bool prepend(int fd, struct lines *lines)
{
	size_t want = lines->text.len > PIECE ? lines->text.len : PIECE;
	size_t len = lines->at < (long long)want ? (size_t)lines->at : want;
	struct str text = {0};
	bool read = read_at(fd, lines->at - (long long)len, len, &text);

	if (read) {
		str_add_n(&text, str_text(&lines->text), lines->text.len);
		str_release(&lines->text);
		lines->text = text;
		lines->at -= (long long)len;
	} else {
		str_release(&text);
	}
	return read;
}

bool history_each_line_back(const char *path, long long to, history_line each, void *context,
                            struct err *err)
{
	int fd = fd_open(path, O_RDONLY, 0);
	struct lines lines = {.at = to, .each = each, .context = context};
	bool go_on = true, read = true;

	if (fd < 0)
		return err_set_errno(err, ERR_READ, path_name(path));
	while (lines.at > 0 && go_on && read) {
		read = prepend(fd, &lines);
		go_on = read && hand_back(&lines);
	}
	if (!read)
		err_set_errno(err, ERR_READ, path_name(path));
	str_release(&lines.text);
	fd_close(fd);
	return read;
}
