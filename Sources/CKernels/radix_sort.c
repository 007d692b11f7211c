// American flag sort, byte by byte from the most significant one: each key goes straight to its
// bucket, the one in its place goes on to its own. McIlroy, Bostic, McIlroy 1993.

#include "radix_sort.h"

enum { FEW = 32 };

#define RADIX_SORT(name, type)                                                   \
  static void name##_bytes(type *keys, int64_t count, int shift) {               \
    if (count <= FEW) {                                                          \
      for (int64_t i = 1; i < count; i++) {                                      \
        type key = keys[i];                                                      \
        int64_t at = i;                                                          \
        for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1];      \
        keys[at] = key;                                                          \
      }                                                                          \
      return;                                                                    \
    }                                                                            \
    int64_t next[256] = {0}, end[256];                                           \
    for (int64_t i = 0; i < count; i++) next[keys[i] >> shift & 255]++;          \
    int64_t sum = 0;                                                             \
    for (int bucket = 0; bucket < 256; bucket++) {                               \
      int64_t size = next[bucket];                                               \
      next[bucket] = sum;                                                        \
      end[bucket] = sum += size;                                                 \
    }                                                                            \
    for (int bucket = 0; bucket < 256; bucket++) {                               \
      while (next[bucket] < end[bucket]) {                                       \
        type key = keys[next[bucket]];                                           \
        for (int own = key >> shift & 255; own != bucket; own = key >> shift & 255) { \
          type displaced = keys[next[own]];                                      \
          keys[next[own]++] = key;                                               \
          key = displaced;                                                       \
        }                                                                        \
        keys[next[bucket]++] = key;                                              \
      }                                                                          \
    }                                                                            \
    if (shift == 0) return;                                                      \
    int64_t start = 0;                                                           \
    for (int bucket = 0; bucket < 256; bucket++) {                               \
      name##_bytes(keys + start, end[bucket] - start, shift - 8);                \
      start = end[bucket];                                                       \
    }                                                                            \
  }                                                                              \
  void name(type *keys, int64_t count) {                                         \
    name##_bytes(keys, count, 8 * (int)sizeof(type) - 8);                        \
  }

RADIX_SORT(radix_sort_32, uint32_t)
RADIX_SORT(radix_sort_64, uint64_t)
