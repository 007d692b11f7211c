// How much scratch the lattices need: see ctc.h and transducer.h for what lies there.

#include "kernels.h"
#include "lattice_sizes.h"

int64_t ctc_scratch_floats(int64_t frames, int64_t label_count, bool with_gradient) {
  int64_t width = lattice_width(label_count + 1), padded = lattice_width(frames);
  return 2 * (4 * width + padded) + 2 * padded + 4 * width +
         (with_gradient ? 5 * frames * width : 0);
}

int64_t transducer_scratch_floats(int64_t frames, int64_t label_count, bool with_gradient) {
  int64_t width = lattice_width(label_count + 1), size = (frames + label_count + 1) * width;
  return 2 * (2 * size + 2 * width) + 3 * width +
         lattice_width(frames * (label_count + 1) + 16) + (with_gradient ? 2 * size : 0);
}
