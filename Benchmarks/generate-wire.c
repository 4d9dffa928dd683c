// generate-wire: a capture of SIP calls and HTTP requests, on standard output.
//
//   generate-wire BYTES sip|mixed apart|together [SEED]
//
// The same arguments give the same bytes: a classic pcap file, Ethernet, microseconds. A call is seven
// messages over UDP (INVITE with a session description, 100, 180, 200 with one, ACK, BYE, 200), and a few
// hundred calls run at a time. `mixed` adds as many bytes of HTTP/1.1 over TCP: connections of a dozen
// requests with JSON answers. `apart` gives each call a telephone and an audio port of its own;
// `together` has all calls share two hosts and their ports, as a trunk between two servers does.
// Addresses are those for documentation (RFC 5737), numbers those for drama.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

enum { live = 300, bodyBytes = 16 * 1024, turns = 12, segment = 1448 };

// --- Packets -------------------------------------------------------------------------------

static uint64_t written, limit;
static uint64_t clock_us = 1768208400000000;  // 2026-01-12T09:00:00Z
static unsigned char packet[65536];

static void put16(unsigned char *at, unsigned value) {
  at[0] = (unsigned char)(value >> 8);
  at[1] = (unsigned char)value;
}

static void put32(unsigned char *at, unsigned value) {
  put16(at, value >> 16);
  put16(at + 2, value & 0xffff);
}

struct end {
  unsigned address, port;
};

static void emit(const void *bytes, size_t count) {
  if (fwrite(bytes, 1, count, stdout) != count) {
    perror("generate-wire");
    exit(1);
  }
  written += count;
}

// Writes the frame whose IP payload, of `count` bytes, stands at packet + 34.
static void frame(struct end from, struct end to, unsigned protocol, unsigned count) {
  clock_us += 5 + below(20);
  static const unsigned char macs[] = {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0};
  memcpy(packet, macs, sizeof macs);
  unsigned char *ip = packet + 14;
  memset(ip, 0, 20);
  ip[0] = 0x45;
  put16(ip + 2, 20 + count);
  ip[8] = 64;
  ip[9] = (unsigned char)protocol;
  put32(ip + 12, from.address);
  put32(ip + 16, to.address);
  put16(ip + 20, from.port);
  put16(ip + 22, to.port);
  unsigned size = 34 + count;
  unsigned record[4] = {(unsigned)(clock_us / 1000000), (unsigned)(clock_us % 1000000), size, size};
  emit(record, sizeof record);
  emit(packet, size);
}

static void datagram(struct end from, struct end to, const char *text, unsigned count) {
  put16(packet + 38, 8 + count);
  put16(packet + 40, 0);
  memcpy(packet + 42, text, count);
  frame(from, to, 17, 8 + count);
}

// --- SIP -----------------------------------------------------------------------------------

struct call {
  unsigned number, stage, telephone, audio;
  uint64_t id, branch, tag;
};

static int together;
static char message[8192];
static unsigned used;

__attribute__((format(printf, 1, 2))) static void add(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  used += (unsigned)vsnprintf(message + used, sizeof message - used, format, arguments);
  va_end(arguments);
}

static unsigned description(char *text, size_t room, unsigned host, unsigned port) {
  return (unsigned)snprintf(
      text, room,
      "v=0\r\no=- %u 1 IN IP4 192.0.2.%u\r\ns=-\r\nc=IN IP4 192.0.2.%u\r\nt=0 0\r\n"
      "m=audio %u RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
      "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n",
      port, host, host, port);
}

static const char *const agents[] = {"Northwind SBC 7.4", "Genesys SIP Server 8.1", "Deskphone/5.2"};

static void sip(const struct call *call, int back, const char *line, const char *method,
                unsigned sequence, int hasBody) {
  struct end server = {0xc0000251, 5060};
  struct end telephone = {0xc6336400 + (together ? 1 : call->telephone % 250 + 1), 5060};
  char body[1024];
  unsigned length = hasBody ? description(body, sizeof body, back ? 81 : 20, call->audio) : 0;
  used = 0;
  add("%s\r\nVia: SIP/2.0/UDP 198.51.100.%u:5060;branch=z9hG4bK%016llx%u\r\nMax-Forwards: 70\r\n",
      line, call->telephone % 250 + 1, (unsigned long long)call->branch, sequence);
  add("From: \"Caller %u\" <sip:07700900%03u@198.51.100.%u>;tag=%08llx\r\n", call->number % 1000,
      call->number % 1000, call->telephone % 250 + 1, (unsigned long long)(call->tag & 0xffffffff));
  add("To: <sip:7000@192.0.2.81>%s", call->stage > 1 ? ";tag=" : "");
  if (call->stage > 1) add("%08llx", (unsigned long long)(call->tag >> 32));
  add("\r\nCall-ID: %016llx-%u@192.0.2.20\r\nCSeq: %u %s\r\n", (unsigned long long)call->id,
      call->number, sequence, method);
  add("Contact: <sip:7000@192.0.2.%u:5060>\r\nUser-Agent: %s\r\n", back ? 81 : 20, PICK(agents));
  add("Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, REFER, NOTIFY\r\nSupported: timer, replaces\r\n");
  if (hasBody) add("Content-Type: application/sdp\r\n");
  add("X-Genesys-CallUUID: %016llX%016llX\r\nContent-Length: %u\r\n\r\n",
      (unsigned long long)call->id, (unsigned long long)call->tag, length);
  memcpy(message + used, body, length);
  datagram(back ? server : telephone, back ? telephone : server, message, used + length);
}

