// Copies of a panel of b, `depth` steps by up to PANEL columns: one step after the other in whole
// vectors, padded with zeros.

// Lanes whose number has bit d come from y, d lanes lower; and the counterpart.
#define EXCHANGED_LOW(l, d) ((l) & (d) ? LANES + (l) - (d) : (l))
#define EXCHANGED_HIGH(l, d) ((l) & (d) ? LANES + (l) : (l) + (d))
#if LANES == 16
#define EXCHANGED(x, y, E, d)                                                                    \
  __builtin_shufflevector(                                                                       \
    x, y, E(0, d), E(1, d), E(2, d), E(3, d), E(4, d), E(5, d), E(6, d), E(7, d), E(8, d),       \
    E(9, d), E(10, d), E(11, d), E(12, d), E(13, d), E(14, d), E(15, d))
#elif LANES == 8
#define EXCHANGED(x, y, E, d)                                                                    \
  __builtin_shufflevector(                                                                       \
    x, y, E(0, d), E(1, d), E(2, d), E(3, d), E(4, d), E(5, d), E(6, d), E(7, d))
#else
#define EXCHANGED(x, y, E, d) \
  __builtin_shufflevector(x, y, E(0, d), E(1, d), E(2, d), E(3, d))
#endif

// Exchanges the off-diagonal d x d blocks of every 2d x 2d block.
#define EXCHANGE_BLOCKS(rows, d)                             \
  UNROLL for (int i = 0; i < LANES; i++) {                   \
    if (i & (d)) continue;                                   \
    VF x = rows[i], y = rows[i + (d)];                       \
    rows[i] = EXCHANGED(x, y, EXCHANGED_LOW, d);             \
    rows[i + (d)] = EXCHANGED(x, y, EXCHANGED_HIGH, d);      \
  }

INLINE void transpose_square(VF rows[LANES]) {
#if LANES >= 16
  EXCHANGE_BLOCKS(rows, 8)
#endif
#if LANES >= 8
  EXCHANGE_BLOCKS(rows, 4)
#endif
  EXCHANGE_BLOCKS(rows, 2)
  EXCHANGE_BLOCKS(rows, 1)
}

// One vector of columns, which b stores as rows.
static void pack_transposed(
  const float *b, int64_t stride, int64_t columns, int64_t depth, float *packed, int64_t width) {
  int64_t whole = smaller(columns, LANES);
  for (int64_t p = 0; p < depth; p += LANES) {
    VF rows[LANES];
    if (whole == LANES && p + LANES <= depth) {
      UNROLL for (int64_t j = 0; j < LANES; j++) rows[j] = load(b + j * stride + p);
    } else {
      UNROLL for (int64_t j = 0; j < LANES; j++) {
        rows[j] = j < whole ? load_upto(b + j * stride, p, depth, 0.0f) : splat(0.0f);
      }
    }
    transpose_square(rows);
    int64_t steps = smaller(depth - p, LANES);
    UNROLL for (int64_t s = 0; s < LANES; s++) {
      if (s < steps) store(packed + (p + s) * width, rows[s]);
    }
  }
}

static void pack_straight(
  const float *b, int64_t stride, int64_t columns, int64_t depth, float *packed, int64_t width) {
  for (int64_t p = 0; p < depth; p++) {
    store(packed + p * width, load_upto(b + p * stride, 0, columns, 0.0f));
  }
}

// `vectors` vectors of columns from op(b)'s element (0, 0) at b.
static void pack_panel(
  bool transposed, const float *b, int64_t stride, int64_t columns, int64_t depth, int vectors,
  float *packed) {
  for (int v = 0; v < vectors; v++) {
    int64_t first = v * LANES;
    if (transposed) {
      pack_transposed(
        b + first * stride, stride, columns - first, depth, packed + first, vectors * LANES);
    } else {
      pack_straight(b + first, stride, columns - first, depth, packed + first, vectors * LANES);
    }
  }
}
