// Numbers below 1.2e-38, which have lost precision and which processors compute with a hundred times
// slower than with others. A weight that no row moves any more leaves them behind: its moments shrink
// by a tenth each step until they are subnormal, and stay so for a thousand steps.

#ifndef LOSSREPL_SUBNORMALS_H
#define LOSSREPL_SUBNORMALS_H

// Takes subnormal operands and results of the calling thread for zero from here on. Returns the mode
// that was in force.
static inline unsigned kernels_flush_subnormals(void) {
  unsigned before = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr(before | 0x8040);
  return before;
}

// Puts the mode back that `kernels_flush_subnormals` returned.
static inline void kernels_restore_subnormals(unsigned before) { __builtin_ia32_ldmxcsr(before); }

#endif
