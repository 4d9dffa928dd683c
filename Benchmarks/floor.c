// floor: what `genlog parse` does with generate.c's lines, by hand in C: the mark to measure by.
//
//   floor FILE > events.ndjson
//
// It knows two kinds of line and one kind of file, and writes for them, byte for byte, the JSON
// that genlog writes. It is meant to be as good as C gets without giving up PCRE2 for the fields:
// read(2) in blocks, lines found by memchr, the kind of line chosen by its message id before any
// matching, one JIT-compiled pattern for each kind in byte mode, text copied and checked 16 bytes
// at a time, one output buffer, write(2). Where genlog would tag, guess or recover, it stops with a
// message.
//
// The header block, for which genlog writes one event, is read and not written.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <fcntl.h>
#include <pcre2.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
  blockBytes = 256 * 1024,
  outputBytes = 1024 * 1024,
  chunk = 16,            // text is copied in steps of this: every buffer has as much to spare
  headBytes = 23,        // "16:29:54.229 Std 24200 "
  fixedBytes = 2 * 1024  // more than all that an event holds besides the text of its line
};

static void stop(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("floor: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(3);
}

// --- Output ---------------------------------------------------------------------------------

static char output[outputBytes + chunk];
static char *out = output;

static void flush(void) {
  for (const char *from = output; from < out;) {
    ssize_t written = write(STDOUT_FILENO, from, (size_t)(out - from));
    if (written < 0 && errno != EINTR) stop("standard output: %s", strerror(errno));
    if (written > 0) from += written;
  }
  out = output;
}

#define PUT(literal) (memcpy(out, literal, sizeof(literal) - 1), out += sizeof(literal) - 1)

// Appends text that needs no escaping. Reads and writes up to `chunk` bytes past its end.
static inline void put(const char *text, size_t length) {
  for (size_t i = 0; i < length; i += chunk) memcpy(out + i, text + i, chunk);
  out += length;
}

static inline void putNumber(uint64_t number) {
  char digits[20];
  char *first = digits + sizeof digits;
  do *--first = (char)('0' + number % 10);
  while (number /= 10);
  memcpy(out, first, (size_t)(digits + sizeof digits - first));
  out += digits + sizeof digits - first;
}

// Where in the next `chunk` bytes the first one stands that JSON must escape or that is not ASCII;
// `chunk` if there is none.
static inline unsigned firstSpecial(const char *text) {
#ifdef __SSE2__
  __m128i bytes = _mm_loadu_si128((const __m128i *)text);
  __m128i special = _mm_or_si128(
      _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),  // signed: bytes above 0x7f are below 0x20 too
      _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                   _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
  unsigned found = (unsigned)_mm_movemask_epi8(special);
  return found ? (unsigned)__builtin_ctz(found) : chunk;
#else
  unsigned i = 0;
  while (i < chunk && (signed char)text[i] >= 0x20 && text[i] != '"' && text[i] != '\\') i++;
  return i;
#endif
}

static void putEscape(unsigned char byte) {
  if (byte != '"' && byte != '\\') stop("byte 0x%02x: only printable ASCII is known here", byte);
  *out++ = '\\';
  *out++ = (char)byte;
}

// Appends text as the inside of a JSON string, and says whether nothing in it had to be escaped.
static inline bool putEscaped(const char *text, size_t length) {
  bool clean = true;
  while (length > 0) {
    unsigned run = firstSpecial(text);
    memcpy(out, text, chunk);
    if (run >= length) {
      out += length;
      break;
    }
    out += run;
    text += run;
    length -= run;
    if (run < chunk) {
      putEscape((unsigned char)*text++);
      length--;
      clean = false;
    }
  }
  return clean;
}

// --- What the header block says -------------------------------------------------------------

static struct {
  char application[128], type[128], host[128];
  int64_t day;          // the local date, in days since 1970-01-01: moved on at each midnight
  int64_t zoneMinutes;  // west of UTC
  bool hasDate;
} header;

// The parts of an event that are the same for every line, made when the header block has been read.
static char fileMiddle[512], service[512];
static size_t fileMiddleLength, serviceLength;

// Days since 1970-01-01, and back (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
static int64_t dayFromDate(int64_t year, unsigned month, unsigned day) {
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  unsigned yearOfEra = (unsigned)(year - era * 400);
  unsigned dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

static void dateFromDay(int64_t days, int64_t *year, unsigned *month, unsigned *day) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  unsigned dayOfEra = (unsigned)(days - era * 146097);
  unsigned yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  unsigned dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  unsigned shifted = (5 * dayOfYear + 2) / 153;
  *day = dayOfYear - (153 * shifted + 2) / 5 + 1;
  *month = shifted < 10 ? shifted + 3 : shifted - 9;
  *year = yearOfEra + era * 400 + (*month <= 2);
}

static void readHeaderLine(const char *line, size_t length) {
  char text[256];
  snprintf(text, sizeof text, "%.*s", (int)length, line);
  int year;
  unsigned month, day;
  int zoneSeconds;
  sscanf(text, "Application name: %127s", header.application);
  sscanf(text, "Application type: %127s", header.type);
  sscanf(text, "Host name: %127s", header.host);
  if (sscanf(text, "Time zone: %d", &zoneSeconds) == 1) header.zoneMinutes = zoneSeconds / 60;
  if (sscanf(text, "Local time: %4d-%2u-%2uT", &year, &month, &day) == 3) {
    header.day = dayFromDate(year, month, day);
    header.hasDate = true;
  }
}

static void finishHeader(const char *path) {
  if (!header.hasDate) stop("%s: its header says no local time", path);
  size_t room = sizeof fileMiddle - chunk;
  fileMiddleLength = (size_t)snprintf(fileMiddle, room, "\",\"file\":{\"path\":\"%s\"},\"offset\":",
                                      path);
  serviceLength = (size_t)snprintf(
      service, room, "\"service\":{\"name\":\"%s\",\"type\":\"%s\"},\"host\":{\"name\":\"%s\"}}\n",
      header.application, header.type, header.host);
  if (fileMiddleLength >= room || serviceLength >= room) stop("%s: too long a name", path);
}

// --- The clock ------------------------------------------------------------------------------

static char minute[5];                // the HH:MM of the line before
static char utcMinute[2 * chunk];      // that minute in UTC: "2016-05-13T16:29:"
static int lastMinuteOfDay = -1;

// Called for the first line of each minute only: zones differ by whole minutes.
static void beginMinute(const char *stamp) {
  int minuteOfDay =
      ((stamp[0] - '0') * 10 + stamp[1] - '0') * 60 + (stamp[3] - '0') * 10 + stamp[4] - '0';
  if (minuteOfDay < lastMinuteOfDay - 12 * 60) header.day++;  // a step back of half a day: midnight
  lastMinuteOfDay = minuteOfDay;
  memcpy(minute, stamp, sizeof minute);

  int64_t utc = header.day * 1440 + minuteOfDay + header.zoneMinutes;
  int64_t year;
  unsigned month, day;
  dateFromDay(utc / 1440, &year, &month, &day);
  snprintf(utcMinute, sizeof utcMinute, "%04d-%02u-%02uT%02d:%02d:", (int)year % 10000, month, day,
           (int)(utc % 1440 / 60), (int)(utc % 60));
}

// --- Lines ----------------------------------------------------------------------------------

typedef struct {
  pcre2_code *code;
  pcre2_match_data *match;
} Pattern;

static Pattern object, transaction;

static Pattern compile(const char *expression) {
  int error;
  PCRE2_SIZE offset;
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
                                   PCRE2_ANCHORED | PCRE2_ENDANCHORED, &error, &offset, NULL);
  if (code == NULL || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
    stop("pattern, at %zu: error %d, or no JIT", (size_t)offset, error);
  }
  return (Pattern){code, pcre2_match_data_create_from_pattern(code, NULL)};
}

