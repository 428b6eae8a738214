#include "sonae/base/pool.h"

#include "sonae/base/mem.h"
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 1024 * 1024 };

/* Blocks come zeroed and no byte is handed out twice: what callers get is zero. */
struct pool_block {
	struct pool_block *next;
	alignas(max_align_t) char at[];
};

static struct pool_block *new_block(size_t room)
{
	return mem_zero(1, sizeof(struct pool_block) + room);
}

static void add_block(struct pool *pool)
{
	size_t room = pool->room < FIRST_BLOCK ? FIRST_BLOCK : pool->room * 2;
	if (room > LARGEST_BLOCK)
		room = LARGEST_BLOCK;
	struct pool_block *block = new_block(room);
	block->next = pool->block;
	pool->block = block;
	pool->room = room;
	pool->used = 0;
}

/* A block of its own, behind the newest so that the newest goes on filling. */
static void *alloc_huge(struct pool *pool, size_t size)
{
	if (!pool->block)
		add_block(pool);
	struct pool_block *block = new_block(size);
	block->next = pool->block->next;
	pool->block->next = block;
	return block->at;
}

static void *take(struct pool *pool, size_t size, size_t align)
{
	if (size > FIRST_BLOCK / 4)
		return alloc_huge(pool, size);
	size_t start = (pool->used + align - 1) / align * align;
	if (start + size > pool->room) {
		add_block(pool);
		start = 0;
	}
	pool->used = start + size;
	return pool->block->at + start;
}

void *pool_alloc(struct pool *pool, size_t size)
{
	return take(pool, size, size % 8 ? 1 : alignof(max_align_t));
}

const char *pool_text(struct pool *pool, const char *text, size_t len)
{
	if (len == 0)
		return "";
	char *copy = take(pool, len + 1, 1);
	memcpy(copy, text, len); /* the NUL is there: blocks are zeroed */
	return copy;
}

const char *pool_intern(struct pool *pool, const char *text, size_t len)
{
	struct map_entry *entry = map_find_n(&pool->interned, text, len);
	if (entry)
		return entry->key;
	return map_put(&pool->interned, pool_text(pool, text, len), NULL)->key;
}

void pool_release(struct pool *pool)
{
	for (struct pool_block *block = pool->block, *next; block; block = next) {
		next = block->next;
		free(block);
	}
	map_release(&pool->interned);
	*pool = (struct pool){0};
}
