#pragma once
#include <maxminddb.h>

// Declared by <sys/mman.h> only for GNU sources, which the Glibc module was not made as.
extern int memfd_create(const char *name, unsigned int flags);
// And this one without <fcntl.h>, so that what that has beside it belongs to Glibc's module alone.
extern int fcntl(int descriptor, int command, ...);

// A file in memory that others cannot reach, empty; its descriptor, or -1 with errno.
static inline int genlog_memory_file(void) {
  // MFD_CLOEXEC | MFD_ALLOW_SEALING
  return memfd_create("genlog", 1U | 2U);
}

// Makes a file in memory one that nobody can change, not even this process; 0, or -1 with errno.
static inline int genlog_seal(int descriptor) {
  // F_ADD_SEALS: F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE, of GNU sources too.
  return fcntl(descriptor, 1033, 1 | 2 | 4 | 8);
}
