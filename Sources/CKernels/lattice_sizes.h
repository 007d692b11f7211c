// The widths of lattice rows, the same at every level: whole vectors of 16.

#ifndef LOSSREPL_LATTICE_SIZES_H
#define LOSSREPL_LATTICE_SIZES_H

#include <stdint.h>

static inline int64_t lattice_width(int64_t count) { return (count + 15) / 16 * 16; }

#endif
