// Lookups and their gradient: memory traffic, the same at every level.

#include <math.h>
#include <string.h>

#include "kernels.h"

// The row that a position names, -1 for none. In double: half a row of a large table is no float.
static int64_t named_row(float position, int64_t rows) {
  double place = position;
  if (!(place >= -0.5 && place < (double)rows - 0.5)) return -1;
  return (int64_t)(place + 0.5);
}

void lookup_rows(
  const float *table, int64_t rows, int64_t width, bool skips_first, const float *positions,
  int64_t count, float *out) {
  for (int64_t i = 0; i < count; i++) {
    int64_t row = named_row(positions[i], rows);
    float *target = out + i * width;
    if (row < 0) {
      for (int64_t c = 0; c < width; c++) target[c] = NAN;
    } else if (row == 0 && skips_first) {
      memset(target, 0, (size_t)width * sizeof(float));
    } else {
      memcpy(target, table + row * width, (size_t)width * sizeof(float));
    }
  }
}

void lookup_sums(
  const float *x, const float *positions, int64_t count, int64_t rows, int64_t width,
  bool skips_first, int64_t first, int64_t last, float *out) {
  if (last <= first) return;
  for (int64_t r = 0; r < rows; r++) {
    memset(out + r * width + first, 0, (size_t)(last - first) * sizeof(float));
  }
  for (int64_t i = 0; i < count; i++) {
    int64_t row = named_row(positions[i], rows);
    if (row < 0 || (row == 0 && skips_first)) continue;
    float *target = out + row * width;
    const float *source = x + i * width;
    for (int64_t c = first; c < last; c++) target[c] += source[c];
  }
}
