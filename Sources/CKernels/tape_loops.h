// One loop over the tile per opcode. Loads of an iteration come before its store, so a destination
// may be an operand; the last, partial vector touches no memory beyond the tile.

typedef void (*tape_loop)(
  float *out, tape_operand a, tape_operand b, tape_operand c, int64_t count);

#define LOOP(name, LOAD, expression)                                                          \
  static void loop_##name(                                                                    \
    float *out, tape_operand a, tape_operand b, tape_operand c, int64_t count) {              \
    (void)b, (void)c;                                                                         \
    int64_t i = 0;                                                                            \
    _Pragma("clang loop unroll_count(2)") for (; i + LANES <= count; i += LANES) {            \
      LOAD(operand, (i));                                                                     \
      store(out + i, expression);                                                             \
    }                                                                                         \
    if (i < count) {                                                                          \
      LOAD(operand_partial, (i, count - i));                                                  \
      store_partial(out + i, count - i, expression);                                          \
    }                                                                                         \
  }

#define ARGUMENTS(...) __VA_ARGS__
#define ONE(read, where) VF x = read(a, ARGUMENTS where)
#define TWO(read, where) ONE(read, where), y = read(b, ARGUMENTS where)
#define THREE(read, where) TWO(read, where), z = read(c, ARGUMENTS where)

// Comparisons give all ones, of which these keep the bits of 1.0f.
#define TRUTH(condition) ((VF)((condition) & 0x3f800000))

LOOP(copy, ONE, x)
LOOP(negate, ONE, -x)
LOOP(absolute, ONE, absolute(x))
LOOP(sign, ONE, (x != x ? x : TRUTH(x > 0.0f) - TRUTH(x < 0.0f)))
LOOP(square, ONE, x *x)
LOOP(square_root, ONE, __builtin_elementwise_sqrt(x))
LOOP(reciprocal, ONE, 1.0f / x)
LOOP(exp, ONE, vector_exp(x))
LOOP(expm1, ONE, vector_expm1(x))
LOOP(log, ONE, vector_log(x))
LOOP(log1p, ONE, vector_log1p(x))
LOOP(tanh, ONE, vector_tanh(x))
LOOP(sigmoid, ONE, vector_sigmoid(x))
LOOP(erf, ONE, vector_erf(x))
LOOP(softplus, ONE, vector_softplus(x))
LOOP(log_cosh, ONE, vector_log_cosh(x))
LOOP(relu, ONE, (0.0f > x ? splat(0.0f) : x))
LOOP(sin, ONE, vector_sin(x))
LOOP(cos, ONE, vector_cos(x))
LOOP(tan, ONE, vector_tan(x))
LOOP(asin, ONE, vector_asin(x))
LOOP(acos, ONE, vector_acos(x))
LOOP(atan, ONE, vector_atan(x))
LOOP(sinh, ONE, vector_sinh(x))
LOOP(cosh, ONE, vector_cosh(x))
LOOP(floor, ONE, vector_floor(x))
LOOP(ceil, ONE, vector_ceil(x))
LOOP(round, ONE, vector_round(x))
LOOP(add, TWO, x + y)
LOOP(subtract, TWO, x - y)
LOOP(multiply, TWO, x *y)
LOOP(divide, TWO, x / y)
LOOP(maximum, TWO, maximum(x, y))
LOOP(minimum, TWO, minimum(x, y))
LOOP(power, TWO, vector_power(x, y))
LOOP(less, TWO, TRUTH(x < y))
LOOP(less_equal, TWO, TRUTH(x <= y))
LOOP(greater, TWO, TRUTH(x > y))
LOOP(greater_equal, TWO, TRUTH(x >= y))
LOOP(equal, TWO, TRUTH(x == y))
LOOP(not_equal, TWO, TRUTH(x != y))
LOOP(multiply_add, THREE, multiply_add(x, y, z))
LOOP(select, THREE, (x != 0.0f ? y : z))

static const tape_loop tape_loops[TAPE_OPCODE_COUNT] = {
  [TAPE_COPY] = loop_copy,
  [TAPE_NEGATE] = loop_negate,
  [TAPE_ABSOLUTE] = loop_absolute,
  [TAPE_SIGN] = loop_sign,
  [TAPE_SQUARE] = loop_square,
  [TAPE_SQUARE_ROOT] = loop_square_root,
  [TAPE_RECIPROCAL] = loop_reciprocal,
  [TAPE_EXP] = loop_exp,
  [TAPE_EXPM1] = loop_expm1,
  [TAPE_LOG] = loop_log,
  [TAPE_LOG1P] = loop_log1p,
  [TAPE_TANH] = loop_tanh,
  [TAPE_SIGMOID] = loop_sigmoid,
  [TAPE_ERF] = loop_erf,
  [TAPE_SOFTPLUS] = loop_softplus,
  [TAPE_LOG_COSH] = loop_log_cosh,
  [TAPE_RELU] = loop_relu,
  [TAPE_SIN] = loop_sin,
  [TAPE_COS] = loop_cos,
  [TAPE_TAN] = loop_tan,
  [TAPE_ASIN] = loop_asin,
  [TAPE_ACOS] = loop_acos,
  [TAPE_ATAN] = loop_atan,
  [TAPE_SINH] = loop_sinh,
  [TAPE_COSH] = loop_cosh,
  [TAPE_FLOOR] = loop_floor,
  [TAPE_CEIL] = loop_ceil,
  [TAPE_ROUND] = loop_round,
  [TAPE_ADD] = loop_add,
  [TAPE_SUBTRACT] = loop_subtract,
  [TAPE_MULTIPLY] = loop_multiply,
  [TAPE_DIVIDE] = loop_divide,
  [TAPE_MAXIMUM] = loop_maximum,
  [TAPE_MINIMUM] = loop_minimum,
  [TAPE_POWER] = loop_power,
  [TAPE_LESS] = loop_less,
  [TAPE_LESS_EQUAL] = loop_less_equal,
  [TAPE_GREATER] = loop_greater,
  [TAPE_GREATER_EQUAL] = loop_greater_equal,
  [TAPE_EQUAL] = loop_equal,
  [TAPE_NOT_EQUAL] = loop_not_equal,
  [TAPE_MULTIPLY_ADD] = loop_multiply_add,
  [TAPE_SELECT] = loop_select,
};
