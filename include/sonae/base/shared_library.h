/*
 * shared_library.h - a library that is loaded when it is first needed.
 *
 * What writes Excel files and archives brings half a dozen further libraries along, and would
 * make every start of the program slower by more than a screen takes to paint.
 */
#ifndef SONAE_BASE_SHARED_LIBRARY_H
#define SONAE_BASE_SHARED_LIBRARY_H

#include "sonae/base/err.h"
#include <stddef.h>

/* Loads the first of `names` (NULL-ended) that is there, and fills `calls`, function pointers one
 * behind the other, with the functions called `functions` (`count` of them). It stays loaded.
 * ERR_NO_LIBRARY names what is missing. */
bool shared_library_load(const char *const *names, const char *const *functions, size_t count,
                         void *calls, struct err *err);

#endif
