// Numerical promises: every operation rounded to float (multiply-adds once where the processor has
// them), no approximate square root or division.

#include "adam_update.h"

#include "clones.h"

CLONES("arch=x86-64-v4", "arch=x86-64-v3")
void adam_update(
  const adam_coefficients *coefficients, const float *restrict gradient, float *restrict weights,
  float *restrict first_moment, float *restrict second_moment, int64_t count) {
#pragma clang fp contract(fast)
  adam_coefficients s = *coefficients;
  for (int64_t i = 0; i < count; i++) {
    float g = gradient[i];
    float m = s.beta1 * first_moment[i] + s.fresh1 * g;
    float v = s.beta2 * second_moment[i] + s.fresh2 * (g * g);
    first_moment[i] = m;
    second_moment[i] = v;
    float denominator = s.rescale * __builtin_elementwise_sqrt(v) + s.epsilon;
    weights[i] = s.shrink * weights[i] - s.rate * (m / denominator);
  }
}
