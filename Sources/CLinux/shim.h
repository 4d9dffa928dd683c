#pragma once
// Calls of Linux that Swift's Glibc module leaves out: statx(2), statfs(2), eventfd(2), pipe2(2), packet(7), capset(2),
// prctl(2).
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/if_packet.h>
#include <linux/stat.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

// Declared by <sys/stat.h> only for GNU sources, which the Glibc module was not made as.
extern int statx(int directory, const char *path, int flags, unsigned int mask, struct statx *status);

// Declared by <unistd.h> only for GNU sources.
extern int pipe2(int ends[2], int flags);

// A pipe that programs which are started do not inherit; 0, or -1 with errno.
static inline int genlog_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

// What statx(2) says of a file, as far as it is used.
struct genlog_file_status {
  uint64_t device;
  uint64_t inode;
  uint64_t size;
  // Nanoseconds since 1970.
  int64_t modified;
  // Nanoseconds since 1970; only if has_birth.
  int64_t birth;
  uint32_t mode;
  uint32_t links;
  int has_birth;
  // Whether something is mounted at the path itself.
  int is_mount_root;
};

// Saturates instead of overflowing: a damaged file system may hold any time.
static inline int64_t genlog_nanoseconds(struct statx_timestamp time) {
  int64_t result;
  if (__builtin_mul_overflow(time.tv_sec, INT64_C(1000000000), &result) ||
      __builtin_add_overflow(result, (int64_t)time.tv_nsec, &result))
    return time.tv_sec < 0 ? INT64_MIN : INT64_MAX;
  return result;
}

static inline int genlog_statx(
    int directory, const char *path, int flags, struct genlog_file_status *result) {
  struct statx status;
  int outcome = statx(directory, path, flags, STATX_BASIC_STATS | STATX_BTIME, &status);
  if (outcome != 0) return outcome;
  result->device = makedev(status.stx_dev_major, status.stx_dev_minor);
  result->inode = status.stx_ino;
  result->size = status.stx_size;
  result->modified = genlog_nanoseconds(status.stx_mtime);
  result->birth = genlog_nanoseconds(status.stx_btime);
  result->mode = status.stx_mode;
  result->links = status.stx_nlink;
  result->has_birth = (status.stx_mask & STATX_BTIME) != 0;
  result->is_mount_root = (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  return 0;
}

// The status of the file at `path`, symbolic links followed; 0, or -1 with errno.
static inline int genlog_status_of_path(const char *path, struct genlog_file_status *result) {
  return genlog_statx(AT_FDCWD, path, 0, result);
}

// The status of an open file; 0, or -1 with errno.
static inline int genlog_status_of_descriptor(int descriptor, struct genlog_file_status *result) {
  // AT_EMPTY_PATH, of GNU sources too.
  return genlog_statx(descriptor, "", 0x1000, result);
}

// The number of the type of the file system that `path` lies on; -1 with errno.
static inline int64_t genlog_file_system_of_path(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (int64_t)(uint32_t)status.f_type : -1;
}

// The same for an open file.
static inline int64_t genlog_file_system_of_descriptor(int descriptor) {
  struct statfs status;
  return fstatfs(descriptor, &status) == 0 ? (int64_t)(uint32_t)status.f_type : -1;
}

// Declared by <unistd.h>, whose other functions are the Glibc module's.
extern long syscall(long number, ...);

// Takes all capabilities out of the bounding set, as far as that is allowed: no program that is
// executed later has any.
static inline void genlog_empty_bounding_set(void) {
  for (int number = 0; prctl(PR_CAPBSET_READ, number, 0, 0, 0) >= 0; number++)
    prctl(PR_CAPBSET_DROP, number, 0, 0, 0);
}

// Gives up all capabilities of the calling thread; 0, or -1 with errno.
static inline int genlog_clear_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  return (int)syscall(SYS_capset, &header, none);
}

// Says that the calling thread, and what it executes, never gets more rights; 0, or -1 with errno.
static inline int genlog_forbid_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
