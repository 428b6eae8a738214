#include "expr_lex.h"

#include <stdbool.h>
#include <string.h>

/* Longer signs before their beginnings. */
static const struct sign {
	const char *text;
	enum token_kind kind;
} signs[] = {
	{"==", TOKEN_EQ}, {"!=", TOKEN_NE},  {"<=", TOKEN_LE},    {">=", TOKEN_GE},
	{"<", TOKEN_LT},  {">", TOKEN_GT},   {"=", TOKEN_ASSIGN}, {"(", TOKEN_OPEN},
	{")", TOKEN_CLOSE}, {",", TOKEN_COMMA}, {".", TOKEN_DOT},  {"+", TOKEN_ADD},
	{"-", TOKEN_SUB}, {"*", TOKEN_MUL},  {"/", TOKEN_DIV},
};

static const struct word {
	const char *text;
	enum token_kind kind;
} words[] = {
	{"and", TOKEN_AND},   {"or", TOKEN_OR},     {"not", TOKEN_NOT},     {"where", TOKEN_WHERE},
	{"this", TOKEN_THIS}, {"true", TOKEN_TRUE}, {"false", TOKEN_FALSE},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* By hand: strtod takes the decimal sign of the locale, and much else. */
static struct token lex_number(const char *text)
{
	struct token token = {TOKEN_NUMBER, text, 0, 0};
	double scale = 1;
	size_t i = 0;

	for (; is_digit(text[i]); i++)
		token.number = token.number * 10 + (text[i] - '0');
	if (text[i] == '.' && is_digit(text[i + 1])) {
		for (i++; is_digit(text[i]); i++) {
			if (scale >= 1e15)
				continue;
			token.number = token.number * 10 + (text[i] - '0');
			scale *= 10;
		}
	}
	token.number /= scale;
	token.len = i;
	if (token.number > 1e300)
		token.kind = TOKEN_BAD;
	return token;
}

static struct token lex_name(const char *text)
{
	struct token token = {TOKEN_NAME, text, 0, 0};

	while (is_letter(text[token.len]) || is_digit(text[token.len]))
		token.len++;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i].text) == token.len &&
		    memcmp(words[i].text, text, token.len) == 0)
			token.kind = words[i].kind;
	return token;
}

static struct token lex_text(const char **text)
{
	const char *start = *text;
	const char *end = strchr(start + 1, *start);

	if (!end)
		return (struct token){TOKEN_BAD, start, strlen(start), 0};
	*text = end + 1;
	return (struct token){TOKEN_TEXT, start + 1, (size_t)(end - start) - 1, 0};
}

static struct token lex_sign(const char *text)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t len = strlen(signs[i].text);
		if (strncmp(text, signs[i].text, len) == 0)
			return (struct token){signs[i].kind, text, len, 0};
	}
	return (struct token){TOKEN_BAD, text, 0, 0};
}

struct token expr_lex(const char **text)
{
	while (is_blank(**text))
		(*text)++;
	if (**text == '\'' || **text == '"')
		return lex_text(text);

	struct token token = {TOKEN_END, *text, 0, 0};
	if (is_digit(**text))
		token = lex_number(*text);
	else if (is_letter(**text))
		token = lex_name(*text);
	else if (**text)
		token = lex_sign(*text);
	*text += token.len;
	return token;
}
