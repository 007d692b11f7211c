// The kernels for any x86-64 processor.

#include <immintrin.h>
#include <string.h>

#include "table.h"

#define LANES 4
#define HAS_FMA 0
#define TABLE kernels_baseline

// clang-format off
#pragma clang attribute push(__attribute__((target("sse2"))), apply_to = function)
// clang-format on
#include "level.h"
#pragma clang attribute pop
