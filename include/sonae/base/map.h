/*
 * map.h - from a text to a pointer or an index.
 *
 * Keys are BORROWED: they must outlive the map unchanged. A zeroed map is
 * empty. Iteration order is insertion order (removal moves the last entry into
 * the gap).
 */
#ifndef SONAE_BASE_MAP_H
#define SONAE_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map_entry {
	const char *key;
	union {
		void *pointer;
		size_t index;
	};
};

struct map {
	struct map_entry *entry; /* count of them, in insertion order */
	size_t count, room;
	uint32_t *slot; /* open addressing; 0 = free, else entry + 1 */
	size_t slots;
};

/* The entry of `key`, or NULL. Valid until the map changes. */
struct map_entry *map_find(const struct map *map, const char *key);
struct map_entry *map_find_n(const struct map *map, const char *key, size_t len);
/* The entry of `key`, made (zero value) when it was not there; `*is_new` says
 * which (may be NULL). */
struct map_entry *map_put(struct map *map, const char *key, bool *is_new);
bool map_remove(struct map *map, const char *key);
void map_clear(struct map *map);
void map_release(struct map *map);

uint64_t map_hash(const char *key, size_t len);

#endif
