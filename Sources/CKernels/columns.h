// Column sums and transposition.
//
// Promises: a column's sum is carried in float lanes over 64 rows and in double from there, so that
// a million rows are as accurate as a hundred.

static void column_sum_vector(
  const float *x, int64_t rows, int64_t stride, int64_t width, float *out) {
  VD low = 0, high = 0;
  for (int64_t block = 0; block < rows; block += 64) {
    int64_t stop = smaller(block + 64, rows);
    VF sum = splat(0.0f);
    for (int64_t r = block; r < stop; r++) sum += load_upto(x + r * stride, 0, width, 0.0f);
    low += low_half(sum);
    high += high_half(sum);
  }
  store_upto(out, 0, width, join_halves(low, high));
}

// Four vectors side by side: the loads of a row share its cache lines.
static void column_sum_block(const float *x, int64_t rows, int64_t stride, float *out) {
  VD low[4] = {0}, high[4] = {0};
  for (int64_t block = 0; block < rows; block += 64) {
    int64_t stop = smaller(block + 64, rows);
    VF a = splat(0.0f), b = a, c = a, d = a;
    for (int64_t r = block; r < stop; r++) {
      const float *row = x + r * stride;
      a += load(row);
      b += load(row + LANES);
      c += load(row + 2 * LANES);
      d += load(row + 3 * LANES);
    }
    VF sums[4] = {a, b, c, d};
    for (int k = 0; k < 4; k++) {
      low[k] += low_half(sums[k]);
      high[k] += high_half(sums[k]);
    }
  }
  for (int k = 0; k < 4; k++) store(out + k * LANES, join_halves(low[k], high[k]));
}

static void level_array_column_sums(
  const float *x, int64_t rows, int64_t stride, int64_t first, int64_t last, float *out) {
  int64_t c = first;
  for (; c + 4 * LANES <= last; c += 4 * LANES) column_sum_block(x + c, rows, stride, out + c);
  for (; c < last; c += LANES) column_sum_vector(x + c, rows, stride, last - c, out + c);
}

// In 16 x 16 blocks: two cache lines' worth of each side, so no line is fetched twice.
static void level_array_transpose(
  const float *x, int64_t rows, int64_t columns, int64_t x_stride, float *out,
  int64_t out_stride) {
  for (int64_t r = 0; r < rows; r += 16) {
    for (int64_t c = 0; c < columns; c += 16) {
      int64_t r_end = smaller(r + 16, rows), c_end = smaller(c + 16, columns);
      for (int64_t j = c; j < c_end; j++) {
        for (int64_t i = r; i < r_end; i++) out[j * out_stride + i] = x[i * x_stride + j];
      }
    }
  }
}
