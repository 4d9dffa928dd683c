import Foundation
import TestServers
import Testing

@Suite("docs/sidecar")
struct SidecarExampleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/sidecar")

  /// The text of a file; of the manifest, the configuration in it.
  private func configuration(_ name: String) throws -> String {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    guard let start = text.range(of: "  genlog.yml: |\n") else { return text }
    let rest = text[start.upperBound...]
    return String(rest[..<(rest.range(of: "---\n")?.lowerBound ?? rest.endIndex)])
      .replacingOccurrences(of: "\n    ", with: "\n")
      .replacingOccurrences(of: "    to:", with: "to:")
  }

  @Test("the configurations are taken as they are", arguments: ["genlog.yml", "kubernetes.yaml"])
  func configurations(name: String) throws {
    let program = try Program()
    try program.write("logs/cs.log", ParseEventTests.header + ParseEventTests.line + "\n")
    try program.write("genlog.yml", try configuration(name))
    try program.write("password", "secret\n")
    let server = ElasticsearchDouble()
    let result = try program.run([
      "follow", "--once", "--config", "genlog.yml", "--to", server.url, "--password-file",
      "password",
      "--state", "state", "--dead-letters", "letters", "--metrics", "0", "logs",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(server.events.count == 2)
  }
}
