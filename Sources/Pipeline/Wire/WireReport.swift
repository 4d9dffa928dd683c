import Event
package import NetworkTraffic
package import PacketCapture

/// What was read of one capture, and what became of it.
package struct WireReport: Sendable {
  /// The capture.
  package let path: String
  /// What became of its frames.
  package var packets = PacketCounts()
  /// What was found in their payloads.
  package var traffic = TrafficCounts()
  /// Events written and left out, and the bytes read.
  var events = RunCounts()
  /// Frames whose record could not be read.
  package var unreadable = 0
  /// What ended the reading early.
  package var problem: String?
  package var seconds = 0.0

  /// Begins the account of the capture at `path`.
  package init(path: String) {
    self.path = path
  }

  /// Events that were made and kept.
  package var eventCount: Int { events.events }
  /// Events left out by `--where`, `--from` and `--until`.
  package var filteredCount: Int { events.filtered }

  /// What was read and written, in a line.
  package var summary: String {
    let exchanges = traffic.exchanges > 0 ? "\(traffic.exchanges) HTTP requests, " : ""
    var parts = [
      "\(packets.frames) packets, \(traffic.messages) SIP messages, \(exchanges)"
        + "\(events.events) events"
    ]
    add("of them calls", traffic.calls, to: &parts)
    add("of them RTP streams", traffic.mediaStreams, to: &parts)
    add("of them flows", traffic.flows, to: &parts)
    add("TLS handshakes", traffic.handshakes, to: &parts)
    add("SCTP messages", traffic.sctpMessages, to: &parts)
    add("filtered out", events.filtered, to: &parts)
    add("of the messages cut", traffic.truncated, to: &parts)
    add("damaged", traffic.damaged, to: &parts)
    add("next to a gap", traffic.afterGaps, to: &parts)
    let megabytes = Double(events.bytes) / 1e6
    parts.append(
      "\(Self.rounded(megabytes)) MB in \(Self.rounded(seconds)) s"
        + (seconds > 0.001 ? ", \(Self.rounded(megabytes / seconds)) MB/s" : ""))
    return "\(path): \(parts.joined(separator: "; "))"
  }

  /// What was not decoded, by reason; nil if there is nothing of the kind.
  package var undecoded: String? {
    var parts: [String] = []
    add("frames that could not be read", unreadable, to: &parts)
    add("of an unknown link type", packets.unknownLink, to: &parts)
    add("without IP", packets.notInternet, to: &parts)
    add("with damaged headers", packets.malformed, to: &parts)
    add("neither UDP, TCP nor SCTP\(others)", packets.otherTransport, to: &parts)
    add("packets with fragments missing", packets.unfinished, to: &parts)
    add("datagrams", traffic.otherDatagrams, bytes: traffic.otherDatagramBytes, to: &parts)
    add(
      "streams", traffic.otherStreams, bytes: traffic.otherStreamBytes + packets.unwantedBytes,
      to: &parts)
    add("other messages of WebSockets", traffic.otherWebSocketMessages, to: &parts)
    add("datagrams of RTCP", traffic.mediaControl, to: &parts)
    add("datagrams of RTP that stood alone", traffic.strayMedia, to: &parts)
    add("stray bytes", Int(clamping: traffic.strayBytes), to: &parts)
    add("gaps in streams", packets.gaps, bytes: packets.gapBytes, to: &parts)
    add("segments sent again", packets.repeated, to: &parts)
    add("calls given up, as there were too many", traffic.givenUpCalls, to: &parts)
    add("SIP transactions given up", traffic.givenUpTransactions, to: &parts)
    add("RTP streams given up", traffic.givenUpStreams, to: &parts)
    add("SCTP messages with parts missing", packets.unfinishedMessages, to: &parts)
    add("parts of SCTP messages sent again", packets.repeatedChunks, to: &parts)
    guard !parts.isEmpty else { return nil }
    return "\(path): not decoded: \(parts.joined(separator: ", "))"
  }

  /// ` (protocol 1: 3, protocol 89: 1)`: packets by what they carry.
  private var others: String {
    let parts = packets.otherTransports.sorted { $0.key < $1.key }.map { number, count in
      "protocol \(number): \(count)"
    }
    return " (\(parts.joined(separator: ", ")))"
  }

  private func add(_ what: String, _ count: Int, to parts: inout [String]) {
    if count > 0 { parts.append("\(count) \(what)") }
  }

  private func add(_ what: String, _ count: Int, bytes: Int64, to parts: inout [String]) {
    if count > 0 { parts.append("\(count) \(what) (\(bytes) bytes)") }
  }

  /// The number with two digits after the point where it is small, none where it is large.
  private static func rounded(_ value: Double) -> String {
    if value >= 100 { return String(Int(value.rounded())) }
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
