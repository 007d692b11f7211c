// Sums of probabilities given by their logarithms.
//
// Promises: a logarithm is a double, the correction log(sum of exp(x - maximum)) is computed in
// single precision with an error below 2e-7, whatever the size of the logarithms; no NaN where
// none comes in, for impossibility is a large number and not an infinity.

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
INLINE VX wide_multiply(VX a, VX b) { return (VX){a.low * b.low, a.high * b.high}; }
INLINE VX wide_maximum(VX a, VX b) {
  return (VX){a.low > b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}
INLINE VX wide_minimum(VX a, VX b) {
  return (VX){a.low > b.low ? b.low : a.low, a.high > b.high ? b.high : a.high};
}
INLINE VX widened(VF x) { return (VX){low_half(x), high_half(x)}; }
INLINE VF narrowed(VX x) { return join_halves(x.low, x.high); }

// exp(x) for x <= 0; 0 below -87, where it would soon be denormal.
INLINE VF exp_of_negative(VF x) {
  reduced_exp e = reduce_exp(x < -87.0f ? splat(-87.0f) : x);
  VF result = (e.r2p + e.r + 1.0f) * power_of_two(e.n);
  return x < -87.0f ? splat(0.0f) : result;
}

// log(x) for a normal positive x.
INLINE VF log_of_normal(VF x) {
  split_number s = split(x);
  return log_of_split(__builtin_convertvector(s.n, VF), s.m - 1.0f);
}

// log(exp(a) + exp(b)).
INLINE VX log_add(VX a, VX b) {
  VX top = wide_maximum(a, b);
  VF drop = narrowed(wide_subtract(wide_minimum(a, b), top));
  return wide_add(top, widened(log_of_normal(1.0f + exp_of_negative(drop))));
}

// log(exp(a) + exp(b) + exp(c)): two exponentials, since the largest one is 1.
INLINE VX log_add_three(VX a, VX b, VX c) {
  VX larger = wide_maximum(a, b), top = wide_maximum(larger, c);
  VF first = exp_of_negative(narrowed(wide_subtract(wide_minimum(a, b), top)));
  VF second = exp_of_negative(narrowed(wide_subtract(wide_minimum(larger, c), top)));
  return wide_add(top, widened(log_of_normal(1.0f + (first + second))));
}

// x - normaliser, no less than IMPOSSIBLE for a score of -infinity.
INLINE VX log_probability(VF x, double normaliser) {
  return wide_maximum(
    wide_subtract(widened(x), wide_splat(normaliser)), wide_splat(IMPOSSIBLE));
}
static double log_probability_of(float x, double normaliser) {
  double difference = (double)x - normaliser;
  return difference > IMPOSSIBLE ? difference : IMPOSSIBLE;
}

static void fill(double *p, int64_t count, double value) {
  for (int64_t i = 0; i < count; i++) p[i] = value;
}
