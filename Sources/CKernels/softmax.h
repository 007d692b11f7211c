// Log-sum-exp, softmax, log-softmax and their gradients, plain row sums and maxima.
//
// Promises: see rows.h. exp(x - maximum) is at most 1, so the sum lies in [1, classes].

static float row_maximum(const float *x, int64_t n) {
  VF best = splat(-__builtin_inff());
  for (int64_t c = 0; c < n; c += LANES) {
    best = maximum(best, load_upto(x, c, n, -__builtin_inff()));
  }
  return lanes_maximum(best);
}

// The sum of f(x) over a row in blocks of 128 elements, each block in float lanes, the blocks in
// double.
#define ROW_SUM(n, c, expression)                                                            \
  ({                                                                                         \
    double total = 0;                                                                        \
    for (int64_t block = 0; block < (n); block += 128) {                                     \
      int64_t stop = smaller(block + 128, (n));                                              \
      VF sum = splat(0.0f);                                                                  \
      for (int64_t c = block; c < stop; c += LANES) sum += (expression);                     \
      total += (double)lanes_sum(sum);                                                       \
    }                                                                                        \
    total;                                                                                   \
  })

// Maximum, and the sum of exp(x - maximum). An infinite maximum is reported with sum 1, so that
// maximum + log(sum) is right for it.
typedef struct {
  float maximum;
  float sum;
} exponential_sum;

static exponential_sum row_exponential_sum(const float *x, int64_t n) {
  float top = row_maximum(x, n);
  if (top == __builtin_inff() || top == -__builtin_inff()) return (exponential_sum){top, 1.0f};
  // Padding of -infinity adds exp(-infinity) = 0.
  double sum =
    ROW_SUM(n, c, vector_exp(load_upto(x, c, n, -__builtin_inff()) - top));
  return (exponential_sum){top, (float)sum};
}

static float log_of(float x) { return vector_log(splat(x))[0]; }

static void level_rows_log_sum_exp(const float *x, int64_t rows, int64_t classes, float *out) {
  for (int64_t r = 0; r < rows; r++) {
    exponential_sum e = row_exponential_sum(x + r * classes, classes);
    out[r] = e.maximum + log_of(e.sum);
  }
}

static void level_rows_softmax(const float *x, int64_t rows, int64_t classes, float *out) {
  for (int64_t r = 0; r < rows; r++, x += classes, out += classes) {
    float top = row_maximum(x, classes);
    double sum = ROW_SUM(classes, c, ({
      VF e = vector_exp(load_upto(x, c, classes, -__builtin_inff()) - top);
      store_upto(out, c, classes, e);
      e;
    }));
    float scale = (float)(1.0 / sum);
    for (int64_t c = 0; c < classes; c += LANES) {
      store_upto(out, c, classes, load_upto(out, c, classes, 0.0f) * scale);
    }
  }
}

static void level_rows_log_softmax(const float *x, int64_t rows, int64_t classes, float *out) {
  for (int64_t r = 0; r < rows; r++, x += classes, out += classes) {
    exponential_sum e = row_exponential_sum(x, classes);
    float logarithm = log_of(e.sum);
    for (int64_t c = 0; c < classes; c += LANES) {
      VF value = (load_upto(x, c, classes, 0.0f) - e.maximum) - logarithm;
      store_upto(out, c, classes, value);
    }
  }
}

static void level_rows_softmax_gradient(
  const float *y, const float *g, int64_t rows, int64_t classes, float *out) {
  for (int64_t r = 0; r < rows; r++, y += classes, g += classes, out += classes) {
    float mean = (float)ROW_SUM(
      classes, c, load_upto(y, c, classes, 0.0f) * load_upto(g, c, classes, 0.0f));
    for (int64_t c = 0; c < classes; c += LANES) {
      VF value = load_upto(y, c, classes, 0.0f) * (load_upto(g, c, classes, 0.0f) - mean);
      store_upto(out, c, classes, value);
    }
  }
}

static void level_rows_log_softmax_gradient(
  const float *y, const float *g, int64_t rows, int64_t classes, float *out) {
  for (int64_t r = 0; r < rows; r++, y += classes, g += classes, out += classes) {
    float sum = (float)level_array_sum(g, classes);
    for (int64_t c = 0; c < classes; c += LANES) {
      VF probability = vector_exp(load_upto(y, c, classes, 0.0f));
      store_upto(out, c, classes, load_upto(g, c, classes, 0.0f) - probability * sum);
    }
  }
}

static void level_rows_sum(const float *x, int64_t rows, int64_t columns, float *out) {
  for (int64_t r = 0; r < rows; r++) out[r] = (float)level_array_sum(x + r * columns, columns);
}

static void level_rows_maximum(const float *x, int64_t rows, int64_t columns, float *out) {
  for (int64_t r = 0; r < rows; r++) out[r] = row_maximum(x + r * columns, columns);
}
