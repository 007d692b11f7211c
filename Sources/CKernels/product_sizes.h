// The largest panel of b that is copied, at any level: what the scratch is measured by.

#ifndef LOSSREPL_PRODUCT_SIZES_H
#define LOSSREPL_PRODUCT_SIZES_H

// 256 rows of 32 floats are 32 KB: a first-level cache holds them beside the rows of a.
enum { PACKED_DEPTH = 256, WIDEST_PANEL = 32, WIDEST_VECTOR = 16 };

#endif
