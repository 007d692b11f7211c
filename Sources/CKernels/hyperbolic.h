// tanh and sigmoid.
//
// Promises: within 3 ulp everywhere, denormal results included; odd symmetry of tanh exact,
// -0 kept; saturation is exact (1, -1, 0) and no argument overflows on the way.

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
  reduced_exp e = reduce_exp(capped + capped);
  VF exponential = (e.r2p + e.r + 1.0f) * power_of_two(e.n);
  VF large = 1.0f - 2.0f / (exponential + 1.0f);
  return with_sign_of(magnitude < 0.625f ? small : large, x);
}

// exp(-|x|) never overflows, and the two forms keep full relative precision on both sides.
INLINE VF vector_sigmoid(VF x) {
  VF e = vector_exp(-absolute(x));
  return (x < 0.0f ? e : splat(1.0f)) / (1.0f + e);
}
