// generate-sip: a SIP-Server-like log, on standard output.
//
//   generate-sip BYTES [SEED]
//
// The same arguments give the same bytes. First the header block that the Genesys log library
// writes at the head of a file, then whole records until BYTES are reached. A few calls run at a
// time, each through the same stages (enum stage), and between their stages telephones register and
// the server does its housekeeping. So the log holds what such logs are made of:
//
//   09:00:07.100: SIPTR: Received [0,UDP] 510 bytes from 192.0.2.20:5060 <<<<<
//   INVITE sip:7000@192.0.2.81:5060 SIP/2.0 ...             SIP, as many bytes with CR LF
//   @09:00:07.1040 [0] 8.1.101.25 distribute_event: message EventRinging
//   \tAttributeThisDN\t'7001' ...                           T-Library, with user data
//   09:00:01.883: $+CTI:PRM:DN_CHANGED:3:5743               a trigger begins
//   09:00:07.102: SIPCALL(1): add party '7000'              a component's own line
//   2026-01-12T10:00:00.460 Trc 04120 Check point ...       a line of the log library
//
// By bytes about a half is SIP, a third T-Library. All bytes are ASCII; addresses are those for
// documentation (RFC 5737), numbers those for drama.
#include <stdlib.h>

#include "sip-server.h"

// --- Stages of a call ----------------------------------------------------------------------

static void message_trigger(int begins) {
  line();
  if (begins) {
    put("$+NET:SIP::0:0\n");
  } else {
    put("$-NET:SIP::0:%u\n\n", 40 + below(4000));
  }
}

static void connection_lines(const struct call *call, const char *what) {
  unsigned dn = 7000 + call->agent;
  line();
  put("SipDialog: event %s, t=%u, s=2, r=5, m=%016x port=5060\n", what, call->number % 100,
      call->sip);
  line();
  put("CID:CUUID>%08X-ABDB-4F0E-9C44-%u@192.0.2.81:%s:\n", call->sip, call->number, call->uuid);
  time_of_day();
  put(" SIPCONN(%u): HandleSipDialogEvent(%s)\n", dn, what);
  time_of_day();
  put(" SIPCONN(%u): state e:1,p:0,s:1,c:0,rc:0,m:0\n", dn);
  time_of_day();
  put(" SIPPARTY(%u): ChangePartyState: new=%u\n", dn, 1 + below(8));
}

static void arrive(const struct call *call) {
  message_trigger(1);
  request(call, 0, "INVITE", description(20, call->sip % 100000));
  line();
  put("CID:CUUID>%08X-ABDB-4F0E-9C44-%u@192.0.2.20:%s:\n", call->sip, call->number, call->uuid);
  line();
  put("$*:SIP:CTI:CALL_CREATED:%u\n", ++sequence);
  line();
  put("SIPCALL(%u): add party '7000'\n", call->number);
  response(call, 0, "100 Trying", "INVITE", "");
  event(call, "EventRouteRequest", 0);
  user_data(call);
  extensions();
  message_trigger(0);
}

static void route(const struct call *call) {
  client_request(call, "RequestRouteCall");
  put("\tAttributeOtherDN\t'%u'\n\tAttributeReferenceID\t%u\n\tAttributeRouteType\t1\n",
      7000 + call->agent, ++sequence);
  line();
  put("SIPDLG[%u]: register TRN[%u]\n", call->number % 512, call->number % 1024);
  request(call, 1, "INVITE", description(81, call->sip % 100000));
  event(call, "EventRouteUsed", 0);
}

static void ring(const struct call *call) {
  message_trigger(1);
  response(call, 1, "180 Ringing", "INVITE", "");
  connection_lines(call, "CALLING_RESPROV");
  event(call, "EventRinging", 1);
  user_data(call);
  extensions();
  sent_to_client(call, "EventRinging");
  response(call, 0, "180 Ringing", "INVITE", "");
  message_trigger(0);
}

static void answer(const struct call *call) {
  message_trigger(1);
  response(call, 1, "200 OK", "INVITE", description(54, call->sip % 100000));
  connection_lines(call, "CALLING_RESOK");
  request(call, 1, "ACK", "");
  response(call, 0, "200 OK", "INVITE", description(81, call->sip % 100000));
  event(call, "EventEstablished", 1);
  user_data(call);
  sent_to_client(call, "EventEstablished");
  message_trigger(0);
}

