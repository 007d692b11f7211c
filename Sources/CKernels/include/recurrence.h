// Recurrent layers: a cell that is applied to one frame of a sequence after the other and remembers
// what it made of the frame before.
//
// With x the gates' share of the input, computed for all frames beforehand, h the state and V the
// recurrent weights, and for every frame s = h V:
//
//   lstm   i, f, o = sigmoid(x + s), g = tanh(x + s); c' = f c + i g; h' = o tanh(c')
//   gru    r, z = sigmoid(x + s + b), q = s + b, n = tanh(x + r q); h' = (1 - z) n + z h
//   tanh   h' = tanh(x + s)
//
// Gates lie side by side in PyTorch's order: i f g o, and r z n. h and c are 0 before the first frame.
//
// Threads pass disjoint ranges of rows; a row's result does not depend on the rows beside it. Rows are
// taken some at a time, so that a frame costs one matrix product.
//
// A row's length says how many of its frames count. Whatever lies beyond is never read, and all that
// is written there is 0. A row whose length is no whole number from 0 to `frames` (checked by the
// callers who know its name) counts no frame and has NaN for its states.
//
// Numerical promises: products as in product.h, gates within a few ulp of their arguments. Subnormal
// numbers count as zero, since slopes fade by a factor per frame and would linger among them.

#ifndef LOSSREPL_RECURRENCE_H
#define LOSSREPL_RECURRENCE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum { RECURRENT_LSTM = 0, RECURRENT_GRU = 1, RECURRENT_TANH = 2 } recurrent_cell;

// Gates of a cell: 4, 3, 1.
int64_t recurrent_gates(recurrent_cell cell);

// Arrays of `units` that the way back needs of each frame: i f g o c; r z n q; h.
int64_t recurrent_kept(recurrent_cell cell);

// One direction of a layer; null pointers mean "not wanted". With G gates and K arrays kept:
typedef struct {
  recurrent_cell cell;
  bool backward;        // from a row's last frame to its first
  int64_t frames;
  int64_t units;
  const float *lengths;  // [n]
  const float *gates;    // [n, frames, G * units]
  const float *weight;   // V: [units, G * units]
  const float *bias;     // [G * units], of a gru only
  float *states;         // h of frame t of row r at (r * frames + t) * stride
  float *last;           // h after the last frame taken, of row r at r * stride
  int64_t stride;        // floats, at least `units`: other directions may lie between
  float *kept;           // [n, frames, K * units]
  float *before;         // [n, frames, units]: h before each frame
} recurrence_pass;

// The way back.
typedef struct {
  recurrent_cell cell;
  bool backward;
  int64_t frames;
  int64_t units;
  const float *lengths;
  const float *weight;  // transposed: [G * units, units]
  const float *kept;
  const float *before;
  const float *upstream;  // the slope at `states`, or at `last`
  int64_t stride;
  bool upstream_of_last;
  float *hidden_slope;  // [n, frames, G * units]: the slope at s (and at b)
  float *gate_slope;    // like it, of a gru: the slope at x; elsewhere the two are the same
} recurrence_slope_pass;

// Rows [begin, end).
void recurrence_rows(const recurrence_pass *pass, int64_t begin, int64_t end, float *scratch);
void recurrence_slope_rows(
  const recurrence_slope_pass *pass, int64_t begin, int64_t end, float *scratch);

// Floats of scratch, aligned to 64 bytes, that one thread needs for either.
int64_t recurrence_scratch_floats(recurrent_cell cell, int64_t units);

#endif
