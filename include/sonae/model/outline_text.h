/*
 * outline_text.h - a tree as indented text, out and in: what goes through the clipboard, into
 * a mail, and comes out of any editor.
 *
 *     顧客名簿が外に出る
 *       [AND] 外から入って取り出す
 *         VPNの認証を破る  (確率=6%, 費用=300000, 技=3)
 *         - [S] USBメモリに写す (費用 = 2万円、対策済み)
 *
 * A line is a node; what is indented more than the line above hangs below it. Indentation is
 * blanks, full-width ones, tabs (to the next eighth column) and the lines that trees are drawn
 * with, as consistent or not as people write; an outdent to no former level joins the nearest
 * one to its left. In front of a label "- ", "* ", "+ ", "・", "•", "1. ", "1) " and the like
 * are dropped. Then come marks: [X], where X is an id or a label, old ones too, of a choice.
 * At the end, in brackets, the other fields: name=value by field id, label or heading, commas
 * between them; of a check the name alone says yes. Brackets in which anything else stands belong to
 * the label, and so does a [mark] that no field knows: nothing is dropped for not being
 * understood. A label or a value that would be taken for any of that stands in quotation
 * marks, with \" \\ \n \r inside.
 */
#ifndef SONAE_MODEL_OUTLINE_TEXT_H
#define SONAE_MODEL_OUTLINE_TEXT_H

#include "sonae/base/lang.h"
#include "sonae/base/str.h"
#include "sonae/base/vec.h"
#include "sonae/model/form.h"
#include "sonae/model/outline.h"
#include "sonae/model/sheet.h"

struct outline_given {
	int field;
	char *typed; /* as a person writes it: for field_parse */
};
struct outline_line {
	int depth;   /* 0 = top; at most one more than the line before */
	char *label; /* never NULL */
	VEC(struct outline_given) given; /* no field twice, never the label's, none computed */
};
struct outline_text {
	VEC(struct outline_line) at;
};

/* Fills anew. Blank lines are left out; LF, CR LF and CR end lines; a BOM is skipped. The label
 * is for the form's name_field. Anything is read, none of it fails. */
void outline_text_read(const char *text, const struct form *form, struct outline_text *out);
void outline_text_release(struct outline_text *text);

/* Appends the node and all below it, two blanks a level, the node itself at the margin, every
 * line ended by LF; what is stored, by labels of the language. outline_text_read gives the
 * same cells again. */
void outline_text_write(const struct sheet *sheet, const struct outline *outline, size_t node,
                        enum lang lang, struct str *out);

#endif
