// Optimizer steps. Promises: see steps.h.

static void level_adam_step(
  const adam_settings *s, const float *gradient, float *weights, float *first_moment,
  float *second_moment, int64_t count) {
  VF beta1 = splat(s->beta1), beta2 = splat(s->beta2), epsilon = splat(s->epsilon);
  VF fresh1 = splat((float)(1.0 - (double)s->beta1));
  VF fresh2 = splat((float)(1.0 - (double)s->beta2));
  VF rate = splat(s->learning_rate / s->correction1);
  VF root = splat((float)__builtin_elementwise_sqrt((double)s->correction2));
  VF shrink = splat(s->decoupled ? 1.0f - s->learning_rate * s->weight_decay : 1.0f);
  VF decay = splat(s->decoupled ? 0.0f : s->weight_decay);
  for (int64_t i = 0; i < count; i += LANES) {
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

static void level_rmsprop_step(
  const rmsprop_settings *s, const float *gradient, float *weights, float *square_average,
  float *buffer, int64_t count) {
  VF alpha = splat(s->alpha), fresh = splat((float)(1.0 - (double)s->alpha));
  VF epsilon = splat(s->epsilon), rate = splat(s->learning_rate);
  VF decay = splat(s->weight_decay), momentum = splat(s->momentum);
  bool moving = s->momentum != 0;
  for (int64_t i = 0; i < count; i += LANES) {
    VF w = load_upto(weights, i, count, 0.0f);
    VF g = multiply_add(decay, w, load_upto(gradient, i, count, 0.0f));
    VF v = multiply_add(alpha, load_upto(square_average, i, count, 0.0f), fresh * (g * g));
    store_upto(square_average, i, count, v);
    VF direction = g / (__builtin_elementwise_sqrt(v) + epsilon);
    if (moving) {
      direction = multiply_add(momentum, load_upto(buffer, i, count, 0.0f), direction);
      store_upto(buffer, i, count, direction);
    }
    store_upto(weights, i, count, w - rate * direction);
  }
}
