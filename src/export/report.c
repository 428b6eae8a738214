/* report.c - the report as one page: its head, its contents, its parts. */
#include "exporter_list.h"
#include "figure.h"
#include "report_parts.h"

#include "sonae/base/fill.h"
#include "sonae/model/number.h"

#include <stdio.h>
#include <stdlib.h>

static void (*const parts[])(struct report *report) = {
#define REPORT_PART_ENTRY(part) report_##part,
	REPORT_PARTS(REPORT_PART_ENTRY)
#undef REPORT_PART_ENTRY
};
enum { COVER, SUMMARY, PARTS = sizeof(parts) / sizeof(parts[0]) };
/* From so many headings on parts begin pages of their own. */
enum { HEADINGS_LONG = 25 };

/* ---- words ---- */

const char *report_text(const struct report *report, const char *id)
{
	char *whole = mem_print("report.%s", id);
	const char *text = outgoing_text(report->outgoing, whole);

	free(whole);
	return text;
}

void report_say(struct report *report, const char *tag, const char *class, const char *id, ...)
{
	struct str text = {0};
	va_list pairs;

	va_start(pairs, id);
	fill_places(&text, report_text(report, id), pairs);
	va_end(pairs);
	html_say(report->out, tag, class, str_text(&text));
	str_release(&text);
}

const char *report_count(size_t count, char buffer[32])
{
	struct str text = {0};

	number_show((double)count, 0, &text);
	text_copy(buffer, 32, str_text(&text));
	str_release(&text);
	return buffer;
}

/* ---- headings and places ---- */

void report_begin(struct report *report, int level, const char *id, const char *text)
{
	struct report_heading *heading = vec_add(&report->headings);
	char tag[] = "h2";

	tag[1] = (char)('0' + level);
	*heading = (struct report_heading){level, mem_dup(id), mem_dup(text)};
	html_open(report->out, "section", "id", id, "class", level == 2 ? "part" : "sheet", NULL);
	str_add_byte(report->out, '\n');
	html_say(report->out, tag, NULL, text);
}

void report_end(struct report *report)
{
	html_close(report->out, "section");
}

void report_sheet_id(const char *form, struct str *out)
{
	str_add(out, "sheet-");
	html_id(out, form);
}

void report_row_id(const char *form, const char *row, struct str *out)
{
	str_add(out, "row-");
	html_id(out, form);
	str_add_byte(out, '-');
	html_id(out, row);
}

bool report_has_row(const struct outgoing_sheet *at, size_t row)
{
	return at && !report_is_unanswered(at->sheet, row) && outgoing_has_row(at, row);
}

void report_row(struct report *report, struct sheet *sheet, size_t row)
{
	const char *form = sheet_form(sheet)->id;
	struct str name = {0}, link = {0};

	outgoing_row(report->outgoing, sheet, row, &name);
	if (report_has_row(outgoing_find(report->outgoing, form), row)) {
		str_add_byte(&link, '#');
		report_row_id(form, sheet_row_id(sheet, row), &link);
	}
	html_open(report->out, link.len > 0 ? "a" : "span", "href", link.at, NULL);
	html_text(report->out, str_text(&name));
	html_close(report->out, link.len > 0 ? "a" : "span");
	str_release(&name);
	str_release(&link);
}

/* ---- the head ---- */

/* What stands at the foot of every printed page: whose it is, how confidential, which page. */
static void add_page_marks(const struct report *report, struct str *out)
{
	const struct outgoing *outgoing = report->outgoing;
	struct str left = {0};

	str_addf(&left, "%s  %s", outgoing_company(outgoing), report_text(report, "title"));
	str_add(out, "@page { @bottom-left { content: ");
	html_css_string(out, str_text(&left) + strspn(str_text(&left), " "));
	str_add(out, "; } @bottom-center { content: ");
	html_css_string(out, outgoing->mark);
	str_add(out,
	        "; } @bottom-right { content: counter(page) \" / \" counter(pages); } }\n"
	        "@page cover { @bottom-left { content: none; } @bottom-center { content: none; } "
	        "@bottom-right { content: none; } }\n");
	str_release(&left);
}

