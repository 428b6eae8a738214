#include "sonae/export/manifest.h"

#include "manifest_id.h"

#include "sonae/base/digest.h"
#include "sonae/base/file.h"
#include "sonae/base/utf8.h"
#include "sonae/store/csv.h"
#include <stdio.h>

/* ---- writing ---- */

void manifest_id(const struct outgoing *outgoing, const struct out_files *files, char package[96])
{
	struct digest *digest = digest_new();
	char hex[DIGEST_HEX + 1];

	for (size_t i = 0; i < files->at.count; i++) {
		const struct out_file *file = &files->at.at[i];
		if (text_is(file->name, README_FILE))
			continue;
		digest_of(str_text(&file->bytes), file->bytes.len, hex);
		digest_add(digest, hex, DIGEST_HEX);
		digest_add(digest, file->name, strlen(file->name) + 1);
	}
	digest_finish(digest, hex);
	snprintf(package, 96, "%.10s-%.8s", outgoing->made, hex);
}

/* On one line, whatever the value is made of. */
static void add_key(struct str *out, const char *key, const char *value)
{
	str_addf(out, "# %s:%s", key, *value ? " " : "");
	for (; *value; value++)
		str_add_byte(out, (unsigned char)*value < ' ' ? ' ' : *value);
	str_add_byte(out, '\n');
}

/* The first 64 characters of its cell: the chain without the salts (store/history.h). */
static bool take_first(void *context, const struct history_record *record)
{
	text_copy(context, DIGEST_HEX + 1, record->hash);
	return false;
}

static void add_history(const struct outgoing *outgoing, struct str *out)
{
	const struct history *history = folder_history(outgoing->folder);
	unsigned long seq = history_last_seq(history);
	char *head = mem_print("%lu %s", seq, history_head_hash(history));

	add_key(out, "history", seq > 0 ? head : "");
	free(head);
}

static void add_left_out(const struct outgoing_sheet *at, struct str *out)
{
	struct str value = {0};

	str_add(&value, at->form->id);
	for (size_t i = 0; i < at->hidden.at.count; i++)
		str_addf(&value, "%s %s", i == 0 ? ":" : "",
		         sheet_form(at->sheet)->fields.at[at->hidden.at.at[i]].id);
	if (at->hidden_rows > 0)
		str_addf(&value, "; rows: %zu", at->hidden_rows);
	add_key(out, "left-out", str_text(&value));
	str_release(&value);
}

static void add_keys(const struct outgoing *outgoing, const char *package, struct str *out)
{
	const struct folder_settings *settings = folder_settings(outgoing->folder);
	char first[DIGEST_HEX + 1] = "";

	history_read(folder_history(outgoing->folder), 0, take_first, first, NULL);
	add_key(out, "package", package);
	add_key(out, "workbook", first);
	add_key(out, "company", outgoing_company(outgoing));
	add_key(out, "made", outgoing->made);
	add_key(out, "version", "sonae " SONAE_VERSION);
	add_key(out, "language", lang_name(outgoing->lang));
	add_key(out, "curriculum", settings->chosen[0] ? settings->chosen : settings->curriculum);
	add_key(out, "confidentiality", outgoing->mark);
	add_history(outgoing, out);
	add_key(out, "redacted", outgoing->redact ? "yes" : "no");
	add_key(out, "part", outgoing->is_part ? "yes" : "no");
	for (size_t i = 0; i < outgoing->sheets.count; i++)
		if (outgoing->sheets.at[i].hidden.at.count > 0 || outgoing->sheets.at[i].hidden_rows > 0)
			add_left_out(&outgoing->sheets.at[i], out);
	add_key(out, "returned-by", "");
}

void manifest_write(const struct outgoing *outgoing, const struct out_files *files, char package[96],
                    struct str *out)
{
	manifest_id(outgoing, files, package);
	add_keys(outgoing, package, out);
	for (size_t i = 0; i < files->at.count; i++) {
		char hex[DIGEST_HEX + 1];
		digest_of(str_text(&files->at.at[i].bytes), files->at.at[i].bytes.len, hex);
		str_addf(out, "%s  %s\n", hex, files->at.at[i].name);
	}
}

/* ---- reading ---- */

/* A line without its end, "\r" and all; false after the last. */
static bool next_line(const char **at, const char *end, struct str *line)
{
	const char *stop;
	size_t len;

	if (*at >= end)
		return false;
	stop = memchr(*at, '\n', (size_t)(end - *at));
	len = (size_t)((stop ? stop : end) - *at);
	str_clear(line);
	str_add_n(line, *at, len > 0 && (*at)[len - 1] == '\r' ? len - 1 : len);
	*at = stop ? stop + 1 : end;
	return true;
}

/* The value of "# KEY: VALUE", or NULL. */
static const char *value_of(const char *line, const char *key)
{
	size_t len = strlen(key);

	if (!text_starts(line, "# ") || strncmp(line + 2, key, len) != 0 || line[2 + len] != ':')
		return NULL;
	line += len + 3;
	return line + strspn(line, " \t");
}

static void take_text(const char *line, const char *key, char *to, size_t size)
{
	const char *value = value_of(line, key);
	size_t len;

	if (!value)
		return;
	text_copy(to, size, value);
	for (len = strlen(to); len > 0 && (to[len - 1] == ' ' || to[len - 1] == '\t');)
		to[--len] = '\0';
}

static void take_line(struct manifest *manifest, const char *line)
{
	char redacted[8] = "", part[8] = "";

	take_text(line, "package", manifest->package, sizeof(manifest->package));
	take_text(line, "workbook", manifest->workbook, sizeof(manifest->workbook));
	take_text(line, "history", manifest->head, sizeof(manifest->head));
	take_text(line, "returned-by", manifest->returned_by, sizeof(manifest->returned_by));
	take_text(line, "language", manifest->lang, sizeof(manifest->lang));
	take_text(line, "redacted", redacted, sizeof(redacted));
	take_text(line, "part", part, sizeof(part));
	manifest->redacted = manifest->redacted || text_is(redacted, "yes");
	manifest->part = manifest->part || text_is(part, "yes");
}

/* Some editors put a byte order mark in front. */
static const char *behind_mark(const char *text, size_t len)
{
	return len >= 3 && text_starts(text, CSV_BOM) ? text + 3 : text;
}

bool manifest_read(const char *text, size_t len, struct manifest *manifest)
{
	const char *at = behind_mark(text, len), *end = text + len;
	struct str line = {0};

	*manifest = (struct manifest){.redacted = false};
	while (next_line(&at, end, &line))
		if (utf8_is_valid(str_text(&line), line.len))
			take_line(manifest, str_text(&line));
	str_release(&line);
	return manifest->package[0] != '\0';
}
