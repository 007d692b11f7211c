// Softmax cross-entropy from logits, loss and gradient in one visit of each row.
//
// Promises: see rows.h. Losses are sums of q * (log(sum) - (x - maximum)), all terms of one sign, so
// a loss near zero keeps its relative precision up to the rounding of log(sum).

// exp(x - maximum) of one row, and what follows from it.
typedef struct {
  float maximum;
  float logarithm;  // log of the sum of exp(x - maximum)
} row_normaliser;

static row_normaliser normaliser(const float *x, int64_t classes) {
  exponential_sum e = row_exponential_sum(x, classes);
  return (row_normaliser){e.maximum, log_of(e.sum)};
}

// -log p of one class.
static float surprise(const float *x, int64_t c, row_normaliser n) {
  return n.logarithm - (x[c] - n.maximum);
}

// The vector of class weights at c; one where there are none.
INLINE VF weights_at(const cross_entropy *options, int64_t c, int64_t classes) {
  return options->class_weights ? load_upto(options->class_weights, c, classes, 0.0f)
                                : splat(1.0f);
}

// sum_c q[c] and sum_c q[c] * -log p[c], q given as a vector expression in c that is 0 beyond the
// row. A term with q = 0 counts 0 even where p = 0.
#define EXPECTED_SURPRISE(x, classes, n, c, q)                                               \
  ROW_SUM(classes, c, ({                                                                     \
            VF weight = (q);                                                                 \
            VF value = (n).logarithm - (load_upto(x, c, classes, 0.0f) - (n).maximum);       \
            weight == 0.0f ? splat(0.0f) : weight *value;                                    \
          }))

// Softmax times `total` minus q, times `scale`.
#define WRITE_GRADIENT(x, classes, n, total, scale, gradient, c, q)                          \
  for (int64_t c = 0; c < (classes); c += LANES) {                                           \
    VF shifted = (load_upto(x, c, classes, 0.0f) - (n).maximum) - (n).logarithm;             \
    VF value = vector_exp(shifted) * (total) - (q);                                          \
    store_upto(gradient, c, classes, value * (scale));                                       \
  }

// A vector that is `value` within the row and 0 beyond it.
INLINE VF within_row(int64_t c, int64_t classes, VF value) {
  if (c + LANES <= classes) return value;
  float lanes[LANES];
  memcpy(lanes, &value, sizeof value);
  return load_partial(lanes, classes - c, 0.0f);
}

static float gradient_scale(const cross_entropy *options, int64_t row) {
  return options->gradient_scale * (options->row_scale ? options->row_scale[row] : 1.0f);
}

static void ignore_row(const cross_entropy *options, int64_t row, int64_t classes) {
  if (options->losses) options->losses[row] = 0;
  if (!options->gradient) return;
  memset(options->gradient + row * classes, 0, (size_t)classes * sizeof(float));
}

// The sum of the class weights.
static double weights_total(const cross_entropy *options, int64_t classes) {
  return options->class_weights ? level_array_sum(options->class_weights, classes)
                                : (double)classes;
}

static void level_rows_cross_entropy(
  const float *logits, const int32_t *targets, int64_t rows, int64_t classes,
  const cross_entropy *options) {
  float spread = options->smoothing / (float)classes;
  float all = (float)(weights_total(options, classes) * spread);
  for (int64_t r = 0; r < rows; r++) {
    const float *x = logits + r * classes;
    int64_t target = targets[r];
    if (target < 0 || target >= classes) {
      ignore_row(options, r, classes);
      continue;
    }
    row_normaliser n = normaliser(x, classes);
    float weight = options->class_weights ? options->class_weights[target] : 1.0f;
    float hit = (1.0f - options->smoothing) * weight;
    if (options->losses) {
      double loss = hit == 0 ? 0 : (double)hit * surprise(x, target, n);
      if (spread != 0) {
        loss += EXPECTED_SURPRISE(
          x, classes, n, c, within_row(c, classes, weights_at(options, c, classes) * spread));
      }
      options->losses[r] = (float)loss;
    }
    if (options->gradient) {
      float *gradient = options->gradient + r * classes, scale = gradient_scale(options, r);
      WRITE_GRADIENT(
        x, classes, n, hit + all, scale, gradient, c, weights_at(options, c, classes) * spread);
      gradient[target] -= hit * scale;
    }
  }
}

// q at c: class weight times smoothed target, 0 beyond the row.
INLINE VF smoothed_target(
  const cross_entropy *options, const float *t, int64_t c, int64_t classes, float spread) {
  VF target = load_upto(t, c, classes, 0.0f) * (1.0f - options->smoothing) + spread;
  return within_row(c, classes, target * weights_at(options, c, classes));
}

static void level_rows_cross_entropy_distributions(
  const float *logits, const float *targets, int64_t rows, int64_t classes,
  const cross_entropy *options) {
  float spread = options->smoothing / (float)classes;
  for (int64_t r = 0; r < rows; r++) {
    const float *x = logits + r * classes, *t = targets + r * classes;
    row_normaliser n = normaliser(x, classes);
    if (options->losses) {
      options->losses[r] = (float)EXPECTED_SURPRISE(
        x, classes, n, c, smoothed_target(options, t, c, classes, spread));
    }
    if (options->gradient) {
      float total =
        (float)ROW_SUM(classes, c, smoothed_target(options, t, c, classes, spread));
      float *gradient = options->gradient + r * classes, scale = gradient_scale(options, r);
      WRITE_GRADIENT(
        x, classes, n, total, scale, gradient, c,
        smoothed_target(options, t, c, classes, spread));
    }
  }
}
