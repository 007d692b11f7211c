// Optimizer steps fused into one pass over a flat range of parameters. Every array has `count`
// elements; threads pass disjoint ranges by offsetting the pointers.
//
// Numerical promises: each operation is rounded to float in the order of the formula (fused
// multiply-adds where the level has them); no approximate square root or division.
//
// Only steps that are clearly faster than a tape are here: Adam takes 2.5 times as long on one.
// SGD, with and without momentum, gained too little (1.2) and runs on the tape.

#ifndef LOSSREPL_STEPS_H
#define LOSSREPL_STEPS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  float learning_rate;
  float beta1, beta2, epsilon;
  float correction1;  // 1 - beta1^t
  float correction2;  // 1 - beta2^t
  float weight_decay;
  bool decoupled;  // true: AdamW, w *= 1 - learning_rate * weight_decay; false: added to g
} adam_settings;

// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
// w -= learning_rate / correction1 * m / (sqrt(v) / sqrt(correction2) + epsilon).
void adam_step(
  const adam_settings *settings, const float *gradient, float *weights, float *first_moment,
  float *second_moment, int64_t count);

typedef struct {
  float learning_rate;
  float alpha, epsilon;
  float weight_decay;  // added to the gradient: g += weight_decay * w
  float momentum;      // 0: `buffer` is neither read nor written and may be null
} rmsprop_settings;

// v = alpha v + (1 - alpha) g^2; d = g / (sqrt(v) + epsilon); buffer = momentum * buffer + d;
// w -= learning_rate * (momentum ? buffer : d).
void rmsprop_step(
  const rmsprop_settings *settings, const float *gradient, float *weights, float *square_average,
  float *buffer, int64_t count);

#endif
