import Event
import Foundation
import NetworkTraffic
import PacketCapture
import TestPackets

/// The events of a capture.
struct DecodedTraffic {
  /// The events, as JSON objects.
  var events: [[String: Any]] = []
  var marks: [EventMark] = []
  var counts = TrafficCounts()
  var packets = PacketCounts()

  /// Decodes the frames of a file.
  init(
    _ file: [UInt8], payload: PayloadChoice = .full, flows: FlowChoice = .none,
    maxFlows: Int = 65_536, namesEvents: Bool = false
  ) throws {
    var options = TrafficOptions(
      path: "a.pcap", payload: payload, flows: flows, namesEvents: namesEvents)
    options.maxFlows = maxFlows
    var traffic = TrafficEncoder(options)
    var reader = CaptureReader()
    var decoder = PacketDecoder()
    var place = 0
    while let frame = reader.next(in: file.span, at: 0, isLast: true, &place) {
      decoder.decode(frame, of: file.span, into: &traffic)
    }
    while decoder.finish(into: &traffic) {}
    (marks, counts, packets) = (traffic.marks, traffic.counts, decoder.counts)
    for line in traffic.events.text().split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      events.append(object as? [String: Any] ?? [:])
    }
  }

  /// Decodes packets in Ethernet frames.
  init(
    packets: [[UInt8]], payload: PayloadChoice = .full, flows: FlowChoice = .none
  ) throws {
    try self.init(TestCapture(packets).pcap(), payload: payload, flows: flows)
  }

  /// The events of flows.
  var flows: [[String: Any]] {
    events.filter { $0.text("event.dataset") == "genesys.flow" }
  }

  /// The messages as they were.
  var originals: [String] { events.compactMap { $0.text("event.original") } }

  /// The marks of all events.
  var tags: [[String]] { events.map { $0["tags"] as? [String] ?? [] } }
}

extension [String: Any] {
  /// The value at a dotted path.
  func value(_ path: String) -> Any? {
    var current: Any? = self
    for key in path.split(separator: ".") {
      current = (current as? [String: Any])?[String(key)]
    }
    return current
  }

  /// The text at a dotted path.
  func text(_ path: String) -> String? { value(path) as? String }

  /// The number at a dotted path.
  func number(_ path: String) -> Int? { value(path) as? Int }
}

/// Bytes as text.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
