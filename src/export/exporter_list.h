/*
 * exporter_list.h - the functions behind the list of formats, each in its own file.
 */
#ifndef SONAE_SRC_EXPORT_EXPORTER_LIST_H
#define SONAE_SRC_EXPORT_EXPORTER_LIST_H

#include "sonae/export/exporter.h"

#define EXPORTER_EXTERN(name)                                                              \
	bool export_##name(const struct outgoing *outgoing, struct out_files *files, struct err *err);
EXPORTER_LIST(EXPORTER_EXTERN)
#undef EXPORTER_EXTERN

#endif
