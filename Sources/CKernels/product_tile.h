// One tile of a matrix product: up to TILE_ROWS rows by one or two vectors of columns, held in
// registers while k runs. Every row count has a function of its own, so that nothing in the loop
// depends on it; so have the two ways a lies in memory.
//
// 14 x 2 of 32 registers with AVX-512 and 6 x 2 of 16 otherwise leave one for the factor and two for
// the row of b, and hide the latency of the multiply-add.

#if LANES == 16
enum { TILE_ROWS = 14 };
#else
enum { TILE_ROWS = 6 };
#endif

enum {
  TILE_VECTORS = 2,
  PANEL = TILE_VECTORS * LANES,
  ROW_GROUPS = (TILE_ROWS + 3) / 4,
  STEPS_PER_LINE = 4,  // of k, for each cache line that is fetched meanwhile
  STEPS_AHEAD = 8,     // of k, at which rows of b are asked for
};

typedef struct {
  const float *a;  // element (row r, step p) is a[r * a_row + p * a_step]
  int64_t a_row, a_step;  // one of them is 1
  const float *b;  // whole vectors, b_step floats from one step to the next
  int64_t b_step;
  float *c;  // whole vectors
  int64_t c_row;
  int64_t depth;
  bool add;           // to what c holds; from zero otherwise
  bool relu;
  const float *bias;  // whole vectors, or null
  const void *const *lines;  // depth / STEPS_PER_LINE addresses, or one
  int64_t lines_step;        // 1 or 0
} tile_work;

#define UNROLL _Pragma("clang loop unroll(full)")

typedef struct {
  VF at[TILE_ROWS][TILE_VECTORS];
} tile_sums;

// How a lies in memory: row after row, as it is stored, or step after step, where it is transposed.
typedef enum { BY_ROWS, BY_STEPS } tile_layout;

// Step `ahead` of k from where the pointers are. Rows are reached from every fourth one by scaled
// indices or, transposed, from the first by constants: there are no registers for more pointers.
INLINE void tile_step(
  int rows, int vectors, tile_layout layout, int ahead, const tile_work *work,
  const float *const group[ROW_GROUPS], const float *b, tile_sums *sums) {
  VF factors[TILE_VECTORS];
  UNROLL for (int v = 0; v < vectors; v++) {
    __builtin_prefetch(b + STEPS_AHEAD * work->b_step + v * LANES);
    factors[v] = load(b + v * LANES);
  }
  UNROLL for (int r = 0; r < rows; r++) {
    VF factor = splat(
      layout == BY_ROWS ? group[r / 4][(r % 4) * work->a_row + ahead] : group[0][r]);
    UNROLL for (int v = 0; v < vectors; v++) {
      sums->at[r][v] = multiply_add(factor, factors[v], sums->at[r][v]);
    }
  }
}

// Keeps the compiler from giving every row a pointer of its own.
#define OPAQUE(pointer) __asm__("" : "+r"(pointer))

INLINE void tile_steps(
  int rows, int vectors, tile_layout layout, int steps, const tile_work *work,
  const float *group[ROW_GROUPS], const float **b, tile_sums *sums) {
  UNROLL for (int s = 0; s < steps; s++) {
    tile_step(rows, vectors, layout, s, work, group, *b, sums);
    *b += work->b_step;
    OPAQUE(*b);
    if (layout == BY_STEPS) {
      group[0] += work->a_step;
      OPAQUE(group[0]);
    }
  }
  if (layout == BY_STEPS) return;
  UNROLL for (int g = 0; g < ROW_GROUPS; g++) {
    group[g] += steps;
    OPAQUE(group[g]);
  }
}

INLINE tile_sums tile_begin(int rows, int vectors, const tile_work *work) {
  tile_sums sums;
  UNROLL for (int r = 0; r < rows; r++) {
    UNROLL for (int v = 0; v < vectors; v++) sums.at[r][v] = splat(0.0f);
  }
  if (!work->add) return sums;
  UNROLL for (int r = 0; r < rows; r++) {
    UNROLL for (int v = 0; v < vectors; v++) {
      sums.at[r][v] = load(work->c + r * work->c_row + v * LANES);
    }
  }
  return sums;
}

INLINE void tile_end(int rows, int vectors, const tile_work *work, tile_sums *sums) {
  if (work->bias) {
    UNROLL for (int v = 0; v < vectors; v++) {
      VF bias = load(work->bias + v * LANES);
      UNROLL for (int r = 0; r < rows; r++) sums->at[r][v] += bias;
    }
  }
  if (work->relu) {
    UNROLL for (int r = 0; r < rows; r++) {
      UNROLL for (int v = 0; v < vectors; v++) {
        VF x = sums->at[r][v];
        sums->at[r][v] = 0.0f > x ? splat(0.0f) : x;
      }
    }
  }
  UNROLL for (int r = 0; r < rows; r++) {
    UNROLL for (int v = 0; v < vectors; v++) {
      store(work->c + r * work->c_row + v * LANES, sums->at[r][v]);
    }
  }
}

INLINE void tile(int rows, int vectors, tile_layout layout, const tile_work *arguments) {
  tile_work work = *arguments;
  tile_sums sums = tile_begin(rows, vectors, &work);
  const float *group[ROW_GROUPS], *b = work.b;
  UNROLL for (int g = 0; g < ROW_GROUPS; g++) group[g] = work.a + 4 * g * work.a_row;
  int64_t left = work.depth;
  for (; left >= STEPS_PER_LINE; left -= STEPS_PER_LINE) {
    __builtin_prefetch(*work.lines, 0, 2);
    work.lines += work.lines_step;
    tile_steps(rows, vectors, layout, STEPS_PER_LINE, &work, group, &b, &sums);
  }
  for (; left > 0; left--) tile_steps(rows, vectors, layout, 1, &work, group, &b, &sums);
  tile_end(rows, vectors, &work, &sums);
}

// clang-format off
#if LANES == 16
#define EACH_TILE(X, v, l) \
  X(1, v, l) X(2, v, l) X(3, v, l) X(4, v, l) X(5, v, l) X(6, v, l) X(7, v, l) X(8, v, l) \
  X(9, v, l) X(10, v, l) X(11, v, l) X(12, v, l) X(13, v, l) X(14, v, l)
#else
#define EACH_TILE(X, v, l) \
  X(1, v, l) X(2, v, l) X(3, v, l) X(4, v, l) X(5, v, l) X(6, v, l)
#endif
// clang-format on

#define TILE(rows, vectors, layout)                                      \
  static void tile_##rows##_##vectors##_##layout(const tile_work *work) { \
    tile(rows, vectors, layout, work);                                   \
  }
EACH_TILE(TILE, 1, BY_ROWS)
EACH_TILE(TILE, 2, BY_ROWS)
EACH_TILE(TILE, 1, BY_STEPS)
EACH_TILE(TILE, 2, BY_STEPS)
#undef TILE

#define TILE_NAME(rows, vectors, layout) tile_##rows##_##vectors##_##layout,
static void (*const tiles[2][TILE_VECTORS][TILE_ROWS])(const tile_work *) = {
  {{EACH_TILE(TILE_NAME, 1, BY_ROWS)}, {EACH_TILE(TILE_NAME, 2, BY_ROWS)}},
  {{EACH_TILE(TILE_NAME, 1, BY_STEPS)}, {EACH_TILE(TILE_NAME, 2, BY_STEPS)}}};
#undef TILE_NAME
#undef EACH_TILE
