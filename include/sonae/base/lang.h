/* lang.h - the two languages of the workbook. */
#ifndef SONAE_BASE_LANG_H
#define SONAE_BASE_LANG_H

#include <stdbool.h>

enum lang { LANG_JA, LANG_EN, LANG_COUNT };

/* "ja", "en". */
const char *lang_name(enum lang lang);
/* From "ja" or "en", exactly; false leaves `lang` alone. */
bool lang_parse(const char *name, enum lang *lang);
enum lang lang_other(enum lang lang);

#endif
