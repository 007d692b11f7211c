// Matrix products in blocks.
//
// Rows of the result are taken some hundred at a time, k in blocks that leave the panel of b in the
// cache, then panels of columns, then tiles. A block of k adds to what the one before left in c,
// which is exact: blocks change no bit.

enum {
  ROWS_AT_ONCE = 36 * TILE_ROWS,
  UNPACKED_DEPTH = 512,
};

// Where a panel or a tile's row count leaves parts of vectors, the tile is computed here.
typedef struct {
  float c[TILE_ROWS * PANEL], bias[PANEL];
} product_spare;

typedef struct {
  bool transpose_b;
  int64_t m, n, k;
  const float *a;
  int64_t a_row, a_step;
  const float *b;
  int64_t b_stride;
  float *c;
  int64_t c_stride;
  const float *bias;
  bool relu;
  float *scratch;
  fetch_cursor fetch;
} product;

// A tile whose columns end within a vector, by way of whole ones.
static void tile_through_spare(
  tile_work *work, int rows, int vectors, tile_layout layout, int64_t columns,
  product_spare *spare) {
  float *c = work->c;
  int64_t c_row = work->c_row, size = columns * (int64_t)sizeof(float);
  for (int r = 0; work->add && r < rows; r++) memcpy(spare->c + r * PANEL, c + r * c_row, size);
  work->c = spare->c;
  work->c_row = PANEL;
  tiles[layout][vectors - 1][rows - 1](work);
  for (int r = 0; r < rows; r++) memcpy(c + r * c_row, spare->c + r * PANEL, size);
}

// Whether a panel is copied first: where its columns are not whole vectors in memory, and where its
// rows are narrow and on as many pages, unless too few rows of a use it.
static bool is_packed(const product *s, int64_t columns) {
  bool scattered = LANES < 16 && s->b_stride >= 1024 && s->m >= 4 * TILE_ROWS;
  return s->transpose_b || columns % LANES != 0 || scattered;
}

// Rows [first, last) of columns [column, column + columns), steps [step, step + depth) of k.
static void product_panel(
  product *s, int64_t first, int64_t last, int64_t column, int64_t columns, int64_t step,
  int64_t depth) {
  int vectors = (int)((columns + LANES - 1) / LANES);
  tile_layout layout = s->a_step == 1 ? BY_ROWS : BY_STEPS;
  bool partial = columns % LANES != 0, ends = step + depth == s->k;
  product_spare spare;
  const void *lines[UNPACKED_DEPTH / STEPS_PER_LINE];
  tile_work work = {
    .a_row = s->a_row, .a_step = s->a_step, .b = s->b + step * s->b_stride + column,
    .b_step = s->b_stride, .c_row = s->c_stride, .depth = depth, .add = step > 0,
    .relu = ends && s->relu, .bias = ends && s->bias ? s->bias + column : NULL};
  if (is_packed(s, columns)) {
    const float *b = s->transpose_b ? s->b + column * s->b_stride + step : work.b;
    pack_panel(s->transpose_b, b, s->b_stride, columns, depth, vectors, s->scratch);
    work.b = s->scratch;
    work.b_step = vectors * LANES;
  }
  if (partial && work.bias) {
    memset(spare.bias, 0, sizeof spare.bias);
    memcpy(spare.bias, work.bias, columns * sizeof(float));
    work.bias = spare.bias;
  }
  int64_t count = (last - first + TILE_ROWS - 1) / TILE_ROWS;
  int least = (int)((last - first) / count);
  int64_t larger = (last - first) % count;  // tiles with one row more
  for (int64_t row = first, t = 0; t < count; t++) {
    int rows = least + (t < larger);
    work.a = s->a + row * s->a_row + step * s->a_step;
    work.c = s->c + row * s->c_stride + column;
    const void *none = work.a;
    work.lines_step = fetches_left(&s->fetch);
    work.lines = work.lines_step ? lines : &none;
    if (work.lines_step) next_lines(&s->fetch, depth / STEPS_PER_LINE, lines);
    if (partial) {
      work.c_row = s->c_stride;
      tile_through_spare(&work, rows, vectors, layout, columns, &spare);
    } else {
      tiles[layout][vectors - 1][rows - 1](&work);
    }
    row += rows;
  }
}

// Blocks of k as equal as whole cache lines let them be.
static int64_t block_depth(int64_t k, int64_t deepest) {
  int64_t blocks = (k + deepest - 1) / deepest;
  return blocks < 2 ? deepest : ((k + blocks - 1) / blocks + 15) / 16 * 16;
}

static void product_in_blocks(product *s) {
  int64_t depth =
    block_depth(s->k, is_packed(s, s->n) ? PACKED_DEPTH : UNPACKED_DEPTH);
  for (int64_t first = 0; first < s->m; first += ROWS_AT_ONCE) {
    int64_t last = smaller(first + ROWS_AT_ONCE, s->m);
    for (int64_t step = 0; step == 0 || step < s->k; step += depth) {
      for (int64_t column = 0; column < s->n; column += PANEL) {
        int64_t columns = smaller(PANEL, s->n - column);
        product_panel(s, first, last, column, columns, step, smaller(depth, s->k - step));
      }
    }
  }
}
