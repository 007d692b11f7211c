// floor, ceil, round.
//
// Promises: exact; -0, infinities and NaN kept; halves away from zero, as the language's `round`.
// Written with conversions, since the baseline has no rounding instruction.

// x without its digits after the point; from 2^23 on there are none, and no int could hold x.
INLINE VF truncated(VF x) {
  VI small = absolute(x) < 8388608.0f;
  VF inside = small ? x : splat(0.0f);
  VF whole = __builtin_convertvector(__builtin_convertvector(inside, VI), VF);
  return small ? with_sign_of(absolute(whole), x) : x;
}

INLINE VF vector_floor(VF x) {
  VF whole = truncated(x);
  return whole > x ? whole - 1.0f : whole;
}
INLINE VF vector_ceil(VF x) {
  VF whole = truncated(x);
  VF next = with_sign_of(absolute(whole + 1.0f), x);  // -0 between -1 and 0
  return whole < x ? next : whole;
}
INLINE VF vector_round(VF x) {
  VF whole = truncated(x);
  VF away = whole + with_sign_of(splat(1.0f), x);
  return absolute(x - whole) >= 0.5f ? away : whole;
}
