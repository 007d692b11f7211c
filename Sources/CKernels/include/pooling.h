// Maxima and means over windows that slide over images, channels last. Threads pass disjoint ranges of
// images by offsetting the pointers.
//
// Only places inside the image count: padding never is a maximum, and a mean divides by the places
// inside. Every window must see at least one.

#ifndef LOSSREPL_POOLING_H
#define LOSSREPL_POOLING_H

#include <stdint.h>

// How windows slide over images [height, width, channels]; pairs are vertical first. The window at
// position p starts at place p * stride - before.
typedef struct {
  int64_t channels;
  int64_t input[2], output[2], size[2], stride[2], before[2];
} pooling_windows;

// The largest number each window sees, channel by channel; NaN if it sees one.
void pool_maximum(const pooling_windows *windows, const float *x, int64_t images, float *y);

// What `values` holds where x is largest in each window: at the first of equals, but the last NaN.
void pool_pick(
  const pooling_windows *windows, const float *x, const float *values, int64_t images, float *y);

// Brings each number of dy to the place where x is largest in its window, adding up; 0 elsewhere.
void pool_maximum_gradient(
  const pooling_windows *windows, const float *x, const float *dy, int64_t images, float *dx);

// The mean over the places each window sees.
void pool_mean(const pooling_windows *windows, const float *x, int64_t images, float *y);

// Spreads each number of dy evenly over the places its window sees, adding up.
void pool_mean_gradient(
  const pooling_windows *windows, const float *dy, int64_t images, float *dx);

#endif
