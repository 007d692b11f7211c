// One function built for several processors, the right one chosen when the program is loaded.

#ifndef LOSSREPL_CLONES_H
#define LOSSREPL_CLONES_H

// The choice is made before the thread sanitizer is ready for it, so its builds do without.
#if __has_feature(thread_sanitizer)
#define CLONES(...)
#else
#define CLONES(...) __attribute__((target_clones(__VA_ARGS__, "default")))
#endif

#endif
