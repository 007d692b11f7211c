// What changes the rows of a batch before a plan reads them: images taken through an affine map, and
// noise.

#ifndef LOSSREPL_AUGMENTING_H
#define LOSSREPL_AUGMENTING_H

#include <stdint.h>

// Where the pixel (i, j) of the result is in the image: row[0] + row[1] i + row[2] j, and the same
// for its column.
typedef struct {
  double row[3];
  double column[3];
} pixel_map;

// out[i, j] = the image [height, width, channels] at the place the map says, between four pixels by
// bilinear interpolation; pixels beyond the frame count 0. A map to whole pixels is exact. Below 2^31
// numbers; out may not be the image. The same bits at every level.
void image_resample(
  const float *image, int64_t height, int64_t width, int64_t channels, const pixel_map *map,
  float *out);

// x[e] += deviation * n[e], n standard normal: a function of seed and e alone, but for the rounding
// of logarithm and cosine at the level in force.
void array_add_noise(uint64_t seed, float deviation, float *x, int64_t count);

#endif
