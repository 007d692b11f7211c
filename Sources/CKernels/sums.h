// Sums of contiguous floats.
//
// Promises: accumulated in double lane by lane (each float addition of a plain loop would cost half
// an ulp of the running sum), in an order fixed by the count and the level.

static double level_array_sum(const float *x, int64_t count) {
  VD even = 0, odd = 0, even2 = 0, odd2 = 0;
  int64_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    VF first = load(x + i), second = load(x + i + LANES);
    even += low_half(first);
    odd += high_half(first);
    even2 += low_half(second);
    odd2 += high_half(second);
  }
  for (; i < count; i += LANES) {
    VF rest = load_upto(x, i, count, 0.0f);
    even += low_half(rest);
    odd += high_half(rest);
  }
  return lanes_sum_double((even + odd) + (even2 + odd2));
}
