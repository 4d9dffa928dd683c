import Testing

@Suite("Formats of lines")
struct LineFormatTests {
  private static let facts = [
    Fact(
      "time only, short format", "confserv", "14:59:09.388 Std 05060 Application started",
      [
        "@timestamp": "2026-01-12T14:59:09.388Z", "log.level": "Std", "event.code": "05060",
        "event.action": "application-started",
      ]),
    Fact(
      "ISO date, full format", "dbserver",
      "2002-05-07T18:11:38.196 Standard localhost cfg_dbserver GCTI-00-05060 Application started",
      [
        "@timestamp": "2002-05-07T18:11:38.196Z", "event.code": "05060", "host.name": "localhost",
        "service.name": "cfg_dbserver",
      ]),
    Fact(
      "ISO date, short format", "dbserver", "2002-05-07T18:15:33.952 Std 05060 Application started",
      ["@timestamp": "2002-05-07T18:15:33.952Z", "event.code": "05060"]),
    Fact(
      "full format with wide gaps", "scs",
      #"08:20:00.250 Alarm   nw-mgmt-01   SCS_1   GCTI-00-04210   Active Alarm "Lost" Cleared"#,
      [
        "log.level": "Alr", "host.name": "nw-mgmt-01", "service.name": "SCS_1",
        "genesys.alarm.name": "Lost",
      ]),
    Fact(
      "four digits of the second after an @", "tserver",
      "@16:45:24.5939 [0] 8.1.101.25 distribute_event: message EventReleased",
      ["@timestamp": "2026-01-12T16:45:24.5939Z", "genesys.tlib.message": "EventReleased"]),
    Fact(
      "the stamp at the line's end", "confserv", "-Ap[33200]->-648 @05:21:34.8600",
      [
        "@timestamp": "2026-01-12T05:21:34.8600Z", "genesys.keep_alive.sequence": "33200",
        "network.direction": "egress",
      ]),
    Fact(
      "a blank instead of T", "statserver",
      "2026-01-12 08:16:10.905 Std 05060 Application started",
      ["@timestamp": "2026-01-12T08:16:10.905Z"]),
    Fact(
      "a bar after the stamp", "softphone", "04:27:04.812|22920|-i- text",
      [
        "@timestamp": "2026-01-12T04:27:04.812Z", "process.thread.id": "22920",
        "genesys.endpoint.severity": "-i-", "genesys.endpoint.text": "text",
      ]),
    Fact(
      "nothing after the stamp", "urs", "17:33:04.587_M_I_ [10:1f] pulse for one call",
      ["@timestamp": "2026-01-12T17:33:04.587Z", "genesys.urs.code": "10:1f"]),
    Fact(
      "two records on one line", "sipserver",
      """
      12:53:33.355: {Authorization Failed:297} Wrong Checksum.12:53:33.355: Sending  [0,UDP] 40 bytes \
      to 192.0.2.37:5061 >>>>>
      SIP/2.0 403 Forbidden
      CSeq: 1 INVITE

      """,
      [
        "message": "{Authorization Failed:297} Wrong Checksum.",
        "error.type": "Authorization Failed", "error.message": "Wrong Checksum.",
      ], count: 2),
    Fact(
      "two records on one line of ORS", "ors",
      "10:38:29.173  -State[102-56433-0-100] processing is ... 10:38:29.173  skipped.",
      ["genesys.ors.state": "102-56433-0-100"], count: 2),
    Fact(
      "a check point with the date", "sipserver",
      "05:59:09.001 Trc 04120 Check point 2015-12-07T05:59:09",
      [
        "@timestamp": "2015-12-07T05:59:09.001Z", "genesys.check_point": "2015-12-07T05:59:09",
      ]),
    Fact(
      "an option of the log", "sipserver",
      "2026-02-02T13:54:59.856 Trc 04110 Option 'time-format' has been set to the value 'ISO8601'",
      ["genesys.option.name": "time-format", "genesys.option.value": "ISO8601"]),
    Fact(
      "a log file", "confserv",
      "08:15:00.127 Trc 04112 The Log Output of type 'logs/cs' has been created and opened",
      ["genesys.log.output": "logs/cs"]),
    Fact(
      "a level of its own at a site", "confserv",
      "08:16:11.005 Std 04541 Message MSGCFG_GETSERVERPROTOCOL received from 584 ( '')",
      ["log.level": "Std", "event.action": "message-received", "genesys.client.id": "584"]),
  ]

  @Test("an example of each", arguments: facts)
  func example(fact: Fact) throws {
    try fact.check()
  }

  @Test(
    "dates in all of their forms give the same instant",
    arguments: [
      ("tserver", "Sun Jun  5 15:22:21 2016.741 Std 05060 Application started"),
      ("tserver", "06/05/16 15:22:21.741 Std 05060 Application started"),
      ("tserver", "06/05/2016 15:22:21.741 Std 05060 Application started"),
      ("statserver", "2016/06/05 15:22:21.741 Std 05060 Application started"),
      ("statserver", "2016/06/05T15:22:21.741 Std 05060 Application started"),
      ("gvp", "2016-06-05 15:22:21.741 Std 05060 Application started"),
      ("tserver", "2016-06-05T15:22:21.741 Std 05060 Application started"),
    ])
  func dates(component: String, line: String) throws {
    let event = try #require(try LogReading(line, component: component).events.first)
    #expect(event["@timestamp"] == "2016-06-05T15:22:21.741Z")
    #expect(event["event.code"] == "05060")
  }
}
