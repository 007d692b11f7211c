// Sums of probabilities given by their logarithms, and the share of each term in them.
//
// Promises: a logarithm is a double; the correction log(sum of exp(x - maximum)) is computed in
// single precision with an error below 2e-7, whatever the size of the logarithms. No NaN where none
// comes in, for impossibility is a large number and not an infinity. Shares below 1e-18 are 0, so
// that the product of two is never denormal.

// The logarithm of 0: far below the sum of any path's logarithms, far from overflow.
#define IMPOSSIBLE (-1e250)
#define IS_POSSIBLE(x) ((x) > -1e200)

// LANES logarithms.
typedef struct {
  VD low, high;
} VX;
typedef VD VD_UNALIGNED __attribute__((aligned(8), may_alias));

INLINE VX wide_load(const double *p) {
  return (VX){*(const VD_UNALIGNED *)p, *(const VD_UNALIGNED *)(p + LANES / 2)};
}
INLINE void wide_store(double *p, VX x) {
  *(VD_UNALIGNED *)p = x.low;
  *(VD_UNALIGNED *)(p + LANES / 2) = x.high;
}
INLINE VX wide_splat(double x) { return (VX){(VD)(x), (VD)(x)}; }
INLINE VX wide_add(VX a, VX b) { return (VX){a.low + b.low, a.high + b.high}; }
INLINE VX wide_subtract(VX a, VX b) { return (VX){a.low - b.low, a.high - b.high}; }
INLINE VX wide_maximum(VX a, VX b) {
  return (VX){a.low > b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}
INLINE VX widened(VF x) { return (VX){low_half(x), high_half(x)}; }
INLINE VF narrowed(VX x) { return join_halves(x.low, x.high); }

// All one element on: the last of `before`, or the first of `after`, comes in. Loads one element
// off would do the same, but wait until the stores of the row before have reached the cache.
#if LANES == 16
#define SHIFTED_UP(a, b) __builtin_shufflevector(a, b, 7, 8, 9, 10, 11, 12, 13, 14)
#define SHIFTED_DOWN(a, b) \
  __builtin_shufflevector(a, b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
#elif LANES == 8
#define SHIFTED_UP(a, b) __builtin_shufflevector(a, b, 3, 4, 5, 6)
#define SHIFTED_DOWN(a, b) __builtin_shufflevector(a, b, 1, 2, 3, 4, 5, 6, 7, 8)
#else
#define SHIFTED_UP(a, b) __builtin_shufflevector(a, b, 1, 2)
#define SHIFTED_DOWN(a, b) __builtin_shufflevector(a, b, 1, 2, 3, 4)
#endif
INLINE VX wide_shifted_up(VX before, VX x) {
  return (VX){SHIFTED_UP(before.high, x.low), SHIFTED_UP(x.low, x.high)};
}

// exp(x) for x <= 0; 0 below `lowest`, which is at least -87.
INLINE VF exp_of_negative(VF x, float lowest) {
  reduced_exp e = reduce_exp(x < lowest ? splat(lowest) : x);
  VF result = (e.r2p + e.r + 1.0f) * power_of_two(e.n);
  return x < lowest ? splat(0.0f) : result;
}

// log(x) for a normal positive x.
INLINE VF log_of_normal(VF x) {
  split_number s = split(x);
  return log_of_split(__builtin_convertvector(s.n, VF), s.m - 1.0f);
}

#define LEAST_SHARE 1e-18f
#define LOG_LEAST_SHARE -41.4f

INLINE VF significant(VF x) { return x < LEAST_SHARE ? splat(0.0f) : x; }

// Terms of a sum, exp(x - top), of which one is 1.
typedef struct {
  VX top;
  VF a, b;
} two_terms;
typedef struct {
  VX top;
  VF a, b, c;
} three_terms;

INLINE two_terms terms_of(VX a, VX b) {
  VF d = narrowed(wide_subtract(a, b)), e = exp_of_negative(-absolute(d), LOG_LEAST_SHARE);
  VI is_first = d >= 0.0f;
  return (two_terms){wide_maximum(a, b), is_first ? splat(1.0f) : e, is_first ? e : splat(1.0f)};
}

INLINE three_terms terms_with(two_terms s, VX c) {
  VF d = narrowed(wide_subtract(s.top, c)), e = exp_of_negative(-absolute(d), LOG_LEAST_SHARE);
  VI is_first = d >= 0.0f;
  return (three_terms){
    wide_maximum(s.top, c), is_first ? s.a : significant(s.a * e),
    is_first ? s.b : significant(s.b * e), is_first ? e : splat(1.0f)};
}

// top + log(sum).
INLINE VX log_of_sum(VX top, VF sum) { return wide_add(top, widened(log_of_normal(sum))); }

// x - normaliser, no less than IMPOSSIBLE for a score of -infinity.
INLINE VX log_probability(VF x, double normaliser) {
  return wide_maximum(wide_subtract(widened(x), wide_splat(normaliser)), wide_splat(IMPOSSIBLE));
}
static double log_probability_of(float x, double normaliser) {
  double difference = (double)x - normaliser;
  return difference > IMPOSSIBLE ? difference : IMPOSSIBLE;
}

static void fill(double *p, int64_t count, double value) {
  for (int64_t i = 0; i < count; i++) p[i] = value;
}
static void fill_floats(float *p, int64_t count, float value) {
  for (int64_t i = 0; i < count; i++) p[i] = value;
}
