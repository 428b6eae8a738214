#include "sonae/store/settings_file.h"

#include "sonae/base/utf8.h"
#include "sonae/store/ini.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a value on one line: key and quotes stay below INI_LINE_MAX. */
enum { PART_MAX = 800 };

/* ---- reading ---- */

static int hex_digit(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *found = c != '\0' ? strchr(digits, c) : NULL;

	return found ? (int)(found - digits) : -1;
}

static void add_decoded(struct str *out, const char *value)
{
	for (; *value != '\0'; value++) {
		int high = *value == '%' ? hex_digit(value[1]) : -1;
		int low = high >= 0 ? hex_digit(value[2]) : -1;

		if (low >= 0) {
			str_add_byte(out, (char)(high * 16 + low));
			value += 2;
		} else {
			str_add_byte(out, *value);
		}
	}
}

static bool load(const char *path, struct ini *ini, struct err *err)
{
	struct errs errs = {0};
	bool done = ini_load(path, SETTINGS_FILE, ini, &errs);

	if (!done && err && errs.at.count > 0)
		*err = errs.at.at[0];
	vec_release(&errs.at);
	return done;
}

/* Cut at a character's border if it is too long, as only a foreign hand makes it. */
static void take_text(char *to, size_t room, const char *value)
{
	struct str text = {0};
	size_t len = 0, next;

	add_decoded(&text, value ? value : "");
	while (len < text.len && (next = utf8_next(text.at, text.len, len)) < room)
		len = next;
	memcpy(to, str_text(&text), len);
	to[len] = '\0';
	str_release(&text);
}

static bool take_workbook(const struct ini_section *section, struct folder_settings *settings,
                          struct err *err)
{
	const char *format = ini_value(section, "format");
	const char *lang = ini_value(section, "lang");
	long number = format ? strtol(format, NULL, 10) : 0;

	if (number < 1)
		return err_set(err, ERR_NOT_WORKBOOK, SETTINGS_FILE, ini_line(section, "format"),
		               "%s", format ? format : "format");
	*settings = (struct folder_settings){.format = number > 1000 ? 1000 : (int)number};
	if (lang && !lang_parse(lang, &settings->lang))
		return err_set(err, ERR_NOT_WORKBOOK, SETTINGS_FILE, ini_line(section, "lang"),
		               "%s", lang);
	take_text(settings->curriculum, sizeof(settings->curriculum),
	          ini_value(section, "curriculum"));
	take_text(settings->company, sizeof(settings->company), ini_value(section, "company"));
	return true;
}

bool settings_file_read(const char *path, struct folder_settings *settings, struct err *err)
{
	struct ini ini = {0};
	bool done = load(path, &ini, err);

	if (done) {
		const struct ini_section *section = ini_section(&ini, "workbook");
		const struct ini_section *chosen = ini_section(&ini, "settings");
		done = section ? take_workbook(section, settings, err)
		               : err_set(err, ERR_NOT_WORKBOOK, SETTINGS_FILE, 0, "[workbook]");
		if (done && chosen)
			take_text(settings->chosen, sizeof(settings->chosen), ini_value(chosen, "curriculum"));
	}
	ini_release(&ini);
	return done;
}

/* Of "key.2" the column is "key". */
static size_t column_of(struct sheet *sheet, const char *key)
{
	const char *dot = strrchr(key, '.');
	size_t len = dot && hex_digit(dot[1]) >= 0 ? (size_t)(dot - key) : strlen(key);
	size_t column;

	for (column = 0; column < sheet_column_count(sheet); column++) {
		const char *name = sheet_column_name(sheet, column);
		if (strlen(name) == len && memcmp(name, key, len) == 0)
			return column;
	}
	char *name = mem_dup_n(key, len);
	column = sheet_add_column(sheet, name);
	free(name);
	return column;
}

bool settings_file_read_row(const char *path, struct sheet *sheet, struct err *err)
{
	struct ini ini = {0};
	bool done = load(path, &ini, err);
	const struct ini_section *section = done ? ini_section(&ini, "settings") : NULL;

	sheet_insert_row(sheet, 0, "1");
	for (size_t i = 0; section && i < section->keys.count; i++) {
		size_t column = column_of(sheet, section->keys.at[i].name);
		struct str text = {0};

		str_add(&text, sheet_cell(sheet, 0, column));
		add_decoded(&text, section->keys.at[i].value);
		sheet_set_cell(sheet, 0, column, str_text(&text), text.len);
		str_release(&text);
	}
	ini_release(&ini);
	return done;
}

/* ---- writing ---- */

static void add_encoded(struct str *out, const char *text, size_t len, bool ascii_only)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (byte < 0x20 || byte == 0x7F || byte == '%' || byte == '"' ||
		    (ascii_only && byte >= 0x80))
			str_addf(out, "%%%02X", byte);
		else
			str_add_byte(out, text[i]);
	}
}

static void add_key(struct str *out, const char *key, const char *text)
{
	size_t len = strlen(text), at = 0, start;
	bool ascii_only = !utf8_is_valid(text, len);

	str_addf(out, "%s = \"", key);
	start = out->len;
	for (int part = 2; at < len;) {
		size_t next = utf8_next(text, len, at);

		add_encoded(out, text + at, next - at, ascii_only);
		at = next;
		if (out->len - start > PART_MAX && at < len) {
			str_addf(out, "\"\n%s.%d = \"", key, part++);
			start = out->len;
		}
	}
	str_add(out, "\"\n");
}

static bool is_stored(const struct sheet *sheet, size_t column)
{
	const struct form *form = sheet_form(sheet);

	return (column >= form->fields.count || !form->fields.at[column].formula) &&
	       *sheet_cell(sheet, 0, column) != '\0';
}

static void add_row(struct str *out, const struct sheet *sheet)
{
	str_add(out, "\n[settings]\n");
	for (size_t i = 0; i < sheet_column_count(sheet); i++)
		if (is_stored(sheet, i))
			add_key(out, sheet_column_name(sheet, i), sheet_cell(sheet, 0, i));
}

void settings_file_write(const struct folder_settings *settings, const struct sheet *sheet,
                         struct file_write *write)
{
	struct str out = {0};

	str_addf(&out, "[workbook]\nformat = \"%d\"\n", settings->format);
	add_key(&out, "lang", lang_name(settings->lang));
	add_key(&out, "curriculum", settings->curriculum);
	add_key(&out, "company", settings->company);
	if (sheet && sheet_row_count(sheet) > 0)
		add_row(&out, sheet);
	file_write_add(write, out.at, out.len);
	str_release(&out);
}
