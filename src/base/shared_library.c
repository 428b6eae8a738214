#include "sonae/base/shared_library.h"

#include <dlfcn.h>
#include <string.h>

static void *load(const char *const *names)
{
	void *library = NULL;

	for (size_t i = 0; names[i] && !library; i++)
		library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
	return library;
}

bool shared_library_load(const char *const *names, const char *const *functions, size_t count,
                         void *calls, struct err *err)
{
	void *library = load(names);

	if (!library)
		return err_set(err, ERR_NO_LIBRARY, NULL, 0, "%s", names[0]);
	for (size_t i = 0; i < count; i++) {
		void *call = dlsym(library, functions[i]);
		if (!call)
			return err_set(err, ERR_NO_LIBRARY, NULL, 0, "%s: %s", names[0], functions[i]);
		/* C knows no way from an object's address to a function's but its bytes. */
		memcpy((char *)calls + i * sizeof(call), &call, sizeof(call));
	}
	return true;
}
