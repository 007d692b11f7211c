// Losses of label sequences that come without an alignment to their frames: the negative logarithm
// of the probability of all alignments together, summed on a lattice.
//
// Threads pass disjoint ranges of examples. One call does one pass over each lattice, whether it is
// asked for losses, for gradients or for both; losses alone keep no lattice.
//
// Memory: one lattice per thread, of the longest example (..._scratch_floats), reused from example
// to example.
//
// Numerical promises: logarithms are doubles, so scores of 1e4 lose nothing; only the correction
// log(1 + exp(-d)), between 0 and log 3, passes through single precision. The probabilities of a
// frame (of a diagonal) are divided by their sum, so that errors do not build up over time.
//
// Whatever lies beyond an example's lengths is never read; its gradient is 0. An example whose
// labels cannot be fitted into its frames has the loss infinity (0 with `zero_infinity`) and the
// gradient 0. A length or label that is no whole number in its range (checked by the callers who
// know its name) gives a NaN loss and the gradient 0; a NaN among the scores gives NaN for both.

#ifndef LOSSREPL_ALIGNMENTS_H
#define LOSSREPL_ALIGNMENTS_H

#include <stdbool.h>
#include <stdint.h>

// A batch; null pointers mean "none". `scores` and `gradient` must not overlap.
typedef struct {
  const float *scores;          // [n, frames, classes]; transducer: [n, frames, labels + 1, classes]
  const float *labels;          // [n, label_count], whole numbers other than `blank`
  const float *input_lengths;   // [n], 0 ... frames; transducer: 1 ... frames
  const float *target_lengths;  // [n], 0 ... label_count
  const float *row_scale;       // [n], multiplies the gradient only; null: 1
  int64_t frames;
  int64_t label_count;
  int64_t classes;
  int64_t blank;
  bool zero_infinity;
  float *losses;    // [n], not scaled; null if not wanted
  float *gradient;  // like scores, d(row_scale * loss)/d(scores); null if not wanted
} alignment_batch;

// Connectionist temporal classification of the examples [begin, end).
void ctc_examples(const alignment_batch *batch, int64_t begin, int64_t end, float *scratch);

// The recurrent neural network transducer of the examples [begin, end).
void transducer_examples(
  const alignment_batch *batch, int64_t begin, int64_t end, float *scratch);

// Floats of scratch, aligned to 64 bytes, that one thread needs.
int64_t ctc_scratch_floats(int64_t frames, int64_t label_count, bool with_gradient);
int64_t transducer_scratch_floats(int64_t frames, int64_t label_count, bool with_gradient);

#endif
