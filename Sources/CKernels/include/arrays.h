// Sums, gathers and transposition of plain arrays.
//
// Numerical promises: sums are kept in double from block to block, in an order fixed by the
// arguments and the level. Gathers and transpositions copy bits.

#ifndef LOSSREPL_ARRAYS_H
#define LOSSREPL_ARRAYS_H

#include <stdint.h>

// The sum of `count` floats, in double.
double array_sum(const float *x, int64_t count);

// out[c] = sum_r x[r * stride + c] for first <= c < last: the gradient of a bias. Threads take
// disjoint ranges of columns.
void array_column_sums(
  const float *x, int64_t rows, int64_t stride, int64_t first, int64_t last, float *out);

// Row i of out = row indices[i] of the matrix, rows of `width` floats: assembles a batch. Indices
// are the caller's to check.
void gather_rows(
  const float *matrix, int64_t width, const int32_t *indices, int64_t count, float *out);

// out[i] = values[indices[i]].
void gather_floats(const float *values, const int32_t *indices, int64_t count, float *out);

// out[i] = values[indices[i]].
void gather_integers(const int32_t *values, const int32_t *indices, int64_t count, int32_t *out);

// Row indices[i] of the matrix += row i of x, one after the other (the gradient of gather_rows).
// Not for several threads on one matrix, unless each takes its own columns: first <= c < last.
void scatter_add_rows(
  const float *x, int64_t width, const int32_t *indices, int64_t count, int64_t first, int64_t last,
  float *matrix);

// out[c * out_stride + r] = x[r * x_stride + c] for r < rows, c < columns.
void array_transpose(
  const float *x, int64_t rows, int64_t columns, int64_t x_stride, float *out, int64_t out_stride);

#endif
