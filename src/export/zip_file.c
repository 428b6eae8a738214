#include "sonae/export/zip_file.h"

#include "zip_name.h"

#include "sonae/base/date.h"
#include "sonae/base/file.h"
#include "sonae/base/shared_library.h"
#include <stdint.h>
#include <zip.h>

#define CALLS(X)                                                                                \
	X(zip_source_buffer_create) X(zip_source_buffer) X(zip_source_free) X(zip_source_keep)  \
	X(zip_source_open) X(zip_source_read) X(zip_source_stat) X(zip_source_close)            \
	X(zip_open_from_source) X(zip_close) X(zip_discard) X(zip_get_error)                    \
	X(zip_error_init) X(zip_error_strerror) X(zip_error_fini) X(zip_file_add)               \
	X(zip_file_set_mtime) X(zip_file_set_external_attributes) X(zip_set_file_compression)   \
	X(zip_get_num_entries) X(zip_stat_init) X(zip_stat_index) X(zip_get_name)               \
	X(zip_fopen_index) X(zip_fread) X(zip_fclose)

struct calls {
#define POINTER(name) __typeof__(name) *name;
	CALLS(POINTER)
#undef POINTER
};

static const char *const call_names[] = {
#define NAME(name) #name,
	CALLS(NAME)
#undef NAME
};

static struct calls zip;

static bool load(struct err *err)
{
	static const char *const libraries[] = {"libzip.so.4", "libzip.so.5", "libzip.so", NULL};
	static bool is_loaded;

	if (!is_loaded)
		is_loaded = shared_library_load(libraries, call_names,
		                                sizeof(call_names) / sizeof(call_names[0]), &zip, err);
	return is_loaded;
}

static bool refuse(struct err *err, enum err_code code, const char *file, zip_error_t *why)
{
	return err_set(err, code, file, 0, "%s", zip.zip_error_strerror(why));
}

/* ---- packing ---- */

/* Not for others on the machine either, once it is unpacked. */
#define OWNER_ONLY ((zip_uint32_t)0100600 << 16)
enum { DEFLATE_BEST = 9 };

static bool add_file(zip_t *archive, const struct out_file *file, const char *inside)
{
	char *name = path_join(inside, file->name);
	zip_source_t *source = zip.zip_source_buffer(archive, str_text(&file->bytes), file->bytes.len, 0);
	zip_int64_t at = source ? zip.zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) : -1;
	zip_uint64_t index = (zip_uint64_t)at;

	free(name);
	if (at < 0) {
		zip.zip_source_free(source);
		return false;
	}
	return zip.zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, DEFLATE_BEST) == 0 &&
	       zip.zip_file_set_mtime(archive, index, 0, 0) == 0 &&
	       zip.zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, OWNER_ONLY) == 0;
}

static bool add_files(zip_t *archive, const struct out_files *files, const char *inside)
{
	for (size_t i = 0; i < files->at.count; i++)
		if (!add_file(archive, &files->at.at[i], inside))
			return false;
	return zip.zip_close(archive) == 0;
}

static bool read_source(zip_source_t *source, struct str *out)
{
	zip_stat_t stat;
	bool done;

	if (zip.zip_source_open(source) != 0)
		return false;
	zip.zip_stat_init(&stat);
	done = zip.zip_source_stat(source, &stat) == 0;
	if (done) {
		str_reserve(out, stat.size);
		done = zip.zip_source_read(source, out->at + out->len, stat.size) == (zip_int64_t)stat.size;
	}
	if (done) {
		out->len += stat.size;
		out->at[out->len] = '\0';
	}
	zip.zip_source_close(source);
	return done;
}

static bool pack(const struct out_files *files, const char *inside, struct str *out, zip_error_t *why,
                 struct err *err)
{
	zip_source_t *source = zip.zip_source_buffer_create(NULL, 0, 0, why);
	zip_t *archive = source ? zip.zip_open_from_source(source, ZIP_TRUNCATE, why) : NULL;
	bool done;

