// Vectors of LANES floats and the few operations on them that C does not spell.
//
// Promises: no operation here is reassociated or contracted behind the writer's back, so error-free
// transformations stay error-free; a partial load reads, and a partial store writes, no element
// beyond the count.

#pragma clang fp contract(off)

typedef float VF __attribute__((ext_vector_type(LANES)));
typedef int VI __attribute__((ext_vector_type(LANES)));
typedef VF VF_UNALIGNED __attribute__((aligned(4), may_alias));

// Half as many doubles as there are floats: a register's width again.
typedef double VD __attribute__((ext_vector_type(LANES / 2)));
typedef long VL __attribute__((ext_vector_type(LANES / 2)));
typedef float VH __attribute__((ext_vector_type(LANES / 2)));

#define INLINE static inline __attribute__((always_inline))

INLINE VF splat(float x) { return (VF)(x); }
INLINE VF load(const float *p) { return *(const VF_UNALIGNED *)p; }
INLINE void store(float *p, VF x) { *(VF_UNALIGNED *)p = x; }

// a * b + c, in one rounding where that is one instruction; libm's fmaf would be far slower.
INLINE VF multiply_add(VF a, VF b, VF c) {
#if HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

INLINE VD multiply_add_double(VD a, VD b, VD c) {
#if HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

INLINE VF absolute(VF x) { return (VF)((VI)x & 0x7fffffff); }
INLINE VF with_sign_of(VF magnitude, VF sign) {
  return (VF)((VI)magnitude | ((VI)sign & (int)0x80000000u));
}

// Maximum and minimum that return NaN if either operand is one.
INLINE VF maximum(VF a, VF b) {
  VF larger = a > b ? a : b;  // b if either is NaN
  return a != a ? a : larger;
}
INLINE VF minimum(VF a, VF b) {
  VF smaller = a < b ? a : b;
  return a != a ? a : smaller;
}

// The first `count` < LANES elements; the others are `fill`.
INLINE VF load_partial(const float *p, int64_t count, float fill) {
#if LANES == 16
  __mmask16 mask = (__mmask16)((1u << count) - 1);
  return (VF)_mm512_mask_loadu_ps(_mm512_set1_ps(fill), mask, p);
#elif LANES == 8
  VI mask = (VI){0, 1, 2, 3, 4, 5, 6, 7} < (int)count;
  VF loaded = (VF)_mm256_maskload_ps(p, (__m256i)mask);
  return mask ? loaded : splat(fill);
#else
  VF x = splat(fill);
  for (int64_t i = 0; i < count; i++) x[i] = p[i];
  return x;
#endif
}

INLINE void store_partial(float *p, int64_t count, VF x) {
#if LANES == 16
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << count) - 1), (__m512)x);
#elif LANES == 8
  VI mask = (VI){0, 1, 2, 3, 4, 5, 6, 7} < (int)count;
  _mm256_maskstore_ps(p, (__m256i)mask, (__m256)x);
#else
  for (int64_t i = 0; i < count; i++) p[i] = x[i];
#endif
}

// Elements [i, i + LANES) of n, or what is left of them.
INLINE VF load_upto(const float *p, int64_t i, int64_t n, float fill) {
  return i + LANES <= n ? load(p + i) : load_partial(p + i, n - i, fill);
}
INLINE void store_upto(float *p, int64_t i, int64_t n, VF x) {
  if (i + LANES <= n) store(p + i, x);
  else store_partial(p + i, n - i, x);
}

// p[indices[i]] in lane i.
INLINE VF gather(const float *p, const int32_t *indices) {
#if LANES == 16
  return (VF)_mm512_i32gather_ps(_mm512_loadu_si512(indices), p, 4);
#elif LANES == 8
  return (VF)_mm256_i32gather_ps(p, _mm256_loadu_si256((const __m256i *)indices), 4);
#else
  return (VF){p[indices[0]], p[indices[1]], p[indices[2]], p[indices[3]]};
#endif
}

// The lane `distance` further on (cyclically, for a power of two) in every lane.
#if LANES == 16
#define LANE(i, d) (((i) + (d)) & 15)
#define ROTATED(x, d)                                                                         \
  __builtin_shufflevector(                                                                    \
    x, x, LANE(0, d), LANE(1, d), LANE(2, d), LANE(3, d), LANE(4, d), LANE(5, d), LANE(6, d), \
    LANE(7, d), LANE(8, d), LANE(9, d), LANE(10, d), LANE(11, d), LANE(12, d), LANE(13, d),   \
    LANE(14, d), LANE(15, d))
#elif LANES == 8
#define LANE(i, d) (((i) + (d)) & 7)
#define ROTATED(x, d)                                                                         \
  __builtin_shufflevector(                                                                    \
    x, x, LANE(0, d), LANE(1, d), LANE(2, d), LANE(3, d), LANE(4, d), LANE(5, d), LANE(6, d), \
    LANE(7, d))
#else
#define LANE(i, d) (((i) + (d)) & 3)
#define ROTATED(x, d) \
  __builtin_shufflevector(x, x, LANE(0, d), LANE(1, d), LANE(2, d), LANE(3, d))
#endif

// The lanes' sum and maximum, pairwise.
INLINE float lanes_sum(VF x) {
#if LANES >= 16
  x += ROTATED(x, 8);
#endif
#if LANES >= 8
  x += ROTATED(x, 4);
#endif
  x += ROTATED(x, 2);
  x += ROTATED(x, 1);
  return x[0];
}
INLINE float lanes_maximum(VF x) {
#if LANES >= 16
  x = maximum(x, ROTATED(x, 8));
#endif
#if LANES >= 8
  x = maximum(x, ROTATED(x, 4));
#endif
  x = maximum(x, ROTATED(x, 2));
  x = maximum(x, ROTATED(x, 1));
  return x[0];
}

// The lanes' maximum where none is NaN.
INLINE float lanes_top(VF x) {
#if LANES >= 16
  x = x > ROTATED(x, 8) ? x : ROTATED(x, 8);
#endif
#if LANES >= 8
  x = x > ROTATED(x, 4) ? x : ROTATED(x, 4);
#endif
  x = x > ROTATED(x, 2) ? x : ROTATED(x, 2);
  x = x > ROTATED(x, 1) ? x : ROTATED(x, 1);
  return x[0];
}

// The two halves of a vector as doubles.
INLINE VD low_half(VF x) {
  VH half;
  memcpy(&half, &x, sizeof half);
  return __builtin_convertvector(half, VD);
}
INLINE VD high_half(VF x) {
  VH half;
  memcpy(&half, (const char *)&x + sizeof half, sizeof half);
  return __builtin_convertvector(half, VD);
}
INLINE VF join_halves(VD low, VD high) {
  VH halves[2] = {__builtin_convertvector(low, VH), __builtin_convertvector(high, VH)};
  VF x;
  memcpy(&x, halves, sizeof x);
  return x;
}
INLINE double lanes_sum_double(VD x) {
  double sum = 0;
  for (int i = 0; i < LANES / 2; i++) sum += x[i];
  return sum;
}
