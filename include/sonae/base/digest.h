/*
 * digest.h - SHA-256 and random bytes (nettle, and the kernel).
 */
#ifndef SONAE_BASE_DIGEST_H
#define SONAE_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define DIGEST_HEX 64

struct digest; /* a running sum */

struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *data, size_t len);
/* Writes 64 hex digits and a NUL, and frees `digest`. */
void digest_finish(struct digest *digest, char hex[DIGEST_HEX + 1]);

void digest_of(const void *data, size_t len, char hex[DIGEST_HEX + 1]);
/* `bytes` random bytes as 2 * bytes hex digits and a NUL. */
void digest_random_hex(char *hex, size_t bytes);

#endif