	if (!archive) {
		zip.zip_source_free(source);
		return refuse(err, ERR_WRITE, NULL, why);
	}
	zip.zip_source_keep(source);
	done = add_files(archive, files, inside);
	if (!done) {
		refuse(err, ERR_WRITE, NULL, zip.zip_get_error(archive));
		zip.zip_discard(archive);
	}
	done = done && (read_source(source, out) || err_set(err, ERR_WRITE, NULL, 0, NULL));
	zip.zip_source_free(source);
	return done;
}

/* ---- times ---- */

/*
 * The library writes local time. What is written here is UTC, so that the bytes do not depend on
 * where they are made: the times stand at fixed places (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
 */
enum {
	END_SIZE = 22, END_COUNT = 10, END_DIRECTORY = 16,
	ENTRY_SIZE = 46, ENTRY_TIME = 12, ENTRY_NAME = 28, ENTRY_EXTRA = 30, ENTRY_COMMENT = 32,
	ENTRY_LOCAL = 42,
	LOCAL_TIME = 10
};

static size_t number_at(const char *at, int bytes)
{
	size_t number = 0;

	for (int i = bytes - 1; i >= 0; i--)
		number = number << 8 | (unsigned char)at[i];
	return number;
}

static void put_time(char *at, uint32_t time)
{
	for (int i = 0; i < 4; i++)
		at[i] = (char)(time >> 8 * i);
}

/* The day in the upper half; 1980 to 2107 is what there is room for. */
static uint32_t dos_time(long long seconds)
{
	const long long first = 315532800, last = 4354819198;
	long long at = seconds < first ? first : seconds > last ? last : seconds;
	struct date date = date_from_days((long)(at / 86400));
	uint32_t day = (uint32_t)((date.year - 1980) << 9 | date.month << 5 | date.day);
	uint32_t time = (uint32_t)((at % 86400 / 3600) << 11 | (at % 3600 / 60) << 5 | (at % 60) / 2);

	return day << 16 | time;
}

static void set_times(char *archive, size_t len, uint32_t time)
{
	const char *end = archive + len - END_SIZE;
	size_t count = number_at(end + END_COUNT, 2);
	char *entry = archive + number_at(end + END_DIRECTORY, 4);

	for (size_t i = 0; i < count; i++) {
		put_time(entry + ENTRY_TIME, time);
		put_time(archive + number_at(entry + ENTRY_LOCAL, 4) + LOCAL_TIME, time);
		entry += ENTRY_SIZE + number_at(entry + ENTRY_NAME, 2) + number_at(entry + ENTRY_EXTRA, 2) +
		         number_at(entry + ENTRY_COMMENT, 2);
	}
}

bool zip_pack(const struct out_files *files, const char *inside, long long made_at, struct str *out,
              struct err *err)
{
	size_t begin = out->len;
	zip_error_t why;
	bool done;

	if (!load(err))
		return false;
	zip.zip_error_init(&why);
	done = pack(files, inside, out, &why, err);
	zip.zip_error_fini(&why);
	if (done)
		set_times(out->at + begin, out->len - begin, dos_time(made_at));
	return done;
}

/* ---- unpacking ---- */

struct unpacking {
	zip_t *archive;
	const char *shown; /* the archive's name, for `err` */
	struct out_files *files;
	size_t bytes;
	struct err *err;
};

static bool damaged(struct unpacking *unpacking, const char *name)
{
	return err_set(unpacking->err, ERR_ZIP, unpacking->shown, 0, "%s", name);
}

