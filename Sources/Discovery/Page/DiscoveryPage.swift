/// What was found as one page of HTML that needs nothing else: the picture, and tables to sort and search.
///
/// Texts of the network go out through ``Markup`` only; and should that ever fail, the page's policy runs no script but
/// its own, which is named by its hash.
package struct DiscoveryPage {
  private let report: DiscoveryReport
  private let picture: Picture
  private var html = ""

  /// More rows make a page slow; the rest is in the documents.
  private static let maxRows = 2000

  /// Writes the page of a report.
  package init(_ report: DiscoveryReport) {
    self.report = report
    picture = Picture(report)
    write()
  }

  /// The page.
  package var text: String { html }

  private mutating func write() {
    html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'sha256-\(PageScript.hash)'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escaped(report.title)): who talks to whom</title>
      <style>
      \(PageStyle.text)</style>
      </head>
      <body>

      """
    writeHead()
    writePicture()
    html += "<main>\n"
    writeServices()
    writeConnections()
    writeHosts()
    html += "</main>\n<script>\(PageScript.text)</script>\n</body>\n</html>\n"
  }

  private mutating func writeHead() {
    html += "<header>\n<div><h1>\(Markup.escaped(report.title))</h1>\n"
    html += "<p>\(Markup.escaped(report.summary))</p>"
    if let note = report.limitNote { html += "<p class=\"note\">\(Markup.escaped(note))</p>" }
    html +=
      "</div>\n<label>Find <input id=\"find\" type=\"search\" autocomplete=\"off\" "
      + "placeholder=\"address, port, protocol, software\"></label>\n</header>\n"
  }

  private mutating func writePicture() {
    guard !picture.nodes.isEmpty else {
      html += "<p class=\"note\">No traffic between hosts was seen.</p>\n"
      return
    }
    html += "<div class=\"picture\">\n\(PictureDrawing(picture).markup)</div>\n<p class=\"legend\">"
    let tones = Set(picture.edges.map(\.tone) + picture.nodes.flatMap { $0.rows.map(\.tone) })
    for tone in Picture.Tone.allCases where tones.contains(tone) {
      html += "<span class=\"\(tone.rawValue)\">\(tone.label)</span>"
    }
    if picture.edges.contains(where: \.hasFaults) {
      html += "<span class=\"faulty\">with errors</span>"
    }
    html += "</p>\n"
    if let rest = picture.rest {
      html +=
        "<p class=\"note\">And \(rest): the picture has the busiest, the tables have all.</p>\n"
    }
  }

  // MARK: - Tables

  private mutating func writeServices() {
    var table = PageTable(
      "Services",
      [
        "Service", "Via", "Protocol", "Names", "What", "#Clients", "#Flows", "#Requests",
        "#Calls", "#Errors", "#Bytes", "First seen", "Last seen",
      ])
    for service in report.services.prefix(Self.maxRows) {
      let use = report.use(of: service)
      table.add([
        .text(service.place), .text(service.key.transport.rawValue), .text(service.protocolText),
        .words(service.names.joined(", ")), .words(Self.what(service)),
        .count(use.clients), .count(use.flows), .count(use.requests), .count(use.calls),
        .fault(use.errors + use.unreached), .volume(use.bytes.total), .time(service.span.first),
        .time(service.span.last),
      ])
    }
    html += table.markup(left: report.services.count - Self.maxRows)
  }

  private mutating func writeConnections() {
    var table = PageTable(
      "Connections",
      [
        "Client", "Service", "Via", "Protocol", "Client is", "#Flows", "#Requests", "#Calls",
        "#Sent", "#Received", "#Errors", "#Unreached", "#Lost", "First seen", "Last seen",
      ])
    for connection in report.connections.prefix(Self.maxRows) {
      let service = connection.key.service
      let protocols = connection.protocols.isEmpty ? "unknown" : connection.protocols.joined("+")
      table.add([
        .text("\(connection.key.client)"),
        .text(service.isMedia ? "\(service.endpoint.address)" : "\(service.endpoint)"),
        .text(service.transport.rawValue), .text(protocols),
        .words(connection.software.joined("; ")), .count(connection.flows),
        .count(connection.requests), .count(connection.calls), .volume(connection.bytes.sent),
        .volume(connection.bytes.received), .fault(connection.errors),
        .fault(connection.refused + connection.unanswered),
        .fault(Int(clamping: connection.lostPackets)),
        .time(connection.span.first), .time(connection.span.last),
      ])
    }
    html += table.markup(left: report.connections.count - Self.maxRows)
  }

  private mutating func writeHosts() {
    var table = PageTable(
      "Hosts", ["Host", "Names", "Role", "Says it is", "First seen", "Last seen"])
    let servers = Set(report.services.filter { !$0.isSilent }.map(\.key.endpoint.address))
    let clients = Set(report.connections.map(\.key.client))
    for host in report.hosts.prefix(Self.maxRows) {
      let role = [
        clients.contains(host.address) ? "client" : "",
        servers.contains(host.address) ? "server" : "",
      ]
      table.add([
        .text("\(host.address)"), .words(host.names.joined(", ")),
        .text(role.filter { !$0.isEmpty }.joined(separator: ", ")),
        .words(host.software.joined("; ")), .time(host.span.first), .time(host.span.last),
      ])
    }
    html += table.markup(left: report.hosts.count - Self.maxRows)
  }

  /// Software, evidence, and what is seen of TLS.
  private static func what(_ service: Service) -> String {
    (service.software.texts + service.evidenceText + tls(service)).joined(separator: "; ")
  }

  private static func tls(_ service: Service) -> [String] {
    guard let tls = service.tls else { return [] }
    var parts = tls.versions.texts + tls.ciphers.texts
    for certificate in tls.certificates {
      var text = "certificate \(certificate.subject)"
      if let issuer = certificate.issuer { text += " by \(issuer)" }
      if let end = certificate.notAfter { text += " until \(Instant.short(end).prefix(10))" }
      parts.append(text)
    }
    if tls.failed > 0 { parts.append("\(Plural.of(tls.failed, "handshake")) failed") }
    return parts
  }
}
