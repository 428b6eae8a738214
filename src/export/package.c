/* package.c - running the exporters, and putting what they made where it was asked for. */
#include "sonae/export/package.h"

#include "manifest_id.h"
#include "package_readme.h"

#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/utf8.h"
#include "sonae/export/zip_file.h"
#include <strings.h>
#include <unistd.h>

/* ---- making ---- */

static void insert_file(struct out_files *files, size_t at, const char *name, const char *about,
                        struct str *bytes)
{
	struct out_file file = {.name = mem_dup(name), .bytes = *bytes, .about = about};

	vec_insert(&files->at, at, file);
}

static void add_papers(const struct outgoing *outgoing, struct out_files *files, char id[96])
{
	struct str readme = {0}, manifest = {0};

	manifest_id(outgoing, files, id);
	package_readme(outgoing, files, id, &readme);
	insert_file(files, 0, README_FILE, "package.about_readme", &readme);
	manifest_write(outgoing, files, id, &manifest);
	insert_file(files, 1, MANIFEST_FILE, "package.about_manifest", &manifest);
}

bool package_make(const struct outgoing *outgoing, const struct package_formats *formats,
                  struct out_files *files, char id[96], struct err *err)
{
	id[0] = '\0';
	for (size_t i = 0; i < formats->at.count; i++)
		if (!formats->at.at[i]->write(outgoing, files, err))
			return false;
	if (files->at.count > 0)
		add_papers(outgoing, files, id);
	return true;
}

/* ---- writing ---- */

static bool is_archive(const char *path)
{
	size_t len = strlen(path);

	return len >= 4 && strcasecmp(path + len - 4, ".zip") == 0;
}

size_t package_taken(const struct out_files *files, const char *path, struct str *first)
{
	size_t taken = 0;

	if (is_archive(path)) {
		if (file_exists(path) && first)
			str_add(first, path_name(path));
		return file_exists(path);
	}
	for (size_t i = 0; i < files->at.count; i++) {
		char *full = path_join(path, files->at.at[i].name);
		if (file_exists(full) && taken++ == 0 && first)
			str_add(first, files->at.at[i].name);
		free(full);
	}
	return taken;
}

static bool write_file(const char *path, const struct str *bytes, struct err *err)
{
	char *dir = path_dir(path);
	bool done = file_make_dir(dir, err) && file_replace(path, str_text(bytes), bytes->len, err);

	free(dir);
	return done;
}

static bool write_in(const char *dir, const struct out_file *file, struct err *err)
{
	char *full = path_join(dir, file->name);
	bool done = write_file(full, &file->bytes, err);

	free(full);
	return done;
}

/* All stands in a folder of the archive's own name, so that unpacking scatters nothing; one that
 * is no text, or hidden, would not come back. */
static char *name_inside(const char *path)
{
	const char *name = path_name(path), *stem = name + strspn(name, ".");
	size_t len = strlen(stem);

	len -= len >= strlen(".zip") ? strlen(".zip") : len;
	return utf8_is_valid(stem, len) ? mem_dup_n(stem, len) : mem_dup("");
}

static bool write_archive(const struct out_files *files, const char *path, long long made_at,
                          struct err *err)
{
	char *inside = name_inside(path);
	struct str bytes = {0};
	bool done = zip_pack(files, inside, made_at, &bytes, err) && write_file(path, &bytes, err);

	free(inside);
	str_release(&bytes);
	return done;
}

static bool write_all(const struct out_files *files, const char *path, long long made_at,
                      struct err *err)
{
	if (is_archive(path))
		return write_archive(files, path, made_at, err);
	for (size_t i = 0; i < files->at.count; i++)
		if (!write_in(path, &files->at.at[i], err))
			return false;
	return true;
}

/* The words for a worksheet that could not be saved speak of entries that are safe; here another
 * place is what helps. */
bool package_write(const struct out_files *files, const char *path, long long made_at, struct err *err)
{
	struct err why = {0};

	if (write_all(files, path, made_at, &why))
		return true;
	if (why.code == ERR_WRITE || why.code == ERR_HELD)
		return err_set(err, ERR_NOT_EXPORTED, path_name(path), 0, "%s", why.what);
	return err_set(err, why.code, path_name(path), why.line, "%s", why.what);
}

/* ---- keeping ---- */

static bool is_kept(const struct out_file *file)
{
	return text_starts(file->name, "csv/");
}

/* The manifest comes last: a copy without it is not whole, and is none (package_sent). */
static bool write_kept(const char *dir, const struct out_files *files, struct err *err)
{
	for (size_t i = 0; i < files->at.count; i++)
		if (is_kept(&files->at.at[i]) && !write_in(dir, &files->at.at[i], err))
			return false;
	return write_in(dir, out_files_find(files, MANIFEST_FILE), err);
}

/* What was begun goes again, unless it is the same package whole from before. */
static bool keep_in(const char *dir, const struct out_files *files, struct err *err)
{
	char *manifest = path_join(dir, MANIFEST_FILE);
	bool done = write_kept(dir, files, err);

	if (!done && !file_exists(manifest)) {
		file_empty_dir(dir);
		rmdir(dir);
	}
	free(manifest);
	return done;
}

bool package_keep(struct folder *folder, const struct out_files *files, const char *id, struct err *err)
{
	char *dir;
	bool done = true, any = false;

	for (size_t i = 0; i < files->at.count; i++)
		any = any || is_kept(&files->at.at[i]);
	if (!any || !out_files_find(files, MANIFEST_FILE))
		return true;
	dir = mem_print("%s/%s/%s", folder_path(folder), PACKAGE_SENT, id);
	done = keep_in(dir, files, err);
	free(dir);
	return done;
}
