// Convolutions of oneDNN over rows of pixels, channels last, bound to fixed addresses.
//
// Everything is made when a plan is: the primitive (code is generated then), the form in which it
// wants the weights, and the memory it works in. Running only executes. One object belongs to one
// thread.

#include <stdint.h>
#include <stdlib.h>

typedef enum {
  // y from x and w.
  CDNNL_FORWARD,
  // The derivative in x, from that in y and w.
  CDNNL_DATA_GRADIENT,
  // The derivative in w, from x and that in y.
  CDNNL_WEIGHT_GRADIENT,
} cdnnl_convolution_kind;

// x [rows, height, width, channels] and w [filters, channels / groups, size, size], row-major. Pairs
// are vertical first.
typedef struct {
  int64_t rows, groups, channels, filters;
  int64_t input[2], output[2], size[2], stride[2], dilation[2], before[2], after[2];
} cdnnl_convolution_shape;

typedef struct cdnnl_convolution {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  dnnl_primitive_t primitive;
  // Brings the weights into the primitive's form, or their derivative out of it; null if that is the
  // plain one.
  dnnl_primitive_t reorder;
  // The weights as they lie outside, and in the primitive's form: the same if that is the plain one.
  dnnl_memory_t plain, formed;
  dnnl_memory_t x, y, scratch, reorder_scratch;
  void *formed_memory, *scratch_memory, *reorder_scratch_memory;
  cdnnl_convolution_kind kind;
  dnnl_exec_arg_t args[4], reorder_args[3];
} cdnnl_convolution;

static inline void cdnnl_convolution_destroy(cdnnl_convolution *c) {
  if (!c) return;
  if (c->primitive) dnnl_primitive_destroy(c->primitive);
  if (c->reorder) dnnl_primitive_destroy(c->reorder);
  if (c->formed && c->formed != c->plain) dnnl_memory_destroy(c->formed);
  if (c->plain) dnnl_memory_destroy(c->plain);
  if (c->x) dnnl_memory_destroy(c->x);
  if (c->y) dnnl_memory_destroy(c->y);
  if (c->scratch) dnnl_memory_destroy(c->scratch);
  if (c->reorder_scratch) dnnl_memory_destroy(c->reorder_scratch);
  if (c->stream) dnnl_stream_destroy(c->stream);
  if (c->engine) dnnl_engine_destroy(c->engine);
  free(c->formed_memory);
  free(c->scratch_memory);
  free(c->reorder_scratch_memory);
  free(c);
}

// Memory of the form `form` on a block of its own, which starts on a cache line.
static inline dnnl_status_t cdnnl_own_memory(
    const cdnnl_convolution *c, const dnnl_memory_desc_t *form, dnnl_memory_t *memory,
    void **block) {
  const size_t bytes = (dnnl_memory_desc_get_size(form) + 64) / 64 * 64;
  *block = aligned_alloc(64, bytes);
  if (!*block) return dnnl_out_of_memory;
  return dnnl_memory_create(memory, form, c->engine, *block);
}

// The description of the primitive, with the weights in a form of its choice.
static inline dnnl_status_t cdnnl_convolution_describe(
    const cdnnl_convolution *c, const cdnnl_convolution_shape *s, const dnnl_memory_desc_t *x,
    const dnnl_memory_desc_t *w, const dnnl_memory_desc_t *y, const_dnnl_primitive_attr_t attr,
    dnnl_primitive_desc_t *result) {
  const dnnl_alg_kind_t direct = dnnl_convolution_direct;
  // The library counts the pixels left out between two taps.
  const dnnl_dims_t dilation = {s->dilation[0] - 1, s->dilation[1] - 1};
  dnnl_convolution_desc_t forward, backward;
  dnnl_status_t status = dnnl_dilated_convolution_forward_desc_init(
      &forward, dnnl_forward_training, direct, x, w, NULL, y, s->stride, dilation, s->before,
      s->after);
  if (status != dnnl_success) return status;
  if (c->kind == CDNNL_FORWARD) {
    return dnnl_primitive_desc_create(result, &forward, attr, c->engine, NULL);
  }
  dnnl_primitive_desc_t hint = NULL;
  status = dnnl_primitive_desc_create(&hint, &forward, NULL, c->engine, NULL);
  if (status != dnnl_success) return status;
  status = c->kind == CDNNL_DATA_GRADIENT
      ? dnnl_dilated_convolution_backward_data_desc_init(
            &backward, direct, x, w, y, s->stride, dilation, s->before, s->after)
      : dnnl_dilated_convolution_backward_weights_desc_init(
            &backward, direct, x, w, NULL, y, s->stride, dilation, s->before, s->after);
  if (status == dnnl_success) {
    status = dnnl_primitive_desc_create(result, &backward, attr, c->engine, hint);
  }
  dnnl_primitive_desc_destroy(hint);
  return status;
}

