// Dropout masks from counters: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as
// 1, 2, 3", SC 2011).
//
// Promises: a mask element depends on seed, step, stream and element index only, the same at every
// level; the keep probability is exact to 2^-32.

enum { DROPOUT_BLOCK = 64, DROPOUT_COUNTERS = DROPOUT_BLOCK / 4 };

typedef struct {
  uint32_t counter[4];
  uint32_t key[2];
} philox_start;

// LANES unsigned words, two to a 64-bit lane, so that products need no shuffling.
typedef unsigned long VP __attribute__((ext_vector_type(LANES / 2)));
typedef unsigned int VU __attribute__((ext_vector_type(LANES)));

#define LOW_WORDS 0x00000000fffffffful
#define HIGH_WORDS 0xffffffff00000000ul

typedef struct {
  VP high, low;
} word_products;

// 32 x 32 -> 64 bits in every word.
INLINE word_products multiply_words(VP words, uint64_t factor) {
  VP even = (words & LOW_WORDS) * factor, odd = (words >> 32) * factor;
  return (word_products){(even >> 32) | (odd & HIGH_WORDS), (even & LOW_WORDS) | (odd << 32)};
}

// LANES consecutive counters from `first` on, to words[0 ..< 4].
INLINE void philox_words(uint64_t first, const philox_start *start, VP words[4]) {
  uint32_t low[LANES], high[LANES];
  for (int i = 0; i < LANES; i++) {
    low[i] = (uint32_t)(first + (uint64_t)i);
    high[i] = (uint32_t)((first + (uint64_t)i) >> 32);
  }
  VP w0, w1, w2 = (VP)(VU)(start->counter[2]), w3 = (VP)(VU)(start->counter[3]);
  memcpy(&w0, low, sizeof w0);
  memcpy(&w1, high, sizeof w1);
  uint32_t key0 = start->key[0], key1 = start->key[1];
  for (int round = 0; round < 10; round++) {
    word_products a = multiply_words(w0, 0xD2511F53u), b = multiply_words(w2, 0xCD9E8D57u);
    w0 = b.high ^ w1 ^ (VP)(VU)(key0);
    w2 = a.high ^ w3 ^ (VP)(VU)(key1);
    w1 = b.low;
    w3 = a.low;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  words[0] = w0, words[1] = w1, words[2] = w2, words[3] = w3;
}

// Element e of block b takes word e / 16 of counter 16 b + e % 16.
static void dropout_block(
  uint64_t block, const philox_start *start, uint32_t threshold, float scale, float *out) {
  for (int group = 0; group < DROPOUT_COUNTERS; group += LANES) {
    VP words[4];
    philox_words(block * DROPOUT_COUNTERS + (uint64_t)group, start, words);
    for (int w = 0; w < 4; w++) {
      VF mask = (VU)words[w] >= threshold ? splat(scale) : splat(0.0f);
      store(out + w * DROPOUT_COUNTERS + group, mask);
    }
  }
}

// Mask elements [begin, begin + count) to out.
static void dropout_mask(
  const tape_random *random, int32_t stream, float rate, int64_t begin, int64_t count, float *out) {
  philox_start start = {
    {0, 0, (uint32_t)random->step, (uint32_t)(random->step >> 32) ^ ((uint32_t)stream << 8)},
    {(uint32_t)random->seed, (uint32_t)(random->seed >> 32)}};
  bool some = rate < 1.0f;  // the largest such rate gives a threshold below 2^32
  uint32_t threshold = some && rate > 0 ? (uint32_t)((double)rate * 4294967296.0) : 0;
  float scale = some ? 1.0f / (1.0f - rate) : 0.0f;
  float edge[DROPOUT_BLOCK];
  for (int64_t at = begin; at < begin + count;) {
    int64_t block = at / DROPOUT_BLOCK, skip = at % DROPOUT_BLOCK;
    int64_t rest = begin + count - at;
    if (skip == 0 && rest >= DROPOUT_BLOCK) {
      dropout_block((uint64_t)block, &start, threshold, scale, out + (at - begin));
      at += DROPOUT_BLOCK;
    } else {
      int64_t taken = rest < DROPOUT_BLOCK - skip ? rest : DROPOUT_BLOCK - skip;
      dropout_block((uint64_t)block, &start, threshold, scale, edge);
      memcpy(out + (at - begin), edge + skip, (size_t)taken * sizeof(float));
      at += taken;
    }
  }
}
