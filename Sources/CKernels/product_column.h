// Products with a single column, as the last layer of a regression has: the general tiles would leave
// all lanes but one idle.

enum { DOTS_AT_ONCE = 8 };

// What is done to sums before they are stored.
INLINE float finished(float sum, const product *s) {
  if (s->bias) sum += s->bias[0];
  return s->relu && 0.0f > sum ? 0.0f : sum;
}

// `rows` rows of a times a vector. Each row has one vector of sums, whatever rows stand beside it.
INLINE void dot_rows(int rows, const product *s, int64_t first) {
  const float *a = s->a + first * s->a_row;
  VF sums[DOTS_AT_ONCE];
  UNROLL for (int r = 0; r < rows; r++) sums[r] = splat(0.0f);
  int64_t whole = s->k / LANES * LANES;
  for (int64_t p = 0; p < whole; p += LANES) {
    VF b = load(s->b + p);
    UNROLL for (int r = 0; r < rows; r++) {
      sums[r] = multiply_add(load(a + r * s->a_row + p), b, sums[r]);
    }
  }
  if (whole < s->k) {
    int64_t left = s->k - whole;
    VF b = load_partial(s->b + whole, left, 0.0f);
    UNROLL for (int r = 0; r < rows; r++) {
      sums[r] = multiply_add(load_partial(a + r * s->a_row + whole, left, 0.0f), b, sums[r]);
    }
  }
  UNROLL for (int r = 0; r < rows; r++) {
    s->c[(first + r) * s->c_stride] = finished(lanes_sum(sums[r]), s);
  }
}

static void product_of_rows_and_vector(const product *s) {
  int64_t row = 0;
  for (; row + DOTS_AT_ONCE <= s->m; row += DOTS_AT_ONCE) dot_rows(DOTS_AT_ONCE, s, row);
  for (; row < s->m; row++) dot_rows(1, s, row);
}

// Where a is transposed its rows run along the result, which is computed as a row: b's times a.
static void product_of_columns_and_vector(const product *s) {
  product turned = {
    .m = 1, .n = s->m, .k = s->k, .a = s->b, .a_row = 1,
    .a_step = s->transpose_b ? 1 : s->b_stride, .b = s->a, .b_stride = s->a_step, .c = s->c,
    .c_stride = s->m, .scratch = s->scratch, .fetch = s->fetch};
  product_in_blocks(&turned);
  if (!s->bias && !s->relu) return;
  for (int64_t i = 0; i < s->m; i++) s->c[i] = finished(s->c[i], s);
}
