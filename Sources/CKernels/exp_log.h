// exp, expm1, log, log1p, softplus.
//
// Promises, in order: right for NaN, infinities, zeros and denormals, arguments and results; exp and
// log within 1 ulp (2 without FMA), expm1, log1p and softplus within 3; no cancellation near zero;
// no branch. The polynomials are Cephes's (S. Moshier, single/expf.c and logf.c).

// Adding it to |x| < 2^22 leaves x rounded to an integer in the low bits. Unlike a conversion to
// int it has a defined result for NaN.
#define ROUNDER 12582912.0f

// 2^n for -126 <= n <= 127.
INLINE VF power_of_two(VI n) { return (VF)((n + 127) << 23); }

typedef struct {
  VI n;   // round(x / ln 2)
  VF r;   // x - n ln 2, |r| <= 0.35
  VF r2p; // exp(r) - 1 - r
} reduced_exp;

// Good for |x| < 1000; garbage in n, and NaN in r, for NaN.
INLINE reduced_exp reduce_exp(VF x) {
  VF shifted = multiply_add(x, splat(1.44269504088896341f), splat(ROUNDER));
  VF n = shifted - ROUNDER;
  VF r = multiply_add(n, splat(-0.693359375f), x);  // 0.693359375 has 9 bits: n times it is exact
  r = multiply_add(n, splat(2.12194440e-4f), r);
  VF p = splat(1.9875691500e-4f);
  p = multiply_add(p, r, splat(1.3981999507e-3f));
  p = multiply_add(p, r, splat(8.3334519073e-3f));
  p = multiply_add(p, r, splat(4.1665795894e-2f));
  p = multiply_add(p, r, splat(1.6666665459e-1f));
  p = multiply_add(p, r, splat(5.0000001201e-1f));
  return (reduced_exp){(VI)shifted - (VI)splat(ROUNDER), r, p * (r * r)};
}

// Clamps to [low, high], letting NaN through.
INLINE VF clamp(VF x, float low, float high) {
  x = x < low ? splat(low) : x;
  return x > high ? splat(high) : x;
}

INLINE VF vector_exp(VF x) {
  reduced_exp e = reduce_exp(clamp(x, -105.0f, 89.0f));
  VI half = e.n >> 1;  // two factors, each a normal number: the last one rounds denormals once
  return (e.r2p + e.r + 1.0f) * power_of_two(half) * power_of_two(e.n - half);
}

INLINE VF vector_expm1(VF x) {
  reduced_exp e = reduce_exp(clamp(x, -30.0f, 89.0f));
  VF q = e.r2p + e.r;                     // exp(r) - 1
  VF s = power_of_two(e.n - 1);           // 2^n / 2, so that n = 128 does not overflow too early
  VF scaled = 2.0f * multiply_add(s, q, s - 0.5f);
  VF result = e.n == 0 ? q : scaled;
  return x == 0.0f ? x : result;  // keeps -0
}

// log of the positive normal number whose bits are given, plus a correction c that is small beside
// it: log(u + c). Written for log1p; c = 0 gives log.
INLINE VF log_with_correction(VF u, VF c, VF exponent_offset) {
  // Subtracting the bits of sqrt(1/2) brings the mantissa into [sqrt(1/2), sqrt(2)).
  VI offset = (VI)u - 0x3f3504f3;
  VI e = offset >> 23;
  VF m = (VF)((offset & 0x007fffff) + 0x3f3504f3);
  VF n = __builtin_convertvector(e, VF) + exponent_offset;
  VI correction_exponent = e > 60 ? 60 : e;  // beyond, c no longer matters
  VF x = (m - 1.0f) + c * power_of_two(-correction_exponent);
  VF z = x * x;
  VF p = splat(7.0376836292e-2f);
  p = multiply_add(p, x, splat(-1.1514610310e-1f));
  p = multiply_add(p, x, splat(1.1676998740e-1f));
  p = multiply_add(p, x, splat(-1.2420140846e-1f));
  p = multiply_add(p, x, splat(1.4249322787e-1f));
  p = multiply_add(p, x, splat(-1.6668057665e-1f));
  p = multiply_add(p, x, splat(2.0000714765e-1f));
  p = multiply_add(p, x, splat(-2.4999993993e-1f));
  p = multiply_add(p, x, splat(3.3333331174e-1f));
  VF y = multiply_add(n, splat(-2.12194440e-4f), p * x * z);
  y = multiply_add(splat(-0.5f), z, y);
  return multiply_add(n, splat(0.693359375f), x + y);
}

// What log gives where the polynomial cannot: u is the argument of log.
INLINE VF log_special_cases(VF u, VF result) {
  result = u == __builtin_inff() ? u : result;
  result = u == 0.0f ? splat(-__builtin_inff()) : result;
  return u < 0.0f || u != u ? splat(__builtin_nanf("")) : result;
}

INLINE VF vector_log(VF x) {
  VI tiny = x < 1.17549435e-38f;
  VF u = tiny ? x * 8388608.0f : x;  // 2^23 makes denormals normal
  VF offset = tiny ? splat(-23.0f) : splat(0.0f);
  return log_special_cases(x, log_with_correction(u, splat(0.0f), offset));
}

INLINE VF vector_log1p(VF x) {
  VF u = 1.0f + x;
  VF c = x > 1.0f ? 1.0f - (u - x) : x - (u - 1.0f);  // what the addition lost
  VF result = log_special_cases(u, log_with_correction(u, c, splat(0.0f)));
  return x == 0.0f ? x : result;  // keeps -0
}

// max(x, 0) + log1p(exp(-|x|)): the second term is at most log 2 and never cancels the first.
INLINE VF vector_softplus(VF x) {
  VF positive = 0.0f > x ? splat(0.0f) : x;  // x if NaN
  return positive + vector_log1p(vector_exp(-absolute(x)));
}
