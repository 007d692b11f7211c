// Pooling over windows; channels lie side by side in memory and are the lanes.
//
// Promises: see include/pooling.h. Nothing is kept between the two directions: where a maximum was is
// looked for again.

// The places inside the image that a window sees: rows [top, bottom) and columns [left, right).
typedef struct {
  int64_t top, bottom, left, right;
} pooled_places;

INLINE pooled_places places_of(const pooling_windows *w, int64_t i, int64_t j) {
  int64_t top = i * w->stride[0] - w->before[0], left = j * w->stride[1] - w->before[1];
  return (pooled_places){
    .top = top < 0 ? 0 : top, .bottom = smaller(top + w->size[0], w->input[0]),
    .left = left < 0 ? 0 : left, .right = smaller(left + w->size[1], w->input[1])};
}

INLINE int64_t input_floats(const pooling_windows *w) {
  return w->input[0] * w->input[1] * w->channels;
}

// Whether each place is seen by exactly one window, so that nothing need be added up.
static bool windows_tile(const pooling_windows *w) {
  for (int axis = 0; axis < 2; axis++) {
    bool meets = w->stride[axis] == w->size[axis] && w->before[axis] == 0;
    if (!meets || w->output[axis] * w->stride[axis] < w->input[axis]) return false;
  }
  return true;
}

// For each window of each image, x and dx being those of the image: the body, with `window` the places
// and `position` what precedes the window's channels in y.
#define EACH_WINDOW(w, images, body)                                                         \
  for (int64_t image = 0; image < (images); image++) {                                       \
    for (int64_t i = 0; i < (w)->output[0]; i++) {                                           \
      for (int64_t j = 0; j < (w)->output[1]; j++) {                                         \
        const pooled_places window = places_of(w, i, j);                                     \
        const int64_t position =                                                             \
          ((image * (w)->output[0] + i) * (w)->output[1] + j) * (w)->channels;               \
        for (int64_t c = 0; c < (w)->channels; c += LANES) body                              \
      }                                                                                      \
    }                                                                                        \
  }

// For each place a window sees: the body, with `place` what precedes its channels in x.
#define EACH_PLACE(w, body)                                                                  \
  for (int64_t row = window.top; row < window.bottom; row++) {                               \
    for (int64_t column = window.left; column < window.right; column++) {                    \
      const int64_t place =                                                                  \
        ((image * (w)->input[0] + row) * (w)->input[1] + column) * (w)->channels;            \
      body                                                                                   \
    }                                                                                        \
  }

static void level_pool_maximum(
  const pooling_windows *w, const float *x, int64_t images, float *y) {
  EACH_WINDOW(w, images, {
    VF best = splat(-__builtin_inff());
    EACH_PLACE(w, { best = maximum(best, load_upto(x + place, c, w->channels, 0.0f)); })
    store_upto(y + position, c, w->channels, best);
  })
}

// Which numbers take the place of the best so far.
INLINE VI beats(VF value, VF best) { return (value > best) | (value != value); }

static void level_pool_pick(
  const pooling_windows *w, const float *x, const float *values, int64_t images, float *y) {
  EACH_WINDOW(w, images, {
    VF best = splat(-__builtin_inff());
    VF picked = splat(0.0f);
    bool is_first = true;
    EACH_PLACE(w, {
      VF value = load_upto(x + place, c, w->channels, 0.0f);
      VI better = is_first ? (VI)(-1) : beats(value, best);
      best = better ? value : best;
      picked = better ? load_upto(values + place, c, w->channels, 0.0f) : picked;
      is_first = false;
    })
    store_upto(y + position, c, w->channels, picked);
  })
}

static void level_pool_maximum_gradient(
  const pooling_windows *w, const float *x, const float *dy, int64_t images, float *dx) {
  const bool tile = windows_tile(w);
  if (!tile) memset(dx, 0, (size_t)(images * input_floats(w)) * sizeof(float));
  EACH_WINDOW(w, images, {
    // The number of the place among those of the window.
    VI at = 0;
    VF best = splat(-__builtin_inff());
    int number = 0;
    EACH_PLACE(w, {
      VF value = load_upto(x + place, c, w->channels, 0.0f);
      VI better = beats(value, best);
      best = better ? value : best;
      at = better ? (VI)(number) : at;
      number++;
    })
    VF upstream = load_upto(dy + position, c, w->channels, 0.0f);
    number = 0;
    EACH_PLACE(w, {
      VF before = tile ? splat(0.0f) : load_upto(dx + place, c, w->channels, 0.0f);
      VF share = at == (VI)(number) ? upstream : splat(0.0f);
      store_upto(dx + place, c, w->channels, before + share);
      number++;
    })
  })
}

INLINE float places_in(pooled_places p) {
  return (float)((p.bottom - p.top) * (p.right - p.left));
}

static void level_pool_mean(
  const pooling_windows *w, const float *x, int64_t images, float *y) {
  EACH_WINDOW(w, images, {
    VF sum = splat(0.0f);
    EACH_PLACE(w, { sum += load_upto(x + place, c, w->channels, 0.0f); })
    store_upto(y + position, c, w->channels, sum / places_in(window));
  })
}

static void level_pool_mean_gradient(
  const pooling_windows *w, const float *dy, int64_t images, float *dx) {
  memset(dx, 0, (size_t)(images * input_floats(w)) * sizeof(float));
  EACH_WINDOW(w, images, {
    VF share = load_upto(dy + position, c, w->channels, 0.0f) / places_in(window);
    EACH_PLACE(w, {
      store_upto(
        dx + place, c, w->channels, load_upto(dx + place, c, w->channels, 0.0f) + share);
    })
  })
}

#undef EACH_WINDOW
#undef EACH_PLACE
