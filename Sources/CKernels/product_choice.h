// Which way a matrix product is computed. Promises: see include/product.h.

static void level_matrix_product(
  bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
  int64_t a_stride, const float *b, int64_t b_stride, float *c, int64_t c_stride,
  const product_extras *extras, float *scratch) {
  product s = {
    transpose_b, m, n, k, a, transpose_a ? 1 : a_stride, transpose_a ? a_stride : 1, b, b_stride, c,
    c_stride, extras ? extras->bias : NULL, extras && extras->relu, scratch, {.extras = extras}};
  unsigned mode = kernels_flush_subnormals();
  if (n == 1 && !transpose_a && (transpose_b || b_stride == 1)) product_of_rows_and_vector(&s);
  else if (n == 1 && transpose_a && c_stride == 1) product_of_columns_and_vector(&s);
  else product_in_blocks(&s);
  kernels_restore_subnormals(mode);
}
