#include "history_record.h"

#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include "sonae/store/csv.h"
#include <stdlib.h>
#include <string.h>

enum { GONE = sizeof(HISTORY_GONE) - 1 + DIGEST_HEX };

static const char *const kind_names[HISTORY_KIND_COUNT] = {
	[HISTORY_SET] = "set",         [HISTORY_INSERT] = "insert",
	[HISTORY_DELETE] = "delete",   [HISTORY_MOVE] = "move",
	[HISTORY_UNDO] = "undo",       [HISTORY_REDO] = "redo",
	[HISTORY_OUTSIDE] = "outside", [HISTORY_MERGE] = "merge",
	[HISTORY_SETTINGS] = "settings", [HISTORY_SAVE] = "save",
};

const char *history_kind_name(enum history_kind kind)
{
	return kind_names[kind];
}

bool history_kind_is_change(enum history_kind kind)
{
	return kind <= HISTORY_MOVE;
}

static bool kind_parse(const char *name, enum history_kind *kind)
{
	for (int i = 0; i < HISTORY_KIND_COUNT; i++) {
		if (text_is(name, kind_names[i])) {
			*kind = (enum history_kind)i;
			return true;
		}
	}
	return false;
}

static bool is_hex(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0' || !strchr("0123456789abcdef", text[i]))
			return false;
	return true;
}

/* ---- a line as cells ---- */

static void on_cell(void *context, const char *text, size_t len)
{
	struct history_cells *cells = context;

	if (cells->count < HISTORY_COLUMNS) {
		cells->at[cells->count] = cells->text.len;
		str_add_n(&cells->text, text, len);
		str_add_byte(&cells->text, '\0');
	}
	cells->count++;
}

static void on_row(void *context, long line)
{
	struct history_cells *cells = context;

	(void)line;
	cells->rows++;
}

/* The BOM says that a byte which is no text makes it no CP932. */
bool history_split(const char *line, size_t len, struct history_cells *cells)
{
	struct csv_sink sink = {.context = cells, .cell = on_cell, .row = on_row};
	struct str text = {0};
	bool parsed;

	cells->count = cells->rows = 0;
	str_clear(&cells->text);
	str_add(&text, CSV_BOM);
	str_add_n(&text, line, len);
	parsed = csv_read_text(text.at, text.len, "", sink, NULL, NULL);
	str_release(&text);
	return parsed && cells->rows == 1 && cells->count == HISTORY_COLUMNS;
}

char *history_cell(const struct history_cells *cells, enum history_column column)
{
	return cells->text.at + cells->at[column];
}

void history_cells_release(struct history_cells *cells)
{
	str_release(&cells->text);
}

/* ---- escapes ---- */

void history_add_escaped(struct str *out, const char *text)
{
	for (size_t len; *text != '\0'; text += len) {
		len = strcspn(text, "\n\r\\");
		str_add_n(out, text, len);
		if (text[len] == '\0')
			break;
		str_add_byte(out, '\\');
		str_add_byte(out, text[len] == '\n' ? 'n' : text[len] == '\r' ? 'r' : '\\');
		len++;
	}
}

char *history_cell_of(const char *text)
{
	struct str escaped = {0}, guarded = {0};

	history_add_escaped(&escaped, text);
	csv_guard(&guarded, str_text(&escaped));
	str_release(&escaped);
	return str_take(&guarded);
}

