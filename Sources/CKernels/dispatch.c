// Chooses a table when the program is loaded, before any thread exists, and forwards the public
// functions to it. The pointer is atomic because tests change the level while a pool may be parked.

#include <stdatomic.h>

#include "table.h"

static const kernel_table *const tables[] = {&kernels_baseline, &kernels_avx2, &kernels_avx512};
static _Atomic(const kernel_table *) chosen = &kernels_baseline;

bool kernels_available(kernels_level level) {
  __builtin_cpu_init();
  switch (level) {
    case KERNELS_BASELINE: return true;
    case KERNELS_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case KERNELS_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  }
  return false;
}

bool kernels_select(kernels_level level) {
  if (!kernels_available(level)) return false;
  atomic_store_explicit(&chosen, tables[level], memory_order_release);
  return true;
}

kernels_level kernels_selected(void) {
  const kernel_table *table = atomic_load_explicit(&chosen, memory_order_acquire);
  for (int level = KERNELS_AVX512; level > KERNELS_BASELINE; level--) {
    if (table == tables[level]) return (kernels_level)level;
  }
  return KERNELS_BASELINE;
}

__attribute__((constructor)) static void choose_best(void) {
  if (!kernels_select(KERNELS_AVX512)) kernels_select(KERNELS_AVX2);
}

#define FORWARD(type, name, parameters, arguments)                                       \
  type name parameters {                                                                 \
    return atomic_load_explicit(&chosen, memory_order_acquire)->name arguments; \
  }
KERNELS(FORWARD)
