// The one list of kernels: (return type, name, parameters, arguments). The dispatch table, its
// instances per level and the public functions are all made from it.

#ifndef LOSSREPL_TABLE_H
#define LOSSREPL_TABLE_H

#include "kernels.h"
#include "lattice_sizes.h"
#include "product_sizes.h"
#include "recurrent_sizes.h"

// clang-format off
#define KERNELS(K) \
  K(void, tape_run, \
    (const tape_program *program, int64_t begin, int64_t end, float *scratch, double *partials), \
    (program, begin, end, scratch, partials)) \
  K(void, rows_log_sum_exp, (const float *x, int64_t rows, int64_t classes, float *out), \
    (x, rows, classes, out)) \
  K(void, rows_softmax, (const float *x, int64_t rows, int64_t classes, float *out), \
    (x, rows, classes, out)) \
  K(void, rows_log_softmax, (const float *x, int64_t rows, int64_t classes, float *out), \
    (x, rows, classes, out)) \
  K(void, rows_softmax_gradient, \
    (const float *y, const float *g, int64_t rows, int64_t classes, float *out), \
    (y, g, rows, classes, out)) \
  K(void, rows_log_softmax_gradient, \
    (const float *y, const float *g, int64_t rows, int64_t classes, float *out), \
    (y, g, rows, classes, out)) \
  K(void, rows_cross_entropy, \
    (const float *logits, const int32_t *targets, int64_t rows, int64_t classes, \
     const cross_entropy *options), \
    (logits, targets, rows, classes, options)) \
  K(void, rows_cross_entropy_distributions, \
    (const float *logits, const float *targets, int64_t rows, int64_t classes, \
     const cross_entropy *options), \
    (logits, targets, rows, classes, options)) \
  K(void, ctc_examples, \
    (const alignment_batch *batch, int64_t begin, int64_t end, float *scratch), \
    (batch, begin, end, scratch)) \
  K(void, transducer_examples, \
    (const alignment_batch *batch, int64_t begin, int64_t end, float *scratch), \
    (batch, begin, end, scratch)) \
  K(void, recurrence_rows, \
    (const recurrence_pass *pass, int64_t begin, int64_t end, float *scratch), \
    (pass, begin, end, scratch)) \
  K(void, recurrence_slope_rows, \
    (const recurrence_slope_pass *pass, int64_t begin, int64_t end, float *scratch), \
    (pass, begin, end, scratch)) \
  K(void, rows_sum, (const float *x, int64_t rows, int64_t columns, float *out), \
    (x, rows, columns, out)) \
  K(void, rows_maximum, (const float *x, int64_t rows, int64_t columns, float *out), \
    (x, rows, columns, out)) \
  K(double, array_sum, (const float *x, int64_t count), (x, count)) \
  K(void, array_column_sums, \
    (const float *x, int64_t rows, int64_t stride, int64_t first, int64_t last, float *out), \
    (x, rows, stride, first, last, out)) \
  K(void, array_transpose, \
    (const float *x, int64_t rows, int64_t columns, int64_t x_stride, float *out, \
     int64_t out_stride), \
    (x, rows, columns, x_stride, out, out_stride)) \
  K(void, pool_maximum, \
    (const pooling_windows *windows, const float *x, int64_t images, float *y), \
    (windows, x, images, y)) \
  K(void, pool_pick, \
    (const pooling_windows *windows, const float *x, const float *values, int64_t images, \
     float *y), \
    (windows, x, values, images, y)) \
  K(void, pool_maximum_gradient, \
    (const pooling_windows *windows, const float *x, const float *dy, int64_t images, \
     float *dx), \
    (windows, x, dy, images, dx)) \
  K(void, pool_mean, \
    (const pooling_windows *windows, const float *x, int64_t images, float *y), \
    (windows, x, images, y)) \
  K(void, pool_mean_gradient, \
    (const pooling_windows *windows, const float *dy, int64_t images, float *dx), \
    (windows, dy, images, dx)) \
  K(void, array_add_noise, (uint64_t seed, float deviation, float *x, int64_t count), \
    (seed, deviation, x, count)) \
  K(void, adam_update, \
    (const adam_coefficients *coefficients, const float *gradient, float *weights, \
     float *first_moment, float *second_moment, int64_t count), \
    (coefficients, gradient, weights, first_moment, second_moment, count)) \
  K(void, matrix_product, \
    (bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a, \
     int64_t a_stride, const float *b, int64_t b_stride, float *c, int64_t c_stride, \
     const product_extras *extras, float *scratch), \
    (transpose_a, transpose_b, m, n, k, a, a_stride, b, b_stride, c, c_stride, extras, scratch))
// clang-format on

#define FIELD(type, name, parameters, arguments) type(*name) parameters;
typedef struct {
  KERNELS(FIELD)
} kernel_table;
#undef FIELD

extern const kernel_table kernels_baseline;
extern const kernel_table kernels_avx2;
extern const kernel_table kernels_avx512;

#endif
