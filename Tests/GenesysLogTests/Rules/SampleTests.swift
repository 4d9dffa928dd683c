import Glibc
import Testing

@testable import GenesysLog

@Suite("Sample logs")
struct SampleTests {
  /// Each plain sample, and the component that its events must name.
  static let samples = [
    ("confserv.20260112_081500_123.log", "ConfigurationServer"),
    ("gms.20260112_091000_000.log", "GMS"), ("ixn.20260112_091000_000.log", "InteractionServer"),
    ("mcp.20260112_091240_000.log", "MCP"), ("ocs.20260112_110000_020.log", "OCServer"),
    ("ors.20260112_091000_018.log", "OrchestrationServer"),
    ("rm.20260112_091240_000.log", "ResourceManager"), ("scs.20260112_081500_000.log", "SCS"),
    ("sip-server-001.20260112_090000_456.log", "SIPServer"),
    ("softphone.20260112_091240_000.log", "SIPEndpoint"),
    ("statserver.20260112_081610_898.log", "StatServer"),
    ("tserver.20260615_122100_098.log", "TServer"),
    ("urs.20260112_091200_018.log", "RouterServer"), ("wwe.20260112_091000_000.log", nil),
  ]

  /// The text of a sample, in the project's folder.
  private static func text(_ name: String) throws -> String {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let file = try #require(fopen(root.joined(separator: "/") + "/samples/" + name, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func events(_ name: String) throws -> [[String: String]] {
    try LogReading(text(name), path: name).events
  }

  @Test("every record is known, and what it says are fields", arguments: samples)
  func known(name: String, component: String?) throws {
    let reading = try LogReading(try Self.text(name), path: name)
    #expect(reading.unmatched.isEmpty)
    #expect(reading.events.count >= 2)
    #expect(reading.events.last?["service.type"] == component)
    for event in reading.events {
      let isNamed = event["event.action"] != nil || event["event.code"] != nil
      #expect(isNamed, "\(event)")
      #expect(event["tags"] == nil, "\(event)")
    }
  }

  @Test("the byte count of a SIP message is that of its lines with CR LF")
  func sipByteCounts() throws {
    let messages = try Self.events("sip-server-001.20260112_090000_456.log")
      .filter { $0["network.protocol"] == "sip" }
    #expect(messages.count == 7)
    for message in messages {
      #expect(message["sip.method"] != nil || message["sip.code"] != nil, "\(message)")
      #expect(message["genesys.wire.incomplete"] == nil, "\(message)")
    }
  }

  @Test("one call can be followed by its ids from the wire to the strategy and the session")
  func call() throws {
    let switched = try Self.events("sip-server-001.20260112_090000_456.log")
    let invite = try #require(switched.first { $0["sip.method"] == "INVITE" })
    let callID = try #require(invite["sip.call_id"])
    let named = try #require(
      switched.first { $0["event.action"] == "sip-call-named" && $0["sip.call_id"] == callID })
    let callUUID = try #require(named["genesys.call_uuid"])
    let event = try #require(
      switched.first {
        $0["genesys.tlib.message"] == "EventRouteRequest" && $0["genesys.call_uuid"] == callUUID
      })
    let connID = try #require(event["genesys.conn_id"])

    let routed = try Self.events("urs.20260112_091200_018.log")
      .filter { $0["genesys.conn_id"] == connID }
    let actions = Set(routed.compactMap { $0["event.action"] })
    #expect(actions.isSuperset(of: ["strategy-attached", "interaction-routed", "call-summary"]))
    let session = try #require(
      routed.first { $0["event.action"] == "routing-client-call" }?["genesys.session_id"])

    let orchestrated = try Self.events("ors.20260112_091000_018.log")
    #expect(
      orchestrated.contains {
        $0["genesys.call_uuid"] == callUUID && $0["genesys.session_id"] == session
      })
    #expect(
      orchestrated.contains {
        $0["event.action"] == "metric" && $0["genesys.session_id"] == session
      })
  }
}
