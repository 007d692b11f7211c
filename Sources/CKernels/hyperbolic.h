// tanh, sigmoid and the logarithm of cosh.
//
// Promises: tanh and sigmoid within 3 ulp everywhere, log cosh within 3, denormal results included;
// odd symmetry of tanh exact, -0 kept; saturation is exact (1, -1, 0) and no argument overflows on
// the way.

// 2^(factor x), for exponents up to 120 in size. Shorter than vector_exp, and off by another 1e-7 of itself for each unit of x: for
// places where the exponential is small beside what it is added to.
INLINE VF short_exp2(VF x, float factor) {
  VF shifted = multiply_add(x, splat(factor), splat(ROUNDER));
  VF r = multiply_add(x, splat(factor), ROUNDER - shifted);
  VF p = splat(1.53533620e-4f);  // minimax of (2^r - 1) / r on [-1/2, 1/2], relative error 2e-9
  p = multiply_add(p, r, splat(1.33988750e-3f));
  p = multiply_add(p, r, splat(9.61843692e-3f));
  p = multiply_add(p, r, splat(5.55033237e-2f));
  p = multiply_add(p, r, splat(2.40226477e-1f));
  p = multiply_add(p, r, splat(6.93147182e-1f));
  p = multiply_add(p, r, splat(1.0f));
  return p * (VF)(((VI)shifted + 127) << 23);
}

#define TWO_OVER_LOG_2 2.88539008f

INLINE VF vector_tanh(VF x) {
  VF magnitude = absolute(x);
  VF z = x * x;
  VF p = splat(-5.70498872745e-3f);  // Cephes, single/tanhf.c, |x| < 0.625
  p = multiply_add(p, z, splat(2.06390887954e-2f));
  p = multiply_add(p, z, splat(-5.37397155531e-2f));
  p = multiply_add(p, z, splat(1.33314422036e-1f));
  p = multiply_add(p, z, splat(-3.33332819422e-1f));
  VF small = multiply_add(p * z, magnitude, magnitude);
  VF capped = magnitude > 10.0f ? splat(10.0f) : magnitude;  // tanh(10) rounds to 1
  VF large = 1.0f - 2.0f / (short_exp2(capped, TWO_OVER_LOG_2) + 1.0f);
  return with_sign_of(magnitude < 0.625f ? small : large, x);
}

// Below 0.8 a polynomial times x^2, for what is subtracted elsewhere would leave nothing of it;
// beyond, |x| - log 2 + log(1 + exp(-2|x|)), where the exponential is at most 0.202 and never
// overflows. The polynomials are minimax: log(cosh(x)) / x^2 to a share of 9e-9, log(1 + e) to 4e-9.
INLINE VF vector_log_cosh(VF x) {
  VF magnitude = absolute(x), z = x * x;
  VF p = splat(-4.01219062e-4f);
  p = multiply_add(p, z, splat(1.97561807e-3f));
  p = multiply_add(p, z, splat(-6.68064971e-3f));
  p = multiply_add(p, z, splat(2.22128164e-2f));
  p = multiply_add(p, z, splat(-8.33328292e-2f));
  p = multiply_add(p, z, splat(0.5f));
  VF capped = magnitude > 40.0f ? splat(40.0f) : magnitude;  // beyond, e adds nothing
  VF e = short_exp2(capped, -TWO_OVER_LOG_2);
  VF q = splat(0.126177222f);
  q = multiply_add(q, e, splat(-0.235339910f));
  q = multiply_add(q, e, splat(0.331942141f));
  q = multiply_add(q, e, splat(-0.499941230f));
  q = multiply_add(q, e, splat(0.999999166f));
  // log 2 in two parts, as in reduce_exp.
  VF large = (magnitude - 0.693359375f) + multiply_add(q, e, splat(2.12194440e-4f));
  return magnitude < 0.8f ? z * p : large;
}

// exp(-|x|) never overflows, and the two forms keep full relative precision on both sides.
INLINE VF vector_sigmoid(VF x) {
  VF e = vector_exp(-absolute(x));
  return (x < 0.0f ? e : splat(1.0f)) / (1.0f + e);
}
