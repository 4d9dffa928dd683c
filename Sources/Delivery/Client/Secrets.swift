/// Texts that no message is to show.
struct Secrets: Sendable {
  private var texts: [String] = []

  /// Fewer characters at the end of a text are no part of a secret, but a coincidence.
  private static let shortestPart = 6

  /// Adds texts; those that are empty or missing do not count.
  mutating func add(_ secrets: String?...) {
    for case let secret? in secrets where !secret.isEmpty {
      texts.append(secret)
      if secret.contains("/") { texts.append(secret.replacing("/", with: "\\/")) }
    }
  }

  /// All of both.
  mutating func add(_ other: Secrets) { texts += other.texts }

  /// A text without the secrets in it, should somebody hold up to us what we sent; also without the
  /// beginning of one at its end, where it was cut.
  func scrubbed(_ text: String) -> String {
    var text = texts.reduce(text) { $0.replacing($1, with: "***") }
    for secret in texts {
      let longest = min(secret.count - 1, text.count)
      if longest < Secrets.shortestPart { continue }
      for count in stride(from: longest, through: Secrets.shortestPart, by: -1)
      where text.hasSuffix(secret.prefix(count)) {
        text = text.dropLast(count) + "***"
        break
      }
    }
    return text
  }

  /// What proxies of the environment want to know: libcurl shows their URLs where one is of no use.
  static func ofEnvironment(_ variable: (String) -> String?) -> Secrets {
    var secrets = Secrets()
    for name in ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"] {
      guard let url = variable(name), let end = url.lastIndex(of: "@") else { continue }
      let login = url[..<end].split(separator: "/").last ?? ""
      let password = login.split(separator: ":", maxSplits: 1).dropFirst().first
      secrets.add(password.map(String.init), password.map { PercentText.decoded($0) })
    }
    return secrets
  }
}
