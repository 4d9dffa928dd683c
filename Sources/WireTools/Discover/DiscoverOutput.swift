import Delivery
import Discovery
import Event
import Pipeline

/// Writes what was found to the destinations, each in the form that it asks for.
struct DiscoverOutput {
  private let options: DiscoverOptions
  private let report: DiscoveryReport
  private let interfaces: [String]

  /// - Parameter interfaces: where it was found; empty if in files.
  init(_ options: DiscoverOptions, _ report: DiscoveryReport, interfaces: [String]) {
    self.options = options
    self.report = report
    self.interfaces = interfaces
  }

  /// Writes to all destinations; returns what became of the documents at servers.
  ///
  /// - Throws: what a destination refused.
  func write(_ messages: MessageLog) throws(DeliveryError) -> [DeliveryAccount] {
    let shared = options.wire.shared
    for destination in shared.destinations where !destination.isServer {
      let sink = try destination.open()
      let text = text(format(of: destination), for: destination)
      let bytes = Array(text.utf8)
      try sink.write(bytes.span, events: 1)
      try sink.finish()
    }
    guard !shared.servers.isEmpty else { return [] }
    let documents = DiscoveryDocuments(report)
    return try DocumentDelivery.deliver(
      documents.text, ids: documents.ids, to: shared.servers, messages)
  }

  private func format(of destination: Destination) -> DiscoveryFormat {
    switch destination {
    case .file(let path), .gzipFile(let path):
      DiscoveryFormat(ofFile: path) ?? options.format
    default:
      options.format
    }
  }

  private func text(_ format: DiscoveryFormat, for destination: Destination) -> String {
    switch format {
    case .table:
      let terminal =
        destination == .standardOutput
        ? TerminalOutput.describe([.standardOutput]) : Terminal()
      return DiscoveryTable(report, width: terminal.width, usesColor: terminal.usesColor).text
    case .ndjson: return DiscoveryDocuments(report).text.text()
    case .dot: return GraphvizPicture(report).text
    case .mermaid: return MermaidPicture(report).text
    case .html: return DiscoveryPage(report).text
    case .yml: return CaptureConfiguration(report, interfaces: interfaces).text
    }
  }
}
