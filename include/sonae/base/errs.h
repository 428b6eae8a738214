/* errs.h - several errors, for readers that go on after the first. */
#ifndef SONAE_BASE_ERRS_H
#define SONAE_BASE_ERRS_H

#include "sonae/base/err.h"
#include "sonae/base/vec.h"

/* A zeroed struct is an empty list; vec_release(&errs.at) frees it. */
struct errs {
	VEC(struct err) at;
};

#endif
