// Everything that is compiled once per instruction set. The including file has defined LANES,
// HAS_FMA and TABLE and pushed the target attribute; all functions here are static.

#include "vector.h"

#include "exp_log.h"
#include "hyperbolic.h"
#include "erf_power.h"
#include "rounding.h"
#include "trigonometric.h"

#include "sums.h"
#include "dropout.h"
#include "noise.h"
#include "tape_operands.h"
#include "tape_loops.h"
#include "tape_run.h"

#include "softmax.h"
#include "cross_entropy.h"
#include "log_space.h"
#include "alignments.h"
#include "ctc.h"
#include "transducer.h"
#include "columns.h"
#include "adam.h"
#include "pooling.h"
#include "product_tile.h"
#include "product_panel.h"
#include "product_fetch.h"
#include "product_blocks.h"
#include "product_column.h"
#include "product_choice.h"
#include "recurrence.h"

#define ENTRY(type, name, parameters, arguments) .name = level_##name,
const kernel_table TABLE = {KERNELS(ENTRY)};
#undef ENTRY
