import Event
import Foundation
import Testing

@testable import Discovery

/// What was found, in each form.
@Suite("discovery, outputs")
struct OutputTests {
  private static let site = TestEvents.report(TestEvents.site)

  /// A service whose texts try to be markup, code, and orders to a terminal.
  private static let hostile: DiscoveryReport = {
    let text =
      #"</title><script>alert(1)</script>\"]; x -> y; #quot; 'a' \\n `b` {{c}} \u001b[31m\u202eq\n- z"#
    return TestEvents.report([
      TestEvents.flow(
        "192.0.2.1:40000", "192.0.2.2:1433", #""banner":"\#(text)","evidence":["\#(text)"]"#),
      TestEvents.http("192.0.2.1:40001", "192.0.2.2:80", agent: text),
    ])
  }()

  @Test("the table shows services, then connections, and fits a terminal")
  func table() {
    let wide = DiscoveryTable(Self.site).text
    let lines = wide.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("SERVICE"))
    #expect(lines.contains { $0.hasPrefix("CLIENT  ") })
    #expect(wide.contains("192.0.2.20:5060"))
    #expect(wide.contains("SIPServer/8.1"))
    for width in [60, 80, 100, 132] {
      let text = DiscoveryTable(Self.site, width: width).text
      let longest = text.split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= max(width, 90), "\(width)")
      if width >= 100 { #expect(longest <= width) }
    }
    #expect(DiscoveryTable(Self.site, usesColor: true).text.hasPrefix("\u{1B}[1mSERVICE"))
  }

