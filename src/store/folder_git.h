/*
 * folder_git.h - a workbook that somebody keeps in git.
 */
#ifndef SONAE_SRC_STORE_FOLDER_GIT_H
#define SONAE_SRC_STORE_FOLDER_GIT_H

#include "sonae/base/err.h"

#define GIT_ATTRIBUTES ".gitattributes"
#define GIT_IGNORE ".gitignore"

/* Writes both files into the folder: all is stored byte for byte (git on Windows would change
 * line ends), rows merge line by line, but the history never does: its chain would break. What
 * only this machine needs (.sonae) stays out. */
bool folder_git_write(const char *path, struct err *err);
void folder_git_remove(const char *path);

#endif
