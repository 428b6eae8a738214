/*
 * pool.h - texts that live as long as their owner.
 *
 * Bump allocation in blocks; nothing is freed before pool_release. Pointers
 * stay valid and never move. A zeroed pool is empty.
 */
#ifndef SONAE_BASE_POOL_H
#define SONAE_BASE_POOL_H

#include "sonae/base/map.h"
#include <stddef.h>

struct pool_block;

struct pool {
	struct pool_block *block; /* newest first */
	size_t used, room;        /* in the newest block */
	struct map interned;
};

/* `size` zeroed bytes, aligned for any type when `size` is a multiple of 8. */
void *pool_alloc(struct pool *pool, size_t size);
/* A NUL-terminated copy. Empty text is a shared "" and costs nothing. */
const char *pool_text(struct pool *pool, const char *text, size_t len);
/* The same pointer for equal texts. */
const char *pool_intern(struct pool *pool, const char *text, size_t len);
void pool_release(struct pool *pool);

#endif
