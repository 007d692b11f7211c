// Connectionist temporal classification (Graves et al. 2006).
//
// An alignment names one symbol per frame, a label or the blank; dropping repetitions and then
// blanks leaves the labels. Between labels l[0] ... l[L-1] lie L + 1 places for blanks. With the
// logarithms of the probabilities of frame t, p(blank) and p(l[u]),
//
//   blank[t](u) = log(exp blank[t-1](u) + exp label[t-1](u-1)) + p(blank)
//   label[t](u) = log(exp blank[t-1](u) + exp label[t-1](u) + exp label[t-1](u-1)) + p(l[u])
//
// sum over all beginnings of alignments that stand at place u or label u after frame t; the last
// term falls away where l[u] = l[u-1], since a blank must keep them apart. The sums over the ends
// run backwards alike. Beginning plus end less the whole is the logarithm of the probability
// `share` that an alignment stands there, and with y = softmax(x)
//
//   d(loss)/d(x[t, c]) = y[t, c] - (sum of the shares of c in frame t).
//
// Blanks and labels lie in arrays of their own: half of the places need two terms only, and every
// neighbour is one element away.

typedef struct {
  int64_t width, stride;
  int32_t *symbols;       // l, 0 beyond the labels
  double *skip;           // 0 where label u may follow label u - 1 at once, else IMPOSSIBLE
  double *open;           // 0 for the labels, IMPOSSIBLE beyond them
  double *blank, *label;  // beginnings, frame -1 first; two rows only where no gradient is wanted
  double *blank_end, *label_end;  // ends from the next frame on, its own probability included
  double *normaliser;             // per frame
  float *sums;                    // per frame, of exp(x - maximum)
  float *shares;                  // of the labels in one frame
} ctc_lattice;

static ctc_lattice ctc_lattice_in(float *scratch, const alignment_batch *batch) {
  ctc_lattice l;
  l.stride = lattice_stride(batch->label_count);
  l.width = l.stride - 2 * LATTICE_MARGIN;
  int64_t rows = batch->gradient ? batch->frames + 1 : 2;
  double *next = (double *)(void *)scratch + LATTICE_MARGIN;
  l.skip = next, next += l.stride;
  l.open = next, next += l.stride;
  l.blank_end = next, next += l.stride;
  l.label_end = next, next += l.stride;
  l.blank = next, next += rows * l.stride;
  l.label = next, next += rows * l.stride;
  l.normaliser = next - LATTICE_MARGIN;
  l.sums = (float *)(void *)(l.normaliser + lattice_width(batch->frames));
  l.shares = l.sums + lattice_width(batch->frames);
  l.symbols = (int32_t *)(void *)(l.shares + l.stride);
  return l;
}

// Which labels may follow each other, and the row before the first frame: at the first blank.
static void ctc_begin(const ctc_lattice *l, int64_t labels) {
  fill(l->skip - LATTICE_MARGIN, l->stride, IMPOSSIBLE);
  fill(l->open, l->width, IMPOSSIBLE);
  for (int64_t u = 0; u < labels; u++) {
    l->open[u] = 0;
    if (u > 0 && l->symbols[u] != l->symbols[u - 1]) l->skip[u] = 0;
  }
  fill(l->blank, l->width, IMPOSSIBLE);
  fill(l->label - LATTICE_MARGIN, l->stride, IMPOSSIBLE);
  l->blank[0] = 0;
}

// log p(l[u]) of a frame.
INLINE VX ctc_scores(const ctc_lattice *l, const float *x, double normaliser, int64_t u) {
  VX score = log_probability(gather(x, l->symbols + u), normaliser);
  return wide_add(score, wide_load(l->open + u));
}

// One frame forward, from row `from` to row `to`.
static void ctc_advance(
  const ctc_lattice *l, const float *x, int64_t blank, double normaliser, int64_t from, int64_t to) {
  const double *b = l->blank + from * l->stride, *y = l->label + from * l->stride;
  double *next_b = l->blank + to * l->stride, *next_y = l->label + to * l->stride;
  VX blank_score = wide_splat(log_probability_of(x[blank], normaliser));
  next_y[-1] = IMPOSSIBLE;
  for (int64_t u = 0; u < l->width; u += LANES) {
    VX here = wide_load(b + u), left = wide_load(y + u - 1);
    VX skipping = wide_add(left, wide_load(l->skip + u));
    wide_store(next_b + u, wide_add(log_add(here, left), blank_score));
    VX label = log_add_three(here, skipping, wide_load(y + u));
    wide_store(next_y + u, wide_add(label, ctc_scores(l, x, normaliser, u)));
  }
}

