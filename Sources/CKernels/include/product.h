// Matrix products on one thread: no library, no code generation at the first call, and what follows
// or accompanies a product in a training step done along with it.
//
// Numerical promises, in this order:
// - An element of c depends on its row of op(a) and its column of op(b), on n and on k, but neither on
//   m nor on which rows it is computed with: threads may split rows and get the same bits.
// - It is the sum over k in ascending order carried in one float, by fused multiply-add where the
//   processor has it; with a single column, it may be a vector of such sums, added pairwise.
// - The bias is added to the finished sum, and the rectifier comes after it.
// - Subnormal numbers count as zero. NaN and infinities go where IEEE 754 sends them.

#ifndef LOSSREPL_PRODUCT_H
#define LOSSREPL_PRODUCT_H

#include <stdbool.h>
#include <stdint.h>

// What is done to a product before it is stored, and what is fetched meanwhile; null and zero: nothing.
typedef struct {
  const float *bias;  // [n], added to every row
  bool relu;          // max(0, x) after the bias; NaN stays NaN
  // Rows of a matrix that will be read soon: fetch_rows[0 ..< fetch_count] are numbers of rows of
  // fetch_width floats. A hint, as far as the product lasts (about one cache line per 4 * 14 * 32
  // multiply-adds): the rows are not read, so they may even lie outside the matrix.
  const float *fetch_matrix;
  int64_t fetch_width;
  const int32_t *fetch_rows;
  int64_t fetch_count;
} product_extras;

// c = op(a) op(b), [m, n] = [m, k] [k, n], all row-major; a_stride, b_stride and c_stride are the
// floats from row to row as stored, before op transposes. c may overlap neither a, b nor the scratch.
// `extras` may be null. `scratch` is of matrix_product_scratch_floats floats and fastest where it is
// aligned to 64 bytes.
void matrix_product(
  bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
  int64_t a_stride, const float *b, int64_t b_stride, float *c, int64_t c_stride,
  const product_extras *extras, float *scratch);

// The floats of scratch that a product needs at any level: at most 32 KB, whatever the shape.
int64_t matrix_product_scratch_floats(bool transpose_b, int64_t m, int64_t n, int64_t k);

#endif
