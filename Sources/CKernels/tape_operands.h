// Where an instruction finds its operands in the current tile, and how broadcasts get there.

// Element i of the tile is at[i & mask]: mask is -1 for elements side by side, 0 for one vector of
// equal elements that serves all.
typedef struct {
  float *at;
  int64_t mask;
} tape_operand;

INLINE VF operand(tape_operand x, int64_t i) { return load(x.at + (i & x.mask)); }
INLINE VF operand_partial(tape_operand x, int64_t i, int64_t count) {
  return x.mask ? load_partial(x.at + i, count, 0.0f) : load(x.at);
}

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

// Whether a register needs a tile of scratch; constants and scalars need one vector only.
static bool needs_tile(tape_storage storage) {
  return storage == TAPE_TILE || storage == TAPE_ROW || storage == TAPE_COLUMN;
}

// The row's values from column `first` on, repeated to `count` elements: one period by hand, then
// by doubling, each copy a multiple of the period long.
static void expand_row(const float *row, int64_t inner, int64_t first, int64_t count, float *out) {
  int64_t head = smaller(inner - first, count);
  memcpy(out, row + first, (size_t)head * sizeof(float));
  int64_t wrapped = smaller(first, count - head);
  memcpy(out + head, row, (size_t)wrapped * sizeof(float));
  for (int64_t filled = inner; filled < count;) {
    int64_t length = smaller(filled, count - filled);
    memcpy(out + filled, out, (size_t)length * sizeof(float));
    filled += length;
  }
}

// One value per row of `inner` elements, from element `begin` of the tape on.
static void expand_column(
  const float *column, int64_t inner, int64_t begin, int64_t count, float *out) {
  int64_t row = begin / inner, next = (row + 1) * inner - begin;
  for (int64_t i = 0; i < count; row++, next += inner) {
    int64_t end = smaller(next, count);
    VF value = splat(column[row]);
    for (; i + LANES <= end; i += LANES) store(out + i, value);
    for (; i < end; i++) out[i] = column[row];
  }
}

// Gives every register its scratch and fills the ones that do not change from tile to tile.
static void bind_registers(const tape_program *program, float *scratch, tape_operand *operands) {
  for (int32_t r = 0; r < program->register_count; r++) {
    const tape_register *source = &program->registers[r];
    operands[r] = (tape_operand){scratch, -1};
    if (needs_tile(source->storage)) {
      scratch += TAPE_TILE_ELEMENTS;
    } else if (source->storage != TAPE_VECTOR) {
      VF value = splat(source->storage == TAPE_CONSTANT ? source->value : source->memory[0]);
      store(scratch, value);
      operands[r].mask = 0;
      scratch += 16;
    }
  }
}

// Points memory registers at the tile that starts at element `begin` and expands broadcasts. A
// row that covers the whole tile is read in place.
static void bind_tile(
  const tape_program *program, int64_t begin, int64_t count, float *const *homes,
  tape_operand *operands) {
  int64_t inner = program->inner;
  for (int32_t r = 0; r < program->register_count; r++) {
    const tape_register *source = &program->registers[r];
    if (source->storage == TAPE_VECTOR) {
      operands[r].at = source->memory + begin;
    } else if (source->storage == TAPE_ROW) {
      int64_t first = begin % inner;
      bool whole = first + count <= inner;
      operands[r].at = whole ? source->memory + first : homes[r];
      if (!whole) expand_row(source->memory, inner, first, count, homes[r]);
    } else if (source->storage == TAPE_COLUMN) {
      expand_column(source->memory, inner, begin, count, homes[r]);
    }
  }
}
