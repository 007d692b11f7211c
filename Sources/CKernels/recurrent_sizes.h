// Where a recurrence's scratch lies, the same at every level.

#ifndef LOSSREPL_RECURRENT_SIZES_H
#define LOSSREPL_RECURRENT_SIZES_H

#include <stdint.h>

// Rows taken at a time: enough that reading the weights is no part of a frame's time, few enough that
// their states stay in the cache.
enum { RECURRENT_ROWS = 64 };

static inline int64_t recurrent_part(int64_t units) {
  return (RECURRENT_ROWS * units + 15) / 16 * 16;
}

#endif
