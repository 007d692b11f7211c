// The handler may run at any instruction of any thread. It therefore takes no lock and allocates
// nothing: it walks a list of places that are never freed, only used again, and calls mmap, which
// on Linux is a bare system call.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "mappings.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct mapping {
  _Atomic uintptr_t start;  // 0 while the place is free
  _Atomic uintptr_t end;
  // Odd while start and end are being changed, so that a handler never reads half of a change.
  _Atomic unsigned version;
  _Atomic bool is_damaged;
  struct mapping *next;
};

static _Atomic(mapping *) places;
static pthread_mutex_t changing = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t installed = PTHREAD_ONCE_INIT;
static struct sigaction previous;
static uintptr_t page_size;

// Whether the place spans the address; a place that is changing spans nothing anybody may read.
static bool spans(mapping *place, uintptr_t address, uintptr_t *end) {
  unsigned version = atomic_load_explicit(&place->version, memory_order_acquire);
  uintptr_t start = atomic_load_explicit(&place->start, memory_order_acquire);
  *end = atomic_load_explicit(&place->end, memory_order_acquire);
  atomic_thread_fence(memory_order_acquire);
  bool is_settled =
    version % 2 == 0 && version == atomic_load_explicit(&place->version, memory_order_relaxed);
  return is_settled && start != 0 && address >= start && address < *end;
}

// Zeros from the page of the address to the end of the mapping: what follows a lost page is lost
// as well, and one region costs the system less than one for each page.
static bool mend(uintptr_t address) {
  for (mapping *place = atomic_load_explicit(&places, memory_order_acquire); place != NULL;
       place = place->next) {
    uintptr_t end;
    if (!spans(place, address, &end)) continue;
    uintptr_t page = address & ~(page_size - 1);
    void *zeros = mmap(
      (void *)page, end - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE,
      -1, 0);
    if (zeros == MAP_FAILED) return false;
    atomic_store_explicit(&place->is_damaged, true, memory_order_release);
    return true;
  }
  return false;
}

static void handle(int signal_number, siginfo_t *information, void *context) {
  int kept = errno;
  bool is_mended = information->si_code == BUS_ADRERR && mend((uintptr_t)information->si_addr);
  errno = kept;
  if (is_mended) return;
  if (previous.sa_flags & SA_SIGINFO) {
    previous.sa_sigaction(signal_number, information, context);
    return;
  }
  bool is_sent = information->si_code <= 0;
  if (previous.sa_handler == SIG_IGN && is_sent) return;
  if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
    previous.sa_handler(signal_number);
    return;
  }
  // The default ends the process: at once where the signal was sent, else when the instruction that
  // raised it is tried again.
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigemptyset(&standard.sa_mask);
  sigaction(signal_number, &standard, NULL);
  if (is_sent) raise(signal_number);
}

static void install(void) {
  page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
  struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  // Read first: a signal might arrive before a second result of sigaction is stored.
  sigaction(SIGBUS, NULL, &previous);
  sigaction(SIGBUS, &action, NULL);
}

static void settle(mapping *place, uintptr_t start, uintptr_t end) {
  atomic_fetch_add_explicit(&place->version, 1, memory_order_acq_rel);
  atomic_store_explicit(&place->start, start, memory_order_release);
  atomic_store_explicit(&place->end, end, memory_order_release);
  atomic_fetch_add_explicit(&place->version, 1, memory_order_acq_rel);
}

// A place nobody uses, a new one if need be.
static mapping *free_place(void) {
  mapping *first = atomic_load_explicit(&places, memory_order_acquire);
  for (mapping *place = first; place != NULL; place = place->next) {
    if (atomic_load_explicit(&place->start, memory_order_relaxed) == 0) return place;
  }
  mapping *place = calloc(1, sizeof *place);
  if (place == NULL) return NULL;
  place->next = first;
  atomic_store_explicit(&places, place, memory_order_release);
  return place;
}

mapping *mapping_open(int descriptor, size_t length) {
  pthread_once(&installed, install);
  void *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (bytes == MAP_FAILED) return NULL;
  uintptr_t end = ((uintptr_t)bytes + length + page_size - 1) & ~(page_size - 1);
  pthread_mutex_lock(&changing);
  mapping *place = free_place();
  if (place != NULL) {
    atomic_store_explicit(&place->is_damaged, false, memory_order_relaxed);
    settle(place, (uintptr_t)bytes, end);
  }
  pthread_mutex_unlock(&changing);
  if (place == NULL) {
    munmap(bytes, length);
    errno = ENOMEM;
  }
  return place;
}

static size_t length_of(const mapping *place) {
  return atomic_load_explicit(&place->end, memory_order_relaxed) -
         atomic_load_explicit(&place->start, memory_order_relaxed);
}

void mapping_close(mapping *place) {
  void *bytes = (void *)atomic_load_explicit(&place->start, memory_order_relaxed);
  size_t length = length_of(place);
  // Freed before it is unmapped: the addresses may soon belong to somebody else.
  pthread_mutex_lock(&changing);
  settle(place, 0, 0);
  pthread_mutex_unlock(&changing);
  munmap(bytes, length);
}

const uint8_t *mapping_bytes(const mapping *place) {
  return (const uint8_t *)atomic_load_explicit(&place->start, memory_order_relaxed);
}

bool mapping_is_whole(const mapping *place) {
  return !atomic_load_explicit(&place->is_damaged, memory_order_acquire);
}

void mapping_release(const mapping *place) {
  madvise((void *)mapping_bytes(place), length_of(place), MADV_DONTNEED);
}

void mapping_read_ahead(const mapping *place, bool in_order) {
  madvise((void *)mapping_bytes(place), length_of(place), in_order ? MADV_SEQUENTIAL : MADV_NORMAL);
}
