/* backup_priv.h - what the files backup*.c share. */
#ifndef SONAE_STORE_BACKUP_PRIV_H
#define SONAE_STORE_BACKUP_PRIV_H

#include "sonae/store/backup.h"

#define BACKUP_MANIFEST "manifest.csv"

void backup_release(struct backup *backup);
/* A copy of the name; the caller fills in the rest. */
struct backup_file *backup_add_file(struct backup *backup, const char *name, const char *in);
/* The path of something in a backup's folder; the caller frees. */
char *backup_path(const char *dir, const char *stamp, const char *name);
/* Writes the manifest; what it names is there already. */
bool backup_write_manifest(const char *dir, const struct backup *backup, struct err *err);
/* Removes what need not be kept (backup_prune.c). */
bool backups_prune(const char *folder, struct date today, struct err *err);

#endif
