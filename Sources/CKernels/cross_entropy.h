// Softmax cross-entropy from logits, loss and gradient in one visit of each row.
//
// Promises: see rows.h. A loss is sum(q) log(sum of exp(x - maximum)) + sum(q (maximum - x)), two
// terms of one sign, so it never cancels; each exponential serves both results.

// The vector of class weights at c; one where there are none.
INLINE VF weights_at(const cross_entropy *options, int64_t c, int64_t classes) {
  return options->class_weights ? load_upto(options->class_weights, c, classes, 0.0f)
                                : splat(1.0f);
}

// A vector that is `value` within the row and 0 beyond it.
INLINE VF within_row(int64_t c, int64_t classes, VF value) {
  if (c + LANES <= classes) return value;
  float lanes[LANES];
  memcpy(lanes, &value, sizeof value);
  return load_partial(lanes, classes - c, 0.0f);
}

// sum_c q[c] (maximum - x[c]), q given as a vector expression in c that is 0 beyond the row: all of
// a loss but log(sum). A term with q = 0 counts 0 even where p = 0.
#define EXPECTED_DROP(x, classes, top, c, q)                                                 \
  ROW_SUM(classes, c, ({                                                                     \
            VF weight = (q);                                                                 \
            VF drop = (top) - load_upto(x, c, classes, 0.0f);                                \
            weight == 0.0f ? splat(0.0f) : weight *drop;                                     \
          }))

// sum_c exp(x[c] - top); the terms are kept in `kept` unless that is null. kept may be x.
static float exponentials(const float *x, int64_t classes, float top, float *kept) {
  return (float)ROW_SUM(classes, c, ({
    VF e = vector_exp(load_upto(x, c, classes, -__builtin_inff()) - top);
    if (kept) store_upto(kept, c, classes, e);
    e;
  }));
}

// (exponentials * total / sum - q) * scale, in place.
#define FINISH_GRADIENT(gradient, classes, total, sum, scale, c, q)                          \
  do {                                                                                       \
    float factor = (total) / (sum);                                                          \
    for (int64_t c = 0; c < (classes); c += LANES) {                                         \
      VF value = load_upto(gradient, c, classes, 0.0f) * factor - (q);                       \
      store_upto(gradient, c, classes, value * (scale));                                     \
    }                                                                                        \
  } while (0)

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
    float weight = options->class_weights ? options->class_weights[target] : 1.0f;
    float hit = (1.0f - options->smoothing) * weight;
    float top = row_maximum(x, classes);
    double drop = hit == 0 ? 0 : (double)hit * (top - x[target]);
    if (spread != 0) {
      drop += EXPECTED_DROP(
        x, classes, top, c, within_row(c, classes, weights_at(options, c, classes) * spread));
    }
    float *gradient = options->gradient ? options->gradient + r * classes : NULL;
    float sum = exponentials(x, classes, top, gradient);
    if (options->losses) options->losses[r] = (float)(drop + (double)(hit + all) * log_of(sum));
    if (gradient) {
      float scale = gradient_scale(options, r);
      FINISH_GRADIENT(
        gradient, classes, hit + all, sum, scale, c, weights_at(options, c, classes) * spread);
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
    float top = row_maximum(x, classes);
    float total = (float)ROW_SUM(classes, c, smoothed_target(options, t, c, classes, spread));
    double drop =
      EXPECTED_DROP(x, classes, top, c, smoothed_target(options, t, c, classes, spread));
    float *gradient = options->gradient ? options->gradient + r * classes : NULL;
    float sum = exponentials(x, classes, top, gradient);
    if (options->losses) options->losses[r] = (float)(drop + (double)total * log_of(sum));
    if (gradient) {
      float scale = gradient_scale(options, r);
      FINISH_GRADIENT(
        gradient, classes, total, sum, scale, c, smoothed_target(options, t, c, classes, spread));
    }
  }
}
