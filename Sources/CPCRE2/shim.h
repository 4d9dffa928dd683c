#pragma once
// PCRE2 10.42, 8-bit library: call the suffixed names (pcre2_compile_8), the plain ones are macros.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
