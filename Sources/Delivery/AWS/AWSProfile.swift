import Glibc

/// One profile of `~/.aws/config` and `~/.aws/credentials`: what both say, the latter first.
///
///     [profile logs]
///     region = eu-west-1
///     aws_access_key_id = AKIA...
struct AWSProfile: Sendable {
  /// What it is called: `AWS_PROFILE`, or `default`.
  let name: String
  /// By name in lower case.
  let values: [String: String]

  /// Reads the profile that the environment names; nil if it names none and there is no `default`.
  ///
  /// - Throws: where it names one that no file has, or a file cannot be read.
  init?(_ environment: AWSEnvironment) throws(AccessFault) {
    let wanted = environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"]
    name = wanted ?? "default"
    let home = (environment["HOME"] ?? "") + "/.aws/"
    let config = try AWSProfile.text(environment["AWS_CONFIG_FILE"] ?? home + "config")
    let credentials = try AWSProfile.text(
      environment["AWS_SHARED_CREDENTIALS_FILE"] ?? home + "credentials")
    let headings = name == "default" ? ["default", "profile default"] : ["profile \(name)"]
    let parts = [
      AWSProfile.section(headings, of: config), AWSProfile.section([name], of: credentials),
    ].compactMap { $0 }
    if parts.isEmpty {
      guard let wanted else { return nil }
      throw .final("AWS_PROFILE names the profile \(wanted), which no file has")
    }
    values = parts.reduce(into: [:]) { $0.merge($1) { $1 } }
  }

  /// The values under any of these headings; nil if none is there.
  static func section(_ headings: [String], of text: String) -> [String: String]? {
    var values: [String: String] = [:]
    var isFound = false
    var isInside = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("[") {
        let heading = line.dropFirst().prefix { $0 != "]" }.filter { $0 != "\"" && $0 != "'" }
        let words = heading.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        isInside = headings.contains(words)
        isFound = isFound || isInside
        continue
      }
      // A line that is indented belongs to the value above: settings of other services.
      guard isInside, let first = line.first, !first.isWhitespace, first != "#", first != ";",
        let sign = line.firstIndex(of: "=")
      else { continue }
      let value = line[line.index(after: sign)...]
      values[trimmed(line[..<sign]).lowercased()] = trimmed(value)
    }
    return isFound ? values : nil
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// The text of a file; empty if there is none.
  private static func text(_ path: String) throws(AccessFault) -> String {
    do throws(SmallFile.Fault) {
      return String(decoding: try SmallFile.read(path), as: UTF8.self)
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return "" }
      throw .final("\(path): \(error.reason)")
    }
  }
}
