// exp, expm1, log, log1p, softplus.
//
// Promises, in order: right for NaN, infinities, zeros and denormals, arguments and results; exp,
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

typedef struct {
  VI n;  // exponent
  VF m;  // mantissa in [sqrt(1/2), sqrt(2))
} split_number;

// x = m 2^n, for a positive normal x. Subtracting the bits of sqrt(1/2) moves the mantissa's range.
INLINE split_number split(VF x) {
  VI offset = (VI)x - 0x3f3504f3;
  return (split_number){offset >> 23, (VF)((offset & 0x007fffff) + 0x3f3504f3)};
}

// n ln 2 + log(1 + f), f in [sqrt(1/2) - 1, sqrt(2) - 1).
INLINE VF log_of_split(VF n, VF f) {
  VF z = f * f;
  VF p = splat(7.0376836292e-2f);
  p = multiply_add(p, f, splat(-1.1514610310e-1f));
  p = multiply_add(p, f, splat(1.1676998740e-1f));
  p = multiply_add(p, f, splat(-1.2420140846e-1f));
  p = multiply_add(p, f, splat(1.4249322787e-1f));
  p = multiply_add(p, f, splat(-1.6668057665e-1f));
  p = multiply_add(p, f, splat(2.0000714765e-1f));
  p = multiply_add(p, f, splat(-2.4999993993e-1f));
  p = multiply_add(p, f, splat(3.3333331174e-1f));
  VF y = multiply_add(n, splat(-2.12194440e-4f), p * f * z);
  y = multiply_add(splat(-0.5f), z, y);
  return multiply_add(n, splat(0.693359375f), f + y);
}

// What log gives where the polynomial cannot: u is the argument of log.
INLINE VF log_special_cases(VF u, VF result) {
  result = u == __builtin_inff() ? u : result;
  result = u == 0.0f ? splat(-__builtin_inff()) : result;
  return u >= 0.0f ? result : splat(__builtin_nanf(""));  // negative or NaN
}

INLINE VF vector_log(VF x) {
  VI tiny = x < 1.17549435e-38f;
  VF scaled = tiny ? x * 8388608.0f : x;  // 2^23 makes denormals normal
  split_number s = split(scaled);
  VF n = __builtin_convertvector(s.n - (tiny & 23), VF);
  return log_special_cases(x, log_of_split(n, s.m - 1.0f));
}

// log(u + c) with u = 1 + x rounded and c what the rounding lost; c is added to the mantissa, where
// for u near 1 it restores f = x exactly.
INLINE VF vector_log1p(VF x) {
  VF u = 1.0f + x;
  VF c = x > 1.0f ? 1.0f - (u - x) : x - (u - 1.0f);
  split_number s = split(u);
  VI exponent = s.n > 60 ? 60 : s.n;  // beyond, c no longer matters
  VF f = (s.m - 1.0f) + c * power_of_two(-exponent);
  VF result = log_special_cases(u, log_of_split(__builtin_convertvector(s.n, VF), f));
  return x == 0.0f ? x : result;  // keeps -0
}

// max(x, 0) + log1p(exp(-|x|)): the second term is at most log 2 and never cancels the first.
INLINE VF vector_softplus(VF x) {
  VF positive = 0.0f > x ? splat(0.0f) : x;  // x if NaN
  return positive + vector_log1p(vector_exp(-absolute(x)));
}
