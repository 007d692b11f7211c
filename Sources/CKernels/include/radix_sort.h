// Sorting of whole numbers in place: no memory besides, and time in proportion to how many they are.

#ifndef LOSSREPL_RADIX_SORT_H
#define LOSSREPL_RADIX_SORT_H

#include <stdint.h>

void radix_sort_32(uint32_t *keys, int64_t count);
void radix_sort_64(uint64_t *keys, int64_t count);

#endif
