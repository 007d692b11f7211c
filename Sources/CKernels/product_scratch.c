// How much room a product asks for; the same at every level, so that a plan can be made before one is
// chosen.

#include "product.h"
#include "product_sizes.h"

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

int64_t matrix_product_scratch_floats(bool transpose_b, int64_t m, int64_t n, int64_t k) {
  (void)transpose_b;  // straight panels are copied too, where they end within a vector
  int64_t columns = n == 1 ? m : n;  // a column may be computed as a row
  int64_t whole = (columns + WIDEST_VECTOR - 1) / WIDEST_VECTOR * WIDEST_VECTOR;
  return smaller(k, PACKED_DEPTH) * smaller(whole, WIDEST_PANEL);
}
