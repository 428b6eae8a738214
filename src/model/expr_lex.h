/*
 * expr_lex.h - an expression as words; for model/expr_parse.c only.
 */
#ifndef SONAE_SRC_MODEL_EXPR_LEX_H
#define SONAE_SRC_MODEL_EXPR_LEX_H

#include <stddef.h>

enum token_kind {
	TOKEN_END,
	TOKEN_BAD, /* a character that has no place here, a text that is never closed */
	TOKEN_NUMBER,
	TOKEN_TEXT,
	TOKEN_NAME,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_DOT,
	TOKEN_ADD,
	TOKEN_SUB,
	TOKEN_MUL,
	TOKEN_DIV,
	TOKEN_EQ,
	TOKEN_NE,
	TOKEN_LT,
	TOKEN_LE,
	TOKEN_GT,
	TOKEN_GE,
	TOKEN_ASSIGN, /* a single =, to tell people to write == */
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_WHERE,
	TOKEN_THIS,
	TOKEN_TRUE,
	TOKEN_FALSE,
};

struct token {
	enum token_kind kind;
	const char *at; /* a text without its quotation marks */
	size_t len;
	double number;
};

/* The token at `*text`, which moves behind it. */
struct token expr_lex(const char **text);

#endif