/* An entry may hold more than it says: nothing is read beyond. */
static bool read_entry(struct unpacking *unpacking, zip_uint64_t index, size_t size, struct str *out)
{
	zip_file_t *file = zip.zip_fopen_index(unpacking->archive, index, 0);
	char beyond;
	bool whole;

	if (!file)
		return false;
	str_reserve(out, size);
	for (zip_int64_t got = 1; got > 0 && out->len < size;) {
		got = zip.zip_fread(file, out->at + out->len, size - out->len);
		out->len += got > 0 ? (size_t)got : 0;
	}
	out->at[out->len] = '\0';
	/* The sum is looked at when the end is reached. */
	whole = out->len == size && zip.zip_fread(file, &beyond, 1) == 0;
	return zip.zip_fclose(file) == 0 && whole;
}

static bool may_read(struct unpacking *unpacking, const zip_stat_t *stat, const char *name)
{
	bool known = (stat->valid & ZIP_STAT_SIZE) != 0;

	if (stat->encryption_method != ZIP_EM_NONE)
		return err_set(unpacking->err, ERR_ZIP_PASSWORD, unpacking->shown, 0, "%s", name);
	if (!known || stat->size > ZIP_BYTES_AT_MOST - unpacking->bytes ||
	    unpacking->files->at.count >= ZIP_FILES_AT_MOST || out_files_find(unpacking->files, name))
		return damaged(unpacking, name);
	unpacking->bytes += stat->size;
	return true;
}

static bool is_folder(const char *raw)
{
	size_t len = strlen(raw);

	return len > 0 && (raw[len - 1] == '/' || raw[len - 1] == '\\');
}

static bool take_entry(struct unpacking *unpacking, zip_uint64_t index, const char *raw, const char *name)
{
	zip_stat_t stat;

	if (is_folder(raw) || name[0] == '\0' || zip_name_is_hidden(name))
		return true;
	zip.zip_stat_init(&stat);
	if (zip.zip_stat_index(unpacking->archive, index, 0, &stat) != 0)
		return damaged(unpacking, name);
	return may_read(unpacking, &stat, name) &&
	       (read_entry(unpacking, index, stat.size, out_files_add(unpacking->files, name, "")) ||
	        damaged(unpacking, name));
}

static bool take_entries(struct unpacking *unpacking)
{
	zip_int64_t count = zip.zip_get_num_entries(unpacking->archive, 0);
	bool done = true;

	for (zip_int64_t i = 0; done && i < count; i++) {
		const char *raw = zip.zip_get_name(unpacking->archive, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
		struct str name = {0};
		done = raw && (zip_name_clean(&name, raw) || damaged(unpacking, str_text(&name))) &&
		       take_entry(unpacking, (zip_uint64_t)i, raw, str_text(&name));
		str_release(&name);
	}
	return done;
}

static bool unpack(struct unpacking *unpacking, const struct str *bytes, zip_error_t *why)
{
	zip_source_t *source = zip.zip_source_buffer_create(str_text(bytes), bytes->len, 0, why);
	bool done;

	unpacking->archive = source ? zip.zip_open_from_source(source, ZIP_RDONLY, why) : NULL;
	if (!unpacking->archive) {
		zip.zip_source_free(source);
		return refuse(unpacking->err, ERR_ZIP, unpacking->shown, why);
	}
	done = take_entries(unpacking);
	zip.zip_discard(unpacking->archive);
	if (done)
		zip_names_strip(unpacking->files);
	return done;
}

bool zip_unpack(const char *path, struct out_files *files, struct err *err)
{
	struct unpacking unpacking = {.shown = path_name(path), .files = files, .err = err};
	struct str bytes = {0};
	zip_error_t why;
	bool done;

	if (file_stamp(path).size > ZIP_BYTES_AT_MOST)
		return err_set(err, ERR_ZIP, path_name(path), 0, NULL);
	if (!load(err) || !file_read(path, &bytes, err))
		return false;
	zip.zip_error_init(&why);
	/* The library takes an empty file for an archive to begin. */
	done = bytes.len > 0 ? unpack(&unpacking, &bytes, &why) : damaged(&unpacking, "");
	zip.zip_error_fini(&why);
	str_release(&bytes);
	return done;
}
