#include "exporter_list.h"

#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

struct str *out_files_add(struct out_files *files, const char *name, const char *about)
{
	struct out_file *file = vec_add(&files->at);

	file->name = mem_dup(name);
	file->about = about;
	return &file->bytes;
}

const struct out_file *out_files_find(const struct out_files *files, const char *name)
{
	for (size_t i = 0; i < files->at.count; i++)
		if (text_is(files->at.at[i].name, name))
			return &files->at.at[i];
	return NULL;
}

void out_files_release(struct out_files *files)
{
	for (size_t i = 0; i < files->at.count; i++) {
		free(files->at.at[i].name);
		str_release(&files->at.at[i].bytes);
	}
	vec_release(&files->at);
}

static bool may_be_in_a_name(const char *id, size_t at)
{
	unsigned char byte = (unsigned char)id[at];

	return byte > 0x20 && byte != 0x7f && !strchr("\"%*/:<>?\\|", byte) && (at > 0 || byte != '.');
}

void out_files_add_name(struct str *out, const char *id)
{
	for (size_t i = 0; id[i]; i++) {
		if (may_be_in_a_name(id, i))
			str_add_byte(out, id[i]);
		else
			str_addf(out, "%%%02X", (unsigned char)id[i]);
	}
}

static const struct exporter exporters[] = {
#define EXPORTER(name) {#name, "package.about_" #name, export_##name},
	EXPORTER_LIST(EXPORTER)
#undef EXPORTER
};
enum { COUNT = sizeof(exporters) / sizeof(exporters[0]) };

const struct exporter *exporter_at(size_t index)
{
	return index < COUNT ? &exporters[index] : NULL;
}

const struct exporter *exporter_find(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (text_is(exporters[i].name, name))
			return &exporters[i];
	return NULL;
}
