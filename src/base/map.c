#include "sonae/base/map.h"

#include "sonae/base/bug.h"
#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

/*
 * Entries stand in one array in the order they came; the slots are a table of
 * entry numbers, probed linearly, never more than two thirds full. Growing
 * therefore moves numbers, not entries, and iteration is a plain loop.
 */
enum { SMALLEST_SLOTS = 8 };

/* FNV-1a, its upper half folded in, because slots are chosen by the low bits. */
uint64_t map_hash(const char *key, size_t len)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)key[i]) * 0x100000001b3u;
	return hash ^ hash >> 32;
}

static size_t home_slot(const struct map *map, const char *key, size_t len)
{
	return (size_t)map_hash(key, len) & (map->slots - 1);
}

static bool entry_is(const struct map_entry *entry, const char *key, size_t len)
{
	return strncmp(entry->key, key, len) == 0 && entry->key[len] == '\0';
}

/* The slot that holds `key`, or the free one where it belongs. */
static size_t find_slot(const struct map *map, const char *key, size_t len)
{
	size_t slot = home_slot(map, key, len);

	while (map->slot[slot] && !entry_is(&map->entry[map->slot[slot] - 1], key, len))
		slot = (slot + 1) & (map->slots - 1);
	return slot;
}

static void grow_slots(struct map *map)
{
	map->slots = map->slots ? map->slots * 2 : SMALLEST_SLOTS;
	free(map->slot);
	map->slot = mem_zero(map->slots, sizeof(*map->slot));
	for (size_t i = 0; i < map->count; i++) {
		const char *key = map->entry[i].key;
		map->slot[find_slot(map, key, strlen(key))] = (uint32_t)(i + 1);
	}
}

struct map_entry *map_find(const struct map *map, const char *key)
{
	return map_find_n(map, key, strlen(key));
}

struct map_entry *map_find_n(const struct map *map, const char *key, size_t len)
{
	if (map->count == 0)
		return NULL;
	uint32_t number = map->slot[find_slot(map, key, len)];
	return number ? &map->entry[number - 1] : NULL;
}

static struct map_entry *add_entry(struct map *map, const char *key)
{
	if (map->count == map->room) {
		map->room = map->room ? map->room * 2 : SMALLEST_SLOTS;
		map->entry = mem_grow(map->entry, map->room, sizeof(*map->entry));
	}
	if (map->count >= UINT32_MAX - 1)
		BUG("a map of %zu entries", map->count);
	struct map_entry *entry = &map->entry[map->count++];
	memset(entry, 0, sizeof(*entry));
	entry->key = key;
	return entry;
}

struct map_entry *map_put(struct map *map, const char *key, bool *is_new)
{
	struct map_entry *entry = map_find(map, key);

	if (is_new)
		*is_new = !entry;
	if (entry)
		return entry;
	if ((map->count + 1) * 3 > map->slots * 2)
		grow_slots(map);
	size_t slot = find_slot(map, key, strlen(key));
	entry = add_entry(map, key);
	map->slot[slot] = (uint32_t)map->count;
	return entry;
}

/* Frees a slot and moves up those behind it that were only here because it was taken. */
static void free_slot(struct map *map, size_t gap)
{
	size_t mask = map->slots - 1;

	for (size_t slot = (gap + 1) & mask; map->slot[slot]; slot = (slot + 1) & mask) {
		const char *key = map->entry[map->slot[slot] - 1].key;
		size_t home = home_slot(map, key, strlen(key));
		if (((slot - home) & mask) >= ((slot - gap) & mask)) {
			map->slot[gap] = map->slot[slot];
			gap = slot;
		}
	}
	map->slot[gap] = 0;
}

bool map_remove(struct map *map, const char *key)
{
	struct map_entry *entry = map_find(map, key);
	if (!entry)
		return false;

	size_t slot = find_slot(map, key, strlen(key));
	struct map_entry *last = &map->entry[map->count - 1];
	size_t last_slot = find_slot(map, last->key, strlen(last->key));
	map->slot[last_slot] = (uint32_t)(entry - map->entry) + 1;
	free_slot(map, slot);
	*entry = *last;
	map->count--;
	return true;
}

void map_clear(struct map *map)
{
	map->count = 0;
	if (map->slots)
		memset(map->slot, 0, map->slots * sizeof(*map->slot));
}

void map_release(struct map *map)
{
	free(map->entry);
	free(map->slot);
	*map = (struct map){0};
}
