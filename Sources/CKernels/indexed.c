// Gathers, scatters, picks and one-hot rows: memory traffic only, the same at every level.

#include <math.h>
#include <string.h>

#include "kernels.h"

// Rows are far apart in memory: the next one is asked for while this one is copied.
void gather_rows(
  const float *matrix, int64_t width, const int32_t *indices, int64_t count, float *out) {
  for (int64_t i = 0; i < count; i++) {
    if (i + 1 < count) {
      const char *next = (const char *)(matrix + (int64_t)indices[i + 1] * width);
      int64_t bytes = width * (int64_t)sizeof(float);
      for (int64_t at = 0; at < bytes; at += 64) __builtin_prefetch(next + at);
    }
    memcpy(
      out + i * width, matrix + (int64_t)indices[i] * width, (size_t)width * sizeof(float));
  }
}

void gather_floats(const float *values, const int32_t *indices, int64_t count, float *out) {
  for (int64_t i = 0; i < count; i++) out[i] = values[indices[i]];
}

void gather_integers(const int32_t *values, const int32_t *indices, int64_t count, int32_t *out) {
  for (int64_t i = 0; i < count; i++) out[i] = values[indices[i]];
}

void scatter_add_rows(
  const float *x, int64_t width, const int32_t *indices, int64_t count, int64_t first, int64_t last,
  float *matrix) {
  for (int64_t i = 0; i < count; i++) {
    float *row = matrix + (int64_t)indices[i] * width;
    for (int64_t c = first; c < last; c++) row[c] += x[i * width + c];
  }
}

static bool is_column(int32_t index, int64_t columns) { return index >= 0 && index < columns; }

void rows_pick(
  const float *x, const int32_t *indices, int64_t rows, int64_t columns, float *out) {
  for (int64_t r = 0; r < rows; r++) {
    out[r] = is_column(indices[r], columns) ? x[r * columns + indices[r]] : 0.0f;
  }
}

void rows_place(
  const float *g, const int32_t *indices, int64_t rows, int64_t columns, float *out) {
  memset(out, 0, (size_t)(rows * columns) * sizeof(float));
  for (int64_t r = 0; r < rows; r++) {
    if (is_column(indices[r], columns)) out[r * columns + indices[r]] = g[r];
  }
}

void rows_one_hot(
  const int32_t *indices, int64_t rows, int64_t columns, float on, float off, float *out) {
  for (int64_t i = 0; i < rows * columns; i++) out[i] = off;
  for (int64_t r = 0; r < rows; r++) {
    if (is_column(indices[r], columns)) out[r * columns + indices[r]] = on;
  }
}

void rows_argmax(const float *x, int64_t rows, int64_t columns, int32_t *out) {
  for (int64_t r = 0; r < rows; r++) {
    const float *row = x + r * columns;
    int32_t best = 0;
    for (int64_t c = 1; c < columns && !isnan(row[best]); c++) {
      if (row[c] > row[best] || isnan(row[c])) best = (int32_t)c;
    }
    out[r] = best;
  }
}
