// The sizes of what recurrences keep: see include/recurrence.h and recurrence.h.

#include "kernels.h"
#include "recurrent_sizes.h"

int64_t recurrent_gates(recurrent_cell cell) {
  return cell == RECURRENT_LSTM ? 4 : cell == RECURRENT_GRU ? 3 : 1;
}

int64_t recurrent_kept(recurrent_cell cell) {
  return cell == RECURRENT_LSTM ? 5 : cell == RECURRENT_GRU ? 4 : 1;
}

int64_t recurrence_scratch_floats(recurrent_cell cell, int64_t units) {
  int64_t width = recurrent_gates(cell) * units;
  int64_t forward = matrix_product_scratch_floats(false, RECURRENT_ROWS, width, units);
  int64_t back = matrix_product_scratch_floats(false, RECURRENT_ROWS, units, width);
  return 2 * recurrent_part(units) + recurrent_part(width) + (forward > back ? forward : back);
}
