#include "sonae/base/file.h"

#include "sonae/base/fd.h"
#include "sonae/base/mem.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *path_join(const char *dir, const char *name)
{
	const char *slash = *dir == '\0' || text_ends(dir, "/") ? "" : "/";

	return mem_print("%s%s%s", dir, slash, name);
}

const char *path_name(const char *path)
{
	size_t at = strlen(path);

	while (at > 0 && path[at - 1] == '/')
		at--;
	if (at == 0)
		return path;
	while (at > 0 && path[at - 1] != '/')
		at--;
	return path + at;
}

char *path_dir(const char *path)
{
	size_t len = (size_t)(path_name(path) - path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	if (len == 0)
		return mem_dup(*path == '/' ? "/" : ".");
	return mem_dup_n(path, len);
}

bool file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_is_plain(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool file_is_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

/* One byte more than the size, so that the end shows without growing again;
 * pipes and /proc say 0 and are read by pieces. */
static size_t piece_size(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || st.st_size <= 0)
		return 65536;
	return (size_t)st.st_size + 1;
}

static bool read_all(int fd, struct str *out)
{
	size_t piece = piece_size(fd);
	size_t room = 0;
	ssize_t got;

	do {
		if (room == 0) {
			room = piece;
			str_reserve(out, room);
		}
		got = fd_read(fd, out->at + out->len, room);
		if (got < 0)
			return false;
		room -= (size_t)got;
		out->len += (size_t)got;
		out->at[out->len] = '\0';
	} while (got > 0);
	return true;
}

static bool read_and_close(int fd, const char *path, struct str *out, struct err *err)
{
	size_t before = out->len;
	bool done = read_all(fd, out);

	if (!done) {
		err_set_errno(err, ERR_READ, path_name(path));
		str_cut(out, before);
	}
	fd_close(fd);
	return done;
}

bool file_read(const char *path, struct str *out, struct err *err)
{
	int fd = fd_open(path, O_RDONLY, 0);

	return fd >= 0 ? read_and_close(fd, path, out, err)
	               : err_set_errno(err, ERR_READ, path_name(path));
}

/* The flags keep a link from being followed and a pipe from being waited for. */
bool file_read_own(const char *path, size_t most, struct str *out, struct err *err)
{
	struct stat st;
	int fd = fd_open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
	bool is_link = fd < 0 && errno == ELOOP;
	bool is_plain = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);

	if (is_plain && (unsigned long long)st.st_size <= most)
		return read_and_close(fd, path, out, err);
	if (fd >= 0)
		fd_close(fd);
	if (is_plain)
		return err_set(err, ERR_LARGE, path_name(path), 0, NULL);
	return fd < 0 && !is_link ? err_set_errno(err, ERR_READ, path_name(path))
	                          : err_set(err, ERR_NOT_PLAIN, path_name(path), 0, NULL);
}

bool file_begins(const char *path, const void *start, size_t len)
{
	char found[16];
	int fd = fd_open(path, O_RDONLY, 0);
	bool is = fd >= 0 && len <= sizeof(found) && fd_read(fd, found, len) == (ssize_t)len &&
	          memcmp(found, start, len) == 0;

	if (fd >= 0)
		fd_close(fd);
	return is;
}

bool file_remove(const char *path, struct err *err)
{
	if (unlink(path) != 0 && errno != ENOENT)
		return err_set_errno(err, ERR_WRITE, path_name(path));
	return true;
}

static bool make_one_dir(const char *path, struct err *err)
{
	char *above;
	bool synced;

	if (mkdir(path, 0700) != 0)
		return (errno == EEXIST && file_is_dir(path)) ||
		       err_set_errno(err, ERR_WRITE, path_name(path));
	above = path_dir(path);
	synced = fd_sync_dir(above) || err_set_errno(err, ERR_WRITE, path_name(path));
	free(above);
	return synced;
}

bool file_make_dir(const char *path, struct err *err)
{
	bool made = true;
	char *above;

	if (file_is_dir(path))
		return true;
	above = path_dir(path);
	if (!file_exists(above))
		made = file_make_dir(above, err);
	free(above);
	return made && make_one_dir(path, err);
}

char *file_make_temp_dir(struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = mem_print("%s/sonae-XXXXXX", tmp && tmp[0] ? tmp : "/tmp");

	if (mkdtemp(dir))
		return dir;
	err_set_errno(err, ERR_WRITE, dir);
	free(dir);
	return NULL;
}

struct name_list {
	char **name;
	size_t count, room;
};

static void name_list_add(struct name_list *list, const char *name)
{
	if (text_is(name, ".") || text_is(name, ".."))
		return;
	if (list->count == list->room) {
		list->room = list->room ? 2 * list->room : 32;
		list->name = mem_grow(list->name, list->room, sizeof *list->name);
	}
	list->name[list->count++] = mem_dup(name);
}

static void name_list_release(struct name_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->name[i]);
	free(list->name);
}

static bool read_dir(DIR *dir, struct name_list *list)
{
	const struct dirent *entry;

	while (errno = 0, (entry = readdir(dir)) != NULL)
		name_list_add(list, entry->d_name);
	return errno == 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool file_list(const char *path, char ***names, size_t *count, struct err *err)
{
	struct name_list list = {0};
	DIR *dir = opendir(path);
	bool done;

	if (!dir)
		return err_set_errno(err, ERR_READ, path_name(path));
	done = read_dir(dir, &list);
	if (!done)
		err_set_errno(err, ERR_READ, path_name(path));
	closedir(dir);
	if (!done) {
		name_list_release(&list);
		return false;
	}
	if (list.count > 1)
		qsort(list.name, list.count, sizeof *list.name, compare_names);
	*names = list.name;
	*count = list.count;
	return true;
}

static void free_names(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

bool file_is_empty_dir(const char *path)
{
	char **names;
	size_t count;

	if (!file_list(path, &names, &count, NULL))
		return false;
	free_names(names, count);
	return count == 0;
}

void file_empty_dir(const char *path)
{
	char **names = NULL;
	size_t count = 0;

	file_list(path, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *inner = path_join(path, names[i]);

		if (unlink(inner) != 0) {
			file_empty_dir(inner);
			rmdir(inner);
		}
		free(inner);
	}
	free_names(names, count);
}

struct file_stamp file_stamp(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return (struct file_stamp){.size = -1};
	return (struct file_stamp){
		.size = st.st_size,
		.mtime_ns = st.st_mtim.tv_sec * 1000000000LL + st.st_mtim.tv_nsec,
	};
}

bool file_stamp_is(struct file_stamp a, struct file_stamp b)
{
	return a.size == b.size && a.mtime_ns == b.mtime_ns;
}
