#include <oneapi/dnnl/dnnl.h>

// oneDNN is built on OpenMP, whose header the Swift toolchain's compiler does not have. The library
// brings its runtime along; weak, because a oneDNN built without it would not.
extern void omp_set_num_threads(int threads) __attribute__((weak));

// Makes oneDNN calls from the calling thread use that thread alone (the setting is per thread).
static inline void cdnnl_use_one_thread(void) {
  if (omp_set_num_threads) omp_set_num_threads(1);
}

#include "convolution.h"
