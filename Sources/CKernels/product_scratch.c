// How much room a product asks for; the same at every level, so that a plan can be made before one is
// chosen.

#include "product.h"
#include "product_sizes.h"

int64_t matrix_product_scratch_floats(bool transpose_b, int64_t m, int64_t n, int64_t k) {
  (void)m, (void)n;
  (void)transpose_b;
  return (k < PACKED_DEPTH ? k : PACKED_DEPTH) * WIDEST_PANEL;
}