static void add_head(const struct report *report, struct str *out)
{
	struct str title = {0};

	if (outgoing_company(report->outgoing)[0])
		outgoing_say(report->outgoing, &title, "report.page_title", "company",
		             outgoing_company(report->outgoing), NULL);
	else
		str_add(&title, report_text(report, "title"));
	str_addf(
	    out,
	    "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\">\n<head>\n",
	    lang_name(report->outgoing->lang));
	str_add(out, "<meta charset=\"utf-8\"/>\n"
	             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
	             "<meta http-equiv=\"Content-Security-Policy\" "
	             "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
	             "<meta name=\"robots\" content=\"noindex\"/>\n");
	html_say(out, "title", NULL, str_text(&title));
	str_add(out, "<style>\n");
	report_css(out);
	str_add(out, figure_css());
	add_page_marks(report, out);
	str_add(out, "</style>\n</head>\n");
	str_release(&title);
}

/* ---- the contents ---- */

static void add_entry(const struct report_heading *heading, struct str *out)
{
	struct str link = {0};

	str_addf(&link, "#%s", heading->id);
	html_open(out, "a", "href", str_text(&link), NULL);
	html_text(out, heading->text);
	html_close(out, "a");
	str_release(&link);
}

static void add_contents(const struct report *report, struct str *out)
{
	html_open(out, "nav", "id", "contents", "class", "part", "aria-labelledby",
	          "contents-title", NULL);
	html_open(out, "h2", "id", "contents-title", NULL);
	html_text(out, report_text(report, "contents"));
	html_close(out, "h2");
	str_add(out, "<ol>\n");
	for (size_t i = 0; i < report->headings.count;) {
		str_add(out, "<li>");
		add_entry(&report->headings.at[i++], out);
		bool has_more = i < report->headings.count && report->headings.at[i].level > 2;
		str_add(out, has_more ? "\n<ul>\n" : "");
		for (; i < report->headings.count && report->headings.at[i].level > 2; i++) {
			str_add(out, "<li>");
			add_entry(&report->headings.at[i], out);
			str_add(out, "</li>\n");
		}
		str_add(out, has_more ? "</ul>\n</li>\n" : "</li>\n");
	}
	str_add(out, "</ol>\n");
	html_close(out, "nav");
}

/* ---- all of it ---- */

/* The contents stand behind the page for the management: who reads on wants them. */
static void add_body(struct report *report, struct str *written, struct str *out)
{
	html_open(out, "body", "class", report->headings.count < HEADINGS_LONG ? "short" : NULL,
	          NULL);
	str_add_byte(out, '\n');
	html_open(out, "a", "class", "skip", "href", "#main", NULL);
	html_text(out, report_text(report, "skip"));
	html_close(out, "a");
	str_add_byte(out, '\n');
	str_add_n(out, str_text(&written[COVER]), written[COVER].len);
	html_open(out, "main", "id", "main", NULL);
	str_add_byte(out, '\n');
	str_add_n(out, str_text(&written[SUMMARY]), written[SUMMARY].len);
	add_contents(report, out);
	for (size_t i = SUMMARY + 1; i < PARTS; i++)
		str_add_n(out, str_text(&written[i]), written[i].len);
	html_close(out, "main");
	str_add(out, "</body>\n</html>\n");
}

static void release(struct report *report, struct str *written)
{
	for (size_t i = 0; i < report->headings.count; i++) {
		free(report->headings.at[i].id);
		free(report->headings.at[i].text);
	}
	vec_release(&report->headings);
	for (size_t i = 0; i < PARTS; i++)
		str_release(&written[i]);
}

bool export_html(const struct outgoing *outgoing, struct out_files *files, struct err *err)
{
	struct report report = {.outgoing = outgoing, .book = outgoing_book(outgoing)};
	struct str written[PARTS] = {{0}};

	(void)err;
	for (size_t i = 0; i < PARTS; i++) {
		report.out = &written[i];
		parts[i](&report);
	}
	struct str *out = out_files_add(files, "report.html", "package.about_html");
	add_head(&report, out);
	add_body(&report, written, out);
	release(&report, written);
	return true;
}
