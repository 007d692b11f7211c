// What the two lattices share: reading an example, the softmax of its score rows, its gradient rows.
//
// Promises: see include/alignments.h.

// One example: its part of the batch's arrays and what its lengths say.
typedef struct {
  const float *scores;
  float *gradient;  // null if not wanted
  int64_t frames, labels;
  float scale;  // of the gradient
} example;

// A length from low to high, or -1 for anything else.
static int64_t whole_number(float x, int64_t low, int64_t high) {
  if (!(x >= (float)low && x <= (float)high)) return -1;
  int64_t number = (int64_t)x;
  return (float)number == x ? number : -1;
}

// Reads an example of `size` scores and its labels, 0 beyond their length; false if a length or a
// label is out of range.
static bool read_example(
  const alignment_batch *batch, int64_t row, int64_t size, int64_t least_frames, example *out,
  int32_t *symbols, int64_t width) {
  out->scores = batch->scores + row * size;
  out->gradient = batch->gradient ? batch->gradient + row * size : NULL;
  out->scale = batch->row_scale ? batch->row_scale[row] : 1.0f;
  out->frames = whole_number(batch->input_lengths[row], least_frames, batch->frames);
  out->labels = whole_number(batch->target_lengths[row], 0, batch->label_count);
  if (out->frames < 0 || out->labels < 0) return false;
  const float *labels = batch->labels + row * batch->label_count;
  for (int64_t u = 0; u < out->labels; u++) {
    int64_t symbol = whole_number(labels[u], 0, batch->classes - 1);
    if (symbol < 0 || symbol == batch->blank) return false;
    symbols[u] = (int32_t)symbol;
  }
  for (int64_t u = out->labels; u < width; u++) symbols[u] = 0;
  return true;
}

// The largest of a row; a NaN may be passed over, for it shows in the sum.
static float row_top(const float *x, int64_t classes) {
  VF best = splat(-__builtin_inff());
  for (int64_t c = 0; c < classes; c += LANES) {
    VF value = load_upto(x, c, classes, -__builtin_inff());
    best = value > best ? value : best;
  }
  return lanes_top(best);
}

// tops[r] = the largest of row r, sums[r] = the sum of exp(x - tops[r]), whose terms are kept unless
// `kept` is null.
static void row_sums(
  const float *x, int64_t rows, int64_t classes, float *kept, float *tops, float *sums) {
  for (int64_t r = 0; r < rows; r++, x += classes) {
    float top = row_top(x, classes);
    tops[r] = top;
    sums[r] = (float)ROW_SUM(classes, c, ({
      VF e = exp_of_negative(load_upto(x, c, classes, -__builtin_inff()) - top, -87.0f);
      if (kept) store_upto(kept, c, classes, e);
      e;
    }));
    if (kept) kept += classes;
  }
}

// The logarithms of the sums of exp(x) per row, NaN for a row that holds one or an infinity.
static void row_normalisers(const float *tops, const float *sums, int64_t rows, double *out) {
  for (int64_t r = 0; r < rows; r += LANES) {
    VF sum = load(sums + r), logarithm = log_of_normal(sum);
    logarithm = sum == sum ? logarithm : sum;
    wide_store(out + r, wide_add(widened(load(tops + r)), widened(logarithm)));
  }
}

static void scale_row(float *row, int64_t classes, float factor) {
  for (int64_t c = 0; c < classes; c += LANES) {
    store_upto(row, c, classes, load_upto(row, c, classes, 0.0f) * factor);
  }
}

static void finish_with(
  const alignment_batch *batch, int64_t row, int64_t size, float loss, float slope) {
  if (batch->losses) batch->losses[row] = loss;
  if (batch->gradient) fill_floats(batch->gradient + row * size, size, slope);
}

// What is said of an example with a length or label out of range, with a NaN among its scores, or
// without an alignment.
static void finish_unsound(const alignment_batch *batch, int64_t row, int64_t size) {
  finish_with(batch, row, size, __builtin_nanf(""), 0);
}
static void finish_without_number(const alignment_batch *batch, int64_t row, int64_t size) {
  finish_with(batch, row, size, __builtin_nanf(""), __builtin_nanf(""));
}
static void finish_impossible(const alignment_batch *batch, int64_t row, int64_t size) {
  finish_with(batch, row, size, batch->zero_infinity ? 0 : __builtin_inff(), 0);
}
