/* tree_writer.c - which formats there are. */
#include "tree_parts.h"

static const struct tree_writer *const writers[] = {&tree_svg, &tree_dot, &tree_adtool, &tree_text};
enum { WRITERS = sizeof(writers) / sizeof(*writers) };

const struct tree_writer *tree_writer_at(size_t index)
{
	return index < WRITERS ? writers[index] : NULL;
}

const struct tree_writer *tree_writer_find(const char *name)
{
	for (size_t i = 0; i < WRITERS; i++)
		if (text_is(writers[i]->name, name))
			return writers[i];
	return NULL;
}
