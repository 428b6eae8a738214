#include "sonae/base/file_copy.h"
#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include <stdlib.h>

static bool leave_out(const struct err *why, struct errs *left_out, struct err *err)
{
	if (left_out)
		vec_push(&left_out->at, *why);
	else if (err)
		*err = *why;
	return left_out != NULL;
}

static bool copy_bytes(const char *from, const char *to, struct errs *left_out, struct err *err)
{
	struct err why = {0};
	struct str bytes = {0};
	bool done;

	if (file_read(from, &bytes, &why))
		done = file_replace(to, str_text(&bytes), bytes.len, err);
	else
		done = leave_out(&why, left_out, err);
	str_release(&bytes);
	return done;
}

static bool copy_folder(const char *from, const char *to, struct errs *left_out, struct err *err)
{
	char **names = NULL;
	size_t count = 0;
	struct err why = {0};
	bool done = file_make_dir(to, err);

	if (done && !file_list(from, &names, &count, &why))
		return leave_out(&why, left_out, err);
	for (size_t i = 0; i < count; i++) {
		char *inner = path_join(from, names[i]), *copy = path_join(to, names[i]);

		done = done && file_copy(inner, copy, left_out, err);
		free(inner);
		free(copy);
		free(names[i]);
	}
	free(names);
	return done;
}

bool file_copy(const char *from, const char *to, struct errs *left_out, struct err *err)
{
	return file_is_dir(from) ? copy_folder(from, to, left_out, err)
	                         : copy_bytes(from, to, left_out, err);
}
