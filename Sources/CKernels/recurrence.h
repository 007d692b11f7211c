// Recurrences, frame by frame. Promises: see include/recurrence.h.

// Some rows of a recurrence on their way, in scratch.
typedef struct {
  int64_t rows, longest;
  int64_t lengths[RECURRENT_ROWS];  // -1 for one out of range
  float *hidden, *memory;  // [rows, units]; on the way back the slopes at them
  float *sums;             // [rows, gates * units]
  float *product;          // what matrix products want
} recurrent_rows;

static recurrent_rows recurrent_rows_in(
  float *scratch, recurrent_cell cell, int64_t frames, int64_t units, const float *lengths,
  int64_t rows) {
  int64_t width = recurrent_gates(cell) * units;
  recurrent_rows s = {.rows = rows, .hidden = scratch};
  s.memory = s.hidden + recurrent_part(units);
  s.sums = s.memory + recurrent_part(units);
  s.product = s.sums + recurrent_part(width);
  fill_floats(s.hidden, rows * units, 0);
  fill_floats(s.memory, rows * units, 0);
  fill_floats(s.sums, rows * width, 0);
  for (int64_t r = 0; r < rows; r++) {
    s.lengths[r] = whole_number(lengths[r], 0, frames);
    if (s.lengths[r] > s.longest) s.longest = s.lengths[r];
  }
  return s;
}

// Element u of array `part` of those of `units` that lie side by side.
INLINE VF part_of(const float *x, int64_t part, int64_t u, int64_t units) {
  return load_upto(x + part * units, u, units, 0.0f);
}
INLINE void keep_part(float *x, int64_t part, int64_t u, int64_t units, VF value) {
  if (x) store_upto(x + part * units, u, units, value);
}
INLINE VF gate_sum(const float *x, const float *sums, int64_t part, int64_t u, int64_t units) {
  return part_of(x, part, u, units) + part_of(sums, part, u, units);
}

// MARK: forward

static void lstm_frame(
  const float *x, const float *sums, int64_t units, float *hidden, float *memory, float *kept) {
  for (int64_t u = 0; u < units; u += LANES) {
    VF i = vector_sigmoid(gate_sum(x, sums, 0, u, units));
    VF f = vector_sigmoid(gate_sum(x, sums, 1, u, units));
    VF g = vector_tanh(gate_sum(x, sums, 2, u, units));
    VF o = vector_sigmoid(gate_sum(x, sums, 3, u, units));
    VF c = multiply_add(f, load_upto(memory, u, units, 0.0f), i * g);
    store_upto(memory, u, units, c);
    store_upto(hidden, u, units, o * vector_tanh(c));
    keep_part(kept, 0, u, units, i);
    keep_part(kept, 1, u, units, f);
    keep_part(kept, 2, u, units, g);
    keep_part(kept, 3, u, units, o);
    keep_part(kept, 4, u, units, c);
  }
}

static void gru_frame(
  const float *x, const float *sums, const float *bias, int64_t units, float *hidden,
  float *kept) {
  for (int64_t u = 0; u < units; u += LANES) {
    VF r = vector_sigmoid(gate_sum(x, sums, 0, u, units) + part_of(bias, 0, u, units));
    VF z = vector_sigmoid(gate_sum(x, sums, 1, u, units) + part_of(bias, 1, u, units));
    VF q = gate_sum(bias, sums, 2, u, units);
    VF n = vector_tanh(multiply_add(r, q, part_of(x, 2, u, units)));
    VF h = load_upto(hidden, u, units, 0.0f);
    store_upto(hidden, u, units, multiply_add(z, h - n, n));
    keep_part(kept, 0, u, units, r);
    keep_part(kept, 1, u, units, z);
    keep_part(kept, 2, u, units, n);
    keep_part(kept, 3, u, units, q);
  }
}

static void tanh_frame(
  const float *x, const float *sums, int64_t units, float *hidden, float *kept) {
  for (int64_t u = 0; u < units; u += LANES) {
    VF h = vector_tanh(gate_sum(x, sums, 0, u, units));
    store_upto(hidden, u, units, h);
    keep_part(kept, 0, u, units, h);
  }
}

// One frame of one row; `place` is its number among all frames of all rows.
static void recurrence_frame(
  const recurrence_pass *pass, const recurrent_rows *s, int64_t row, int64_t place) {
  int64_t units = pass->units, width = recurrent_gates(pass->cell) * units;
  const float *x = pass->gates + place * width, *sums = s->sums + row * width;
  float *hidden = s->hidden + row * units;
  float *kept = pass->kept ? pass->kept + place * recurrent_kept(pass->cell) * units : NULL;
  size_t size = (size_t)units * sizeof(float);
  if (pass->before) memcpy(pass->before + place * units, hidden, size);
  switch (pass->cell) {
    case RECURRENT_LSTM:
      lstm_frame(x, sums, units, hidden, s->memory + row * units, kept);
      break;
    case RECURRENT_GRU: gru_frame(x, sums, pass->bias, units, hidden, kept); break;
    case RECURRENT_TANH: tanh_frame(x, sums, units, hidden, kept); break;
  }
  if (pass->states) memcpy(pass->states + place * pass->stride, hidden, size);
}