// All frames forward; returns log p, NaN if a score is NaN.
static double ctc_forward(
  const ctc_lattice *l, const alignment_batch *batch, const example *e) {
  ctc_begin(l, e->labels);
  double check = 0;
  int64_t row = 0;
  for (int64_t t = 0; t < e->frames; t++) {
    const float *x = e->scores + t * batch->classes;
    float *kept = e->gradient ? e->gradient + t * batch->classes : NULL;
    l->normaliser[t] = normaliser_of(x, batch->classes, kept, &l->sums[t]);
    check += l->normaliser[t];
    int64_t next = e->gradient ? t + 1 : 1 - row;
    ctc_advance(l, x, batch->blank, l->normaliser[t], row, next);
    row = next;
  }
  VX ends[2] = {wide_splat(IMPOSSIBLE), wide_splat(l->blank[row * l->stride + e->labels])};
  if (e->labels > 0) ends[0] = wide_splat(l->label[row * l->stride + e->labels - 1]);
  return check == check ? log_add(ends[0], ends[1]).low[0] : check;
}

// One frame backward: ends, and the shares of the labels and (returned) of the blank.
static VF ctc_retreat(
  const ctc_lattice *l, const float *x, int64_t blank, int64_t t, double whole, VF *mass) {
  const double *b = l->blank + (t + 1) * l->stride, *y = l->label + (t + 1) * l->stride;
  VX blank_score = wide_splat(log_probability_of(x[blank], l->normaliser[t]));
  VF blanks = splat(0.0f), all = splat(0.0f);
  for (int64_t u = 0; u < l->width; u += LANES) {
    VX stay = wide_load(l->label_end + u), next = wide_load(l->blank_end + u + 1);
    VX skipping = wide_add(wide_load(l->label_end + u + 1), wide_load(l->skip + u + 1));
    VX blank_end = log_add(wide_load(l->blank_end + u), stay);
    VX label_end = log_add_three(stay, next, skipping);
    VX at_blank = wide_subtract(wide_add(wide_load(b + u), blank_end), wide_splat(whole));
    VX at_label = wide_subtract(wide_add(wide_load(y + u), label_end), wide_splat(whole));
    // Rounding may leave a share a little above 1.
    VF blank_share = exp_of_negative(minimum(narrowed(at_blank), splat(0.0f)));
    VF label_share = exp_of_negative(minimum(narrowed(at_label), splat(0.0f)));
    store(l->shares + u, label_share);
    blanks += blank_share;
    all += blank_share + label_share;
    wide_store(l->blank_end + u, wide_add(blank_end, blank_score));
    wide_store(l->label_end + u, wide_add(label_end, ctc_scores(l, x, l->normaliser[t], u)));
  }
  *mass = all;
  return blanks;
}

// All frames backward, each leaving its row of the gradient.
static void ctc_backward(
  const ctc_lattice *l, const alignment_batch *batch, const example *e, double whole) {
  fill(l->blank_end - LATTICE_MARGIN, l->stride, IMPOSSIBLE);
  fill(l->label_end - LATTICE_MARGIN, l->stride, IMPOSSIBLE);
  l->blank_end[e->labels] = 0;
  for (int64_t t = e->frames - 1; t >= 0; t--) {
    const float *x = e->scores + t * batch->classes;
    float *gradient = e->gradient + t * batch->classes;
    VF mass;
    VF blanks = ctc_retreat(l, x, batch->blank, t, whole, &mass);
    float unit = e->scale / lanes_sum(mass);
    scale_row(gradient, batch->classes, e->scale / l->sums[t]);
    gradient[batch->blank] -= unit * lanes_sum(blanks);
    for (int64_t u = 0; u < e->labels; u++) gradient[l->symbols[u]] -= unit * l->shares[u];
  }
}

static void ctc_example(
  const alignment_batch *batch, int64_t row, const ctc_lattice *l) {
  int64_t size = batch->frames * batch->classes;
  example e;
  if (!read_example(batch, row, size, 0, &e, l->symbols, l->width)) {
    finish_without_lattice(batch, row, size, __builtin_nanf(""), 0);
    return;
  }
  double whole = ctc_forward(l, batch, &e);
  if (whole != whole) {
    finish_without_lattice(batch, row, size, __builtin_nanf(""), __builtin_nanf(""));
  } else if (!IS_POSSIBLE(whole)) {
    finish_without_lattice(batch, row, size, batch->zero_infinity ? 0 : __builtin_inff(), 0);
  } else {
    if (batch->losses) batch->losses[row] = (float)-whole;
    if (!e.gradient) return;
    ctc_backward(l, batch, &e, whole);
    int64_t used = e.frames * batch->classes;
    fill_floats(e.gradient + used, size - used, 0);
  }
}

static void level_ctc_examples(
  const alignment_batch *batch, int64_t begin, int64_t end, float *scratch) {
  ctc_lattice lattice = ctc_lattice_in(scratch, batch);
  for (int64_t row = begin; row < end; row++) ctc_example(batch, row, &lattice);
}
