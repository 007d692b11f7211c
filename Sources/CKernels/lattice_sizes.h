// The widths of lattice rows, the same at every level: whole vectors of 16 and a margin of 8 on
// either side, of which one element is read.

#ifndef LOSSREPL_LATTICE_SIZES_H
#define LOSSREPL_LATTICE_SIZES_H

#include <stdint.h>

enum { LATTICE_MARGIN = 8 };

static inline int64_t lattice_width(int64_t count) { return (count + 15) / 16 * 16; }

// For labels and what stands between, before and after them: one more than there are labels.
static inline int64_t lattice_stride(int64_t labels) {
  return lattice_width(labels + 1) + 2 * LATTICE_MARGIN;
}

#endif
