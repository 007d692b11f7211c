// Files mapped for reading that another program may cut short.
//
// Reading a page beyond the end of a file, or one its disk cannot give, raises SIGBUS, which would
// end the process. While a mapping is open, a handler of that signal puts zeros in the place of
// what is gone and remembers it; every other SIGBUS goes to whoever handled it before. So reading
// always comes to an end, and whoever read asks afterwards whether it was the file that he read.

#ifndef LOSSREPL_MAPPINGS_H
#define LOSSREPL_MAPPINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mapping mapping;

// Maps the first `length` bytes, more than none, of an open file. NULL when the system refuses,
// with its reason in errno. The descriptor may be closed afterwards.
mapping *mapping_open(int descriptor, size_t length);

// Ends the mapping. Nobody may read from it any more.
void mapping_close(mapping *mapping);

// The first byte.
const uint8_t *mapping_bytes(const mapping *mapping);

// Whether every byte read so far was the file's.
bool mapping_is_whole(const mapping *mapping);

// Lets go of the memory of what has been read: it stays in the system's cache, and the next reading
// finds it there.
void mapping_release(const mapping *mapping);

// Says that the bytes will be read in order, or that they are read as before.
void mapping_read_ahead(const mapping *mapping, bool in_order);

#endif
