#include "sonae/base/wrap.h"

#include "sonae/base/utf8.h"
#include <string.h>

/* Kinsoku, the small rule: what may not start a line, and what may not end one. */
static const char no_start[] =
	"、。，．・：；？！゛゜´｀々〻ヽヾゝゞー～〜‐–…‥％°℃）〕］｝〉》」』】〗〙”’"
	"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡､･｣ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
	"!%),.:;?]}";
static const char no_end[] = "（〔［｛〈《「『【〖〘“‘￥＄＃｢([{";

/* One character of the paragraph, as far as breaking is concerned. */
struct piece {
	size_t at, next;
	int cols;
	uint32_t cp; /* its first code point */
	bool blank;
};

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0x3000;
}

static struct piece piece_at(const char *text, size_t len, size_t at)
{
	struct piece piece = {.at = at, .next = utf8_next(text, len, at)};

	size_t used = utf8_decode(text + at, len - at, &piece.cp);
	piece.blank = is_blank(piece.cp) && at + used == piece.next; /* with a mark it is seen */
	piece.cols = utf8_cols(text + at, piece.next - at);
	if (piece.cp < 0x20 || piece.cp == 0x7F)
		piece.cols = 1; /* shown as a picture, a tab as one blank */
	return piece;
}

static bool is_newline(const char *text, struct piece piece)
{
	return text[piece.next - 1] == '\n';
}

static bool is_japanese(struct piece piece)
{
	return piece.cols >= 2 || (piece.cp >= 0xFF61 && piece.cp <= 0xFF9F);
}

static bool is_among(const char *set, uint32_t cp)
{
	char bytes[5] = "";

	if (cp == 0 || (cp >= 0x3400 && cp <= 0xFEFF))
		return false; /* kanji and the like: nearly all that is asked for */
	utf8_encode(cp, bytes);
	return strstr(set, bytes) != NULL;
}

static bool may_break(struct piece before, struct piece after)
{
	if (!before.blank && !is_japanese(before) && !is_japanese(after))
		return false;
	return !is_among(no_end, before.cp) && !is_among(no_start, after.cp);
}

static struct wrap_line line_of(size_t at, size_t end, size_t next)
{
	return (struct wrap_line){.at = at, .len = end - at, .next = next};
}

/* Blanks that no longer fit belong to the line they stand behind, and so does
 * the newline behind them. */
static size_t after_blanks(const char *text, size_t len, size_t at)
{
	while (at < len) {
		struct piece piece = piece_at(text, len, at);
		if (is_newline(text, piece))
			return piece.next;
		if (!piece.blank)
			break;
		at = piece.next;
	}
	return at;
}

static struct wrap_line fill_line(const char *text, size_t len, size_t at, int cols)
{
	struct wrap_line best = {0}; /* the last place to break; next == 0: none yet */
	struct piece before = {0};
	size_t shown = at; /* where the text before the blanks in front of us ends */
	int used = 0;

	for (size_t here = at; here < len; here = before.next) {
		struct piece piece = piece_at(text, len, here);
		if (is_newline(text, piece))
			return line_of(at, here, piece.next);
		if (piece.blank) {
			if (used + piece.cols > cols)
				return line_of(at, shown, after_blanks(text, len, here));
		} else {
			if (here > at && may_break(before, piece))
				best = line_of(at, shown, here);
			if (used + piece.cols > cols && best.next)
				return best;
			if (used + piece.cols > cols && here > at)
				return line_of(at, here, here);
			shown = piece.next;
		}
		used += piece.cols;
		before = piece;
	}
	return line_of(at, len, len);
}

int wrap_next(const char *text, size_t len, size_t at, int cols, struct wrap_line *line)
{
	if (at > len || (at == len && len > 0 && text[len - 1] != '\n'))
		return 0;
	*line = fill_line(text, len, at, cols);
	/* The end of the text is the end of the last line, not a line of its own. */
	if (line->next == len && (len == at || text[len - 1] != '\n'))
		line->next = len + 1;
	return 1;
}

size_t wrap_count(const char *text, size_t len, int cols)
{
	struct wrap_line line = {0};
	size_t count = 0;

	while (wrap_next(text, len, line.next, cols, &line))
		count++;
	return count;
}
