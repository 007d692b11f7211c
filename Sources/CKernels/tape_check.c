// What can be known about a tape before it runs. None of it depends on the instruction set.

#include "kernels.h"

static bool is_register(const tape_program *program, int32_t index) {
  return index >= 0 && index < program->register_count;
}

static tape_verdict check_register(const tape_program *program, const tape_register *r) {
  switch (r->storage) {
    case TAPE_TILE:
    case TAPE_CONSTANT: return TAPE_SOUND;
    case TAPE_VECTOR:
    case TAPE_SCALAR: return r->memory ? TAPE_SOUND : TAPE_BAD_REGISTER;
    case TAPE_ROW:
    case TAPE_COLUMN: return r->memory && program->inner > 0 ? TAPE_SOUND : TAPE_BAD_REGISTER;
  }
  return TAPE_BAD_REGISTER;
}

static tape_verdict check_destination(const tape_program *program, int32_t index) {
  if (!is_register(program, index)) return TAPE_BAD_DESTINATION;
  tape_storage storage = program->registers[index].storage;
  return storage == TAPE_VECTOR || storage == TAPE_TILE ? TAPE_SOUND : TAPE_BAD_DESTINATION;
}

static tape_verdict check_instruction(const tape_program *program, const tape_instruction *step) {
  int opcode = (int)step->opcode;
  if (opcode < 0 || opcode >= TAPE_OPCODE_COUNT) return TAPE_BAD_OPCODE;
  if (opcode == TAPE_DROPOUT) {
    return program->random ? check_destination(program, step->destination) : TAPE_NO_RANDOM;
  }
  if (!is_register(program, step->a)) return TAPE_BAD_OPERAND;
  if (opcode == TAPE_SUM) {
    bool known = step->destination >= 0 && step->destination < program->partial_count;
    return known ? TAPE_SOUND : TAPE_BAD_DESTINATION;
  }
  if (opcode >= TAPE_ADD && !is_register(program, step->b)) return TAPE_BAD_OPERAND;
  if (opcode >= TAPE_MULTIPLY_ADD && !is_register(program, step->c)) return TAPE_BAD_OPERAND;
  return check_destination(program, step->destination);
}

tape_verdict tape_check(const tape_program *program) {
  if (program->instruction_count < 0 || program->register_count < 0 || program->partial_count < 0 ||
      program->register_count > TAPE_MAXIMUM_REGISTERS ||
      (program->instruction_count > 0 && !program->instructions) ||
      (program->register_count > 0 && !program->registers)) {
    return TAPE_BAD_COUNT;
  }
  for (int32_t r = 0; r < program->register_count; r++) {
    tape_verdict verdict = check_register(program, &program->registers[r]);
    if (verdict != TAPE_SOUND) return verdict;
  }
  for (int32_t k = 0; k < program->instruction_count; k++) {
    tape_verdict verdict = check_instruction(program, &program->instructions[k]);
    if (verdict != TAPE_SOUND) return verdict;
  }
  return TAPE_SOUND;
}

// A tile for each register that needs one, a vector of the widest level for each splat.
int64_t tape_scratch_floats(const tape_program *program) {
  int64_t floats = 0;
  for (int32_t r = 0; r < program->register_count; r++) {
    switch (program->registers[r].storage) {
      case TAPE_TILE:
      case TAPE_ROW:
      case TAPE_COLUMN: floats += TAPE_TILE_ELEMENTS; break;
      case TAPE_CONSTANT:
      case TAPE_SCALAR: floats += 16; break;
      case TAPE_VECTOR: break;
    }
  }
  return floats;
}
