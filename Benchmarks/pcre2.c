// pcre2: what PCRE2 itself takes for a line, called from C as genlog's library calls it.
//
//   pcre2 LINE... < REGEXES
//
// Standard input holds regular expressions, each ended by a NUL. Each LINE is searched for the
// first, and if that does not match for the next, and so on until one does. A line on standard
// output says for each LINE whether one matched (1 or 0), and the nanoseconds of all that: the
// median of some samples. Options are those of Sources/Grok/Matching/PCRE2Engine.swift; the code is
// compiled just in time.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { maxRegexes = 1000, maxInput = 4 << 20, samples = 21, sampleNanoseconds = 50000 };

static pcre2_code *codes[maxRegexes];
static size_t codeCount;
static pcre2_match_data *groups;
static pcre2_match_context *context;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int compile(const char *regex, size_t length) {
  int error;
  PCRE2_SIZE offset;
  pcre2_compile_context *options = pcre2_compile_context_create(NULL);
  pcre2_set_newline(options, PCRE2_NEWLINE_LF);
  pcre2_set_bsr(options, PCRE2_BSR_UNICODE);
  pcre2_code *code = pcre2_compile(
      (PCRE2_SPTR)regex, length, PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_USE_OFFSET_LIMIT, &error,
      &offset, options);
  pcre2_compile_context_free(options);
  if (codeCount == maxRegexes || code == NULL || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
    fprintf(stderr, "pcre2: cannot compile %s\n", regex);
    return 0;
  }
  codes[codeCount++] = code;
  return 1;
}

static int search(const char *line, size_t length) {
  for (size_t place = 0; place < codeCount; place++) {
    if (pcre2_jit_match(codes[place], (PCRE2_SPTR)line, length, 0, 0, groups, context) > 0) {
      return 1;
    }
  }
  return 0;
}

static double time_of(const char *line, size_t length, unsigned calls) {
  double start = now();
  for (unsigned call = 0; call < calls; call++) search(line, length);
  return now() - start;
}

static int compare(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return (difference > 0) - (difference < 0);
}

static double nanoseconds(const char *line) {
  size_t length = strlen(line);
  double times[samples];
  unsigned calls = 1;
  search(line, length);  // warms the caches
  while (time_of(line, length, calls) < sampleNanoseconds) calls *= 2;
  for (int sample = 0; sample < samples; sample++) times[sample] = time_of(line, length, calls);
  qsort(times, samples, sizeof *times, compare);
  return times[samples / 2] / calls;
}

int main(int argc, char **argv) {
  char *input = malloc(maxInput);
  size_t length = fread(input, 1, maxInput - 1, stdin);
  for (size_t place = 0; place < length;) {
    size_t end = place + strnlen(input + place, length - place);
    if (!compile(input + place, end - place)) return 2;
    place = end + 1;
  }
  // Room for the groups of any of them, and a stack like the library's.
  groups = pcre2_match_data_create(256, NULL);
  context = pcre2_match_context_create(NULL);
  pcre2_jit_stack_assign(context, NULL, pcre2_jit_stack_create(32 << 10, 4 << 20, NULL));
  for (int index = 1; index < argc; index++) {
    printf("%d %.1f\n", search(argv[index], strlen(argv[index])), nanoseconds(argv[index]));
  }
  return 0;
}
