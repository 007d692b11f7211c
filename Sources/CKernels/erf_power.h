// erf in single precision, pow by way of double.
//
// Promises: erf within 2 ulp, odd, exact saturation; pow within 1 ulp everywhere, since its
// logarithm is carried in double (single precision would lose up to 90 ulp at large exponents);
// special cases of pow as in C99 annex F.9.4.4.

// Minimax polynomials after N. Juffa's erff: x P(x^2) near zero, 1 - exp(Q(|x|)) beyond.
INLINE VF vector_erf(VF x) {
  VF t = absolute(x);
  t = t > 5.0f ? splat(5.0f) : t;  // erf(5) rounds to 1
  VF s = t * t;
  VF p = splat(-5.96761703e-4f);
  p = multiply_add(p, s, splat(4.99119423e-3f));
  p = multiply_add(p, s, splat(-2.67681349e-2f));
  p = multiply_add(p, s, splat(1.12819925e-1f));
  p = multiply_add(p, s, splat(-3.76125336e-1f));
  p = multiply_add(p, s, splat(1.28379166e-1f));
  VF near = multiply_add(p, t, t);
  VF q = multiply_add(splat(-1.72853470e-5f), t, splat(3.83197126e-4f));
  VF u = multiply_add(splat(-3.88396438e-3f), t, splat(2.42546219e-2f));
  q = multiply_add(q, s, u);
  q = multiply_add(q, t, splat(-1.06777877e-1f));
  q = multiply_add(q, t, splat(-6.34846687e-1f));
  q = multiply_add(q, t, splat(-1.28717512e-1f));
  q = multiply_add(q, t, -t);
  return with_sign_of(t > 0.927734375f ? 1.0f - vector_exp(q) : near, x);
}

#define ROUNDER_DOUBLE 6755399441055744.0

// log of a positive double, relative error below 1e-12: 2 atanh((m - 1) / (m + 1)) + n ln 2.
INLINE VD log_double(VD x) {
  VL bits = (VL)x;
  VL exponent = (bits >> 52) | 0x4330000000000000;
  VD n = (VD)exponent - (4503599627370496.0 + 1023.0);
  VD m = (VD)((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  VL large = m > 1.4142135623730951;
  m = large ? m * 0.5 : m;
  n = large ? n + 1.0 : n;
  VD s = (m - 1.0) / (m + 1.0);
  VD z = s * s;
  VD p = (VD)(1.0 / 17);
  p = multiply_add_double(p, z, (VD)(1.0 / 15));
  p = multiply_add_double(p, z, (VD)(1.0 / 13));
  p = multiply_add_double(p, z, (VD)(1.0 / 11));
  p = multiply_add_double(p, z, (VD)(1.0 / 9));
  p = multiply_add_double(p, z, (VD)(1.0 / 7));
  p = multiply_add_double(p, z, (VD)(1.0 / 5));
  p = multiply_add_double(p, z, (VD)(1.0 / 3));
  VD series = multiply_add_double(p * z, s, s);
  return multiply_add_double(n, (VD)(0.69314718055994531), 2.0 * series);
}

// exp of |x| < 700 or NaN, relative error below 1e-11.
INLINE VD exp_double(VD x) {
  VD shifted = multiply_add_double(x, (VD)(1.4426950408889634), (VD)(ROUNDER_DOUBLE));
  VD n = shifted - ROUNDER_DOUBLE;
  VD r = multiply_add_double(n, (VD)(-0.69314718055994531), x);
  VD p = (VD)(1.0 / 3628800);
  p = multiply_add_double(p, r, (VD)(1.0 / 362880));
  p = multiply_add_double(p, r, (VD)(1.0 / 40320));
  p = multiply_add_double(p, r, (VD)(1.0 / 5040));
  p = multiply_add_double(p, r, (VD)(1.0 / 720));
  p = multiply_add_double(p, r, (VD)(1.0 / 120));
  p = multiply_add_double(p, r, (VD)(1.0 / 24));
  p = multiply_add_double(p, r, (VD)(1.0 / 6));
  p = multiply_add_double(p, r, (VD)(0.5));
  p = multiply_add_double(p, r, (VD)(1.0));
  p = multiply_add_double(p, r, (VD)(1.0));
  return (VD)((VL)p + ((VL)shifted << 52));  // the low bits of `shifted` hold n
}

INLINE VD power_double(VD a, VD b) {
  const double infinity = __builtin_inf();
  VD magnitude = (VD)((VL)a & 0x7fffffffffffffff);
  VD logarithm = log_double(magnitude);
  logarithm = magnitude == 0.0 ? (VD)(-infinity) : logarithm;
  logarithm = magnitude == infinity ? (VD)(infinity) : logarithm;
  logarithm = magnitude != magnitude ? magnitude : logarithm;
  VD t = b * logarithm;
  t = t > 200.0 ? (VD)(200.0) : t;
  t = t < -200.0 ? (VD)(-200.0) : t;
  VD result = exp_double(t);
  result = t != t ? t : result;

  VD size = (VD)((VL)b & 0x7fffffffffffffff);
  VL even_by_size = size >= 16777216.0;  // such floats are even integers (or infinite)
  VL integer = even_by_size | ((b + ROUNDER_DOUBLE) - ROUNDER_DOUBLE == b);
  VD half = b * 0.5;
  VL odd = integer & ~even_by_size & ((half + ROUNDER_DOUBLE) - ROUNDER_DOUBLE != half);
  VL negative = (VL)a < 0;  // -0 included
  result = (negative & odd) ? -result : result;
  result = ((a < 0.0) & (a > -infinity) & ~integer) ? (VD)(__builtin_nan("")) : result;
  result = ((magnitude == 1.0) & (size == infinity)) ? (VD)(1.0) : result;
  return ((a == 1.0) | (b == 0.0)) ? (VD)(1.0) : result;
}

INLINE VF vector_power(VF a, VF b) {
  return join_halves(
    power_double(low_half(a), low_half(b)), power_double(high_half(a), high_half(b)));
}
