// sin, cos, tan, asin, acos, atan, by way of double.
//
// Promises, in order: within 1 ulp for every argument, however large; odd symmetry exact, -0 kept;
// NaN for infinite angles and for asin and acos beyond 1. Single precision would need its own
// compensated reduction to keep a promise near the zeros of sin; double has the digits to spare, so
// the polynomials can be plain Taylor series.

// 2 / pi as a binary fraction, 64 digits a word.
static const uint64_t two_over_pi[4] = {
  0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561};

#define HALF_PI 1.5707963267948966
// pi / 2 in two parts; n times the first, of 25 digits, is exact for n < 2^28.
#define HALF_PI_HIGH 0x1.921fb5p+0
#define HALF_PI_LOW 0x1.110b4611a6263p-26
// 2^25: from here on the product with HALF_PI_LOW would lose digits that matter near a zero.
#define LARGE_ANGLE 33554432.0

// An angle as n quarter turns and what is left, |r| <= pi / 4; of n the last two digits count.
typedef struct {
  VD r;
  VL n;
} reduced_angle;

// The same for one finite |x| >= 2^25, after Payne and Hanek. With x = m 2^e, digits of 2 / pi of
// weight 2^(2 - e) and more give whole turns; of the 128 digits after them the product with m is
// exact but for what lies beyond, less than 2^-102 of a quarter turn, where no float comes nearer
// to a multiple than 2^-31.
static double reduce_large_angle(double x, long *quarters) {
  union {
    float value;
    uint32_t bits;
  } magnitude = {.value = (float)(x < 0 ? -x : x)};
  int start = (int)(magnitude.bits >> 23) - 152;  // e - 2
  uint64_t m = (magnitude.bits & 0x7fffff) | 0x800000;
  const uint64_t *word = two_over_pi + start / 64;
  int shift = start % 64;
  unsigned __int128 digits = ((unsigned __int128)word[0] << 64 | word[1]) << shift;
  if (shift > 0) digits |= word[2] >> (64 - shift);
  unsigned __int128 product = digits * m;  // quarter turns with 126 digits after the point
  long n = (long)((product + ((unsigned __int128)1 << 125)) >> 126);
  int64_t rest = (int64_t)((product - ((unsigned __int128)(uint64_t)n << 126)) >> 64);
  double r = (double)rest * 0x1p-62 * HALF_PI;
  *quarters = x < 0 ? -n : n;
  return x < 0 ? -r : r;
}

static __attribute__((noinline)) void reduce_large_angles(const VD *x, reduced_angle *angle) {
  for (int i = 0; i < LANES / 2; i++) {
    double value = (*x)[i], size = value < 0 ? -value : value;
    if (!(size >= LARGE_ANGLE && size < __builtin_inf())) continue;
    long n;
    angle->r[i] = reduce_large_angle(value, &n);
    angle->n[i] = n;
  }
}

INLINE VD absolute_double(VD x) { return (VD)((VL)x & 0x7fffffffffffffff); }
INLINE VD with_sign_of_double(VD magnitude, VD sign) {
  return (VD)((VL)magnitude | ((VL)sign & (long)0x8000000000000000u));
}

INLINE reduced_angle reduce_angle(VD x) {
  VD shifted = multiply_add_double(x, (VD)(1 / HALF_PI), (VD)(ROUNDER_DOUBLE));
  VD n = shifted - ROUNDER_DOUBLE;
  VD r = multiply_add_double(n, (VD)(-HALF_PI_LOW), x - n * HALF_PI_HIGH);
  reduced_angle angle = {r, (VL)shifted};
  VD size = absolute_double(x);
  VL large = (size >= LARGE_ANGLE) & (size < __builtin_inf());
  if (__builtin_reduce_or(large)) reduce_large_angles(&x, &angle);
  return angle;
}

// Taylor series: the first term left out is below 2e-14 of the result.
INLINE VD sine_series(VD r) {
  VD z = r * r;
  VD p = (VD)(1.0 / 6227020800);
  p = multiply_add_double(p, z, (VD)(-1.0 / 39916800));
  p = multiply_add_double(p, z, (VD)(1.0 / 362880));
  p = multiply_add_double(p, z, (VD)(-1.0 / 5040));
  p = multiply_add_double(p, z, (VD)(1.0 / 120));
  p = multiply_add_double(p, z, (VD)(-1.0 / 6));
  return multiply_add_double(p * z, r, r);
}
INLINE VD cosine_series(VD r) {
  VD z = r * r;
  VD p = (VD)(1.0 / 479001600);
  p = multiply_add_double(p, z, (VD)(-1.0 / 3628800));
  p = multiply_add_double(p, z, (VD)(1.0 / 40320));
  p = multiply_add_double(p, z, (VD)(-1.0 / 720));
  p = multiply_add_double(p, z, (VD)(1.0 / 24));
  p = multiply_add_double(p, z, (VD)(-0.5));
  return multiply_add_double(p, z, (VD)(1.0));
}