static void step(struct call *call) {
  static unsigned calls;
  switch (call->stage++) {
    case 0:
      call->number = calls++;
      call->telephone = (unsigned)next();
      call->audio = together ? 20000 : 16384 + 2 * below(20000);
      call->id = next();
      call->branch = next();
      call->tag = next();
      sip(call, 0, "INVITE sip:7000@192.0.2.81:5060 SIP/2.0", "INVITE", 1, 1);
      break;
    case 1: sip(call, 1, "SIP/2.0 100 Trying", "INVITE", 1, 0); break;
    case 2: sip(call, 1, "SIP/2.0 180 Ringing", "INVITE", 1, 0); break;
    case 3: sip(call, 1, "SIP/2.0 200 OK", "INVITE", 1, 1); break;
    case 4: sip(call, 0, "ACK sip:7000@192.0.2.81:5060 SIP/2.0", "ACK", 1, 0); break;
    case 5: sip(call, 0, "BYE sip:7000@192.0.2.81:5060 SIP/2.0", "BYE", 2, 0); break;
    default:
      sip(call, 1, "SIP/2.0 200 OK", "BYE", 2, 0);
      call->stage = 0;
  }
}

// --- HTTP ----------------------------------------------------------------------------------

struct connection {
  struct end client;
  unsigned sent[2], turn;
};

static const struct end web = {0xc0000232, 8080};

static void tcp(struct connection *link, int back, unsigned flags, const char *bytes,
                unsigned count) {
  unsigned char *header = packet + 34;
  memset(header, 0, 20);
  put32(header + 4, link->sent[back]);
  put32(header + 8, link->sent[!back]);
  header[12] = 0x50;
  header[13] = (unsigned char)flags;
  put16(header + 14, 65535);
  if (count > 0) memcpy(packet + 54, bytes, count);
  link->sent[back] += count + (flags & 3 ? 1 : 0);
  frame(back ? web : link->client, back ? link->client : web, 6, 20 + count);
}

static void stream(struct connection *link, int back, const char *bytes, unsigned count) {
  for (unsigned done = 0; done < count; done += segment) {
    unsigned part = count - done < segment ? count - done : segment;
    tcp(link, back, 0x18, bytes + done, part);
    if (done + part < count || !back) tcp(link, !back, 0x10, "", 0);
  }
}

static void exchange(struct connection *link) {
  static char text[bodyBytes + 1024], body[bodyBytes];
  static unsigned ports;
  if (link->turn == 0) {
    link->client = (struct end){0xc6336400 + below(250) + 1, 32768 + ports++ % 28000};
    link->sent[0] = (unsigned)next();
    link->sent[1] = (unsigned)next();
    tcp(link, 0, 0x02, "", 0);
    tcp(link, 1, 0x12, "", 0);
    tcp(link, 0, 0x10, "", 0);
  }
  unsigned count = (unsigned)snprintf(
      text, sizeof text,
      "GET /api/v2/interactions/%016llx?view=summary&page=%u HTTP/1.1\r\nHost: gms.example.com:8080\r\n"
      "User-Agent: workspace/9.0.126\r\nAccept: application/json\r\nAccept-Encoding: identity\r\n"
      "X-Request-ID: %016llx\r\n\r\n",
      (unsigned long long)next(), below(40), (unsigned long long)next());
  stream(link, 0, text, count);
  unsigned length = 0, want = 800 + below(bodyBytes / 2);
  while (length < want)
    length += (unsigned)snprintf(body + length, sizeof body - length,
                                 "%s{\"id\":\"%016llx\",\"state\":\"%s\",\"queue\":\"Renewals\",\"age\":%u}",
                                 length ? "," : "[", (unsigned long long)next(),
                                 below(2) ? "queued" : "handled", below(4000));
  body[length++] = ']';
  count = (unsigned)snprintf(text, sizeof text,
                             "HTTP/1.1 200 OK\r\nServer: Jetty(9.4.48)\r\nContent-Type: application/json\r\n"
                             "Cache-Control: no-store\r\nContent-Length: %u\r\n\r\n",
                             length);
  memcpy(text + count, body, length);
  stream(link, 1, text, count + length);
  if (++link->turn == turns) {
    tcp(link, 0, 0x11, "", 0);
    tcp(link, 1, 0x11, "", 0);
    tcp(link, 0, 0x10, "", 0);
    link->turn = 0;
  }
}

int main(int count, char **arguments) {
  if (count < 4) {
    fputs("usage: generate-wire BYTES sip|mixed apart|together [SEED]\n", stderr);
    return 2;
  }
  limit = strtoull(arguments[1], NULL, 10);
  int mixed = strcmp(arguments[2], "mixed") == 0;
  together = strcmp(arguments[3], "together") == 0;
  state = count > 4 ? strtoull(arguments[4], NULL, 10) : 1;
  unsigned header[6] = {0xa1b2c3d4, 0x00040002, 0, 0, 262144, 1};
  emit(header, sizeof header);
  static struct call calls[live];
  static struct connection links[40];
  uint64_t http = 0;
  while (written < limit) {
    step(&calls[below(live)]);
    if (!mixed || http > written / 2) continue;
    uint64_t before = written;
    exchange(&links[below(40)]);
    http += written - before;
  }
  return fflush(stdout) == 0 ? 0 : 1;
}
