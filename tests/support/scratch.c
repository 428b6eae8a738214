#include "support/scratch.h"

#include "sonae/base/mem.h"
#include "sonae/base/str.h"
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every folder that still stands. */
struct folder {
	struct folder *next;
	char *path;
	pid_t owner; /* a forked child must not remove its parent's folders */
};
static struct folder *folders;

static void die(const char *doing, const char *path)
{
	fprintf(stderr, "scratch: %s %s: %s\n", doing, path, strerror(errno));
	exit(EXIT_FAILURE);
}

static int open_up(const char *path, const struct stat *info, int kind, struct FTW *place)
{
	(void)info;
	(void)place;
	return kind == FTW_D || kind == FTW_DNR ? chmod(path, 0700) : 0;
}

static int take_away(const char *path, const struct stat *info, int kind, struct FTW *place)
{
	(void)info;
	(void)kind;
	(void)place;
	return remove(path);
}

static void remove_tree(const char *path)
{
	nftw(path, open_up, 16, FTW_PHYS);
	nftw(path, take_away, 16, FTW_PHYS | FTW_DEPTH);
}

static void forget(struct folder **link)
{
	struct folder *folder = *link;

	if (folder->owner == getpid())
		remove_tree(folder->path);
	*link = folder->next;
	free(folder->path);
	free(folder);
}

static void remove_all(void)
{
	while (folders)
		forget(&folders);
}

const char *scratch_dir(void)
{
	const char *above = getenv("TMPDIR");
	struct folder *folder = mem_zero(1, sizeof *folder);

	if (!above || above[0] != '/')
		above = "/tmp";
	folder->path = mem_print("%s/sonae-test-XXXXXX", above);
	folder->owner = getpid();
	if (!mkdtemp(folder->path))
		die("making", folder->path);
	if (!folders)
		atexit(remove_all);
	folder->next = folders;
	folders = folder;
	return folder->path;
}

void scratch_remove(const char *dir)
{
	for (struct folder **link = &folders; *link; link = &(*link)->next) {
		if (text_is((*link)->path, dir)) {
			forget(link);
			return;
		}
	}
}

static void make_folders_above(char *path, size_t known)
{
	for (char *slash = strchr(path + known + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) && errno != EEXIST)
			die("making", path);
		*slash = '/';
	}
}

void scratch_write_bytes(const char *dir, const char *name, const void *data, size_t len)
{
	char *path = mem_print("%s/%s", dir, name);
	FILE *file;

	make_folders_above(path, strlen(dir));
	file = fopen(path, "wb");
	if (!file || fwrite(data, 1, len, file) != len || fclose(file))
		die("writing", path);
	free(path);
}

void scratch_write(const char *dir, const char *name, const char *text)
{
	scratch_write_bytes(dir, name, text, strlen(text));
}

char *scratch_read(const char *dir, const char *name, size_t *len)
{
	char *path = mem_print("%s/%s", dir, name);
	FILE *file = fopen(path, "rb");
	struct str text = {0};
	char part[4096];
	size_t got;

	if (!file) {
		if (errno != ENOENT && errno != ENOTDIR)
			die("opening", path);
		free(path);
		return NULL;
	}
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		str_add_n(&text, part, got);
	if (ferror(file))
		die("reading", path);
	fclose(file);
	free(path);
	if (len)
		*len = text.len;
	return str_take(&text);
}

bool scratch_exists(const char *dir, const char *name)
{
	char *path = mem_print("%s/%s", dir, name);
	struct stat info;
	bool there = lstat(path, &info) == 0;

	free(path);
	return there;
}
