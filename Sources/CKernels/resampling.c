// Bilinear resampling by pieces of a row: first the four neighbours of every pixel and their weights,
// then the sums. Both loops have one simple body, which the compiler vectorises.

#include "augmenting.h"
#include "clones.h"

#define INLINE __attribute__((always_inline)) static inline

enum { PIECE = 128 };

// The four neighbours of the pixels of a piece.
typedef struct {
  int32_t at[4][PIECE];
  float weight[4][PIECE];
} neighbours;

INLINE int32_t inside(int32_t index, int32_t length) {
  int32_t low = index < 0 ? 0 : index;
  return low < length ? low : length - 1;
}

// Beyond two pixels outside it is all the same, and whole numbers stay small.
INLINE double near(double place, double length) {
  double low = place > -2 ? place : -2;
  return low < length + 1 ? low : length + 1;
}

INLINE void find_neighbours(
  double row, double row_step, double column, double column_step, int32_t height, int32_t width,
  int32_t count, neighbours *found) {
#pragma clang fp contract(off)
  // Up to whole vectors: what is beyond the row is computed and not read.
  count = (count + 15) / 16 * 16;
  for (int32_t p = 0; p < count; p++) {
    double y = near(row + row_step * p, height), x = near(column + column_step * p, width);
    int32_t y0 = (int32_t)(y + 2) - 2, x0 = (int32_t)(x + 2) - 2;  // floor: y + 2 is not negative
    float down = (float)(y - y0), right = (float)(x - x0);
    float top = ((y0 >= 0) & (y0 < height)) ? 1 - down : 0;
    float bottom = ((y0 >= -1) & (y0 < height - 1)) ? down : 0;
    float near_side = ((x0 >= 0) & (x0 < width)) ? 1 - right : 0;
    float far_side = ((x0 >= -1) & (x0 < width - 1)) ? right : 0;
    int32_t upper = inside(y0, height) * width, lower = inside(y0 + 1, height) * width;
    int32_t left_index = inside(x0, width), right_index = inside(x0 + 1, width);
    found->at[0][p] = upper + left_index;
    found->at[1][p] = upper + right_index;
    found->at[2][p] = lower + left_index;
    found->at[3][p] = lower + right_index;
    found->weight[0][p] = top * near_side;
    found->weight[1][p] = top * far_side;
    found->weight[2][p] = bottom * near_side;
    found->weight[3][p] = bottom * far_side;
  }
}

// The sums of a piece; as above they go on to a whole vector. Indices are below 2^31 while an image
// of all its channels is.
INLINE void add_up(
  const float *restrict image, int32_t channels, int32_t count, const neighbours *restrict from,
  float *restrict sums) {
#pragma clang fp contract(off)
  count = (count + 15) / 16 * 16;
#pragma clang loop vectorize(enable)
  for (int32_t p = 0; p < count; p++) {
    float upper = from->weight[0][p] * image[from->at[0][p] * channels] +
                  from->weight[1][p] * image[from->at[1][p] * channels];
    float lower = from->weight[2][p] * image[from->at[2][p] * channels] +
                  from->weight[3][p] * image[from->at[3][p] * channels];
    sums[p] = upper + lower;
  }
}

CLONES("avx2", "arch=x86-64-v4")
void image_resample(
  const float *image, int64_t height, int64_t width, int64_t channels, const pixel_map *map,
  float *out) {
#pragma clang fp contract(off)
  neighbours found;
  float sums[PIECE];
  for (int64_t i = 0; i < height; i++) {
    for (int64_t j = 0; j < width; j += PIECE) {
      int32_t count = (int32_t)(width - j < PIECE ? width - j : PIECE);
      double row = map->row[0] + map->row[1] * (double)i + map->row[2] * (double)j;
      double column = map->column[0] + map->column[1] * (double)i + map->column[2] * (double)j;
      find_neighbours(
        row, map->row[2], column, map->column[2], (int32_t)height, (int32_t)width, count, &found);
      float *place = out + (i * width + j) * channels;
      for (int64_t c = 0; c < channels; c++) {
        add_up(image + c, (int32_t)channels, count, &found, sums);
        for (int32_t p = 0; p < count; p++) place[p * channels + c] = sums[p];
      }
    }
  }
}