  @Test("a host that serves and asks is both, also where one of its ports refused somebody")
  func roles() {
    let report = TestEvents.report([
      TestEvents.http("192.0.2.1:40000", "192.0.2.2:80"),
      TestEvents.flow("192.0.2.1:40001", "192.0.2.2:81", state: "refused"),
      TestEvents.http("192.0.2.2:40000", "192.0.2.3:80"),
      TestEvents.flow("192.0.2.1:40002", "192.0.2.4:81", state: "refused"),
    ])
    let html = DiscoveryPage(report).text
    let hosts = html.components(separatedBy: "Hosts").last ?? ""
    let roles = hosts.matches(of: /<td>(192\.0\.2\.\d)<\/td><td[^>]*>[^<]*<\/td><td>([^<]*)<\/td>/)
      .map { "\($0.1) \($0.2)" }
    #expect(
      roles == ["192.0.2.1 client", "192.0.2.2 client, server", "192.0.2.3 server", "192.0.2.4 "])
  }

  @Test("documents are JSON in ECS's shape; the same service has the same id in each run")
  func documents() throws {
    let documents = DiscoveryDocuments(Self.site)
    let text = documents.text.text()
    let lines = text.split(separator: "\n")
    #expect(lines.count == Self.site.services.count + Self.site.connections.count)
    #expect(documents.ids.count == lines.count)
    #expect(Set(documents.ids).count == lines.count)
    var ids: Set<String> = []
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let document = try #require(object as? [String: Any])
      let event = try #require(document["event"] as? [String: Any])
      #expect(event["dataset"] as? String == "genesys.discovery")
      #expect(event["kind"] as? String == "asset")
      let genesys = try #require(document["genesys"] as? [String: Any])
      let discovery = try #require(genesys["discovery"] as? [String: Any])
      ids.insert(try #require(discovery["id"] as? String))
    }
    #expect(ids.count == lines.count)
    let later = DiscoveryDocuments(
      TestEvents.report(
        TestEvents.site + [
          TestEvents.flow("192.0.2.60:41009", "192.0.2.20:3000", clock: "10:00:00.000")
        ]))
    // What was seen again has another name and the same id; all else is as it was.
    #expect(Set(later.ids).intersection(documents.ids).count == lines.count - 2)
    let laterText = later.text.text()
    for id in ids { #expect(laterText.contains(id)) }
  }

  @Test("texts of the network are no markup in the page, and no script runs but its own")
  func page() {
    let html = DiscoveryPage(Self.hostile).text
    #expect(!html.contains("<script>alert"))
    #expect(html.components(separatedBy: "<script").count == 2)
    #expect(html.contains("&lt;script&gt;alert(1)"))
    #expect(html.contains("script-src 'sha256-\(PageScript.hash)'"))
    #expect(html.contains("<script>\(PageScript.text)</script>"))
    for outside in ["http://", "https://", "url(", "@import", "src="] {
      #expect(!html.contains(outside), "\(outside)")
    }
  }

  @Test("the page's policy names the script's hash")
  func hash() {
    let digest = SHA256Digest.of(Array(PageScript.text.utf8))
    #expect(PageScript.hash == Data(digest).base64EncodedString())
  }

  @Test("texts end no label of Graphviz and of Mermaid")
  func pictures() {
    let dot = GraphvizPicture(Self.hostile).text
    #expect(!dot.contains("<script>"))
    #expect(dot.contains("&lt;script&gt;"))
    let mermaid = MermaidPicture(Self.hostile).text
    for line in mermaid.split(separator: "\n") {
      #expect(line.filter { $0 == "\"" }.count % 2 == 0)
      #expect(!line.contains("<script"))
    }
    let site = MermaidPicture(Self.site).text
    #expect(site.hasPrefix("flowchart LR\n"))
    #expect(site.contains("<-->|\"1 call, "))
    #expect(site.contains("<-.->"))
  }

  @Test("a configuration for capture has the ports that are decoded, and loses no fragments")
  func configuration() {
    let text = CaptureConfiguration(Self.site, interfaces: ["eth0"]).text
    #expect(text.contains("interface:\n  - 'eth0'\n"))
    #expect(
      text.contains(
        "\nfilter: 'udp port 5060 or tcp port 443 or tcp port 3000 or tcp port 8080 or sctp "
          + "or (ip[6:2] & 0x1fff != 0) or (ip6[6] = 44)'\n"))
    #expect(text.contains("#   or udp portrange 20000-30000\n"))
    #expect(text.contains("\n#   192.0.2.21:3000 tcp refused\n"))
    #expect(text.contains("\npayload: headers\n"))
    let other = CaptureConfiguration(Self.hostile).text
    for line in other.split(separator: "\n") where !line.hasPrefix("#") {
      #expect(
        line.contains("interface:") || line.contains("- 'any'") || line.contains("filter: '")
          || line.contains("payload: headers"), "\(line)")
    }
  }

  @Test(
    "a filter knows tags, joins ports that follow each other, and gives up where there are too many"
  )
  func filter() {
    func filter(_ ports: some Sequence<Int>, hasVLAN: Bool = false) -> PacketFilter {
      let events = ports.map {
        TestEvents.flow("192.0.2.1:40000", "192.0.2.2:\($0)", protocol: "http")
      }
      return PacketFilter(TestEvents.report(events).services, hasVLAN: hasVLAN)
    }
    let few = "(ip[6:2] & 0x1fff != 0) or (ip6[6] = 44)"
    #expect(filter([80, 81, 82, 90]).expression == "tcp portrange 80-82 or tcp port 90 or \(few)")
    #expect(
      filter([80], hasVLAN: true).expression
        == "tcp port 80 or \(few) or (vlan and (tcp port 80 or \(few)))")
    let many = filter((0..<200).map { $0 * 2 + 1 })
    #expect(many.isWide)
    #expect(many.expression == "udp or tcp or \(few)")
    #expect(filter([Int]()).expression == nil)
    #expect(filter([65_534, 65_535]).expression?.hasPrefix("tcp portrange 65534-65535") == true)
  }

  @Test(
    "volumes are told in three digits at most",
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9960, "10 kB"),
      (999_499, "999 kB"), (999_500, "1.0 MB"), (-5, "0 B"), (Int64.max, "9.2 EB"),
    ])
  func volumes(bytes: Int64, text: String) {
    #expect(Volume.of(bytes) == text)
  }
}
