import Delivery
import Discovery
import Event
import Pipeline

/// Where what was found goes, each destination in the form that it asks for.
struct DiscoverOutput {
  private let options: DiscoverOptions
  private let sinks: [(sink: any EventSink, destination: Destination)]

  /// Opens the destinations that are files.
  ///
  /// - Throws: what cannot be opened.
  init(_ options: DiscoverOptions) throws(DeliveryError) {
    self.options = options
    var sinks: [(sink: any EventSink, destination: Destination)] = []
    for destination in options.wire.shared.destinations where !destination.isServer {
      sinks.append((try destination.open(), destination))
    }
    self.sinks = sinks
  }

  /// Writes to all destinations; returns what became of the documents at servers.
  ///
  /// - Throws: what a destination refused.
  func write(
    _ report: DiscoveryReport, _ messages: MessageLog
  ) throws(DeliveryError) -> [DeliveryAccount] {
    for (sink, destination) in sinks {
      let text = text(of: report, for: destination)
      let bytes = Array(text.utf8)
      try sink.write(bytes.span, events: 1)
      try sink.finish()
    }
    let servers = options.wire.shared.servers
    guard !servers.isEmpty else { return [] }
    let documents = DiscoveryDocuments(report)
    return try DocumentDelivery.deliver(documents.text, ids: documents.ids, to: servers, messages)
  }

  private func format(of destination: Destination) -> DiscoveryFormat {
    switch destination {
    case .file(let path), .gzipFile(let path):
      DiscoveryFormat(ofFile: path) ?? options.format
    default:
      options.format
    }
  }

  private func text(of report: DiscoveryReport, for destination: Destination) -> String {
    switch format(of: destination) {
    case .table:
      let terminal =
        destination == .standardOutput
        ? TerminalOutput.describe([.standardOutput]) : Terminal()
      return DiscoveryTable(report, width: terminal.width, usesColor: terminal.usesColor).text
    case .ndjson: return DiscoveryDocuments(report).text.text()
    case .dot: return GraphvizPicture(report).text
    case .mermaid: return MermaidPicture(report).text
    case .html: return DiscoveryPage(report).text
    case .yml:
      return CaptureConfiguration(report, interfaces: options.capture?.interfaces ?? []).text
    }
  }
}
