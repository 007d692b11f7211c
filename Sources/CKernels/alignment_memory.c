// How much scratch the lattices need: see ctc.h and transducer.h for what lies there.

#include "kernels.h"
#include "lattice_sizes.h"

int64_t ctc_scratch_floats(int64_t frames, int64_t label_count, bool with_gradient) {
  int64_t stride = lattice_stride(label_count), rows = with_gradient ? frames + 1 : 2;
  int64_t doubles = (2 * rows + 4) * stride + lattice_width(frames);
  return 2 * doubles + lattice_width(frames) + 2 * stride;
}

int64_t transducer_scratch_floats(int64_t frames, int64_t label_count) {
  int64_t stride = lattice_stride(label_count), diagonals = frames + label_count + 1;
  int64_t doubles = (3 * diagonals + 1) * stride;
  return 2 * doubles + lattice_width(frames * (label_count + 1)) + stride;
}