// A frame that does not count.
static void recurrence_beyond(const recurrence_pass *pass, int64_t place, float state) {
  int64_t units = pass->units, kept = recurrent_kept(pass->cell) * units;
  if (pass->before) fill_floats(pass->before + place * units, units, 0);
  if (pass->kept) fill_floats(pass->kept + place * kept, kept, 0);
  if (pass->states) fill_floats(pass->states + place * pass->stride, units, state);
}

static void recurrence_block(
  const recurrence_pass *pass, int64_t first, int64_t rows, float *scratch) {
  int64_t frames = pass->frames, units = pass->units;
  int64_t width = recurrent_gates(pass->cell) * units;
  recurrent_rows s = recurrent_rows_in(
    scratch, pass->cell, frames, units, pass->lengths + first, rows);
  bool begun = false;  // before the first frame states are 0, and so are the sums
  for (int64_t step = 0; step < frames; step++) {
    int64_t t = pass->backward ? frames - 1 - step : step;
    if (begun && t < s.longest) {
      level_matrix_product(
        false, false, rows, width, units, s.hidden, units, pass->weight, width, s.sums, width,
        NULL, s.product);
    }
    begun |= t < s.longest;
    for (int64_t r = 0; r < rows; r++) {
      int64_t place = (first + r) * frames + t;
      if (t < s.lengths[r]) recurrence_frame(pass, &s, r, place);
      else recurrence_beyond(pass, place, s.lengths[r] < 0 ? __builtin_nanf("") : 0);
    }
  }
  for (int64_t r = 0; pass->last && r < rows; r++) {
    float *last = pass->last + (first + r) * pass->stride;
    if (s.lengths[r] < 0) fill_floats(last, units, __builtin_nanf(""));
    else memcpy(last, s.hidden + r * units, (size_t)units * sizeof(float));
  }
}

static void level_recurrence_rows(
  const recurrence_pass *pass, int64_t begin, int64_t end, float *scratch) {
  unsigned mode = kernels_flush_subnormals();
  for (int64_t first = begin; first < end; first += RECURRENT_ROWS) {
    recurrence_block(pass, first, smaller(RECURRENT_ROWS, end - first), scratch);
  }
  kernels_restore_subnormals(mode);
}

// MARK: back

// The slope of sigmoid and tanh, from their values.
INLINE VF sigmoid_slope(VF y) { return y * (1.0f - y); }
INLINE VF tanh_slope(VF y) { return (1.0f - y) * (1.0f + y); }

// From the slope at h to those at the gates; `memory` holds the slope at c and takes that at the c
// before. `earlier` is what the frame before kept, null before the first.
static void lstm_frame_slope(
  const float *kept, const float *earlier, const float *dh, int64_t units, float *memory,
  float *slope) {
  for (int64_t u = 0; u < units; u += LANES) {
    VF i = part_of(kept, 0, u, units), f = part_of(kept, 1, u, units);
    VF g = part_of(kept, 2, u, units), o = part_of(kept, 3, u, units);
    VF c = earlier ? part_of(earlier, 4, u, units) : splat(0.0f);
    VF bent = vector_tanh(part_of(kept, 4, u, units)), h = load_upto(dh, u, units, 0.0f);
    VF dc = multiply_add(h * o, tanh_slope(bent), load_upto(memory, u, units, 0.0f));
    store_upto(memory, u, units, dc * f);
    keep_part(slope, 0, u, units, dc * g * sigmoid_slope(i));
    keep_part(slope, 1, u, units, dc * c * sigmoid_slope(f));
    keep_part(slope, 2, u, units, dc * i * tanh_slope(g));
    keep_part(slope, 3, u, units, h * bent * sigmoid_slope(o));
  }
}

// `memory` takes the slope at the h before that does not pass through the weights.
static void gru_frame_slope(
  const float *kept, const float *before, const float *dh, int64_t units, float *memory,
  float *slope, float *gate_slope) {
  for (int64_t u = 0; u < units; u += LANES) {
    VF r = part_of(kept, 0, u, units), z = part_of(kept, 1, u, units);
    VF n = part_of(kept, 2, u, units), q = part_of(kept, 3, u, units);
    VF h = load_upto(dh, u, units, 0.0f);
    VF dn = h * (1.0f - z) * tanh_slope(n), dr = dn * q * sigmoid_slope(r);
    VF dz = h * (load_upto(before, u, units, 0.0f) - n) * sigmoid_slope(z);
    store_upto(memory, u, units, h * z);
    keep_part(slope, 0, u, units, dr);
    keep_part(slope, 1, u, units, dz);
    keep_part(slope, 2, u, units, dn * r);
    keep_part(gate_slope, 0, u, units, dr);
    keep_part(gate_slope, 1, u, units, dz);
    keep_part(gate_slope, 2, u, units, dn);
  }
}

