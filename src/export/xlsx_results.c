#include "xlsx_results.h"
#include "tree_parts.h"

#include "sonae/export/zip_file.h"

#include <stdio.h>
#include <string.h>

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships/"

/* <c r="B3" s="4"><f t="array" ref="B3">...</f><v>0</v></c> gets t="str" and the text. Returns what
 * was used up of `xml`; 0 when there is no such cell. */
static size_t put_one(const char *xml, const struct xlsx_result *result, struct str *out)
{
	char begin[32];

	snprintf(begin, sizeof(begin), "<c r=\"%s\"", result->cell);
	const char *cell = strstr(xml, begin);
	const char *head = cell ? strchr(cell, '>') : NULL;
	const char *value = head ? strstr(head, "<v>") : NULL;
	const char *end = value ? strstr(value, "</v>") : NULL;
	if (!end)
		return 0;
	str_add_n(out, xml, (size_t)(head - xml));
	str_add(out, " t=\"str\"");
	str_add_n(out, head, (size_t)(value - head));
	str_add(out, "<v>");
	xml_add(result->text, strlen(result->text), out);
	return (size_t)(end - xml);
}

static void put_all(struct str *xml, const struct xlsx_results *results, size_t page)
{
	struct str out = {0};
	size_t at = 0;

	for (size_t i = 0; i < results->at.count; i++)
		if (results->at.at[i].page == page)
			at += put_one(str_text(xml) + at, &results->at.at[i], &out);
	str_add_n(&out, str_text(xml) + at, xml->len - at);
	str_release(xml);
	*xml = out;
}

/* The page of "xl/worksheets/sheet4.xml"; 0 for other parts. */
static size_t page_of(const char *name)
{
	unsigned long page = 0;
	char rest = 0;

	return sscanf(name, "xl/worksheets/sheet%lu.xm%c", &page, &rest) == 2 && rest == 'l' ? page : 0;
}

/* The one part that unpacking passes over, for it looks like a hidden file. It is always so. */
static void add_relations(struct out_files *files)
{
	static const char text[] =
		"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
		"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
		"<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"xl/workbook.xml\"/>"
		"<Relationship Id=\"rId2\" Type=\"" PACKAGE "metadata/core-properties\" "
		"Target=\"docProps/core.xml\"/>"
		"<Relationship Id=\"rId3\" Type=\"" OFFICE "extended-properties\" Target=\"docProps/app.xml\"/>"
		"</Relationships>";

	if (!out_files_find(files, "_rels/.rels"))
		str_add(out_files_add(files, "_rels/.rels", ""), text);
}

bool xlsx_put_results(const char *path, const struct xlsx_results *results, long long made_at,
                      struct str *out)
{
	struct out_files files = {0};
	size_t before = out->len;
	bool done = results->at.count > 0 && zip_unpack(path, &files, NULL);

	for (size_t i = 0; done && i < files.at.count; i++)
		if (page_of(files.at.at[i].name) > 0)
			put_all(&files.at.at[i].bytes, results, page_of(files.at.at[i].name));
	if (done)
		add_relations(&files);
	done = done && zip_pack(&files, "", made_at, out, NULL);
	out_files_release(&files);
	if (!done)
		str_cut(out, before);
	return done;
}
