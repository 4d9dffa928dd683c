// generate: a Configuration-Server-like log, on standard output.
//
//   generate BYTES [SEED]
//
// The same arguments give the same bytes. First the header block that the Genesys log library
// writes at the head of a file, then whole lines until BYTES are reached (about 140 bytes each).
// Nine lines in ten tell of an object (here in two lines, there in one):
//
//   16:29:54.229 Std 24200 Object: [CfgFolder], name [Demands], DBID: [268] is created by client,
//   type [SCE], name: [default], user: [default]
//
// and one in ten of a transaction: `16:29:54.229 Trc 24216 Transaction [12345] is committed`.
// Time goes forward, 150 ms a line on average, over as many midnights as fit; each midnight is
// marked by nothing but the step back of the clock, as in a real file. All bytes are ASCII.
#include <stdio.h>
#include <stdlib.h>

#include "random.h"

enum { millisecondsADay = 24 * 60 * 60 * 1000 };

static const char *const types[] = {
    "CfgFolder", "CfgPerson",      "CfgPlace", "CfgDN",          "CfgAgentLogin", "CfgAgentGroup",
    "CfgSkill",  "CfgApplication", "CfgHost",  "CfgTransaction", "CfgActionCode", "CfgCallingList"};
static const char *const stems[] = {
    "Demands",  "Back Office", "London/Agents", "Retail_Voice", "VQ",
    "Overflow", "sip-p",       "Cards & Loans", "Night",        "7"};
// One name in fifty needs escaping in JSON.
static const char *const awkward[] = {"CONTOSO\\switch", "Agents \"Gold\"", "C:\\gcti\\conf"};
static const char *const clientTypes[] = {"SCE", "SCE", "GAX", "StatServer", "Wizard"};
static const char *const clients[] = {"default", "gax_p", "Stat_Server", "IxnServer_2", "SCI"};
static const char *const users[] = {"default", "default", "a.baker", "admin"};

static const struct {
  const char *id, *verb;
} changes[] = {{"24200", "created"}, {"24201", "changed"}, {"24202", "deleted"}};

static size_t header(void) {
  return (size_t)printf(
      "Build information :\n"
      "  Description : (Content Freeze)\n"
      "  Timestamp   : Mar 12 2016 09:14:02\n"
      "  Components  :\n"
      "    Configuration library   v.8.5.100.11\n"
      "    Common library          v.8.5.000.34 C2\n"
      "    Log library             v.8.5.100.04 MT\n"
      "\n"
      "Application name: confserv\n"
      "Application type: ConfigurationServer (21)\n"
      "Command line:     \n"
      "Host name:        cs-host\n"
      "DST:              TZ = 0, timeb = 0\n"
      "Time zone:        0, GMT Standard Time, GMT Daylight Time\n"
      "UTC time:         2016-05-13T16:29:54.229\n"
      "Local time:       2016-05-13T16:29:54.229\n"
      "Start time (UTC): 2016-05-01T06:12:07\n"
      "Running time:     12:10:17:47\n"
      "Host info:        Windows 6.1.7601, 2, Service Pack 1, 1.0, 0110, 3\n"
      "File:             (3) logs/cs.20160513_162954_229.log\n"
      "\n");
}

static size_t stamp(uint64_t clock) {
  unsigned ms = (unsigned)(clock % millisecondsADay);
  return (size_t)printf("%02u:%02u:%02u.%03u ", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60,
                        ms % 1000);
}

static size_t transaction(void) {
  return (size_t)printf("Trc 24216 Transaction [%u] is committed\n", 1 + below(999999));
}

static size_t change(void) {
  unsigned kind = below(10);  // objects are changed more often than they come and go
  unsigned which = kind < 2 ? 0 : kind < 9 ? 1 : 2;
  const char *type = PICK(types);
  char name[64];
  if (below(50) == 0) {
    snprintf(name, sizeof name, "%s", PICK(awkward));
  } else {
    const char *stem = PICK(stems);
    snprintf(name, sizeof name, "%s_%u", stem, below(20000));
  }
  // Drawn one by one: C leaves open in which order the arguments of a call are evaluated.
  unsigned dbid = 1 + below(120000);
  const char *clientType = PICK(clientTypes);
  const char *client = PICK(clients);
  const char *user = PICK(users);
  return (size_t)printf(
      "Std %s Object: [%s], name [%s], DBID: [%u] is %s by client, type [%s], name: [%s], "
      "user: [%s]\n",
      changes[which].id, type, name, dbid, changes[which].verb, clientType, client, user);
}

int main(int argc, char **argv) {
  uint64_t wanted = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
  if (wanted == 0) {
    fprintf(stderr, "usage: generate BYTES [SEED]\n");
    return 2;
  }
  state = argc > 2 ? strtoull(argv[2], NULL, 10) : 2016;

  uint64_t clock = ((16 * 60 + 29) * 60 + 54) * 1000 + 229;
  uint64_t written = header();
  while (written < wanted) {
    written += stamp(clock);
    written += below(10) == 0 ? transaction() : change();
    clock += below(301);
  }
  if (fflush(stdout) != 0 || ferror(stdout)) {
    perror("generate: standard output");
    return 3;
  }
  return 0;
}
