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

// The logarithm of the sum of exp(x), and in *sum the sum of exp(x - maximum), whose terms are kept
// unless `kept` is null.
static double normaliser_of(const float *x, int64_t classes, float *kept, float *sum) {
  float top = row_maximum(x, classes);
  *sum = exponentials(x, classes, top, kept);
  return (double)top + (double)log_of(*sum);
}

static void scale_row(float *row, int64_t classes, float factor) {
  for (int64_t c = 0; c < classes; c += LANES) {
    store_upto(row, c, classes, load_upto(row, c, classes, 0.0f) * factor);
  }
}

static void fill_floats(float *p, int64_t count, float value) {
  for (int64_t i = 0; i < count; i++) p[i] = value;
}

// Writes the loss of an example that has no alignment or is not sound, and its gradient.
static void finish_without_lattice(
  const alignment_batch *batch, int64_t row, int64_t size, float loss, float slope) {
  if (batch->losses) batch->losses[row] = loss;
  if (batch->gradient) fill_floats(batch->gradient + row * size, size, slope);
}
