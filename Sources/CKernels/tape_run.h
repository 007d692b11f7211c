// The interpreter: for each tile, bind the registers and run the instructions in order. One turn of
// the inner loop costs an indirect call, paid back over 512 elements.

// TAPE_SUM: a splat operand counts once per element of the tile.
static double tile_sum(tape_operand x, int64_t count) {
  return x.mask ? level_array_sum(x.at, count) : (double)x.at[0] * (double)count;
}

static void run_tile(
  const tape_program *program, const tape_operand *operands, int64_t begin, int64_t count,
  double *partials) {
  static const tape_operand none = {NULL, -1};
  for (int32_t k = 0; k < program->instruction_count; k++) {
    const tape_instruction *step = &program->instructions[k];
    if (step->opcode == TAPE_SUM) {
      partials[step->destination] += tile_sum(operands[step->a], count);
    } else if (step->opcode == TAPE_DROPOUT) {
      float *out = operands[step->destination].at;
      dropout_mask(program->random, step->a, step->immediate, begin, count, out);
    } else {
      tape_operand b = step->opcode >= TAPE_ADD ? operands[step->b] : none;
      tape_operand c = step->opcode >= TAPE_MULTIPLY_ADD ? operands[step->c] : none;
      tape_loops[step->opcode](
        operands[step->destination].at, operands[step->a], b, c, count);
    }
  }
}

static void level_tape_run(
  const tape_program *program, int64_t begin, int64_t end, float *scratch, double *partials) {
  tape_operand operands[TAPE_MAXIMUM_REGISTERS];
  float *homes[TAPE_MAXIMUM_REGISTERS];
  for (int32_t k = 0; k < program->partial_count; k++) partials[k] = 0;
  if (begin >= end) return;
  bind_registers(program, scratch, operands);
  for (int32_t r = 0; r < program->register_count; r++) homes[r] = operands[r].at;
  for (int64_t at = begin; at < end; at += TAPE_TILE_ELEMENTS) {
    int64_t count = smaller(end - at, TAPE_TILE_ELEMENTS);
    bind_tile(program, at, count, homes, operands);
    run_tile(program, operands, at, count, partials);
  }
}
