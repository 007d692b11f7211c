// Adam's update in one pass over memory, with every coefficient given: the plan compiler recognises
// the formula in a graph and must compute what the graph says, to a few roundings.
//
// Numerical promises: square root and quotient together are right to 5 units in the last place, by
// an estimate and a Newton step each (exact ones take two thirds of the kernel's time). Subnormal numbers
// count as zero. A second moment beyond 2^127 counts as 2^127 in the root; NaN stays NaN.

#ifndef LOSSREPL_ADAM_UPDATE_H
#define LOSSREPL_ADAM_UPDATE_H

#include <stdint.h>

typedef struct {
  float beta1, fresh1;  // m = beta1 m + fresh1 g
  float beta2, fresh2;  // v = beta2 v + fresh2 g^2
  float rate, rescale, epsilon;
  float shrink;  // w = shrink w - rate m / (rescale sqrt(v) + epsilon)
} adam_coefficients;

// Threads pass disjoint ranges by offsetting the pointers.
void adam_update(
  const adam_coefficients *coefficients, const float *gradient, float *weights,
  float *first_moment, float *second_moment, int64_t count);

#endif