// The step between the plain form of the weights and the primitive's.
static inline dnnl_status_t cdnnl_convolution_make_reorder(
    cdnnl_convolution *c, const dnnl_memory_desc_t *plain, const dnnl_memory_desc_t *formed,
    const_dnnl_primitive_attr_t attr) {
  dnnl_status_t status = cdnnl_own_memory(c, formed, &c->formed, &c->formed_memory);
  if (status != dnnl_success) return status;
  const int outwards = c->kind == CDNNL_WEIGHT_GRADIENT;
  dnnl_primitive_desc_t description = NULL;
  status = dnnl_reorder_primitive_desc_create(
      &description, outwards ? formed : plain, c->engine, outwards ? plain : formed, c->engine,
      attr);
  if (status != dnnl_success) return status;
  status = cdnnl_own_memory(
      c, dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0),
      &c->reorder_scratch, &c->reorder_scratch_memory);
  if (status == dnnl_success) status = dnnl_primitive_create(&c->reorder, description);
  dnnl_primitive_desc_destroy(description);
  c->reorder_args[0] = (dnnl_exec_arg_t){DNNL_ARG_FROM, outwards ? c->formed : c->plain};
  c->reorder_args[1] = (dnnl_exec_arg_t){DNNL_ARG_TO, outwards ? c->plain : c->formed};
  c->reorder_args[2] = (dnnl_exec_arg_t){DNNL_ARG_SCRATCHPAD, c->reorder_scratch};
  return status;
}

static inline void cdnnl_convolution_name_args(cdnnl_convolution *c) {
  const int isData = c->kind == CDNNL_DATA_GRADIENT;
  const int isWeights = c->kind == CDNNL_WEIGHT_GRADIENT;
  const int isForward = c->kind == CDNNL_FORWARD;
  c->args[0] = (dnnl_exec_arg_t){isData ? DNNL_ARG_DIFF_SRC : DNNL_ARG_SRC, c->x};
  c->args[1] =
      (dnnl_exec_arg_t){isWeights ? DNNL_ARG_DIFF_WEIGHTS : DNNL_ARG_WEIGHTS, c->formed};
  c->args[2] = (dnnl_exec_arg_t){isForward ? DNNL_ARG_DST : DNNL_ARG_DIFF_DST, c->y};
  c->args[3] = (dnnl_exec_arg_t){DNNL_ARG_SCRATCHPAD, c->scratch};
}