void history_unescape(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++) {
		if (*from == '\\' && from[1] != '\0') {
			from++;
			*to++ = *from == 'n' ? '\n' : *from == 'r' ? '\r' : *from;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
}

/* A guard is one mark at the start, and rare. */
static char *without_guard(char *text)
{
	struct str plain = {0};
	bool guarded;

	if (*text != '\'')
		return text;
	csv_unguard(&plain, text);
	guarded = plain.len < strlen(text);
	str_release(&plain);
	return text + guarded;
}

/* ---- images and what was forgotten ---- */

size_t history_image_line(const char *cell)
{
	size_t len = 0;

	while (cell[len] != '\0' && !(cell[len] == '\\' && cell[len + 1] == 'n'))
		len += cell[len] == '\\' && cell[len + 1] != '\0' ? 2 : 1;
	return len;
}

bool history_is_image(const char *kind, enum history_column column)
{
	return (column == HISTORY_AFTER && text_is(kind, kind_names[HISTORY_INSERT])) ||
	       (column == HISTORY_BEFORE && text_is(kind, kind_names[HISTORY_DELETE]));
}

static bool is_gone(const char *text, size_t len)
{
	return len == GONE && text_starts(text, HISTORY_GONE) &&
	       is_hex(text + strlen(HISTORY_GONE), DIGEST_HEX);
}

/* Takes out the lines of which only the sums are left, each with the \n before it: the
 * first line names the row above and is never forgotten. */
static bool drop_gone_lines(char *image)
{
	const char *from = image + history_image_line(image);
	char *to = image + (from - image);

	while (*from != '\0') {
		size_t len = strlen("\\n") + history_image_line(from + strlen("\\n"));

		if (!is_gone(from + strlen("\\n"), len - strlen("\\n"))) {
			memmove(to, from, len);
			to += len;
		}
		from += len;
	}
	*to = '\0';
	return to < from;
}

static const char *value_of(char *cell, bool is_image, bool *forgotten)
{
	*forgotten = is_image ? drop_gone_lines(cell) : is_gone(cell, strlen(cell));
	if (*forgotten && !is_image)
		*cell = '\0';
	cell = without_guard(cell);
	history_unescape(cell);
	return cell;
}

/* ---- a record ---- */

static bool number_of(const char *text, unsigned long *number)
{
	size_t len = strspn(text, "0123456789");

	*number = strtoul(text, NULL, 10);
	return len > 0 && len < 19 && text[len] == '\0';
}

static bool has_chain(const char *hash)
{
	return strspn(hash, "0123456789abcdef") == DIGEST_HEX;
}

bool history_understand(struct history_cells *cells, struct history_record *record)
{
	const char *text[HISTORY_COLUMNS];
	bool forgotten[HISTORY_COLUMNS] = {false}, is_image[HISTORY_COLUMNS] = {false};

	for (int i = HISTORY_BEFORE; i <= HISTORY_AFTER; i++)
		is_image[i] = history_is_image(history_cell(cells, HISTORY_KIND),
		                               (enum history_column)i);
	for (int i = 0; i < HISTORY_COLUMNS; i++)
		text[i] = value_of(history_cell(cells, (enum history_column)i), is_image[i],
		                   &forgotten[i]);
	*record = (struct history_record){
		.time = text[HISTORY_TIME],   .who = text[HISTORY_WHO],
		.sheet = text[HISTORY_SHEET], .row = text[HISTORY_ROW],
		.field = text[HISTORY_FIELD], .before = text[HISTORY_BEFORE],
		.after = text[HISTORY_AFTER], .hash = text[HISTORY_HASH],
		.before_forgotten = forgotten[HISTORY_BEFORE],
		.after_forgotten = forgotten[HISTORY_AFTER],
	};
	return number_of(text[HISTORY_SEQ], &record->seq) &&
	       number_of(text[HISTORY_STEP], &record->step) &&
	       (*text[HISTORY_OF] == '\0' || number_of(text[HISTORY_OF], &record->of)) &&
	       kind_parse(text[HISTORY_KIND], &record->kind) && has_chain(record->hash);
}

/* ---- sums ---- */

static void add_bytes(struct digest *digest, const char *text, size_t len)
{
	struct str bytes = {0};

	utf8_to_bytes(&bytes, text, len);
	digest_add(digest, str_text(&bytes), bytes.len);
	str_release(&bytes);
}

void history_sum(const char *text, size_t len, const char *salt, char sum[DIGEST_HEX + 1])
{
	struct digest *digest = digest_new();

	digest_add(digest, salt, HISTORY_SALT);
	add_bytes(digest, text, len);
	digest_finish(digest, sum);
}

void history_line_salt(const char *salt, size_t index, char line_salt[HISTORY_SALT + 1])
{
	char *text = mem_print("%.*s.%zu", HISTORY_SALT, salt, index);
	char sum[DIGEST_HEX + 1];

	digest_of(text, strlen(text), sum);
	memcpy(line_salt, sum, HISTORY_SALT);
	line_salt[HISTORY_SALT] = '\0';
	free(text);
}

/* Of a value, or one line: it goes with a salt, a forgotten one with none. */
static bool text_sum(const char *text, size_t len, const char *salt, size_t salt_len,
                     char sum[DIGEST_HEX + 1])
{
	if (salt_len == 0 && is_gone(text, len)) {
		memcpy(sum, text + strlen(HISTORY_GONE), DIGEST_HEX);
		sum[DIGEST_HEX] = '\0';
		return true;
	}
	if (salt_len != HISTORY_SALT || !is_hex(salt, salt_len))
		return false;
	history_sum(text, len, salt, sum);
	return true;
}

/* The salt of the next line, from a list or made from the one there is. */
struct line_salts {
	const char *salt;
	bool is_list;
	size_t index;
	char made[HISTORY_SALT + 1];
};

static const char *next_salt(struct line_salts *salts, size_t *len)
{
	const char *salt = salts->salt;

	if (!salts->is_list) {
		history_line_salt(salt, salts->index++, salts->made);
		*len = HISTORY_SALT;
		return salts->made;
	}
	*len = strcspn(salt, "-");
	salts->salt = salt[*len] == '-' ? salt + *len + 1 : NULL;
	return salt;
}

static bool add_lines(struct digest *digest, const char *cell, struct line_salts *salts)
{
	for (;;) {
		char sum[DIGEST_HEX + 1];
		size_t salt_len, len = history_image_line(cell);
		const char *salt = salts->salt ? next_salt(salts, &salt_len) : NULL;

		if (!salt || !text_sum(cell, len, salt, salt_len, sum))
			return false;
		digest_add(digest, sum, DIGEST_HEX);
		digest_add(digest, "\n", 1);
		if (cell[len] == '\0')
			return !salts->is_list || !salts->salt;
		cell += len + strlen("\\n");
	}
}

static bool image_sum(const char *cell, const char *salt, char sum[DIGEST_HEX + 1])
{
	struct line_salts salts = {.salt = salt, .is_list = strchr(salt, '-') != NULL};
	struct digest *digest;
	bool done;

	if (!salts.is_list && (strlen(salt) != HISTORY_SALT || !is_hex(salt, HISTORY_SALT)))
		return false;
	digest = digest_new();
	done = add_lines(digest, cell, &salts);
	digest_finish(digest, sum);
	return done;
}

/* Of a cell before or after; false when the cell and its salt do not go together. */
static bool cell_sum(const struct history_cells *cells, enum history_column column,
                     const char *salt, char sum[DIGEST_HEX + 1])
{
	const char *cell = history_cell(cells, column);

	if (history_is_image(history_cell(cells, HISTORY_KIND), column))
		return image_sum(cell, salt, sum);
	return text_sum(cell, strlen(cell), salt, strlen(salt), sum);
}

/* ---- the chain ---- */

bool history_split_hash(const char *hash, char chain[DIGEST_HEX + 1], char **before_salt,
                        char **after_salt)
{
	const char *before = hash + DIGEST_HEX + 1, *after;

	if (!has_chain(hash) || hash[DIGEST_HEX] != '.')
		return false;
	after = strchr(before, '.');
	if (!after)
		return false;
	memcpy(chain, hash, DIGEST_HEX);
	chain[DIGEST_HEX] = '\0';
	*before_salt = mem_dup_n(before, (size_t)(after - before));
	*after_salt = mem_dup(after + 1);
	return true;
}

bool history_chain(char head[DIGEST_HEX + 1], const struct history_cells *cells,
                   const char *before_salt, const char *after_salt)
{
	char before[DIGEST_HEX + 1], after[DIGEST_HEX + 1];
	struct digest *digest;

	if (!cell_sum(cells, HISTORY_BEFORE, before_salt, before) ||
	    !cell_sum(cells, HISTORY_AFTER, after_salt, after))
		return false;
	digest = digest_new();
	digest_add(digest, head, DIGEST_HEX);
	digest_add(digest, "\n", 1);
	for (int i = HISTORY_SEQ; i <= HISTORY_FIELD; i++) {
		const char *cell = history_cell(cells, (enum history_column)i);
		add_bytes(digest, cell, strlen(cell));
		digest_add(digest, "\n", 1);
	}
	digest_add(digest, before, DIGEST_HEX);
	digest_add(digest, "\n", 1);
	digest_add(digest, after, DIGEST_HEX);
	digest_add(digest, "\n", 1);
	digest_finish(digest, head);
	return true;
}
