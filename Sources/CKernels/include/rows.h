// Kernels over the rows of a row-major [rows, classes] matrix. Threads pass disjoint ranges of rows
// by offsetting the pointers; a row's result does not depend on the rows beside it.
//
// Numerical promises: the row's maximum is subtracted before exp, so no finite input overflows;
// sums over classes are kept in double from block to block (128 elements), so a million classes
// are as accurate as ten. A row holding NaN gives NaN; logits of -infinity have probability 0.

#ifndef LOSSREPL_ROWS_H
#define LOSSREPL_ROWS_H

#include <stdint.h>

// out[r] = log(sum_c exp(x[r, c])). A row of -infinity gives -infinity.
void rows_log_sum_exp(const float *x, int64_t rows, int64_t classes, float *out);

// out[r, c] = exp(x[r, c]) / sum_k exp(x[r, k]); out may be x.
void rows_softmax(const float *x, int64_t rows, int64_t classes, float *out);

// out[r, c] = x[r, c] - logSumExp(x[r]); out may be x.
void rows_log_softmax(const float *x, int64_t rows, int64_t classes, float *out);

// Gradient through softmax: out = y * (g - sum_k g * y), y the softmax. out may be y or g.
void rows_softmax_gradient(
  const float *y, const float *g, int64_t rows, int64_t classes, float *out);

// Gradient through log-softmax: out = g - exp(y) * sum_k g, y the log-softmax. out may be y or g.
void rows_log_softmax_gradient(
  const float *y, const float *g, int64_t rows, int64_t classes, float *out);

// What a cross-entropy needs besides logits and targets; null pointers mean "none".
typedef struct {
  float smoothing;             // eps: the target becomes (1 - eps) * target + eps / classes
  const float *class_weights;  // [classes], multiplies each class's term as in PyTorch
  const float *row_scale;      // [rows], multiplies the gradient only (weight / sum of weights)
  float gradient_scale;        // multiplies the gradient only, besides row_scale; usually 1
  float *losses;               // [rows], not scaled
  float *gradient;             // [rows, classes], d(scale * loss)/d(logits); may be the logits
} cross_entropy;

// Softmax cross-entropy from logits: with w the class weights and q = (1 - eps) w[y] at the class y
// plus eps / classes * w[c] everywhere, loss = -sum_c q[c] log p[c], gradient = p * sum(q) - q.
// An index outside 0 ..< classes marks a row to be ignored: loss 0, gradient 0.
// (PyTorch's mean divides by the sum of w[y], which gather_floats gives.)
void rows_cross_entropy(
  const float *logits, const int32_t *targets, int64_t rows, int64_t classes,
  const cross_entropy *options);

// The same with target distributions [rows, classes]: q[c] = w[c] * ((1 - eps) t[c] + eps/classes).
// A term whose q is 0 counts 0 even where log p is -infinity.
void rows_cross_entropy_distributions(
  const float *logits, const float *targets, int64_t rows, int64_t classes,
  const cross_entropy *options);

// out[r] = sum_c x[r, c].
void rows_sum(const float *x, int64_t rows, int64_t columns, float *out);

// out[r] = max_c x[r, c]; -infinity if there are no columns, NaN if the row holds one.
void rows_maximum(const float *x, int64_t rows, int64_t columns, float *out);

// out[r] = x[r, indices[r]]; 0 where the index is outside 0 ..< columns.
void rows_pick(
  const float *x, const int32_t *indices, int64_t rows, int64_t columns, float *out);

// Gradient of pick: out[r, c] = c == indices[r] ? g[r] : 0.
void rows_place(
  const float *g, const int32_t *indices, int64_t rows, int64_t columns, float *out);

// out[r, c] = c == indices[r] ? on : off.
void rows_one_hot(
  const int32_t *indices, int64_t rows, int64_t columns, float on, float off, float *out);

// out[r] = index of the row's largest value, the first of equals; a NaN counts as the largest.
void rows_argmax(const float *x, int64_t rows, int64_t columns, int32_t *out);

#endif
