/*
 * vec.h - growing arrays, typed.
 *
 *     VEC(int) numbers = {0};          a zeroed vector is an empty one
 *     vec_push(&numbers, 7);
 *     for (size_t i = 0; i < numbers.count; i++) use(numbers.at[i]);
 *     vec_release(&numbers);           may be called twice
 *
 * Elements move when the vector grows: keep indices, not pointers.
 * vec_release frees the array, not what its elements point to.
 */
#ifndef SONAE_BASE_VEC_H
#define SONAE_BASE_VEC_H

#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

#define VEC(type)                                                             \
	struct {                                                              \
		type *at;                                                     \
		size_t count, room;                                           \
	}

#define vec_reserve(v, n)                                                     \
	((n) > (v)->room                                                      \
	     ? (void)((v)->room = (v)->room * 2 > (n) ? (v)->room * 2 : (n),  \
	              (v)->at = mem_grow((v)->at, (v)->room,                  \
	                                 sizeof(*(v)->at)))                   \
	     : (void)0)
#define vec_push(v, element)                                                  \
	(vec_reserve(v, (v)->count + 1), (v)->at[(v)->count++] = (element))
/* A zeroed new last element; the value is a pointer to it. */
#define vec_add(v)                                                            \
	(vec_reserve(v, (v)->count + 1),                                      \
	 memset(&(v)->at[(v)->count], 0, sizeof(*(v)->at)),                   \
	 &(v)->at[(v)->count++])
#define vec_insert(v, index, element)                                         \
	(vec_reserve(v, (v)->count + 1),                                      \
	 memmove(&(v)->at[(index) + 1], &(v)->at[index],                      \
	         ((v)->count - (index)) * sizeof(*(v)->at)),                  \
	 (v)->count++, (v)->at[index] = (element))
#define vec_remove(v, index)                                                  \
	(memmove(&(v)->at[index], &(v)->at[(index) + 1],                      \
	         ((v)->count - (index) - 1) * sizeof(*(v)->at)),              \
	 (void)(v)->count--)
#define vec_clear(v) ((void)((v)->count = 0))
#define vec_release(v)                                                        \
	(free((v)->at), (v)->at = NULL, (v)->count = (v)->room = 0)

#endif
