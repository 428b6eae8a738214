/* text.c - indented text, as it goes through the clipboard too. */
#include "tree_parts.h"

#include "sonae/model/outline_text.h"

static void write_text(const struct tree_file *file, struct str *out)
{
	struct str text = {0};

	outline_text_write(file->sheet, &file->tree->outline, file->root, file->lang, &text);
	legal_add(str_text(&text), text.len, out);
	str_release(&text);
}

const struct tree_writer tree_text = {"text", "txt", write_text};
