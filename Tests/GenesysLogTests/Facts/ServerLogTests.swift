import Testing

/// Configuration Server, management, statistics, voice platform, web and desktops.
@Suite("Logs of other servers")
struct ServerLogTests {
  private static let configuration = [
    Fact(
      "a message with its attributes", "confserv",
      """
      14:59:37.521 Trc 04541 Message MSGCFG_GETSERVERPROTOCOL received from 584 ( '')

        MSGCFG_GETSERVERPROTOCOL
        attr: SATRCFG_APPNAME             value:   "DBS_OCS"
        attr: IATRCFG_APPTYPE             value:   46 [RealDBServer]

      """,
      [
        "event.action": "message-received", "genesys.message.name": "MSGCFG_GETSERVERPROTOCOL",
        "genesys.client.id": "584",
      ]),
    Fact(
      "a statement, its stamp on the second line", "confserv",
      """
      DBRequest, handle 453 sent, query :
      18:30:15.017 update cfg_port_info set port = '2020'
      """,
      [
        "@timestamp": "2026-01-12T18:30:15.017Z", "genesys.database.handle": "453",
        "genesys.database.statement": "update cfg_port_info set port = '2020'",
      ]),
    Fact(
      "a request for authentication", "confserv",
      "20:33:12.879 AUT_MAIN: Put request to queue. Request ID = 2",
      ["genesys.confserv.module": "AUT_MAIN", "genesys.authentication.request_id": "2"]),
    Fact(
      "LDAP", "confserv",
      "20:33:12.880 AUTH_DBG: BIND sent for request ID: -1, LDAP message ID: 1 Connection: ldap://localhost:389 (0xd50:1:0)",
      [
        "genesys.authentication.request_id": "-1", "genesys.authentication.message_id": "1",
        "url.original": "ldap://localhost:389",
      ]),
    Fact(
      "a gauge", "confserv", "14:59:37.521 Total number of clients: 90",
      ["genesys.gauge.name": "Total number of clients", "genesys.gauge.value": "90"]),
    Fact(
      "pairs of a text without an id", "confserv",
      "14:59:37.521 Object [CfgPerson], name [kim], DBID: [101] is locked",
      ["genesys.object.type": "CfgPerson", "genesys.object.dbid": "101"]),
  ]

  private static let management = [
    Fact(
      "a log message that was taken", "scs", "08:20:00.250 ### MESSAGE#=4503, 'Connected'",
      ["genesys.message.id": "4503", "genesys.message.text": "Connected"]),
    Fact(
      "a status", "scs",
      "08:20:00.250 #### App{112,Stat_1} status changed to RUNNING mode=PRIMARY, [prev=PENDING]",
      ["genesys.application.name": "Stat_1", "genesys.application.status": "RUNNING"]),
    Fact(
      "a notification", "scs",
      "08:20:00.250 'nw-1': NotifyApp: status= RUNNING mode=PRIMARY pid=4711 {112, Stat_1}",
      ["process.pid": "4711", "host.hostname": "nw-1", "genesys.object.dbid": "112"]),
    Fact(
      "a host", "scs", "08:20:00.250 Notify Host: RUNNING {101, nw-1}",
      ["genesys.host.status": "RUNNING", "host.hostname": "nw-1"]),
    Fact(
      "an alarm", "scs",
      "08:20:00.250 CREATE ActiveAlarm  <117, Connection Failure> for  App=<112, Stat_1>",
      ["genesys.alarm.name": "Connection Failure", "genesys.application.name": "Stat_1"]),
    Fact(
      "a mode", "scs", "08:20:00.250 AppRunModeChanged newMode='PRIMARY'",
      ["genesys.ha.mode": "PRIMARY"]),
    Fact(
      "an agent's word", "lca", "08:20:00 Notify STATUS: App<112, Stat_1, pid=4711, RUNNING>",
      ["genesys.object.dbid": "112", "process.pid": "4711"]),
    Fact(
      "a state of an agent", "statserver",
      "2026-01-12 09:12:44.350 Status: Agent 'k.ashe' 7001: WaitForNextCall -> CallRinging",
      ["genesys.agent.id": "k.ashe", "genesys.stat.to": "CallRinging"]),
    Fact(
      "a capacity and its block", "statserver",
      """
      2026-01-12 09:12:44.350 Status: Capacity of Agent 'k.ashe'
          voice: 1 of 1
      """,
      ["event.action": "capacity-changed"]),
    Fact(
      "a category", "statserver", "2026-01-12 09:12:44.350 Init: done",
      ["genesys.stat.category": "Init"]),
  ]

  private static let media = [
    Fact(
      "attributes of a Platform SDK message", "ixn",
      """
      10:38:30.010 'RequestAttachUserData' ('30')
      message attributes:
      AttributeConnID [long] = 00890
      AttributeUserData [bstr] = KVList: \n\t\t'ActivityID' [str] = "1-XXXXXX"
      """,
      ["genesys.message.name": "RequestAttachUserData", "genesys.message.id": "30"]),
    Fact(
      "attributes of eServices", "ixn",
      """
      10:38:30.010 Received: 'event_taken' ('114')
      attr_itx_id [str] = "000C8aE2P0KF001X"
      attr_ref_id [int] = 17
      """,
      ["genesys.interaction_id": "000C8aE2P0KF001X", "genesys.ref_id": "17"]),
    Fact(
      "the platform's start line", "mcp",
      "15:22:10.306 Trc 33009 INFO 0092003A-100023A1 02800FA1 Request received: INVITE sip:7000@192.0.2.90 SIP/2.0",
      ["sip.method": "INVITE", "genesys.gvp.call_id": "0092003A-100023A1"]),
    Fact(
      "the manager's start line", "rm",
      "2015-08-12 08:20:36.949 DBUG 00000000-00000000 3478952256 09400901 CCPSIPMessageInterceptor.h:588 RM - SIP Message received from [192.0.2.81:5060] (1155): INVITE sip:7000@192.0.2.90 SIP/2.0",
      [
        "@timestamp": "2015-08-12T08:20:36.949Z", "sip.method": "INVITE",
        "server.address": "192.0.2.81", "network.bytes": "1155", "log.origin.file.line": "588",
      ]),
    Fact(
      "an answer", "rm",
      "2015-08-12 08:20:36.949 DBUG 0092003A-100023A1 09400901 RM - SIP Message sent to [192.0.2.81:5060] (355): SIP/2.0 200 OK",
      ["sip.code": "200", "genesys.message.direction": "sent"]),
    Fact(
      "a request at the mobile server", "gms",
      "07:47:39.182 Trc 09900  [qtp747464370-17] >>> /1/service/callback/northwind - CCID [null]",
      ["url.path": "/1/service/callback/northwind", "process.thread.name": "qtp747464370-17"]),
    Fact(
      "the browser's console", "gws",
      "main.js?version=9.0.000.89:2 2026-01-28 04:27:43.200 [DEBUG] [WWE.Main] ready",
      ["@timestamp": "2026-01-28T04:27:43.200Z", "genesys.web.module": "WWE.Main"]),
  ]

  @Test("an example of each of Configuration Server", arguments: configuration)
  func configurationExample(fact: Fact) throws { try fact.check() }

  @Test("an example of each of management and statistics", arguments: management)
  func managementExample(fact: Fact) throws { try fact.check() }

  @Test("an example of each of media, voice platform and web", arguments: media)
  func mediaExample(fact: Fact) throws { try fact.check() }
}
