// Optimizer steps. Promises: see steps.h.

// Runs `body` for each vector of the range; i and the partial last vector are the macro's affair.
#define EACH_VECTOR(i, count) for (int64_t i = 0; i < (count); i += LANES)

static void level_sgd_step(
  const sgd_settings *settings, const float *gradient, float *weights, float *velocity,
  int64_t count) {
  VF rate = splat(settings->learning_rate), decay = splat(settings->weight_decay);
  VF momentum = splat(settings->momentum);
  VF fresh = splat(settings->first ? 1.0f : 1.0f - settings->dampening);
  VF kept = splat(settings->first ? 0.0f : settings->momentum);
  bool moving = settings->momentum != 0;
  EACH_VECTOR(i, count) {
    VF w = load_upto(weights, i, count, 0.0f);
    VF g = multiply_add(decay, w, load_upto(gradient, i, count, 0.0f));
    if (moving) {
      VF old = settings->first ? splat(0.0f) : load_upto(velocity, i, count, 0.0f);
      VF v = multiply_add(kept, old, fresh * g);
      store_upto(velocity, i, count, v);
      g = settings->nesterov ? multiply_add(momentum, v, g) : v;
    }
    store_upto(weights, i, count, w - rate * g);
  }
}

static void level_adam_step(
  const adam_settings *s, const float *gradient, float *weights, float *first_moment,
  float *second_moment, int64_t count) {
  VF beta1 = splat(s->beta1), beta2 = splat(s->beta2), epsilon = splat(s->epsilon);
  VF fresh1 = splat((float)(1.0 - (double)s->beta1)), fresh2 = splat((float)(1.0 - (double)s->beta2));
  VF rate = splat(s->learning_rate / s->correction1);
  VF root = splat((float)__builtin_elementwise_sqrt((double)s->correction2));
  VF shrink = splat(s->decoupled ? 1.0f - s->learning_rate * s->weight_decay : 1.0f);
  VF decay = splat(s->decoupled ? 0.0f : s->weight_decay);
  EACH_VECTOR(i, count) {
    VF w = load_upto(weights, i, count, 0.0f);
    VF g = multiply_add(decay, w, load_upto(gradient, i, count, 0.0f));
    VF m = multiply_add(beta1, load_upto(first_moment, i, count, 0.0f), fresh1 * g);
    VF v = multiply_add(beta2, load_upto(second_moment, i, count, 0.0f), fresh2 * (g * g));
    store_upto(first_moment, i, count, m);
    store_upto(second_moment, i, count, v);
    VF denominator = __builtin_elementwise_sqrt(v) / root + epsilon;
    store_upto(weights, i, count, w * shrink - rate * m / denominator);
  }
}
