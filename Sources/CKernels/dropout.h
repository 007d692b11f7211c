// Dropout masks from counters: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as
// 1, 2, 3", SC 2011).
//
// Promises: a mask element depends on seed, step, stream and element index only, the same at every
// level; the keep probability is exact to 2^-32.

enum { DROPOUT_BLOCK = 64, DROPOUT_COUNTERS = DROPOUT_BLOCK / 4 };

typedef struct {
  uint32_t counter[4];
  uint32_t key[2];
} philox_block;

// 16 consecutive counters, word by word: words[4][16] of random bits. Plain loops over 16 elements:
// the compiler vectorises them at each level.
static void philox_words(uint64_t first, const philox_block *start, uint32_t words[4][16]) {
  for (int i = 0; i < DROPOUT_COUNTERS; i++) {
    words[0][i] = (uint32_t)(first + (uint64_t)i);
    words[1][i] = (uint32_t)((first + (uint64_t)i) >> 32);
    words[2][i] = start->counter[2];
    words[3][i] = start->counter[3];
  }
  uint32_t key0 = start->key[0], key1 = start->key[1];
  for (int round = 0; round < 10; round++) {
    for (int i = 0; i < DROPOUT_COUNTERS; i++) {
      uint64_t product0 = (uint64_t)words[0][i] * 0xD2511F53u;
      uint64_t product1 = (uint64_t)words[2][i] * 0xCD9E8D57u;
      words[0][i] = (uint32_t)(product1 >> 32) ^ words[1][i] ^ key0;
      words[2][i] = (uint32_t)(product0 >> 32) ^ words[3][i] ^ key1;
      words[1][i] = (uint32_t)product1;
      words[3][i] = (uint32_t)product0;
    }
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
}

// Element e of block b takes word e / 16 of counter 16 b + e % 16.
static void dropout_block(
  uint64_t block, const philox_block *start, uint64_t threshold, float scale, float *out) {
  uint32_t words[4][16];
  philox_words(block * DROPOUT_COUNTERS, start, words);
  for (int w = 0; w < 4; w++) {
    for (int i = 0; i < DROPOUT_COUNTERS; i++) {
      out[w * 16 + i] = (uint64_t)words[w][i] >= threshold ? scale : 0.0f;
    }
  }
}

// Mask elements [begin, begin + count) to out.
static void dropout_mask(
  const tape_random *random, int32_t stream, float rate, int64_t begin, int64_t count, float *out) {
  philox_block start = {
    {0, 0, (uint32_t)random->step, (uint32_t)(random->step >> 32) ^ ((uint32_t)stream << 8)},
    {(uint32_t)random->seed, (uint32_t)(random->seed >> 32)}};
  bool all = !(rate < 1.0f);
  uint64_t threshold = all ? UINT64_MAX : rate > 0 ? (uint64_t)((double)rate * 4294967296.0) : 0;
  float scale = all ? 0.0f : 1.0f / (1.0f - rate);
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