static void attach(const struct call *call) {
  client_request(call, "RequestAttachUserData");
  put("\tAttributeUserData\t[23] 00 01 00 00..\n\t\t'Outcome'\t'Renewed'\n"
      "\tAttributeReferenceID\t%u\n",
      ++sequence);
  event(call, "EventAttachedDataChanged", 1);
  user_data(call);
}

static void end(const struct call *call) {
  message_trigger(1);
  request(call, 0, "BYE", "");
  response(call, 0, "200 OK", "BYE", "");
  connection_lines(call, "TERMINATED");
  event(call, "EventReleased", 1);
  sent_to_client(call, "EventReleased");
  line();
  put("$*:SIP:CTI:CALL_DELETED:%u\n", ++sequence);
  message_trigger(0);
}

// --- Between calls -------------------------------------------------------------------------

static void registration(void) {
  unsigned dn = 7001 + below(400), id = (unsigned)next(), host = 100 + below(100);
  for (int isRequest = 1; isRequest >= 0; isRequest--) {
    if (isRequest) message_trigger(1);
    sip(isRequest ? "REGISTER sip:192.0.2.81 SIP/2.0\n" : "SIP/2.0 200 OK\n");
    sip("Via: SIP/2.0/UDP 192.0.2.%u:5060;rport;branch=z9hG4bKPj%08x\n", host, id);
    sip("From: <sip:%u@192.0.2.81>;tag=%08x\nTo: <sip:%u@192.0.2.81>\n", dn, id ^ 0x5bd1e995, dn);
    sip("Call-ID: %08x-e4-4fb9-bcf0-%u\nCSeq: %u REGISTER\n", id, dn, 1 + id % 5000);
    sip("Contact: <sip:%u@192.0.2.%u:5060>;expires=60\nExpires: 60\n", dn, host);
    if (isRequest) sip("Max-Forwards: 70\nUser-Agent: Northwind-Softphone/9.0.014.13\n");
    finish("");
    transfer(isRequest, host, 5060);
  }
  line();
  put("SIPTS: handle registration event %u\n", 1 + below(3));
  message_trigger(0);
}

static void housekeeping(void) {
  static const char *const triggers[] = {"DN_CHANGED", "QUERY_MWI_INFO", "SET_AGENT_STATE"};
  const char *trigger = PICK(triggers);
  unsigned number = ++sequence;
  line();
  put("$+CTI:PRM:%s:%u:%u\n", trigger, number, below(8000));
  line();
  put("SIPDM: failed to get registration info for %u\n", 7001 + below(400));
  line();
  put("GetTheBestNode:: server list for  exists, but has no validated entries\n");
  line();
  put("$-CTI:PRM:%s:%u:%u\n\n", trigger, number, below(900));
}

static void check_point(void) {
  date_and_time();
  put(" Trc 04120 Check point ");
  date();
  seconds_of_day();
  put("\n");
}

// Takes a call one stage further; when it has ended, another one begins in its place.
static void advance(struct call *call, unsigned *calls) {
  static void (*const stages[])(const struct call *) = {arrive, route, ring, answer, attach, end};
  stages[call->stage](call);
  if (call->stage == ends) {
    begin(call, ++*calls);
  } else {
    call->stage++;
  }
}

int main(int argc, char **argv) {
  uint64_t wanted = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
  if (wanted == 0) {
    fprintf(stderr, "usage: generate-sip BYTES [SEED]\n");
    return 2;
  }
  state = argc > 2 ? strtoull(argv[2], NULL, 10) : 2026;

  struct call running[16];
  unsigned calls = 0;
  for (size_t place = 0; place < 16; place++) begin(&running[place], ++calls);
  uint64_t nextCheckPoint = 10 * (uint64_t)millisecondsAnHour;
  header();
  while (written < wanted) {
    unsigned kind = below(10);
    if (kind < 5) {
      advance(&running[below(16)], &calls);
    } else if (kind < 7) {
      registration();
    } else {
      housekeeping();
    }
    clock += below(1500);
    if (clock >= nextCheckPoint) {
      check_point();
      nextCheckPoint += millisecondsAnHour;
    }
  }
  if (fflush(stdout) != 0 || ferror(stdout)) {
    perror("generate-sip: standard output");
    return 3;
  }
  return 0;
}
