// The recurrent neural network transducer (Graves 2012).
//
// A path reads T frames and writes L labels: at (t, u) it either writes label u and goes to
// (t, u + 1), or writes a blank and goes to (t + 1, u); it ends with the blank at (T - 1, L). With
// blank(t, u) and label(t, u) the logarithms of the probabilities of the two steps,
//
//   begin(t, u) = log(exp(begin(t-1, u) + blank(t-1, u)) + exp(begin(t, u-1) + label(t, u-1)))
//   end(t, u)   = log(exp(blank(t, u) + end(t+1, u)) + exp(label(t, u) + end(t, u+1)))
//
// where begin(0, 0) = 0 and end(T, L) = 0. begin + step + end less the whole is the logarithm of
// the probability `share` that a path takes a step, and with y = softmax(x(t, u))
//
//   d(loss)/d(x[t, u, c]) = (both shares) y[c] - (share of the blank) [c = blank]
//                                              - (share of the label) [c = l[u]].
//
// Cells of one diagonal, t + u = d, do not depend on each other. Arrays hold diagonal after
// diagonal, cell (d - u, u) at u: then all neighbours are at u or next to it, and a diagonal is
// computed in whole vectors. Each path takes one step from each diagonal, so the shares of a
// diagonal sum to 1.

typedef struct {
  int64_t width, stride;
  int32_t *symbols;       // l, 0 beyond the labels
  double *blank, *label;  // steps, later their shares; IMPOSSIBLE outside the lattice
  double *begin;          // up to (T, L)
  double *end;            // of the diagonal after the one that is being computed
  float *sums;            // per (t, u), of exp(x - maximum)
} transducer_lattice;

static transducer_lattice transducer_lattice_in(float *scratch, const alignment_batch *batch) {
  transducer_lattice l;
  l.stride = lattice_stride(batch->label_count);
  l.width = l.stride - 2 * LATTICE_MARGIN;
  int64_t size = (batch->frames + batch->label_count + 1) * l.stride;
  double *next = (double *)(void *)scratch + LATTICE_MARGIN;
  l.blank = next, next += size;
  l.label = next, next += size;
  l.begin = next, next += size;
  l.end = next, next += l.stride;
  l.sums = (float *)(void *)(next - LATTICE_MARGIN);
  int64_t cells = batch->frames * (batch->label_count + 1);
  l.symbols = (int32_t *)(void *)(l.sums + lattice_width(cells));
  return l;
}

// The steps of every cell, sorted into diagonals; false if a score is NaN.
static bool transducer_steps(
  const transducer_lattice *l, const alignment_batch *batch, const example *e) {
  int64_t rows = batch->label_count + 1, size = (e->frames + e->labels + 1) * l->stride;
  fill(l->blank - LATTICE_MARGIN, size, IMPOSSIBLE);
  fill(l->label - LATTICE_MARGIN, size, IMPOSSIBLE);
  double check = 0;
  for (int64_t t = 0; t < e->frames; t++) {
    for (int64_t u = 0; u <= e->labels; u++) {
      int64_t cell = t * rows + u, at = (t + u) * l->stride + u;
      const float *x = e->scores + cell * batch->classes;
      float *kept = e->gradient ? e->gradient + cell * batch->classes : NULL;
      double normaliser = normaliser_of(x, batch->classes, kept, &l->sums[cell]);
      check += normaliser;
      l->blank[at] = log_probability_of(x[batch->blank], normaliser);
      if (u < e->labels) l->label[at] = log_probability_of(x[l->symbols[u]], normaliser);
    }
  }
  return check == check;
}

// All diagonals forward; returns log p.
static double transducer_forward(const transducer_lattice *l, const example *e) {
  fill(l->begin - LATTICE_MARGIN, l->stride, IMPOSSIBLE);
  l->begin[0] = 0;
  int64_t last = e->frames + e->labels;
  for (int64_t d = 1; d <= last; d++) {
    const double *before = l->begin + (d - 1) * l->stride;
    const double *blank = l->blank + (d - 1) * l->stride, *label = l->label + (d - 1) * l->stride;
    double *here = l->begin + d * l->stride;
    here[-1] = IMPOSSIBLE;
    for (int64_t u = 0; u < l->width; u += LANES) {
      VX waiting = wide_add(wide_load(before + u), wide_load(blank + u));
      VX writing = wide_add(wide_load(before + u - 1), wide_load(label + u - 1));
      wide_store(here + u, log_add(waiting, writing));
    }
  }
  return l->begin[last * l->stride + e->labels];
}

