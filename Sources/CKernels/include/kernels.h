// The vector kernels of the project: one C source, built once per instruction set.
//
// - levels     which instruction set is in force, chosen once when the program starts
// - tape.h     fused elementwise programs: the general path for every chain of arithmetic
// - rows.h     log-sum-exp, softmax and cross-entropy of matrix rows
// - alignments.h   losses of label sequences, summed over their alignments
// - arrays.h   sums, gathers, transposition
// - lookup.h       rows of a table by position, and the gradient of that
// - augmenting.h   images through affine maps, noise
// - adam_update.h    an optimizer step in one pass over memory
// - pooling.h        maxima and means over sliding windows
// - product.h        matrix products with bias, rectifier and prefetches folded in
// - recurrence.h     recurrent layers over whole sequences, and their slopes
// - subnormals.h     how not to be slowed down by numbers that are almost zero
// - stored_rows.h    numbers of any type, converted where a batch brings them together
// - radix_sort.h     whole numbers in order
//
// Promises common to all of them: no allocation, no global state but the chosen table, no alignment
// asked beyond a float's, counts of zero allowed, NaN and infinities carried as IEEE 754 says.
// A result depends on the arguments and on the level, never on which thread made the call.

#ifndef LOSSREPL_KERNELS_H
#define LOSSREPL_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adam_update.h"
#include "alignments.h"
#include "arrays.h"
#include "lookup.h"
#include "pooling.h"
#include "augmenting.h"
#include "product.h"
#include "radix_sort.h"
#include "recurrence.h"
#include "rows.h"
#include "stored_rows.h"
#include "subnormals.h"
#include "tape.h"

// The instruction sets the kernels are built for, slowest first.
typedef enum {
  KERNELS_BASELINE = 0,  // any x86-64 (SSE2), 4 floats at a time
  KERNELS_AVX2 = 1,      // AVX2 and FMA, 8 floats
  KERNELS_AVX512 = 2,    // AVX-512 F, VL, DQ, BW, 16 floats
} kernels_level;

// Whether this processor and this operating system can run `level`.
bool kernels_available(kernels_level level);

// Makes `level` the one in force for the whole process; false, and no change, if it is not
// available. The best available level is in force from the start: this is for tests and diagnosis.
bool kernels_select(kernels_level level);

// The level in force.
kernels_level kernels_selected(void);

// The processors this process may run on, at least 1.
int kernels_processors(void);

// A hint to the processor inside a spinning wait.
static inline void kernels_pause(void) { __builtin_ia32_pause(); }

#endif
