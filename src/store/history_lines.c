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

/* Hands out the whole lines in `text` and keeps what is left. */
static bool hand_out(struct str *text, bool (*each)(void *, const char *, size_t), void *context)
{
	const char *at = text->at, *end;
	size_t left = text->len;
	bool go_on = true;

	while (go_on && left > 0 && (end = memchr(at, '\n', left)) != NULL) {
		size_t len = (size_t)(end - at) + 1;

		go_on = each(context, at, len);
		at += len;
		left -= len;
	}
	memmove(text->at, at, left);
	str_cut(text, left);
	return go_on;
}

bool history_each_line(const char *path, long long size,
                       bool (*each)(void *context, const char *line, size_t len), void *context,
                       struct err *err)
{
	int fd = fd_open(path, O_RDONLY, 0);
	struct str text = {0};
	bool go_on = true, read = true;

	if (fd < 0)
		return err_set_errno(err, ERR_READ, path_name(path));
	for (long long at = 0; at < size && go_on && read;) {
		size_t len = size - at < PIECE ? (size_t)(size - at) : PIECE;

		read = read_at(fd, at, len, &text);
		at += (long long)len;
		go_on = read && hand_out(&text, each, context);
	}
	if (!read)
		err_set_errno(err, ERR_READ, path_name(path));
	str_release(&text);
	fd_close(fd);
	return read;
}