// The bounds of all groups, or NULL: pairs of offsets into the text, group 0 first.
static inline const PCRE2_SIZE *match(const Pattern *pattern, const char *text, size_t length) {
  int groups =
      pcre2_jit_match(pattern->code, (PCRE2_SPTR)text, length, 0, 0, pattern->match, NULL);
  return groups < 1 ? NULL : pcre2_get_ovector_pointer(pattern->match);
}

static inline bool isDigit(char byte) { return (unsigned char)(byte - '0') < 10; }

// Whether the line begins with `HH:MM:SS.mmm Lvl nnnnn `.
static inline bool hasHead(const char *line, size_t length) {
  static const char form[] = "00:00:00.000 AAA 00000 ";
  if (length < headBytes) return false;
  for (int i = 0; i < headBytes; i++) {
    bool fits = form[i] == '0'   ? isDigit(line[i])
                : form[i] == 'A' ? line[i] >= 'A'
                                 : line[i] == form[i];
    if (!fits) return false;
  }
  return true;
}

static char severity(const char *level) {
  switch (*level) {
    case 'D': return '1';
    case 'T': return '2';
    case 'I': return '3';
    case 'S': return '4';
    case 'A': return '5';
  }
  stop("level %.3s is not known", level);
  return '0';
}

// Appends all that stands before the message id's own fields.
static inline bool putHead(const char *line, size_t length, uint64_t offset) {
  if (memcmp(minute, line, sizeof minute) != 0) beginMinute(line);
  PUT("{\"@timestamp\":\"");
  memcpy(out, utcMinute, 17);
  memcpy(out + 17, line + 6, 6);
  out += 23;
  PUT("Z\",\"message\":\"");
  bool clean = putEscaped(line + headBytes, length - headBytes);
  PUT("\",\"log\":{\"level\":\"");
  memcpy(out, line + 13, 3);
  out += 3;
  put(fileMiddle, fileMiddleLength);
  putNumber(offset);
  PUT("},\"event\":{\"code\":\"");
  memcpy(out, line + 17, 5);
  out += 5;
  return clean;
}

