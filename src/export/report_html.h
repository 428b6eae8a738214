/*
 * report_html.h - writing HTML that is well-formed XML too. All append.
 *
 * A text of a person goes through html_text or an attribute and is then inert: < > & and quotes
 * are entities; control, bidirectional and held characters come out as in utf8_add_visible; a
 * line feed becomes a <br/>, in an attribute a blank.
 */
#ifndef SONAE_SRC_EXPORT_REPORT_HTML_H
#define SONAE_SRC_EXPORT_REPORT_HTML_H

#include "sonae/base/str.h"

/* A start tag with its attributes, NULL-ended pairs of name and value; one whose value is NULL is
 * left out. */
void html_open(struct str *out, const char *tag, ...) __attribute__((sentinel));
/* Blocks (all but td, span and their like) end their line. */
void html_close(struct str *out, const char *tag);
void html_text(struct str *out, const char *text);
/* <tag class="CLASS">text</tag>; `class` may be NULL. */
void html_say(struct str *out, const char *tag, const char *class, const char *text);
/* What is only for those who hear the page. */
void html_heard(struct str *out, const char *text);

/* Any text as a part of an id that no other text gives: all but ASCII letters, digits and - as
 * _HH. */
void html_id(struct str *out, const char *text);
/* A text as a string of a style sheet, with its quotation marks; safe inside <style>. */
void html_css_string(struct str *out, const char *text);

#endif
