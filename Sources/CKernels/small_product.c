// The result is computed in tiles of 4 rows by up to 32 columns held in registers, over a copy of
// b's columns padded with zeros to whole vectors, so that 3 columns cost no more than 8.

#include "small_product.h"

#include <string.h>

#include "clones.h"

enum { LANES = 8, WIDEST = 32, DEEPEST = 256, TILE_ROWS = 4 };

typedef float lanes __attribute__((vector_size(32)));

// One tile: `rows` rows of the result against `vectors` vectors of packed columns.
__attribute__((always_inline)) static inline void tile(
  int rows, int vectors, int64_t k, const float *a, int64_t row, int64_t column,
  const lanes *packed, lanes out[TILE_ROWS][WIDEST / LANES]) {
#pragma clang fp contract(fast)
  lanes sum[TILE_ROWS][WIDEST / LANES] = {0};
  for (int64_t p = 0; p < k; p++) {
    for (int r = 0; r < rows; r++) {
      float factor = a[r * row + p * column];
      for (int v = 0; v < vectors; v++) sum[r][v] += factor * packed[p * vectors + v];
    }
  }
  for (int r = 0; r < rows; r++) {
    for (int v = 0; v < vectors; v++) out[r][v] = sum[r][v];
  }
}

__attribute__((always_inline)) static inline void tile_of_rows(
  int rows, int vectors, int64_t k, const float *a, int64_t row, int64_t column,
  const lanes *packed, lanes out[TILE_ROWS][WIDEST / LANES]) {
  switch (vectors) {
    case 1: tile(rows, 1, k, a, row, column, packed, out); break;
    case 2: tile(rows, 2, k, a, row, column, packed, out); break;
    case 3: tile(rows, 3, k, a, row, column, packed, out); break;
    default: tile(rows, 4, k, a, row, column, packed, out); break;
  }
}

// c[:, 0 ..< columns] = or += op(a) times the packed columns.
CLONES("arch=x86-64-v3") static void multiply_packed(
  int64_t m, int64_t columns, int64_t k, const float *a, int64_t row, int64_t column,
  const lanes *packed, float *c, int64_t c_stride, bool add) {
  int vectors = (int)((columns + LANES - 1) / LANES);
  lanes out[TILE_ROWS][WIDEST / LANES];
  for (int64_t i = 0; i < m; i += TILE_ROWS) {
    int rows = m - i < TILE_ROWS ? (int)(m - i) : TILE_ROWS;
    const float *first = a + i * row;
    switch (rows) {
      case 4: tile_of_rows(4, vectors, k, first, row, column, packed, out); break;
      case 3: tile_of_rows(3, vectors, k, first, row, column, packed, out); break;
      case 2: tile_of_rows(2, vectors, k, first, row, column, packed, out); break;
      default: tile_of_rows(1, vectors, k, first, row, column, packed, out); break;
    }
    for (int r = 0; r < rows; r++) {
      float *target = c + (i + r) * c_stride;
      const float *source = (const float *)out[r];
      if (add) {
        for (int64_t j = 0; j < columns; j++) target[j] += source[j];
      } else {
        memcpy(target, source, (size_t)columns * sizeof(float));
      }
    }
  }
}

// Columns first ..< first + columns of rows p ..< p + depth of op(b), padded to whole vectors.
static void pack(
  bool transpose, const float *b, int64_t stride, int64_t first, int64_t columns, int64_t p,
  int64_t depth, float *packed) {
  int64_t width = (columns + LANES - 1) / LANES * LANES;
  if (columns < width) memset(packed, 0, (size_t)(depth * width) * sizeof(float));
  if (!transpose) {
    for (int64_t q = 0; q < depth; q++) {
      memcpy(packed + q * width, b + (p + q) * stride + first, (size_t)columns * sizeof(float));
    }
    return;
  }
  for (int64_t j = 0; j < columns; j++) {
    const float *in = b + (first + j) * stride + p;
    for (int64_t q = 0; q < depth; q++) packed[q * width + j] = in[q];
  }
}

void small_product(
  bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
  int64_t a_stride, const float *b, int64_t b_stride, float *c, int64_t c_stride) {
  int64_t row = transpose_a ? 1 : a_stride, column = transpose_a ? a_stride : 1;
  lanes packed[DEEPEST * WIDEST / LANES];
  for (int64_t first = 0; first < n; first += WIDEST) {
    int64_t columns = n - first < WIDEST ? n - first : WIDEST;
    for (int64_t p = 0; p == 0 || p < k; p += DEEPEST) {
      int64_t depth = k - p < DEEPEST ? k - p : DEEPEST;
      pack(transpose_b, b, b_stride, first, columns, p, depth, (float *)packed);
      multiply_packed(
        m, columns, depth, a + p * column, row, column, packed, c + first, c_stride, p > 0);
    }
  }
}
