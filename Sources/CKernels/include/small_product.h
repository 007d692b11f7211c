// Matrix products too small for a library: no packing, no code generation at the first call.

#ifndef LOSSREPL_SMALL_PRODUCT_H
#define LOSSREPL_SMALL_PRODUCT_H

#include <stdbool.h>
#include <stdint.h>

// c = op(a) op(b), [m, n] = [m, k] [k, n], all row-major; a_stride, b_stride and c_stride are the
// floats from row to row as stored, before op transposes. c may overlap neither a nor b.
void small_product(
  bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
  int64_t a_stride, const float *b, int64_t b_stride, float *c, int64_t c_stride);

#endif
