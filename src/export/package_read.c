/*
 * package_read.c - what comes back, as people hand it in: a folder, an archive, a file; whole or
 * in parts, with folders around it.
 */
#include "sonae/export/package.h"

#include "zip_name.h"

#include "sonae/base/file.h"
#include "sonae/export/zip_file.h"
#include <stdio.h>
#include <strings.h>

#define HISTORY_FILE "history.csv"
#define CSV_FOLDER "csv/"
#define IPA_FILE "ipa.csv" /* the same rows once more, in another shape */

enum { FOLDERS_DEEP = 4 };

static bool ends_in(const char *name, const char *ending)
{
	size_t len = strlen(name), tail = strlen(ending);

	return len > tail && strcasecmp(name + len - tail, ending) == 0;
}

static bool is_paper(const char *name)
{
	return text_is(path_name(name), MANIFEST_FILE) || text_is(path_name(name), SETTINGS_FILE);
}

/* ---- a folder ---- */

struct gathering {
	struct out_files *files;
	size_t left; /* bytes that may still come */
	struct err *err;
};

static bool gather(struct gathering *gathering, const char *path, const char *name, int deep);

static bool gather_file(struct gathering *gathering, const char *path, const char *name)
{
	struct str *bytes;

	if (!is_paper(name) && !ends_in(name, ".csv"))
		return true;
	if (gathering->files->at.count >= ZIP_FILES_AT_MOST)
		return err_set(gathering->err, ERR_LARGE, NULL, 0, NULL);
	bytes = out_files_add(gathering->files, name, "");
	if (!file_read_own(path, gathering->left, bytes, gathering->err))
		return false;
	gathering->left -= bytes->len < gathering->left ? bytes->len : gathering->left;
	return true;
}

/* What a link leads to is none of what was sent, and might be anything of ours. */
static bool gather_entry(struct gathering *gathering, const char *path, const char *name, int deep)
{
	if (zip_name_is_hidden(name))
		return true;
	if (!file_is_dir(path))
		return gather_file(gathering, path, name);
	return deep == 0 || file_is_link(path) || gather(gathering, path, name, deep - 1);
}

static bool gather(struct gathering *gathering, const char *path, const char *name, int deep)
{
	char **names = NULL;
	size_t count = 0;
	bool done = file_list(path, &names, &count, gathering->err);

	for (size_t i = 0; i < count; i++) {
		char *full = path_join(path, names[i]), *within = path_join(name, names[i]);
		done = done && gather_entry(gathering, full, within, deep);
		free(full);
		free(within);
		free(names[i]);
	}
	free(names);
	return done;
}

/* A workbook's forms and guides hold CSV files of their own. */
static bool read_folder(const char *path, struct out_files *files, struct err *err)
{
	struct gathering gathering = {.files = files, .left = ZIP_BYTES_AT_MOST, .err = err};

	return gather(&gathering, path, "", folder_is_workbook(path) ? 0 : FOLDERS_DEEP);
}

/* ---- what of it counts ---- */

static size_t folder_length(const char *name)
{
	return (size_t)(path_name(name) - name);
}

/* The folder that the package stands in: where its papers are, else "". */
static char *find_top(const struct out_files *files)
{
	const char *found = NULL;

	for (size_t i = 0; i < files->at.count; i++) {
		const char *name = files->at.at[i].name;
		if (is_paper(name) && (!found || folder_length(name) < folder_length(found)))
			found = name;
	}
	return mem_dup_n(found ? found : "", found ? folder_length(found) : 0);
}

static void take(struct package *package, struct out_file *file)
{
	struct out_file taken = {.name = mem_dup(path_name(file->name)), .bytes = file->bytes, .about = ""};

	if (out_files_find(&package->files, taken.name)) {
		free(taken.name);
		return;
	}
	vec_push(&package->files.at, taken);
	file->bytes = (struct str){.at = NULL};
}

/* CSV files directly in `folder`; their count. */
static size_t take_csv(struct package *package, struct out_files *files, const char *folder)
{
	size_t before = package->files.at.count, len = strlen(folder);

	for (size_t i = 0; i < files->at.count; i++) {
		struct out_file *file = &files->at.at[i];
		if (ends_in(file->name, ".csv") && folder_length(file->name) == len &&
		    text_starts(file->name, folder) && !text_is(path_name(file->name), IPA_FILE))
			take(package, file);
	}
	return package->files.at.count - before;
}

/* Nothing stands where it should: whatever is a CSV file, wherever. */
static void take_any_csv(struct package *package, struct out_files *files)
{
	for (size_t i = 0; i < files->at.count; i++)
		if (ends_in(files->at.at[i].name, ".csv"))
			take(package, &files->at.at[i]);
}

static void take_paper(struct package *package, struct out_files *files, const char *top, const char *name)
{
	char *full = mem_print("%s%s", top, name);

	for (size_t i = 0; i < files->at.count; i++)
		if (text_is(files->at.at[i].name, full))
			take(package, &files->at.at[i]);
	free(full);
}

