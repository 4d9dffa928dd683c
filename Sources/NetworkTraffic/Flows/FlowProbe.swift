import PacketCapture

/// Looks into the first payloads of a flow for what it carries, where no reader knows it.
struct FlowProbe {
  /// Payloads that are looked into, of each end.
  static let maxProbes = 8
  /// The longest first line that is kept.
  private static let maxBanner = 128
  /// So many of a hundred bytes are printable in what is text.
  private static let leastPrintable = 95
  /// Less is no text.
  private static let leastText = 8

  /// Looks into a payload; `isSecond` tells which end of the key sent it.
  func look(
    into payload: Span<UInt8>, _ head: PacketHead, isSecond: Bool, _ flow: inout Flow
  ) {
    flow[isSecond].probes += 1
    if head.transport == .udp {
      flow.carried = DatagramSigns.recognise(payload, head) ?? flow.media.look(into: payload)
    } else if head.transport == .tcp, flow[isSecond].probes == 1 {
      flow.carried = SegmentSigns.recognise(payload)
      keepBanner(payload, isSecond, &flow)
    }
    guard flow.carried == nil else { return }
    let signs = GenesysSigns.search(payload)
    guard signs != 0 else { return }
    flow.clues = flow.clues ?? FlowClues()
    flow.clues?.signs |= signs
  }

  /// Keeps the first line of a text.
  private func keepBanner(_ payload: Span<UInt8>, _ isSecond: Bool, _ flow: inout Flow) {
    guard payload.count >= Self.leastText, isText(payload) else { return }
    var line: [UInt8] = []
    let end = min(PayloadBytes.endOfLine(payload), Self.maxBanner)
    for place in 0..<end where PayloadBytes.isPrintable(payload[place]) {
      line.append(payload[place])
    }
    guard !line.isEmpty else { return }
    flow.clues = flow.clues ?? FlowClues()
    if isSecond { flow.clues?.second = line } else { flow.clues?.first = line }
  }

  private func isText(_ payload: Span<UInt8>) -> Bool {
    let count = min(payload.count, 1024)
    var printable = 0
    for place in 0..<count where PayloadBytes.isPrintable(payload[place]) || isSpace(payload[place])
    {
      printable += 1
    }
    return printable * 100 >= count * Self.leastPrintable
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
