// Conversion by pieces: numbers of any type become doubles in a buffer that stays in the cache, are
// filled in and scaled there, and are rounded into the result. Each loop has one simple body, which
// the compiler vectorises; the arithmetic of a number does not depend on how.

#include "stored_rows.h"

#include <math.h>
#include <string.h>

#include "clones.h"

#define INLINE __attribute__((always_inline)) static inline

enum { PIECE = 256 };

static const int64_t sizes[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8};

static double from_half(uint16_t bits) {
  int exponent = bits >> 10 & 0x1f;
  double fraction = bits & 0x3ff;
  double magnitude = exponent == 0    ? ldexp(fraction, -24)
                     : exponent == 31 ? (fraction == 0 ? INFINITY : NAN)
                                      : ldexp(1024 + fraction, exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

static double from_single(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static double from_double(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// Numbers of one type; memcpy is how C reads what need not be aligned.
#define READ(name, bits_type, swap, convert)                                                  \
  INLINE void name(const uint8_t *in, int64_t count, bool is_swapped, double *out) {          \
    for (int64_t i = 0; i < count; i++) {                                                     \
      bits_type bits;                                                                         \
      memcpy(&bits, in + i * (int64_t)sizeof bits, sizeof bits);                              \
      if (is_swapped) bits = swap(bits);                                                      \
      out[i] = (double)convert(bits);                                                         \
    }                                                                                         \
  }

#define SAME(bits) (bits)
#define TRUTH(bits) ((bits) != 0)
#define SIGNED8(bits) ((int8_t)(bits))
#define SIGNED16(bits) ((int16_t)(bits))
#define SIGNED32(bits) ((int32_t)(bits))
#define SIGNED64(bits) ((int64_t)(bits))

READ(read_bool, uint8_t, SAME, TRUTH)
READ(read_int8, uint8_t, SAME, SIGNED8)
READ(read_uint8, uint8_t, SAME, SAME)
READ(read_int16, uint16_t, __builtin_bswap16, SIGNED16)
READ(read_uint16, uint16_t, __builtin_bswap16, SAME)
READ(read_float16, uint16_t, __builtin_bswap16, from_half)
READ(read_int32, uint32_t, __builtin_bswap32, SIGNED32)
READ(read_uint32, uint32_t, __builtin_bswap32, SAME)
READ(read_float32, uint32_t, __builtin_bswap32, from_single)
READ(read_int64, uint64_t, __builtin_bswap64, SIGNED64)
READ(read_uint64, uint64_t, __builtin_bswap64, SAME)
READ(read_float64, uint64_t, __builtin_bswap64, from_double)

// The byte order is settled outside of the loop, so that each loop has one of them.
#define EITHER(name) (swapped ? name(in, count, true, out) : name(in, count, false, out))

CLONES("avx2", "arch=x86-64-v4")
static void read_numbers(
  stored_type type, bool swapped, const uint8_t *in, int64_t count, double *out) {
  switch (type) {
    case STORED_BOOL: read_bool(in, count, false, out); break;
    case STORED_INT8: read_int8(in, count, false, out); break;
    case STORED_UINT8: read_uint8(in, count, false, out); break;
    case STORED_INT16: EITHER(read_int16); break;
    case STORED_UINT16: EITHER(read_uint16); break;
    case STORED_FLOAT16: EITHER(read_float16); break;
    case STORED_INT32: EITHER(read_int32); break;
    case STORED_UINT32: EITHER(read_uint32); break;
    case STORED_FLOAT32: EITHER(read_float32); break;
    case STORED_INT64: EITHER(read_int64); break;
    case STORED_UINT64: EITHER(read_uint64); break;
    case STORED_FLOAT64: EITHER(read_float64); break;
  }
}

// Columns first ..< first + count of a row, filled in, scaled and rounded.
CLONES("avx2", "arch=x86-64-v4")
static void finish(
  const stored_rows *matrix, int64_t first, int64_t count, double *piece, float *out) {
  if (matrix->fill_count == 1) {
    double fill = matrix->fills[0];
    for (int64_t i = 0; i < count; i++) piece[i] = isnan(piece[i]) ? fill : piece[i];
  } else if (matrix->fill_count > 1) {
    const double *fills = matrix->fills + first;
    for (int64_t i = 0; i < count; i++) piece[i] = isnan(piece[i]) ? fills[i] : piece[i];
  }
  if (matrix->scale_count == 0) {
    for (int64_t i = 0; i < count; i++) out[i] = (float)piece[i];
  } else if (matrix->scale_count == 1) {
    double offset = matrix->offsets[0], divisor = matrix->divisors[0];
    for (int64_t i = 0; i < count; i++) out[i] = (float)((piece[i] - offset) / divisor);
  } else {
    const double *offsets = matrix->offsets + first, *divisors = matrix->divisors + first;
    for (int64_t i = 0; i < count; i++) out[i] = (float)((piece[i] - offsets[i]) / divisors[i]);
  }
}

CLONES("avx2", "arch=x86-64-v4")
static void bytes_affine(
  const uint8_t *in, int64_t count, float offset, float divisor, float *out) {
  if (divisor == 1.0f) {
    for (int64_t i = 0; i < count; i++) out[i] = (float)in[i] - offset;
  } else {
    for (int64_t i = 0; i < count; i++) out[i] = ((float)in[i] - offset) / divisor;
  }
}

static void write_row(
  const stored_rows *matrix, const stored_segment *segment, const uint8_t *in, float *out) {
  int64_t width = matrix->width;
  const stored_numbers *numbers = &segment->numbers;
  if (segment->is_affine) {
    bytes_affine(in, width, segment->offset, segment->divisor, out);
  } else if (segment->table != NULL) {
    for (int64_t i = 0; i < width; i++) out[i] = segment->table[in[i]];
  } else if (
    numbers->type == STORED_FLOAT32 && !numbers->is_swapped && matrix->scale_count == 0 &&
    matrix->fill_count == 0) {
    memcpy(out, in, (size_t)width * sizeof(float));
  } else {
    double piece[PIECE];
    for (int64_t at = 0; at < width; at += PIECE) {
      int64_t count = width - at < PIECE ? width - at : PIECE;
      read_numbers(
        numbers->type, numbers->is_swapped, in + at * sizes[numbers->type], count, piece);
      finish(matrix, at, count, piece, out + at);
    }
  }
}

// Where a row begins, and in which segment.
static const uint8_t *find_row(
  const stored_rows *matrix, int64_t row, const stored_segment **segment) {
  const stored_segment *found = matrix->segments;
  while (row >= found->rows) {
    row -= found->rows;
    found++;
  }
  *segment = found;
  return found->numbers.base + row * matrix->width * sizes[found->numbers.type];
}

static int64_t chosen_row(const stored_rows *matrix, const int32_t *order, int64_t position) {
  int64_t row = order != NULL ? order[position] : position;
  return matrix->selection != NULL ? matrix->selection[row] : row;
}

// Rows are far apart in memory: the next one is asked for while this one is converted.
void stored_rows_gather(
  const stored_rows *matrix, const int32_t *order, int64_t first, int64_t count, float *out) {
  if (count <= 0) return;
  const stored_segment *segment, *next_segment;
  const uint8_t *next = find_row(matrix, chosen_row(matrix, order, first), &next_segment);
  for (int64_t i = 0; i < count; i++) {
    const uint8_t *row = next;
    segment = next_segment;
    if (i + 1 < count) {
      next = find_row(matrix, chosen_row(matrix, order, first + i + 1), &next_segment);
      int64_t bytes = matrix->width * sizes[next_segment->numbers.type];
      for (int64_t at = 0; at < bytes; at += 64) __builtin_prefetch(next + at);
    }
    write_row(matrix, segment, row, out + i * matrix->width);
  }
}

void stored_rows_read(const stored_rows *matrix, int64_t first, int64_t count, double *out) {
  for (int64_t i = 0; i < count; i++) {
    const stored_segment *segment;
    const uint8_t *in = find_row(matrix, chosen_row(matrix, NULL, first + i), &segment);
    read_numbers(
      segment->numbers.type, segment->numbers.is_swapped, in, matrix->width,
      out + i * matrix->width);
  }
}

void stored_numbers_read(
  const stored_numbers *numbers, int64_t first, int64_t count, double *out) {
  read_numbers(
    numbers->type, numbers->is_swapped, numbers->base + first * sizes[numbers->type], count, out);
}

// The largest magnitude of a block tells, as bits: those of infinities and NaN are above all others.
CLONES("avx2", "arch=x86-64-v4")
static uint32_t largest_magnitude(const float *x, int64_t count) {
  uint32_t largest = 0;
  for (int64_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, x + i, sizeof bits);
    bits &= 0x7fffffff;
    largest = bits > largest ? bits : largest;
  }
  return largest;
}

int64_t array_first_not_finite(const float *x, int64_t count) {
  enum { BLOCK = 1024 };
  for (int64_t at = 0; at < count; at += BLOCK) {
    int64_t length = count - at < BLOCK ? count - at : BLOCK;
    if (largest_magnitude(x + at, length) < 0x7f800000) continue;
    while (isfinite(x[at])) at++;
    return at;
  }
  return count;
}

CLONES("avx2", "arch=x86-64-v4")
void columns_add(
  const double *rows, int64_t count, int64_t width, double *sums, int64_t *counts, double *least,
  double *greatest) {
  for (int64_t r = 0; r < count; r++) {
    const double *row = rows + r * width;
    for (int64_t c = 0; c < width; c++) {
      double value = row[c];
      bool is_there = value == value;
      sums[c] = is_there ? sums[c] + value : sums[c];
      counts[c] += is_there;
      least[c] = value < least[c] ? value : least[c];
      greatest[c] = value >= greatest[c] ? value : greatest[c];
    }
  }
}

CLONES("avx2", "arch=x86-64-v4")
void columns_add_squares(
  const double *rows, int64_t count, int64_t width, const double *means, double *squares) {
#pragma clang fp contract(off)
  for (int64_t r = 0; r < count; r++) {
    const double *row = rows + r * width;
    for (int64_t c = 0; c < width; c++) {
      double distance = row[c] - means[c];
      squares[c] = row[c] == row[c] ? squares[c] + distance * distance : squares[c];
    }
  }
}
