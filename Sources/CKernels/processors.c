// How many processors the scheduler lets this process use, which a container may have narrowed.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sched.h>
#include <unistd.h>

#include "kernels.h"

int kernels_processors(void) {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  long count = sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed)
                                                                    : sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}