static void sort_out(struct package *package, struct out_files *files)
{
	char *top = find_top(files), *inside = mem_print("%s%s", top, CSV_FOLDER);

	take_paper(package, files, top, SETTINGS_FILE);
	package->kind = package->files.at.count > 0 ? PACKAGE_WORKBOOK : PACKAGE_SENT_BACK;
	take_paper(package, files, top, MANIFEST_FILE);
	if (package->kind == PACKAGE_WORKBOOK)
		take_csv(package, files, top);
	else if (take_csv(package, files, inside) == 0 && take_csv(package, files, top) == 0)
		take_any_csv(package, files);
	free(inside);
	free(top);
}

/* ---- papers ---- */

/* The last cell of a line of history.csv begins with the chain; the first is the number. */
static void take_head(struct manifest *manifest, const char *line, size_t len)
{
	const char *comma = memrchr(line, ',', len);

	if (!comma || (size_t)(line + len - comma) <= DIGEST_HEX)
		return;
	if (manifest->workbook[0] == '\0')
		snprintf(manifest->workbook, sizeof(manifest->workbook), "%.*s", DIGEST_HEX, comma + 1);
	snprintf(manifest->head, sizeof(manifest->head), "%.*s %.*s", (int)strspn(line, "0123456789"), line,
	         DIGEST_HEX, comma + 1);
}

static void read_history(struct package *package)
{
	const struct out_file *file = out_files_find(&package->files, HISTORY_FILE);
	const char *at = file ? str_text(&file->bytes) : "", *end = at + (file ? file->bytes.len : 0);

	for (bool is_heading = true; at < end; is_heading = false) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			break;
		if (!is_heading)
			take_head(&package->manifest, at, (size_t)(stop - at));
		at = stop + 1;
	}
}

static void read_papers(struct package *package)
{
	const struct out_file *file = out_files_find(&package->files, MANIFEST_FILE);

	package->has_manifest = file && manifest_read(str_text(&file->bytes), file->bytes.len, &package->manifest);
	if (package->kind == PACKAGE_WORKBOOK)
		read_history(package);
}

/* ---- all of it ---- */

static bool is_archive(const char *path)
{
	static const char start[] = {'P', 'K', 3, 4};

	return ends_in(path, ".zip") ||
	       (!ends_in(path, ".csv") && file_begins(path, start, sizeof(start)));
}

static bool may_read(const char *path, struct err *err)
{
	if (!file_is_plain(path))
		return err_set(err, ERR_NOT_PLAIN, path_name(path), 0, NULL);
	return file_stamp(path).size <= ZIP_BYTES_AT_MOST ||
	       err_set(err, ERR_LARGE, path_name(path), 0, NULL);
}

static bool read_one(const char *path, struct package *package, struct err *err)
{
	package->kind = PACKAGE_ONE_CSV;
	if (!ends_in(path, ".csv") && !ends_in(path, ".txt") && !ends_in(path, ".tsv"))
		return err_set(err, ERR_NO_PACKAGE, path_name(path), 0, NULL);
	return file_read(path, out_files_add(&package->files, path_name(path), ""), err);
}

static bool has_csv(const struct package *package)
{
	for (size_t i = 0; i < package->files.at.count; i++)
		if (ends_in(package->files.at.at[i].name, ".csv"))
			return true;
	return false;
}

bool package_read(const char *path, struct package *package, struct err *err)
{
	struct out_files files = {0};
	bool done;

	*package = (struct package){.kind = PACKAGE_SENT_BACK};
	if (!file_exists(path))
		return err_set(err, ERR_MISSING, path_name(path), 0, NULL);
	if (!file_is_dir(path) && !may_read(path, err))
		return false;
	if (!file_is_dir(path) && !is_archive(path))
		return read_one(path, package, err);
	done = file_is_dir(path) ? read_folder(path, &files, err) : zip_unpack(path, &files, err);
	if (done) {
		sort_out(package, &files);
		read_papers(package);
		done = package->kind == PACKAGE_WORKBOOK || has_csv(package) ||
		       err_set(err, ERR_NO_PACKAGE, path_name(path), 0, NULL);
	}
	out_files_release(&files);
	return done;
}

void package_release(struct package *package)
{
	out_files_release(&package->files);
}

bool package_sent(const struct folder *folder, const char *id, struct package *package, struct err *err)
{
	bool is_name = *id && strspn(id, "0123456789abcdef-") == strlen(id);
	char *dir = mem_print("%s/%s/%s", folder_path(folder), PACKAGE_SENT, is_name ? id : "");
	char *manifest = path_join(dir, MANIFEST_FILE);
	bool done;

	*package = (struct package){.kind = PACKAGE_SENT_BACK};
	done = is_name && file_exists(manifest) ? package_read(dir, package, err)
	                                        : err_set(err, ERR_NO_BASE, NULL, 0, "%s", id);
	free(manifest);
	free(dir);
	return done;
}
