// Rows of numbers as files hold them, converted where a batch brings them together.
//
// Numerical promises: a number becomes (value - offset) / divisor, computed in double precision and
// rounded once to single, whatever its type and at every level; a missing one (NaN) is filled in
// first. Where nothing is to be done, single precision is copied bit by bit.

#ifndef LOSSREPL_STORED_ROWS_H
#define LOSSREPL_STORED_ROWS_H

#include <stdbool.h>
#include <stdint.h>

// What a file holds.
typedef enum {
  STORED_BOOL = 0,  // a byte; all but 0 is 1
  STORED_INT8 = 1,
  STORED_INT16 = 2,
  STORED_INT32 = 3,
  STORED_INT64 = 4,
  STORED_UINT8 = 5,
  STORED_UINT16 = 6,
  STORED_UINT32 = 7,
  STORED_UINT64 = 8,
  STORED_FLOAT16 = 9,
  STORED_FLOAT32 = 10,
  STORED_FLOAT64 = 11,
} stored_type;

// Numbers of one type, one after the other, at any address.
typedef struct {
  const uint8_t *base;
  stored_type type;
  bool is_swapped;  // the other byte order than the processor's
} stored_numbers;

// Rows that follow each other.
typedef struct {
  stored_numbers numbers;
  int64_t rows;
  // What each byte becomes, 256 results, where a number is a byte and all features are treated
  // alike; else NULL.
  const float *table;
  // Whether that is (byte - offset) / divisor in single precision too, for each of the 256.
  bool is_affine;
  float offset;
  float divisor;
} stored_segment;

// A matrix of `width` columns: segments below each other, of which `selection` names the rows, NULL
// for all in order.
typedef struct {
  const stored_segment *segments;
  int64_t segment_count;
  int64_t width;
  const int32_t *selection;
  // One for all columns, one for each, or none (0).
  const double *offsets;
  const double *divisors;
  int64_t scale_count;
  const double *fills;
  int64_t fill_count;
} stored_rows;

// Row i of out = row order[first + i] of the matrix, or row first + i without an order. Row numbers
// are the caller's to check.
void stored_rows_gather(
  const stored_rows *matrix, const int32_t *order, int64_t first, int64_t count, float *out);

// Rows first ..< first + count as they are, before anything is filled in or scaled.
void stored_rows_read(const stored_rows *matrix, int64_t first, int64_t count, double *out);

// Numbers first ..< first + count, in double precision.
void stored_numbers_read(
  const stored_numbers *numbers, int64_t first, int64_t count, double *out);

// The position of the first of `count` floats that is infinite or no number; count if none is.
int64_t array_first_not_finite(const float *x, int64_t count);

// Takes rows of `width` doubles into the sum, the count, the least and the greatest of each column;
// NaN is a missing number and does not count.
void columns_add(
  const double *rows, int64_t count, int64_t width, double *sums, int64_t *counts, double *least,
  double *greatest);

// Adds the squared differences of each column from its mean; NaN does not count.
void columns_add_squares(
  const double *rows, int64_t count, int64_t width, const double *means, double *squares);

#endif