static inline dnnl_status_t cdnnl_convolution_fill(
    cdnnl_convolution *c, const cdnnl_convolution_shape *s, const_dnnl_primitive_attr_t attr,
    float *x, float *w, float *y) {
  const dnnl_dims_t x_dims = {s->rows, s->channels, s->input[0], s->input[1]};
  const dnnl_dims_t y_dims = {s->rows, s->filters, s->output[0], s->output[1]};
  const int64_t g = s->groups;
  const dnnl_dims_t w_dims = {s->filters, s->channels, s->size[0], s->size[1]};
  const dnnl_dims_t grouped_dims = {
      g, s->filters / g, s->channels / g, s->size[0], s->size[1]};
  const int w_rank = g == 1 ? 4 : 5;
  const dnnl_dim_t *dims = g == 1 ? w_dims : grouped_dims;
  dnnl_memory_desc_t x_form, y_form, plain, free_form;
  dnnl_status_t status = dnnl_memory_desc_init_by_tag(&x_form, 4, x_dims, dnnl_f32, dnnl_nhwc);
  if (status != dnnl_success) return status;
  status = dnnl_memory_desc_init_by_tag(&y_form, 4, y_dims, dnnl_f32, dnnl_nhwc);
  if (status != dnnl_success) return status;
  status = dnnl_memory_desc_init_by_tag(
      &plain, w_rank, dims, dnnl_f32, g == 1 ? dnnl_oihw : dnnl_goihw);
  if (status != dnnl_success) return status;
  status =
      dnnl_memory_desc_init_by_tag(&free_form, w_rank, dims, dnnl_f32, dnnl_format_tag_any);
  if (status != dnnl_success) return status;

  dnnl_primitive_desc_t description = NULL;
  status = cdnnl_convolution_describe(c, s, &x_form, &free_form, &y_form, attr, &description);
  if (status != dnnl_success) return status;
  const dnnl_memory_desc_t *formed = dnnl_primitive_desc_query_md(
      description,
      c->kind == CDNNL_WEIGHT_GRADIENT ? dnnl_query_diff_weights_md : dnnl_query_weights_md, 0);
  status = dnnl_memory_create(&c->x, &x_form, c->engine, x);
  if (status == dnnl_success) status = dnnl_memory_create(&c->y, &y_form, c->engine, y);
  if (status == dnnl_success) status = dnnl_memory_create(&c->plain, &plain, c->engine, w);
  if (status == dnnl_success) {
    if (dnnl_memory_desc_equal(formed, &plain)) {
      c->formed = c->plain;
    } else {
      status = cdnnl_convolution_make_reorder(c, &plain, formed, attr);
    }
  }
  if (status == dnnl_success) {
    status = cdnnl_own_memory(
        c, dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0), &c->scratch,
        &c->scratch_memory);
  }
  if (status == dnnl_success) status = dnnl_primitive_create(&c->primitive, description);
  dnnl_primitive_desc_destroy(description);
  cdnnl_convolution_name_args(c);
  return status;
}

// Makes a convolution over x, w and y at these addresses; 0, or the status of what was refused.
//
// The library plans for as many threads as the caller's calls may use, so this makes it one.
static inline int32_t cdnnl_convolution_create(
    cdnnl_convolution_kind kind, const cdnnl_convolution_shape *shape, float *x, float *w,
    float *y, cdnnl_convolution **result) {
  cdnnl_use_one_thread();
  *result = NULL;
  cdnnl_convolution *c = (cdnnl_convolution *)calloc(1, sizeof(cdnnl_convolution));
  if (!c) return dnnl_out_of_memory;
  c->kind = kind;
  dnnl_primitive_attr_t attr = NULL;
  dnnl_status_t status = dnnl_engine_create(&c->engine, dnnl_cpu, 0);
  if (status == dnnl_success) {
    status = dnnl_stream_create(&c->stream, c->engine, dnnl_stream_default_flags);
  }
  if (status == dnnl_success) status = dnnl_primitive_attr_create(&attr);
  if (status == dnnl_success) {
    status = dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user);
  }
  if (status == dnnl_success) status = cdnnl_convolution_fill(c, shape, attr, x, w, y);
  if (attr) dnnl_primitive_attr_destroy(attr);
  if (status == dnnl_success) {
    *result = c;
  } else {
    cdnnl_convolution_destroy(c);
  }
  return (int32_t)status;
}

// Computes; 0, or the status of what was refused.
static inline int32_t cdnnl_convolution_run(const cdnnl_convolution *c) {
  dnnl_status_t status = dnnl_success;
  const int outwards = c->kind == CDNNL_WEIGHT_GRADIENT;
  if (c->reorder && !outwards) {
    status = dnnl_primitive_execute(c->reorder, c->stream, 3, c->reorder_args);
    if (status != dnnl_success) return (int32_t)status;
  }
  status = dnnl_primitive_execute(c->primitive, c->stream, 4, c->args);
  if (status == dnnl_success && c->reorder && outwards) {
    status = dnnl_primitive_execute(c->reorder, c->stream, 3, c->reorder_args);
  }
  return (int32_t)status;
}
