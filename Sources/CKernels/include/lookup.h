// Rows of a table by positions given as floats: what an embedding layer does.
//
// Numerical promises: looking up copies bits. The gradient adds in the order of the positions,
// column by column, so that threads may split columns and get the same bits. Positions are rounded to
// the nearest whole number; one that names no row, NaN among them, reads as NaN and is added nowhere.

#ifndef LOSSREPL_LOOKUP_H
#define LOSSREPL_LOOKUP_H

#include <stdbool.h>
#include <stdint.h>

// Row i of out = row positions[i] of the table [rows, width]; zeros for row 0 if `skips_first`.
void lookup_rows(
  const float *table, int64_t rows, int64_t width, bool skips_first, const float *positions,
  int64_t count, float *out);

// Columns first ..< last of out [rows, width] = the sum of the rows of x at each position; zeros in
// row 0 if `skips_first`.
void lookup_sums(
  const float *x, const float *positions, int64_t count, int64_t rows, int64_t width,
  bool skips_first, int64_t first, int64_t last, float *out);

#endif
