// The recurrent neural network transducer (Graves 2012).
//
// A path reads T frames and writes L labels: at (t, u) it either writes label u and goes to
// (t, u + 1), or writes a blank and goes to (t + 1, u); it ends with the blank at (T - 1, L). With
// blank(t, u) and label(t, u) the logarithms of the probabilities of the two steps,
//
//   begin(t, u) = log(exp(begin(t-1, u) + blank(t-1, u)) + exp(begin(t, u-1) + label(t, u-1)))
//
// sums over the beginnings of paths, from begin(0, 0) = 0 to begin(T, L), whose negative is the
// loss. As in ctc.h the way forward keeps the share of each term in its sum, and the way back
// multiplies them: the probability that a path passes (t, u) is the sum of those of its two steps
// out of it, and that of a step is the probability of its end times the step's share there. With
// y = softmax(x(t, u)),
//
//   d(loss)/d(x[t, u, c]) = (both steps) y[c] - (blank step) [c = blank] - (label step) [c = l[u]].
//
// Cells of one diagonal, t + u = d, do not depend on each other. Arrays hold diagonal after
// diagonal, cell (d - u, u) at u: then every neighbour is at u or next to it, and a diagonal is
// computed in whole vectors. Each path crosses each diagonal once, so the probabilities of a
// diagonal add up to 1.

typedef struct {
  int64_t width;
  int32_t *symbols;       // l, 0 beyond the labels
  double *blank, *label;  // steps out of the cells of all diagonals; IMPOSSIBLE outside the lattice
  float *waits, *writes;  // shares of the steps into the cells of all diagonals, then probabilities
  double *begin;          // of the last diagonal
  float *passes;          // probabilities of passing, of the last diagonal on the way back
  double *normaliser;     // of one frame, per u: the logarithm of the sum of exp(x)
  float *tops;            // of one frame, per u: the maximum
  float *sums;            // per (t, u): the sum of exp(x - maximum)
} transducer_lattice;

static transducer_lattice transducer_lattice_in(float *scratch, const alignment_batch *batch) {
  int64_t width = lattice_width(batch->label_count + 1);
  int64_t size = (batch->frames + batch->label_count + 1) * width;
  transducer_lattice l = {.width = width};
  double *doubles = (double *)(void *)scratch;
  l.blank = doubles;
  l.label = l.blank + size;
  l.begin = l.label + size;
  l.normaliser = l.begin + width;
  l.passes = (float *)(void *)(l.normaliser + width);
  l.tops = l.passes + width;
  l.symbols = (int32_t *)(void *)(l.tops + width);
  l.sums = l.tops + 2 * width;
  l.waits = l.sums + lattice_width(batch->frames * (batch->label_count + 1) + 16);
  l.writes = l.waits + size;
  return l;
}

// The steps of every cell, sorted into diagonals; false if a score is NaN.
static bool transducer_steps(
  const transducer_lattice *l, const alignment_batch *batch, const example *e) {
  int64_t places = batch->label_count + 1, classes = batch->classes;
  fill(l->blank, (e->frames + e->labels) * l->width, IMPOSSIBLE);
  fill(l->label, (e->frames + e->labels) * l->width, IMPOSSIBLE);
  double check = 0;
  for (int64_t t = 0; t < e->frames; t++) {
    const float *x = e->scores + t * places * classes;
    float *kept = e->gradient ? e->gradient + t * places * classes : NULL;
    row_sums(x, e->labels + 1, classes, kept, l->tops, l->sums + t * places);
    row_normalisers(l->tops, l->sums + t * places, e->labels + 1, l->normaliser);
    for (int64_t u = 0; u <= e->labels; u++, x += classes) {
      int64_t at = (t + u) * l->width + u;
      check += l->normaliser[u];
      l->blank[at] = log_probability_of(x[batch->blank], l->normaliser[u]);
      if (u < e->labels) l->label[at] = log_probability_of(x[l->symbols[u]], l->normaliser[u]);
    }
  }
  return check == check;
}

