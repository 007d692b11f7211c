// The kernels for processors with AVX-512. Naming the features one by one, unlike an arch, leaves
// vectors 512 bits wide.

#include <immintrin.h>
#include <string.h>

#include "table.h"

#define LANES 16
#define HAS_FMA 1
#define TABLE kernels_avx512

// clang-format off
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma,bmi,bmi2"))), apply_to = function)
// clang-format on
#include "level.h"
#pragma clang attribute pop
