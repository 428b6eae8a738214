#include "zip_name.h"

#include "sonae/base/file.h"
#include "sonae/base/utf8.h"
#include <iconv.h>
#include <stdint.h>

static bool add_cp932(struct str *out, const char *raw)
{
	iconv_t decoder = iconv_open("UTF-8", "CP932");
	size_t left = strlen(raw), room = left * 3;
	char *from = (char *)(uintptr_t)raw; /* iconv forgets to say const */
	char *text = mem_alloc(room + 1), *to = text;
	bool fits = decoder != (iconv_t)-1 && iconv(decoder, &from, &left, &to, &room) == 0;

	if (decoder != (iconv_t)-1)
		iconv_close(decoder);
	if (fits)
		str_add_n(out, text, (size_t)(to - text));
	free(text);
	return fits;
}

static bool add_text(struct str *out, const char *raw)
{
	size_t len = strlen(raw);
	char *composed;

	if (!utf8_is_valid(raw, len))
		return add_cp932(out, raw);
	composed = utf8_nfc(raw, len);
	str_add(out, composed);
	free(composed);
	return true;
}

/* One step of a path; "." and "//" are none. */
static bool add_step(struct str *out, size_t begin, const char *step, size_t len)
{
	if (len == 0 || (len == 1 && step[0] == '.'))
		return true;
	if (len == 2 && step[0] == '.' && step[1] == '.')
		return false;
	if (out->len > begin)
		str_add_byte(out, '/');
	str_add_n(out, step, len);
	return true;
}

static bool is_from_the_top(const char *path)
{
	return path[0] == '/' || path[0] == '\\' || (path[0] != '\0' && path[1] == ':');
}

/* After decoding: the second byte of a Shift_JIS character may look like a backslash. */
bool zip_name_clean(struct str *out, const char *raw)
{
	struct str text = {0};
	size_t begin = out->len;
	bool fine = add_text(&text, raw) && !is_from_the_top(str_text(&text));

	for (const char *at = str_text(&text); fine && *at;) {
		size_t len = strcspn(at, "/\\");
		fine = add_step(out, begin, at, len);
		at += len + (at[len] != '\0');
	}
	str_release(&text);
	return fine;
}

bool zip_name_is_hidden(const char *name)
{
	for (const char *at = name; at; at = strchr(at, '/')) {
		at += *at == '/';
		if (*at == '.' || text_starts(at, "__MACOSX/"))
			return true;
	}
	return text_is(path_name(name), "Thumbs.db") || text_is(path_name(name), "desktop.ini");
}

/* The length of the folder that the first file stands in, with its slash. */
static size_t shared_folder(const struct out_files *files)
{
	const char *slash = files->at.count > 0 ? strchr(files->at.at[0].name, '/') : NULL;
	size_t len = slash ? (size_t)(slash - files->at.at[0].name) + 1 : 0;

	for (size_t i = 1; i < files->at.count && len > 0; i++)
		if (strncmp(files->at.at[i].name, files->at.at[0].name, len) != 0)
			len = 0;
	return len;
}

void zip_names_strip(struct out_files *files)
{
	for (size_t len = shared_folder(files); len > 0; len = shared_folder(files))
		for (size_t i = 0; i < files->at.count; i++) {
			char *name = mem_dup(files->at.at[i].name + len);
			free(files->at.at[i].name);
			files->at.at[i].name = name;
		}
}
