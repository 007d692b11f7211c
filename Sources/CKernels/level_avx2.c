// The kernels for processors with AVX2 and FMA.

#include <immintrin.h>
#include <string.h>

#include "table.h"

#define LANES 8
#define HAS_FMA 1
#define TABLE kernels_avx2

// clang-format off
#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2"))), apply_to = function)
// clang-format on
#include "level.h"
#pragma clang attribute pop