// One diagonal forward, over the steps `blank` and `label` out of the one before; shares are kept
// unless `waits` is null.
INLINE void transducer_advance(
  const transducer_lattice *l, const double *blank, const double *label, float *waits,
  float *writes) {
  VX written_before = wide_splat(IMPOSSIBLE);
  for (int64_t u = 0; u < l->width; u += LANES) {
    VX begin = wide_load(l->begin + u);
    VX written = wide_add(begin, wide_load(label + u));
    two_terms terms = terms_of(
      wide_add(begin, wide_load(blank + u)), wide_shifted_up(written_before, written));
    written_before = written;
    VF sum = terms.a + terms.b;
    wide_store(l->begin + u, log_of_sum(terms.top, sum));
    if (!waits) continue;
    VF unit = 1.0f / sum;
    store(waits + u, terms.a * unit);
    store(writes + u, terms.b * unit);
  }
}

// All diagonals forward; returns the whole.
static double transducer_forward(const transducer_lattice *l, const example *e) {
  fill(l->begin, l->width, IMPOSSIBLE);
  l->begin[0] = 0;
  for (int64_t d = 0; d < e->frames + e->labels; d++) {
    int64_t here = d * l->width, next = here + l->width;
    if (e->gradient) {
      transducer_advance(
        l, l->blank + here, l->label + here, l->waits + next, l->writes + next);
    } else {
      transducer_advance(l, l->blank + here, l->label + here, NULL, NULL);
    }
  }
  return l->begin[e->labels];
}

// From the shares of the steps into a diagonal to their probabilities, which add up to 1, and to
// those of passing the diagonal before.
static void transducer_retreat(const transducer_lattice *l, float *waits, float *writes) {
  VF all = splat(0.0f);
  for (int64_t u = 0; u < l->width; u += LANES) all += load(l->passes + u);
  float unit = 1.0f / lanes_sum(all);
  VF written_after = splat(0.0f);
  for (int64_t u = l->width - LANES; u >= 0; u -= LANES) {
    VF passes = load(l->passes + u) * unit;
    VF waited = passes * load(waits + u), written = passes * load(writes + u);
    store(waits + u, waited);
    store(writes + u, written);
    store(l->passes + u, significant(waited + SHIFTED_DOWN(written, written_after)));
    written_after = written;
  }
}

static void transducer_backward(const transducer_lattice *l, const example *e) {
  fill_floats(l->passes, l->width, 0);
  l->passes[e->labels] = 1;
  for (int64_t d = e->frames + e->labels; d > 0; d--) {
    transducer_retreat(l, l->waits + d * l->width, l->writes + d * l->width);
  }
}

// The gradient, over the exponentials that lie there.
static void transducer_gradient(
  const transducer_lattice *l, const alignment_batch *batch, const example *e) {
  int64_t places = batch->label_count + 1, classes = batch->classes;
  for (int64_t t = 0; t < e->frames; t++) {
    float *row = e->gradient + t * places * classes;
    for (int64_t u = 0; u <= e->labels; u++, row += classes) {
      int64_t next = (t + u + 1) * l->width + u;
      float waits = e->scale * l->waits[next];
      float writes = u < e->labels ? e->scale * l->writes[next + 1] : 0;
      scale_row(row, classes, (waits + writes) / l->sums[t * places + u]);
      row[batch->blank] -= waits;
      if (u < e->labels) row[l->symbols[u]] -= writes;
    }
    fill_floats(row, (batch->label_count - e->labels) * classes, 0);
  }
  int64_t used = e->frames * places * classes;
  fill_floats(e->gradient + used, (batch->frames - e->frames) * places * classes, 0);
}

static void transducer_example(
  const alignment_batch *batch, int64_t row, const transducer_lattice *l) {
  int64_t size = batch->frames * (batch->label_count + 1) * batch->classes;
  example e;
  if (!read_example(batch, row, size, 1, &e, l->symbols, l->width)) {
    finish_unsound(batch, row, size);
    return;
  }
  if (!transducer_steps(l, batch, &e)) {
    finish_without_number(batch, row, size);
    return;
  }
  double whole = transducer_forward(l, &e);
  if (!IS_POSSIBLE(whole)) {
    finish_impossible(batch, row, size);
    return;
  }
  if (batch->losses) batch->losses[row] = (float)-whole;
  if (!e.gradient) return;
  transducer_backward(l, &e);
  transducer_gradient(l, batch, &e);
}

static void level_transducer_examples(
  const alignment_batch *batch, int64_t begin, int64_t end, float *scratch) {
  transducer_lattice lattice = transducer_lattice_in(scratch, batch);
  for (int64_t row = begin; row < end; row++) transducer_example(batch, row, &lattice);
}
