/// A `genlog.yml` for `genlog-wire capture`, made from what was found: what to capture, and why.
package struct CaptureConfiguration {
  private let report: DiscoveryReport
  private let interfaces: [String]

  /// Writes the file for a report.
  ///
  /// - Parameter interfaces: where it was found; empty if in a file.
  package init(_ report: DiscoveryReport, interfaces: [String] = []) {
    self.report = report
    self.interfaces = interfaces
  }

  /// The text.
  package var text: String {
    let wanted = report.services.filter(\.isWanted)
    let filter = PacketFilter(wanted, hasVLAN: report.hasVLAN)
    var text = "# For `genlog-wire capture --config FILE`, made by `genlog-wire discover` from\n"
    text += "# \(Self.comment(report.title)): \(Self.comment(report.summary)).\n"
    if let note = report.limitNote { text += "# There were \(note).\n" }
    text += "\n" + interfaceText
    text += "\n# Services whose messages are decoded, or that show evidence of Genesys:\n"
    for service in wanted.prefix(Self.maxLines) { text += "#   \(Self.line(service))\n" }
    if wanted.count > Self.maxLines { text += "#   and \(wanted.count - Self.maxLines) more\n" }
    if wanted.isEmpty { text += "#   none: all packets are captured\n" }
    text += filterText(filter)
    text += restText
    text += """

      # Messages without their bodies; `full` has the bodies too, `none` the fields only.
      payload: headers

      # Where events go; standard output without it.
      # to: https://elasticsearch.example.com:9200

      """
    return text
  }

  /// More lines nobody reads.
  private static let maxLines = 40

  private var interfaceText: String {
    let names = interfaces.isEmpty ? ["any"] : interfaces
    var text =
      interfaces.isEmpty
      ? "# The capture does not say where it was taken: `any` is all interfaces.\n"
      : "# Where it was found.\n"
    text += "interface:\n"
    for name in names { text += "  - \(Self.quoted(name))\n" }
    return text
  }

  private func filterText(_ filter: PacketFilter) -> String {
    guard let expression = filter.expression else { return "" }
    var text =
      "# With their ports; fragments behind the first have none, and would be lost without the last terms.\n"
    if report.hasVLAN { text += "# `vlan` moves what follows it by a tag, so it comes last.\n" }
    if filter.isWide {
      text += "# There are too many ports for a filter: it takes all of TCP and UDP.\n"
    }
    return text + "filter: \(Self.quoted(expression))\n"
  }

  /// What the filter leaves out.
  private var restText: String {
    var text = ""
    let media = report.services.filter(\.key.isMedia)
    if !media.isEmpty {
      let low = media.compactMap { $0.ports?.lowerBound }.min() ?? 0
      let high = media.compactMap { $0.ports?.upperBound }.max() ?? 0
      text +=
        "\n# Media are left out, as they are most of the bytes. For loss and jitter of RTP add to the filter:\n"
      text += "#   or udp portrange \(low)-\(high)\n"
    }
    let others = report.services.filter { !$0.isWanted && !$0.key.isMedia }
    if !others.isEmpty {
      text += "\n# Left out, as nothing of theirs is decoded:\n"
      for service in others.prefix(Self.maxLines) { text += "#   \(Self.line(service))\n" }
      if others.count > Self.maxLines { text += "#   and \(others.count - Self.maxLines) more\n" }
    }
    return text
  }

  private static func line(_ service: Service) -> String {
    let description = service.description
    return comment(
      "\(service.place) \(service.key.transport.rawValue) \(service.protocolText)"
        + (description.isEmpty ? "" : ": \(description)"))
  }

  /// Text of others in a comment, which a line end would end: there is none in it (``ShownText``).
  private static func comment(_ text: String) -> String {
    String(text.filter { !$0.isNewline })
  }

  /// Text in single quotes (YAML 1.2 s 7.3.2).
  private static func quoted(_ text: String) -> String {
    "'" + text.filter { !$0.isNewline }.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }
}

extension Service {
  /// Whether its packets are worth capturing: something in them is decoded, or is of Genesys.
  fileprivate var isWanted: Bool {
    guard !key.isMedia else { return false }
    let decoded: Set = ["sip", "http", "websocket", "tls"]
    return !evidence.isEmpty || key.transport == .sctp
      || protocols.texts.contains { decoded.contains($0) }
  }
}
