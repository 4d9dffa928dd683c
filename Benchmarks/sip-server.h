// What a SIP Server prints: lines, SIP messages and T-Library messages of a call.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "random.h"

enum { millisecondsADay = 24 * 60 * 60 * 1000, millisecondsAnHour = 60 * 60 * 1000 };
// 2026-01-12T09:00:00.458, where the log starts.
enum { firstDay = 12, firstTime = 9 * millisecondsAnHour + 458 };

// --- The log -------------------------------------------------------------------------------

#define PRINTS __attribute__((format(printf, 1, 2)))

static uint64_t written;
static uint64_t clock = firstTime;  // milliseconds since the first midnight
static unsigned sequence;           // counts events and triggers

PRINTS static void put(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  written += (uint64_t)vprintf(format, arguments);
  va_end(arguments);
}

static void seconds_of_day(void) {
  unsigned seconds = (unsigned)(clock % millisecondsADay / 1000);
  put("%02u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void time_of_day(void) {
  seconds_of_day();
  put(".%03u", (unsigned)(clock % 1000));
}

// A log of more than 20 days, gigabytes, goes through the same dates again.
static void date(void) {
  put("2026-01-%02uT", firstDay + (unsigned)(clock / millisecondsADay) % 20);
}

// The stamp of the log library, with the date: `2026-01-12T09:00:00.458`.
static void date_and_time(void) {
  date();
  time_of_day();
}

// Starts a line that a component prints itself.
static void line(void) {
  time_of_day();
  put(": ");
}

static void header(void) {
  put("Application name: SIP_Server_1\n"
      "Application type: TServer (1)\n"
      "Command line:     /opt/genesys/sip_server/sip_server_64 -host nw-cs-01 -port 2020 -app "
      "SIP_Server_1\n"
      "Host name:        nw-sip-01\n"
      "DST:              TZ = 0, timeb = 0\n"
      "Time zone:        -19800, India Standard Time, India Daylight Time\n"
      "UTC time:         2026-01-12T03:30:00.458\n"
      "Local time:       2026-01-12T09:00:00.458\n"
      "Start time (UTC): 2026-01-12T03:30:00\n"
      "Running time:     0:00:00:00\n"
      "Host info:        Linux 5.14.0\n"
      "File:             (1) /var/log/genesys/sip-server-001.20260112_090000_456.log\n"
      "\n");
}

// --- Calls ---------------------------------------------------------------------------------

enum stage { arrives, isRouted, rings, isAnswered, getsData, ends };

struct call {
  unsigned number, caller, agent, sip;  // `sip` makes Call-ID, tags and branches
  char uuid[33];
  uint64_t connection;
  enum stage stage;
};

static void begin(struct call *call, unsigned number) {
  static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
  call->number = number;
  call->caller = below(1000);
  call->agent = 1 + below(400);
  call->sip = (unsigned)next();
  call->connection = 0x006c02462a160000 + number;
  call->stage = arrives;
  for (int place = 0; place < 32; place++) call->uuid[place] = letters[below(32)];
  call->uuid[32] = 0;
}

// --- SIP -----------------------------------------------------------------------------------

static char message[4096];  // the message being written, with line feeds only
static size_t messageLength;

PRINTS static void sip(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  messageLength += (size_t)vsnprintf(
      message + messageLength, sizeof message - messageLength, format, arguments);
  va_end(arguments);
}

// Ends the head and adds the body, if there is one.
static void finish(const char *body) {
  size_t length = 0;
  for (const char *byte = body; *byte; byte++) length += *byte == '\n' ? 2 : 1;
  if (*body) sip("Content-Type: application/sdp\n");
  sip("Content-Length: %zu\n\n%s", length, body);
}

// Prints the message and forgets it. On the wire each of its lines ends with CR LF.
static void transfer(int isInbound, unsigned host, unsigned port) {
  size_t length = messageLength;
  for (size_t place = 0; place < messageLength; place++) length += message[place] == '\n';
  line();
  if (isInbound) {
    put("SIPTR: Received [0,UDP] %zu bytes from 192.0.2.%u:%u <<<<<\n", length, host, port);
  } else {
    put("Sending  [0,UDP] %zu bytes to 192.0.2.%u:%u >>>>>\n", length, host, port);
  }
  put("%s\n", message);
  messageLength = 0;
}

static const char *description(unsigned host, unsigned session) {
  static char text[1024];
  snprintf(text, sizeof text,
           "v=0\no=Genesys %u 1 IN IP4 192.0.2.%u\ns=nw-9.0.022.05\nc=IN IP4 192.0.2.%u\nt=0 0\n"
           "m=audio %u RTP/AVP 0 8 9 18 101\na=rtpmap:0 PCMU/8000\na=rtpmap:8 PCMA/8000\n"
           "a=rtpmap:9 G722/8000\na=rtpmap:18 G729/8000\na=fmtp:18 annexb=yes\n"
           "a=rtpmap:101 telephone-event/8000\na=fmtp:101 0-15\na=sendrecv\n",
           session, host, host, 8000 + session % 1000 * 2);
  return text;
}

// What the messages of one dialogue have in common: the caller's leg, or the agent's.
static void dialogue(const struct call *call, int isAgent, int isTagged, const char *method) {
  sip("Via: SIP/2.0/UDP 192.0.2.%u:5060;branch=z9hG4bK%08X-%s-%d\n", isAgent ? 81 : 20, call->sip,
      method, isAgent);
  sip("From: <sip:07700900%03u@192.0.2.20>;tag=%08x-1\n", call->caller, call->sip ^ 0x5bd1e995);
  sip("To: <sip:%u@192.0.2.81>", isAgent ? 7000 + call->agent : 7000);
  if (isTagged) sip(";tag=%08x-2", call->sip ^ 0x85ebca6b);
  sip("\nCall-ID: %08X-ABDB-4F0E-9C44-%u@192.0.2.%u\nCSeq: %d %s\n", call->sip, call->number,
      isAgent ? 81 : 20, method[0] == 'B' ? 2 : 1, method);
}

static void request(const struct call *call, int isAgent, const char *method, const char *body) {
  sip("%s sip:%u@192.0.2.%u:5060 SIP/2.0\n", method, isAgent ? 7000 + call->agent : 7000,
      isAgent ? 54 : 81);
  dialogue(call, isAgent, method[0] != 'I', method);
  sip("Max-Forwards: 70\nUser-Agent: Northwind-Gateway/4.2.1\n");
  sip("Contact: <sip:07700900%03u@192.0.2.%u:5060>\n", call->caller, isAgent ? 81 : 20);
  if (method[0] == 'I') {
    sip("Allow: ACK, BYE, CANCEL, INFO, INVITE, MESSAGE, NOTIFY, OPTIONS, PRACK, REFER, UPDATE\n");
    if (isAgent) sip("X-Genesys-CallUUID: %s\n", call->uuid);
    sip("Session-Expires: 1800;refresher=uac\nMin-SE: 90\nSupported: timer, 100rel\n");
  }
  finish(body);
  transfer(!isAgent, isAgent ? 54 : 20, 5060);
}

static void response(
    const struct call *call, int isAgent, const char *status, const char *method,
    const char *body) {
  int isFromPeer = strcmp(status, "100 Trying") != 0;  // that one comes from the next hop
  sip("SIP/2.0 %s\n", status);
  dialogue(call, isAgent, isFromPeer, method);
  if (isFromPeer) {
    sip("Contact: <sip:%u@192.0.2.%u:5060>\n", isAgent ? 7000 + call->agent : 7000,
        isAgent ? 54 : 81);
    if (isAgent) {
      sip("User-Agent: Northwind-Softphone/9.0.014.13\nP-Asserted-Identity: \"Agent %u\" "
          "<sip:%u@192.0.2.81>\n",
          7000 + call->agent, 7000 + call->agent);
    }
  }
  finish(body);
  transfer(isAgent, isAgent ? 54 : 20, 5060);
}

// --- T-Library -----------------------------------------------------------------------------

static const char *const products[] = {"Motor", "Home", "Travel", "Business", "Pet & Farm"};
static const char *const segments[] = {"Gold", "Silver", "Bronze", "New \"Gold\""};
static const char *const languages[] = {"en-GB", "cy-GB", "hi-IN", "fr-FR"};

// Pairs of a list, and before them its first bytes: the number of pairs and the first one's type.
static void user_data(const struct call *call) {
  put("\tAttributeUserData\t[%u] 00 07 00 00..\n", 198 + call->number % 10);
  put("\t\t'Product'\t'%s'\n", PICK(products));
  put("\t\t'Segment'\t'%s'\n", PICK(segments));
  put("\t\t'Language'\t'%s'\n", PICK(languages));
  put("\t\t'CustomerID'\t'NW-%06u'\n", below(1000000));
  put("\t\t'PolicyYears'\t%u\n", below(40));
  put("\t\t'RTargetRequested'\t'Claims_%u'\n", below(20));
  put("\t\t'RVQID'\t'%.26s'\n", call->uuid);
}

// The start of an event and the attributes that all of a call's events have.
static void event(const struct call *call, const char *name, int isAtAgent) {
  put("@");
  time_of_day();
  put("%u [0] 8.1.101.25 distribute_event: message %s\n", below(10), name);
  put("\tAttributeEventSequenceNumber\t%016x\n", ++sequence);
  put("\tAttributeTimeinuSecs\t%u\n", (unsigned)(clock % 1000 * 1000));
  put("\tAttributeTimeinSecs\t%u (", 1768188600 + (unsigned)((clock - firstTime) / 1000));
  seconds_of_day();
  put(")\n\tAttributeThisDN\t'%u'\n\tAttributeThisDNRole\t2\n",
      isAtAgent ? 7000 + call->agent : 7000);
  put("\tAttributeOtherDN\t'07700900%03u'\n\tAttributeOtherDNRole\t1\n", call->caller);
  put("\tAttributeANI\t'07700900%03u'\n\tAttributeDNIS\t'7000'\n", call->caller);
  put("\tAttributeCallUUID\t'%s'\n\tAttributeConnID\t%016llx\n", call->uuid,
      (unsigned long long)call->connection);
  put("\tAttributeCallType\t2\n\tAttributePropagatedCallType\t2\n\tAttributeCallID\t%u\n",
      call->number);
}

static void extensions(void) {
  put("\tAttributeExtensions\t[61] 00 02 01 00..\n\t\t'OtherTrunkName'\t'GW_London'\n"
      "\t\t'BusinessCall'\t1\n");
}

// A client's request, as the log library prints it.
static void client_request(const struct call *call, const char *name) {
  date_and_time();
  put(" Trc 04541 %s received from [%u] (%08x Router_%u 192.0.2.61:%u)\nmessage %s\n", name,
      40 + call->agent % 40, call->agent * 37, call->agent % 4, 49152 + call->agent, name);
  put("\tAttributeThisDN\t'%u'\n\tAttributeConnID\t%016llx\n", 7000 + call->agent,
      (unsigned long long)call->connection);
}

static void sent_to_client(const struct call *call, const char *name) {
  date_and_time();
  put(" Trc 04542 %s sent to [%u] (%08x Router_%u 192.0.2.61:%u)\n", name, 40 + call->agent % 40,
      call->agent * 37, call->agent % 4, 49152 + call->agent);
}
