// Connectionist temporal classification (Graves et al. 2006).
//
// An alignment names one symbol per frame, a label or the blank; dropping repetitions and then
// blanks leaves the labels. Between labels l[0] ... l[L-1] lie L + 1 places for blanks. With the
// logarithms of the probabilities of frame t, p(blank) and p(l[u]),
//
//   blank[t](u) = log(exp blank[t-1](u) + exp label[t-1](u-1)) + p(blank)
//   label[t](u) = log(exp blank[t-1](u) + exp label[t-1](u-1) + exp label[t-1](u)) + p(l[u])
//
// sum over all beginnings of alignments that stand at place u or label u after frame t; the middle
// term falls away where l[u] = l[u-1], since a blank must keep them apart. The whole is
// log(exp blank[T-1](L) + exp label[T-1](L-1)), the loss its negative.
//
// The derivative of a sum's logarithm in the logarithm of a term is the term's share in the sum. So
// the way forward keeps the shares of the terms, and the way back multiplies them: that gives the
// derivative of the whole in blank[t](u) and label[t](u), the probability that an alignment stands
// there at frame t. With y = softmax(x), x entering every p of its frame,
//
//   d(loss)/d(x[t, c]) = y[t, c] - (sum of the probabilities of standing at c in frame t).
//
// Rejected: sums over the ends of alignments, run backwards as in the paper. They take as many
// exponentials and logarithms again, where the products take none.
//
// Blanks and labels lie in arrays of their own: then every neighbour is at u or next to it.

typedef struct {
  int64_t width;
  int32_t *symbols;  // l, 0 beyond the labels
  double *skip;      // 0 where label u may follow label u - 1 at once, else IMPOSSIBLE
  float *may_skip;   // 1 where it may, else 0
  double *open;      // 0 for the labels, IMPOSSIBLE beyond them
  double *blank, *label;          // beginnings after the last frame
  float *at_blank, *at_label;     // probabilities of standing there, on the way back
  float *tops, *sums;             // per frame: the maximum, the sum of exp(x - maximum)
  double *normaliser;             // per frame: the logarithm of the sum of exp(x)
  float *shares;                  // per frame: those of the five terms, `width` each
} ctc_lattice;

enum { BLANK_STAYS, BLANK_FOLLOWS, LABEL_STARTS, LABEL_SKIPS, LABEL_STAYS, CTC_TERMS };

static ctc_lattice ctc_lattice_in(float *scratch, const alignment_batch *batch) {
  int64_t width = lattice_width(batch->label_count + 1), frames = lattice_width(batch->frames);
  ctc_lattice l = {.width = width};
  double *doubles = (double *)(void *)scratch;
  l.skip = doubles;
  l.open = l.skip + width;
  l.blank = l.open + width;
  l.label = l.blank + width;
  l.normaliser = l.label + width;
  l.tops = (float *)(void *)(l.normaliser + frames);
  l.sums = l.tops + frames;
  l.may_skip = l.sums + frames;
  l.at_blank = l.may_skip + width;
  l.at_label = l.at_blank + width;
  l.symbols = (int32_t *)(void *)(l.at_label + width);
  l.shares = l.at_label + 2 * width;
  return l;
}

// Which labels may follow each other, and the row before the first frame: at the first blank.
static void ctc_begin(const ctc_lattice *l, int64_t labels) {
  fill(l->skip, l->width, IMPOSSIBLE);
  fill(l->open, l->width, IMPOSSIBLE);
  fill_floats(l->may_skip, l->width, 0);
  for (int64_t u = 0; u < labels; u++) {
    l->open[u] = 0;
    if (u == 0 || l->symbols[u] == l->symbols[u - 1]) continue;
    l->skip[u] = 0;
    l->may_skip[u] = 1;
  }
  fill(l->blank, l->width, IMPOSSIBLE);
  fill(l->label, l->width, IMPOSSIBLE);
  l->blank[0] = 0;
}

// log p(l[u]) of a frame.
INLINE VX ctc_scores(const ctc_lattice *l, const float *x, double normaliser, int64_t u) {
  VX score = log_probability(gather(x, l->symbols + u), normaliser);
  return wide_add(score, wide_load(l->open + u));
}

// One frame forward; shares of the terms are kept unless `shares` is null.
INLINE void ctc_advance(
  const ctc_lattice *l, const float *x, double blank_score, double normaliser, float *shares) {
  VX label_before = wide_splat(IMPOSSIBLE);
  for (int64_t u = 0; u < l->width; u += LANES) {
    VX blank = wide_load(l->blank + u), label = wide_load(l->label + u);
    VX left = wide_shifted_up(label_before, label);
    label_before = label;
    two_terms pair = terms_of(blank, left);
    VF pair_sum = pair.a + pair.b;
    VX next_blank = wide_add(log_of_sum(pair.top, pair_sum), wide_splat(blank_score));
    // Without the skip only the blank's term is left of the pair.
    VI may_skip = load(l->may_skip + u) != 0.0f;
    VX top = wide_maximum(blank, wide_add(left, wide_load(l->skip + u)));
    two_terms start = {top, may_skip ? pair.a : splat(1.0f), may_skip ? pair.b : splat(0.0f)};
    three_terms all = terms_with(start, label);
    VF sum = (all.a + all.b) + all.c;
    VX next_label = wide_add(log_of_sum(all.top, sum), ctc_scores(l, x, normaliser, u));
    wide_store(l->blank + u, next_blank);
    wide_store(l->label + u, next_label);
    if (!shares) continue;
    VF blank_unit = 1.0f / pair_sum, label_unit = 1.0f / sum;
    store(shares + BLANK_STAYS * l->width + u, pair.a * blank_unit);
    store(shares + BLANK_FOLLOWS * l->width + u, pair.b * blank_unit);
    store(shares + LABEL_STARTS * l->width + u, all.a * label_unit);
    store(shares + LABEL_SKIPS * l->width + u, all.b * label_unit);
    store(shares + LABEL_STAYS * l->width + u, all.c * label_unit);
  }
}