// One diagonal backward: its ends, and shares in the place of its steps.
static void transducer_retreat(const transducer_lattice *l, int64_t d, double whole) {
  double *blank = l->blank + d * l->stride, *label = l->label + d * l->stride;
  const double *begin = l->begin + d * l->stride;
  VF all = splat(0.0f);
  for (int64_t u = 0; u < l->width; u += LANES) {
    VX waiting = wide_add(wide_load(blank + u), wide_load(l->end + u));
    VX writing = wide_add(wide_load(label + u), wide_load(l->end + u + 1));
    VX base = wide_subtract(wide_load(begin + u), wide_splat(whole));
    // Rounding may leave a share a little above 1.
    VF waits = exp_of_negative(minimum(narrowed(wide_add(base, waiting)), splat(0.0f)));
    VF writes = exp_of_negative(minimum(narrowed(wide_add(base, writing)), splat(0.0f)));
    all += waits + writes;
    wide_store(l->end + u, log_add(waiting, writing));
    wide_store(blank + u, widened(waits));
    wide_store(label + u, widened(writes));
  }
  VX unit = wide_splat(1.0 / (double)lanes_sum(all));
  for (int64_t u = 0; u < l->width; u += LANES) {
    wide_store(blank + u, wide_multiply(wide_load(blank + u), unit));
    wide_store(label + u, wide_multiply(wide_load(label + u), unit));
  }
}

static void transducer_backward(const transducer_lattice *l, const example *e, double whole) {
  fill(l->end - LATTICE_MARGIN, l->stride, IMPOSSIBLE);
  l->end[e->labels] = 0;
  for (int64_t d = e->frames + e->labels - 1; d >= 0; d--) transducer_retreat(l, d, whole);
}

// The gradient from the shares, over the exponentials that lie there.
static void transducer_gradient(
  const transducer_lattice *l, const alignment_batch *batch, const example *e) {
  int64_t rows = batch->label_count + 1, classes = batch->classes;
  for (int64_t t = 0; t < e->frames; t++) {
    for (int64_t u = 0; u <= e->labels; u++) {
      int64_t cell = t * rows + u, at = (t + u) * l->stride + u;
      float waits = e->scale * (float)l->blank[at], writes = e->scale * (float)l->label[at];
      float *row = e->gradient + cell * classes;
      scale_row(row, classes, (waits + writes) / l->sums[cell]);
      row[batch->blank] -= waits;
      if (u < e->labels) row[l->symbols[u]] -= writes;
    }
    int64_t unused = batch->label_count - e->labels;
    fill_floats(e->gradient + (t * rows + e->labels + 1) * classes, unused * classes, 0);
  }
  int64_t used = e->frames * rows * classes;
  fill_floats(e->gradient + used, batch->frames * rows * classes - used, 0);
}

static void transducer_example(
  const alignment_batch *batch, int64_t row, const transducer_lattice *l) {
  int64_t size = batch->frames * (batch->label_count + 1) * batch->classes;
  example e;
  if (!read_example(batch, row, size, 1, &e, l->symbols, l->width)) {
    finish_without_lattice(batch, row, size, __builtin_nanf(""), 0);
    return;
  }
  if (!transducer_steps(l, batch, &e)) {
    finish_without_lattice(batch, row, size, __builtin_nanf(""), __builtin_nanf(""));
    return;
  }
  double whole = transducer_forward(l, &e);
  if (!IS_POSSIBLE(whole)) {
    finish_without_lattice(batch, row, size, batch->zero_infinity ? 0 : __builtin_inff(), 0);
    return;
  }
  if (batch->losses) batch->losses[row] = (float)-whole;
  if (!e.gradient) return;
  transducer_backward(l, &e, whole);
  transducer_gradient(l, batch, &e);
}

static void level_transducer_examples(
  const alignment_batch *batch, int64_t begin, int64_t end, float *scratch) {
  transducer_lattice lattice = transducer_lattice_in(scratch, batch);
  for (int64_t row = begin; row < end; row++) transducer_example(batch, row, &lattice);
}
