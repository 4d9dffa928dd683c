// measure: runs a program and tells what it cost.
//
//   measure OUTPUT PROGRAM [ARGUMENT]...
//
// The program's standard output goes to the file OUTPUT. When it ends, one line says on standard
// output: exit status, wall seconds, CPU seconds (user and system), peak memory in KiB.
// Small, and in C: Linux counts into a program's peak memory that of the process which started it,
// so a script in Python would lend each program its own ten megabytes.
// OUTPUT is written over, and cut afterwards: to find memory for the pages of a new file costs as
// much as all the rest of a run, now more, now less.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + time.tv_usec / 1e6; }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + time.tv_nsec / 1e9;
}

static int complain(const char *what) {
  fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
  return 126;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fputs("usage: measure OUTPUT PROGRAM [ARGUMENT]...\n", stderr);
    return 2;
  }
  int output = open(argv[1], O_WRONLY | O_CREAT, 0666);
  if (output < 0) return complain(argv[1]);
  double start = now();
  pid_t child = fork();
  if (child < 0) return complain("fork");
  if (child == 0) {
    if (dup2(output, STDOUT_FILENO) < 0) _exit(complain(argv[1]));
    close(output);
    execvp(argv[2], argv + 2);
    _exit(complain(argv[2]));
  }
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) return complain("wait4");
  }
  double wall = now() - start;
  off_t end = lseek(output, 0, SEEK_CUR);  // a device such as /dev/null has no length to cut
  if (end > 0 && ftruncate(output, end) != 0) return complain(argv[1]);
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("%d %.6f %.6f %.6f %ld\n", code, wall, seconds(usage.ru_utime), seconds(usage.ru_stime),
         usage.ru_maxrss);
  return 0;
}
