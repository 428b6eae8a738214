/* attack_priv.h - shared by the files of attack_tree. */
#ifndef SONAE_MODEL_ATTACK_PRIV_H
#define SONAE_MODEL_ATTACK_PRIV_H

#include "sonae/model/attack_tree.h"

/* The probability of an OR over two, by the tree's setting; with 0 exactly the other. */
double attack_either(const struct attack_tree *tree, double x, double y);
/* What the node amounts to, now or in the what-if. */
const struct attack_value *attack_value_of(const struct attack_tree *tree, size_t node,
                                           bool planned);

#endif