static void tanh_frame_slope(const float *kept, const float *dh, int64_t units, float *slope) {
  for (int64_t u = 0; u < units; u += LANES) {
    VF h = load_upto(dh, u, units, 0.0f);
    store_upto(slope, u, units, h * tanh_slope(load_upto(kept, u, units, 0.0f)));
  }
}

// Adds to the slope at h what comes from outside.
static void add_upstream(
  const recurrence_slope_pass *pass, int64_t row, int64_t t, int64_t length, float *dh) {
  int64_t place = row * pass->frames + t;
  if (pass->upstream_of_last) {
    if (t != (pass->backward ? 0 : length - 1)) return;
    place = row;
  }
  const float *upstream = pass->upstream + place * pass->stride;
  for (int64_t u = 0; u < pass->units; u += LANES) {
    VF sum = load_upto(dh, u, pass->units, 0.0f) + load_upto(upstream, u, pass->units, 0.0f);
    store_upto(dh, u, pass->units, sum);
  }
}

// What the frame before this one kept, in the order of the recurrence; null for the first.
static const float *kept_earlier(const recurrence_slope_pass *pass, int64_t place, int64_t t) {
  int64_t step = pass->backward ? 1 : -1;
  if (t + step < 0 || t + step >= pass->frames) return NULL;
  return pass->kept + (place + step) * recurrent_kept(pass->cell) * pass->units;
}

static void recurrence_frame_slope(
  const recurrence_slope_pass *pass, const recurrent_rows *s, int64_t first, int64_t row, int64_t t) {
  int64_t units = pass->units, width = recurrent_gates(pass->cell) * units;
  int64_t place = (first + row) * pass->frames + t;
  const float *kept = pass->kept + place * recurrent_kept(pass->cell) * units;
  float *dh = s->hidden + row * units, *memory = s->memory + row * units;
  float *slope = s->sums + row * width;
  add_upstream(pass, first + row, t, s->lengths[row], dh);
  switch (pass->cell) {
    case RECURRENT_LSTM:
      lstm_frame_slope(kept, kept_earlier(pass, place, t), dh, units, memory, slope);
      break;
    case RECURRENT_GRU:
      gru_frame_slope(
        kept, pass->before + place * units, dh, units, memory, slope,
        pass->gate_slope ? pass->gate_slope + place * width : NULL);
      break;
    case RECURRENT_TANH: tanh_frame_slope(kept, dh, units, slope); break;
  }
  memcpy(pass->hidden_slope + place * width, slope, (size_t)width * sizeof(float));
}

// A frame that does not count hands on no slope.
static void recurrence_slope_beyond(
  const recurrence_slope_pass *pass, const recurrent_rows *s, int64_t row, int64_t place) {
  int64_t width = recurrent_gates(pass->cell) * pass->units;
  fill_floats(s->sums + row * width, width, 0);
  fill_floats(s->memory + row * pass->units, pass->units, 0);
  fill_floats(pass->hidden_slope + place * width, width, 0);
  if (pass->gate_slope) fill_floats(pass->gate_slope + place * width, width, 0);
}

// The slope at the states one frame earlier.
static void recurrence_retreat(const recurrence_slope_pass *pass, const recurrent_rows *s) {
  int64_t units = pass->units, width = recurrent_gates(pass->cell) * units;
  level_matrix_product(
    false, false, s->rows, units, width, s->sums, width, pass->weight, units, s->hidden, units,
    NULL, s->product);
  if (pass->cell != RECURRENT_GRU) return;
  for (int64_t k = 0; k < s->rows * units; k += LANES) {
    VF sum = load_upto(s->hidden, k, s->rows * units, 0.0f) +
             load_upto(s->memory, k, s->rows * units, 0.0f);
    store_upto(s->hidden, k, s->rows * units, sum);
  }
}

static void recurrence_slope_block(
  const recurrence_slope_pass *pass, int64_t first, int64_t rows, float *scratch) {
  int64_t frames = pass->frames;
  recurrent_rows s = recurrent_rows_in(
    scratch, pass->cell, frames, pass->units, pass->lengths + first, rows);
  for (int64_t step = 0; step < frames; step++) {
    int64_t t = pass->backward ? step : frames - 1 - step;
    for (int64_t r = 0; r < rows; r++) {
      if (t < s.lengths[r]) recurrence_frame_slope(pass, &s, first, r, t);
      else recurrence_slope_beyond(pass, &s, r, (first + r) * frames + t);
    }
    if (t < s.longest && step + 1 < frames) recurrence_retreat(pass, &s);
  }
}

static void level_recurrence_slope_rows(
  const recurrence_slope_pass *pass, int64_t begin, int64_t end, float *scratch) {
  unsigned mode = kernels_flush_subnormals();
  for (int64_t first = begin; first < end; first += RECURRENT_ROWS) {
    recurrence_slope_block(pass, first, smaller(RECURRENT_ROWS, end - first), scratch);
  }
  kernels_restore_subnormals(mode);
}