static inline void putField(const char *text, const PCRE2_SIZE *bounds, bool clean) {
  size_t length = bounds[1] - bounds[0];
  if (clean) {
    put(text + bounds[0], length);
  } else {
    putEscaped(text + bounds[0], length);
  }
}

static inline void putObject(const char *line, size_t length, uint64_t offset) {
  const char *text = line + headBytes;
  const PCRE2_SIZE *group = match(&object, text, length - headBytes);
  if (group == NULL) stop("offset %llu: not the text of an object", (unsigned long long)offset);
  bool clean = putHead(line, length, offset);
  switch (line[21]) {
    case '0': PUT("\",\"action\":\"object-created"); break;
    case '1': PUT("\",\"action\":\"object-changed"); break;
    default: PUT("\",\"action\":\"object-deleted");
  }
  PUT("\",\"kind\":\"event\",\"module\":\"genesys\",\"dataset\":\"genesys.confserv\","
      "\"severity\":");
  *out++ = severity(line + 13);
  PUT("},\"genesys\":{\"object\":{\"type\":\"");
  putField(text, group + 2, clean);
  PUT("\",\"name\":\"");
  putField(text, group + 4, clean);
  PUT("\",\"dbid\":");
  put(text + group[6], group[7] - group[6]);
  PUT("},\"client\":{\"type\":\"");
  putField(text, group + 8, clean);
  PUT("\",\"name\":\"");
  putField(text, group + 10, clean);
  PUT("\"}},\"user\":{\"name\":\"");
  putField(text, group + 12, clean);
  PUT("\"},");
  put(service, serviceLength);
}

static inline void putTransaction(const char *line, size_t length, uint64_t offset) {
  const char *text = line + headBytes;
  const PCRE2_SIZE *group = match(&transaction, text, length - headBytes);
  if (group == NULL) stop("offset %llu: not the text of a transaction", (unsigned long long)offset);
  putHead(line, length, offset);
  PUT("\",\"action\":\"transaction-committed\",\"kind\":\"event\",\"module\":\"genesys\","
      "\"dataset\":\"genesys.confserv\",\"severity\":");
  *out++ = severity(line + 13);
  PUT("},\"genesys\":{\"transaction\":{\"id\":\"");
  put(text + group[2], group[3] - group[2]);
  PUT("\"}},");
  put(service, serviceLength);
}

static inline void putLine(const char *line, size_t length, uint64_t offset, const char *path) {
  if (!hasHead(line, length)) {
    if (serviceLength > 0) stop("offset %llu: no head", (unsigned long long)offset);
    readHeaderLine(line, length);
    return;
  }
  if (serviceLength == 0) finishHeader(path);
  if (outputBytes - (size_t)(out - output) < 12 * length + fixedBytes) flush();
  const char *id = line + 17;
  if (memcmp(id, "2420", 4) == 0 && id[4] <= '2') {
    putObject(line, length, offset);
  } else if (memcmp(id, "24216", 5) == 0) {
    putTransaction(line, length, offset);
  } else {
    stop("offset %llu: message id %.5s is not known", (unsigned long long)offset, id);
  }
}

// --- Input ----------------------------------------------------------------------------------

int main(int argc, char **argv) {
  if (argc != 2) stop("usage: floor FILE");
  const char *path = argv[1];
  int file = open(path, O_RDONLY);
  if (file < 0) stop("%s: %s", path, strerror(errno));
  object = compile(
      "Object: \\[([^]]*+)], name \\[([^]]*+)], DBID: \\[(\\d++)] is (?:created|changed|deleted) "
      "by client, type \\[([^]]*+)], name: \\[([^]]*+)], user: \\[([^]]*+)]");
  transaction = compile("Transaction \\[(\\d++)] is committed");

  static char block[blockBytes + chunk];
  size_t held = 0;      // bytes of a line begun in the block before
  uint64_t offset = 0;  // of the block's first byte in the file
  for (;;) {
    ssize_t count = read(file, block + held, blockBytes - held);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) stop("%s: %s", path, strerror(errno));
    if (count == 0) break;
    const char *line = block, *end = block + held + count, *newline;
    while ((newline = memchr(line, '\n', (size_t)(end - line))) != NULL) {
      putLine(line, (size_t)(newline - line), offset + (uint64_t)(line - block), path);
      line = newline + 1;
    }
    held = (size_t)(end - line);
    if (held == blockBytes) stop("%s: a line is longer than %d bytes", path, blockBytes);
    offset += (uint64_t)(line - block);
    memmove(block, line, held);
  }
  if (held > 0) putLine(block, held, offset, path);
  flush();
  return 0;
}
