/*
 * draw.h - new rows drawn from rows of another worksheet or from a library, as the form's
 * [draw ID] sections say: risks from STRIDE rows, treatments from risks, typical cases.
 */
#ifndef SONAE_APP_DRAW_H
#define SONAE_APP_DRAW_H

#include "sonae/app/session.h"
#include "sonae/base/vec.h"
#include "sonae/store/library.h"

struct draw_offer {
	size_t row;        /* of the worksheet or the library */
	char taken_by[64]; /* id of the row that came from it already; "" = none */
};
struct draw_source {
	const struct draw *draw; /* borrowed from the form */
	struct sheet *from;      /* NULL for a library */
	struct library library;
	VEC(struct draw_offer) offers; /* what nobody took yet first */
};

/* What the so-manieth draw of the worksheet's form has to offer. False with `err` when it
 * cannot be had; close it in either case. */
bool draw_open(struct session *session, struct sheet *to, size_t index, struct draw_source *out,
               struct err *err);
void draw_close(struct draw_source *source);
/* What the offer is called, what it is about and the heading it stands under, in the
 * session's language. Appends; `group` is borrowed, "" = none. */
void draw_say(const struct session *session, const struct draw_source *source, size_t offer,
              struct str *name, struct str *note, const char **group);
/* Adds a new row made from the offer to `step`, behind row `after_id`; its id goes to `id`. */
bool draw_take(struct session *session, struct step *step, struct sheet *to,
               const struct draw_source *source, size_t offer, const char *after_id, char id[64],
               struct err *err);
/* The same from a row of `from`, whether or not the draw's condition holds for it. */
bool draw_row(struct session *session, struct step *step, struct sheet *to, const struct draw *draw,
              struct sheet *from, size_t row, char id[64], struct err *err);

#endif