// The sine `quarters` quarter turns on.
INLINE VD sine_double(VD x, long quarters) {
  reduced_angle angle = reduce_angle(x);
  VL n = angle.n + quarters;
  VD value = (n & 1) != 0 ? cosine_series(angle.r) : sine_series(angle.r);
  return (n & 2) != 0 ? -value : value;
}
INLINE VD tangent_double(VD x) {
  reduced_angle angle = reduce_angle(x);
  VL odd = (angle.n & 1) != 0;
  VD sine = sine_series(angle.r), cosine = cosine_series(angle.r);
  return (odd ? -cosine : sine) / (odd ? sine : cosine);
}

// Two reductions, x to 1 / x and t to (t - 1) / (t + 1), leave at most tan(pi / 8), where thirteen
// terms of the series have an error below 1e-11 of the result.
INLINE VD arctangent_double(VD x) {
  VD a = absolute_double(x);
  VL inverse = a > 1.0;
  VD t = inverse ? 1.0 / a : a;
  VL upper = t > 0.41421356237309503;
  VD u = upper ? (t - 1.0) / (t + 1.0) : t;
  VD z = u * u;
  VD p = (VD)(1.0 / 25);
  p = multiply_add_double(p, z, (VD)(-1.0 / 23));
  p = multiply_add_double(p, z, (VD)(1.0 / 21));
  p = multiply_add_double(p, z, (VD)(-1.0 / 19));
  p = multiply_add_double(p, z, (VD)(1.0 / 17));
  p = multiply_add_double(p, z, (VD)(-1.0 / 15));
  p = multiply_add_double(p, z, (VD)(1.0 / 13));
  p = multiply_add_double(p, z, (VD)(-1.0 / 11));
  p = multiply_add_double(p, z, (VD)(1.0 / 9));
  p = multiply_add_double(p, z, (VD)(-1.0 / 7));
  p = multiply_add_double(p, z, (VD)(1.0 / 5));
  p = multiply_add_double(p, z, (VD)(-1.0 / 3));
  VD angle = multiply_add_double(p * z, u, u);
  angle = upper ? angle + HALF_PI / 2 : angle;
  angle = inverse ? HALF_PI - angle : angle;
  return with_sign_of_double(angle, x);
}

// The angle opposite x in a right triangle of hypotenuse 1; beyond 1 the root is NaN.
INLINE VD arcsine_double(VD x) {
  return arctangent_double(x / __builtin_elementwise_sqrt((1.0 - x) * (1.0 + x)));
}
// By the half angle: tan(a / 2)^2 = (1 - cos a) / (1 + cos a) keeps its digits near 1 and -1.
INLINE VD arccosine_double(VD x) {
  return 2.0 * arctangent_double(__builtin_elementwise_sqrt((1.0 - x) / (1.0 + x)));
}

#define BY_HALVES(f, x, ...) \
  join_halves(f(low_half(x), ##__VA_ARGS__), f(high_half(x), ##__VA_ARGS__))

INLINE VF vector_sin(VF x) {
  VF result = BY_HALVES(sine_double, x, 0);
  return x == 0.0f ? x : result;
}
INLINE VF vector_cos(VF x) { return BY_HALVES(sine_double, x, 1); }
INLINE VF vector_tan(VF x) {
  VF result = BY_HALVES(tangent_double, x);
  return x == 0.0f ? x : result;
}
INLINE VF vector_asin(VF x) { return BY_HALVES(arcsine_double, x); }
INLINE VF vector_acos(VF x) { return BY_HALVES(arccosine_double, x); }
INLINE VF vector_atan(VF x) { return BY_HALVES(arctangent_double, x); }

// e^a of 0 <= a; beyond 100 no float can hold it, and NaN stays NaN.
INLINE VD growing_exponential(VD a) {
  VD capped = a > 100.0 ? (VD)(100.0) : a;
  VD e = exp_double(capped);
  return a != a ? a : e;
}

// Below 1 the two exponentials would cancel; the series' first term left out is below 1e-12.
INLINE VD hyperbolic_sine_double(VD x) {
  VD a = absolute_double(x);
  VD z = a * a;
  VD p = (VD)(1.0 / 6227020800);
  p = multiply_add_double(p, z, (VD)(1.0 / 39916800));
  p = multiply_add_double(p, z, (VD)(1.0 / 362880));
  p = multiply_add_double(p, z, (VD)(1.0 / 5040));
  p = multiply_add_double(p, z, (VD)(1.0 / 120));
  p = multiply_add_double(p, z, (VD)(1.0 / 6));
  VD small = multiply_add_double(p * z, a, a);
  VD e = growing_exponential(a);
  return with_sign_of_double(a < 1.0 ? small : 0.5 * (e - 1.0 / e), x);
}
INLINE VD hyperbolic_cosine_double(VD x) {
  VD e = growing_exponential(absolute_double(x));
  return 0.5 * (e + 1.0 / e);
}

INLINE VF vector_sinh(VF x) { return BY_HALVES(hyperbolic_sine_double, x); }
INLINE VF vector_cosh(VF x) { return BY_HALVES(hyperbolic_cosine_double, x); }
