// A tape is a fused elementwise program: a list of instructions over registers, run over the flat
// elements [begin, end) one small tile at a time, so that everything between the first load and the
// last store stays in the first-level cache.
//
// Element i of a tape is element i of every VECTOR register. Threads share one tape and run
// disjoint ranges, each with a scratch of its own; a result does not depend on how the range was
// cut, apart from the rounding of TAPE_SUM, whose order is fixed by `begin` and `end`.
//
// Numerical promises: add, sub, mul, div, sqrt, max, min, comparisons and select are the correctly
// rounded IEEE operations, floor, ceil and round exact; exp and log err by at most 2 ulp, pow and the
// trigonometric functions by 1 ulp at angles of any size, the other functions by at most 4 ulp,
// denormal arguments and results included. NaN arguments give NaN (also in max, min,
// sign and relu) with the two exceptions of C99's pow: pow(x, 0) = 1 and pow(1, y) = 1.

#ifndef LOSSREPL_TAPE_H
#define LOSSREPL_TAPE_H

#include <stddef.h>
#include <stdint.h>

// Elements handled by one turn of the interpreter; a TILE register takes this many floats.
enum { TAPE_TILE_ELEMENTS = 512 };
enum { TAPE_MAXIMUM_REGISTERS = 256 };

// Where a register's elements are.
typedef enum {
  TAPE_VECTOR = 0,    // memory[i]: read in place, or written in place when it is a destination
  TAPE_TILE = 1,      // scratch, alive only within a tile: for intermediate values
  TAPE_CONSTANT = 2,  // `value`
  TAPE_SCALAR = 3,    // memory[0], read when the run begins (learning rate, ...)
  TAPE_ROW = 4,       // memory[i % inner]: one value per column (a bias)
  TAPE_COLUMN = 5,    // memory[i / inner]: one value per row (a row's weight)
} tape_storage;

typedef struct {
  tape_storage storage;
  float value;    // CONSTANT only
  float *memory;  // all but TILE and CONSTANT; element 0 of the tape, whatever `begin` is
} tape_register;

// What an instruction computes from its operands a, b, c.
typedef enum {
  // one operand
  TAPE_COPY = 0,
  TAPE_NEGATE,
  TAPE_ABSOLUTE,
  TAPE_SIGN,  // -1, 0, 1; 0 for -0
  TAPE_SQUARE,
  TAPE_SQUARE_ROOT,
  TAPE_RECIPROCAL,
  TAPE_EXP,
  TAPE_EXPM1,
  TAPE_LOG,
  TAPE_LOG1P,
  TAPE_TANH,
  TAPE_SIGMOID,
  TAPE_ERF,
  TAPE_SOFTPLUS,  // log(1 + exp(a))
  TAPE_LOG_COSH,
  TAPE_RELU,
  TAPE_SIN,
  TAPE_COS,
  TAPE_TAN,
  TAPE_ASIN,
  TAPE_ACOS,
  TAPE_ATAN,
  TAPE_SINH,
  TAPE_COSH,
  TAPE_FLOOR,
  TAPE_CEIL,
  TAPE_ROUND,  // halves away from zero
  // two operands
  TAPE_ADD,
  TAPE_SUBTRACT,
  TAPE_MULTIPLY,
  TAPE_DIVIDE,
  TAPE_MAXIMUM,
  TAPE_MINIMUM,
  TAPE_POWER,
  TAPE_LESS,  // comparisons give 1 or 0; all but NOT_EQUAL give 0 when an operand is NaN
  TAPE_LESS_EQUAL,
  TAPE_GREATER,
  TAPE_GREATER_EQUAL,
  TAPE_EQUAL,
  TAPE_NOT_EQUAL,
  // three operands
  TAPE_MULTIPLY_ADD,  // a * b + c; rounded once where the level has FMA, twice on the baseline
  TAPE_SELECT,        // a != 0 ? b : c (a NaN selects b)
  // no vector operand
  TAPE_DROPOUT,  // 1 / (1 - rate) with probability 1 - rate, else 0; rate is `immediate`,
                 // `a` the number of the random stream; needs `random`
  // no vector destination
  TAPE_SUM,  // partials[destination] += a, in double
  TAPE_OPCODE_COUNT,
} tape_opcode;

// `destination`, `a`, `b`, `c` are register indices except where the opcode says otherwise; unused
// ones are ignored. The destination may be one of the operands. It must be VECTOR or TILE.
typedef struct {
  tape_opcode opcode;
  int32_t destination;
  int32_t a, b, c;
  float immediate;
} tape_instruction;

// What dropout depends on besides the instruction's stream and the element's index. Shared by the
// tapes of a plan; the plan advances `step` between runs.
typedef struct {
  uint64_t seed;
  uint64_t step;
} tape_random;

// Every pointer is the caller's and only read, apart from the registers' memory.
typedef struct {
  const tape_instruction *instructions;
  const tape_register *registers;
  int32_t instruction_count;
  int32_t register_count;
  int32_t partial_count;      // how many sums TAPE_SUM may address
  int64_t inner;              // columns of a row, for ROW and COLUMN registers; else ignored
  const tape_random *random;  // may be null if there is no TAPE_DROPOUT
} tape_program;

typedef enum {
  TAPE_SOUND = 0,
  TAPE_BAD_COUNT,        // a negative count, too many registers, or a null table
  TAPE_BAD_REGISTER,     // no memory, unknown storage, or ROW/COLUMN without inner > 0
  TAPE_BAD_OPCODE,       // an instruction's opcode is unknown
  TAPE_BAD_OPERAND,      // an index outside the registers
  TAPE_BAD_DESTINATION,  // neither VECTOR nor TILE, or a sum outside the partials
  TAPE_NO_RANDOM,        // dropout without `random`
} tape_verdict;

// Checks a program once, when it is built; tape_run trusts it.
tape_verdict tape_check(const tape_program *program);

// Floats of scratch that one thread needs to run the program. 64-byte alignment makes it fastest.
int64_t tape_scratch_floats(const tape_program *program);

// Runs elements [begin, end). Sets partials[0 ..< partial_count] to this range's sums (zero for an
// empty range); the caller adds those of the threads in a fixed order. partials may be null if the
// program has none.
void tape_run(
  const tape_program *program, int64_t begin, int64_t end, float *scratch, double *partials);

#endif
