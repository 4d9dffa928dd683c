// Numbers for the generators: the same from the same seed, on any machine.
#include <stdint.h>

static uint64_t state;

// The next number of Steele and Vigna's SplitMix64.
static uint64_t next(void) {
  uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static unsigned below(unsigned limit) { return (unsigned)(next() % limit); }

#define PICK(table) ((table)[below(sizeof(table) / sizeof *(table))])
