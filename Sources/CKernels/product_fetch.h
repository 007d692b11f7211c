// Which cache line of the rows to fetch comes next.

typedef struct {
  const product_extras *extras;
  int64_t row;
  uintptr_t next, end;  // addresses of lines left in the row before
} fetch_cursor;

// Puts the next `count` lines into `lines`; the last one again when there are no more.
static void next_lines(fetch_cursor *cursor, int64_t count, const void **lines) {
  const product_extras *extras = cursor->extras;
  for (int64_t i = 0; i < count;) {
    if (cursor->next >= cursor->end && cursor->row < extras->fetch_count) {
      int64_t offset = (int64_t)extras->fetch_rows[cursor->row++] * extras->fetch_width * 4;
      uintptr_t begin = (uintptr_t)extras->fetch_matrix + (uintptr_t)offset;
      cursor->next = begin & ~(uintptr_t)63;
      cursor->end = begin + (uintptr_t)(extras->fetch_width * 4);
    }
    int64_t run = smaller(((int64_t)(cursor->end - cursor->next) + 63) / 64, count - i);
    if (run <= 0) {
      lines[i++] = (const void *)cursor->next;
      continue;
    }
    for (int64_t l = 0; l < run; l++) lines[i + l] = (const void *)(cursor->next + 64 * (uintptr_t)l);
    cursor->next += 64 * (uintptr_t)run;
    i += run;
  }
}

static bool fetches_left(const fetch_cursor *cursor) {
  const product_extras *extras = cursor->extras;
  return extras && (cursor->next < cursor->end || cursor->row < extras->fetch_count);
}
