#include "sonae/store/file_holder.h"

#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY = 24 * 60 * 60 };

/* The text of the file that a program lays beside `path`. */
static bool read_beside(const char *path, const char *before, const char *behind, struct str *text)
{
	char *dir = path_dir(path);
	char *name = mem_print("%s%s%s", before, path_name(path), behind);
	char *file = path_join(dir, name);
	struct file_stamp stamp = file_stamp(file);
	bool is_there = stamp.size >= 0 && time(NULL) - stamp.mtime_ns / 1000000000 < DAY &&
	                file_read(file, text, NULL);

	free(file);
	free(name);
	free(dir);
	return is_there;
}

/* The cell `at` of "name,login,host,time,profile;", with a backslash before what is meant. */
static void add_cell(struct str *out, const struct str *line, int at)
{
	struct str cell = {0};

	for (const char *c = str_text(line); *c != '\0' && at >= 0; c++) {
		if (*c == ',' || *c == ';') {
			at--;
			continue;
		}
		if (*c == '\\' && c[1] != '\0')
			c++;
		if (at == 0)
			str_add_byte(&cell, *c);
	}
	utf8_from_bytes(out, str_text(&cell), cell.len);
	str_release(&cell);
}

static bool libreoffice(const char *path, struct str *who)
{
	struct str line = {0}, name = {0}, host = {0};
	bool is_there = read_beside(path, ".~lock.", "#", &line);

	if (is_there) {
		add_cell(&name, &line, 0);
		if (name.len == 0)
			add_cell(&name, &line, 1);
		add_cell(&host, &line, 2);
		str_addf(who, "LibreOffice%s%s", name.len > 0 ? ": " : "", str_text(&name));
		if (host.len > 0)
			str_addf(who, " (%s)", str_text(&host));
	}
	str_release(&line);
	str_release(&name);
	str_release(&host);
	return is_there;
}

/* Byte 54: how long the name is in UTF-16, which follows at 56. */
static void add_excel_name(struct str *out, const struct str *bytes)
{
	enum { LEN_AT = 54, NAME_AT = 56 };
	const unsigned char *at = (const unsigned char *)str_text(bytes);
	size_t len = bytes->len > NAME_AT ? at[LEN_AT] : 0;

	if (len == 0 || NAME_AT + 2 * len > bytes->len)
		return;
	str_add(out, ": ");
	for (size_t i = 0; i < len; i++) {
		uint32_t unit = at[NAME_AT + 2 * i] | (uint32_t)at[NAME_AT + 2 * i + 1] << 8;
		char utf8[4];

		if (unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF))
			unit = 0xFFFD;
		str_add_n(out, utf8, utf8_encode(unit, utf8));
	}
}

static bool excel(const char *path, struct str *who)
{
	struct str bytes = {0};
	bool is_there = read_beside(path, "~$", "", &bytes);

	if (is_there) {
		str_add(who, "Excel");
		add_excel_name(who, &bytes);
	}
	str_release(&bytes);
	return is_there;
}

bool file_holder(const char *path, struct str *who)
{
	return libreoffice(path, who) || excel(path, who);
}
