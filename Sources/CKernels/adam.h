// Adam's update. Promises: see adam_update.h.

// The square root of x >= 0: the processor's estimate and one Newton step. Zero stays zero because
// the estimate is taken of a number that is not.
INLINE VF estimated_root(VF x) {
#if LANES >= 8
  VF positive = splat(0x1p-126f) > x ? splat(0x1p-126f) : x;
#if LANES == 16
  VF inverse = (VF)_mm512_rsqrt14_ps((__m512)positive);
#else
  VF inverse = (VF)_mm256_rsqrt_ps((__m256)positive);
#endif
  VF root = x * inverse;
  return multiply_add(multiply_add(-root, root, x), 0.5f * inverse, root);
#else
  return __builtin_elementwise_sqrt(x);
#endif
}

// a / b for b > 0, likewise.
INLINE VF estimated_quotient(VF a, VF b) {
#if LANES >= 8
#if LANES == 16
  VF inverse = (VF)_mm512_rcp14_ps((__m512)b);
#else
  VF inverse = (VF)_mm256_rcp_ps((__m256)b);
#endif
  VF quotient = a * inverse;
  return multiply_add(multiply_add(-quotient, b, a), inverse, quotient);
#else
  return a / b;
#endif
}

static void level_adam_update(
  const adam_coefficients *s, const float *gradient, float *weights, float *first_moment,
  float *second_moment, int64_t count) {
  VF beta1 = splat(s->beta1), fresh1 = splat(s->fresh1);
  VF beta2 = splat(s->beta2), fresh2 = splat(s->fresh2);
  VF rescale = splat(s->rescale), epsilon = splat(s->epsilon);
  VF rate = splat(s->rate), shrink = splat(s->shrink);
  unsigned mode = kernels_flush_subnormals();
  for (int64_t i = 0; i < count; i += LANES) {
    VF g = load_upto(gradient, i, count, 0.0f);
    VF m = multiply_add(beta1, load_upto(first_moment, i, count, 0.0f), fresh1 * g);
    VF v = multiply_add(beta2, load_upto(second_moment, i, count, 0.0f), fresh2 * (g * g));
    store_upto(first_moment, i, count, m);
    store_upto(second_moment, i, count, v);
    VF limited = v > splat(0x1p127f) ? splat(0x1p127f) : v;
    VF denominator = multiply_add(rescale, estimated_root(limited), epsilon);
    VF step = estimated_quotient(m, denominator);
    store_upto(
      weights, i, count, multiply_add(-rate, step, shrink * load_upto(weights, i, count, 0.0f)));
  }
  kernels_restore_subnormals(mode);
}