// All frames forward; false if a score is NaN.
static bool ctc_forward(const ctc_lattice *l, const alignment_batch *batch, const example *e) {
  ctc_begin(l, e->labels);
  row_sums(e->scores, e->frames, batch->classes, e->gradient, l->tops, l->sums);
  row_normalisers(l->tops, l->sums, e->frames, l->normaliser);
  double check = 0;
  for (int64_t t = 0; t < e->frames; t++) {
    const float *x = e->scores + t * batch->classes;
    double normaliser = l->normaliser[t];
    double blank_score = log_probability_of(x[batch->blank], normaliser);
    check += normaliser;
    if (e->gradient) {
      ctc_advance(l, x, blank_score, normaliser, l->shares + t * CTC_TERMS * l->width);
    } else {
      ctc_advance(l, x, blank_score, normaliser, NULL);
    }
  }
  return check == check;
}

// The sum of the two ends an alignment may have; leaves their shares for the way back.
static double ctc_whole(const ctc_lattice *l, int64_t labels) {
  VX label = wide_splat(labels > 0 ? l->label[labels - 1] : IMPOSSIBLE);
  two_terms ends = terms_of(wide_splat(l->blank[labels]), label);
  VF sum = ends.a + ends.b;
  fill_floats(l->at_blank, l->width, 0);
  fill_floats(l->at_label, l->width, 0);
  l->at_blank[labels] = ends.a[0] / sum[0];
  if (labels > 0) l->at_label[labels - 1] = ends.b[0] / sum[0];
  return log_of_sum(ends.top, sum).low[0];
}

// Where alignments stand one frame earlier, from the last place to the first.
static void ctc_retreat(const ctc_lattice *l, const float *shares) {
  VF moves_after = splat(0.0f);
  for (int64_t u = l->width - LANES; u >= 0; u -= LANES) {
    VF blank = load(l->at_blank + u), label = load(l->at_label + u);
    VF stays = blank * load(shares + BLANK_STAYS * l->width + u);
    VF starts = label * load(shares + LABEL_STARTS * l->width + u);
    VF follows = blank * load(shares + BLANK_FOLLOWS * l->width + u);
    VF skips = label * load(shares + LABEL_SKIPS * l->width + u);
    VF remains = label * load(shares + LABEL_STAYS * l->width + u);
    VF moves = follows + skips;
    store(l->at_blank + u, significant(stays + starts));
    store(l->at_label + u, significant(remains + SHIFTED_DOWN(moves, moves_after)));
    moves_after = moves;
  }
}

// The gradient of one frame, over the exponentials that lie there.
static void ctc_gradient_row(
  const ctc_lattice *l, const alignment_batch *batch, const example *e, int64_t t) {
  float *row = e->gradient + t * batch->classes;
  VF blank = splat(0.0f), all = splat(0.0f);
  for (int64_t u = 0; u < l->width; u += LANES) {
    blank += load(l->at_blank + u);
    all += load(l->at_label + u);
  }
  // The probabilities of a frame add up to 1 but for rounding, which must not build up.
  float unit = e->scale / lanes_sum(all + blank);
  scale_row(row, batch->classes, e->scale / l->sums[t]);
  row[batch->blank] -= unit * lanes_sum(blank);
  for (int64_t u = 0; u < e->labels; u++) row[l->symbols[u]] -= unit * l->at_label[u];
}

static void ctc_backward(const ctc_lattice *l, const alignment_batch *batch, const example *e) {
  for (int64_t t = e->frames - 1; t >= 0; t--) {
    ctc_gradient_row(l, batch, e, t);
    ctc_retreat(l, l->shares + t * CTC_TERMS * l->width);
  }
  int64_t used = e->frames * batch->classes, size = batch->frames * batch->classes;
  fill_floats(e->gradient + used, size - used, 0);
}

static void ctc_example(const alignment_batch *batch, int64_t row, const ctc_lattice *l) {
  int64_t size = batch->frames * batch->classes;
  example e;
  if (!read_example(batch, row, size, 0, &e, l->symbols, l->width)) {
    finish_unsound(batch, row, size);
    return;
  }
  if (!ctc_forward(l, batch, &e)) {
    finish_without_number(batch, row, size);
    return;
  }
  double whole = ctc_whole(l, e.labels);
  if (!IS_POSSIBLE(whole)) {
    finish_impossible(batch, row, size);
    return;
  }
  if (batch->losses) batch->losses[row] = (float)-whole;
  if (e.gradient) ctc_backward(l, batch, &e);
}

static void level_ctc_examples(
  const alignment_batch *batch, int64_t begin, int64_t end, float *scratch) {
  ctc_lattice lattice = ctc_lattice_in(scratch, batch);
  for (int64_t row = begin; row < end; row++) ctc_example(batch, row, &lattice);
}
