// Normal numbers from counters: Philox as for dropout, then the transform of Box and Muller, "A note
// on the generation of random normal deviates", Annals of Mathematical Statistics 29 (1958).

#define TURN 6.283185307179586f

INLINE VF to_floats(VP words) { return __builtin_convertvector((VU)words, VF); }

// Of the four words of a counter two pairs are made: a radius and an angle. Word w of counter c gives
// element 16 w + c, as with dropout.
static void noise_block(uint64_t block, const philox_start *start, float deviation, float *out) {
  for (int group = 0; group < DROPOUT_COUNTERS; group += LANES) {
    VP words[4];
    philox_words(block * DROPOUT_COUNTERS + (uint64_t)group, start, words);
    for (int w = 0; w < 4; w += 2) {
      VF share = to_floats(words[w]) * 0x1p-32f + 0x1p-33f;  // above 0 and at most 1
      VF angle = to_floats(words[w + 1]) * (TURN * 0x1p-32f);
      VF radius = __builtin_elementwise_sqrt(vector_log(share) * -2.0f) * deviation;
      store(out + w * DROPOUT_COUNTERS + group, radius * vector_cos(angle));
      store(out + (w + 1) * DROPOUT_COUNTERS + group, radius * vector_sin(angle));
    }
  }
}

static void level_array_add_noise(uint64_t seed, float deviation, float *x, int64_t count) {
  philox_start start = {{0, 0, 0, 0}, {(uint32_t)seed, (uint32_t)(seed >> 32)}};
  float noise[DROPOUT_BLOCK];
  for (int64_t at = 0; at < count; at += DROPOUT_BLOCK) {
    int64_t length = count - at < DROPOUT_BLOCK ? count - at : DROPOUT_BLOCK;
    noise_block((uint64_t)(at / DROPOUT_BLOCK), &start, deviation, noise);
    for (int64_t i = 0; i < length; i++) x[at + i] += noise[i];
  }
}
