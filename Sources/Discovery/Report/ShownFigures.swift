/// Numbers with their noun.
enum Plural {
  /// `1 host`, `2 hosts`.
  static func of(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

/// How much there was of something.
enum Volume {
  /// `512 B`, `1.5 kB`, `23 MB`: thousands, not 1024.
  static func of(_ bytes: Int64) -> String {
    guard bytes >= 1000 else { return "\(max(bytes, 0)) B" }
    var value = Double(bytes)
    var unit = 0
    let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    if value >= 9.95 { return "\(Int(value.rounded())) \(units[unit])" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}

extension Service {
  /// Where it is: `192.0.2.20:5060`, `192.0.2.30 ports 20000-20026`.
  var place: String {
    guard key.isMedia else { return "\(key.endpoint)" }
    return "\(key.endpoint.address) port\(ports?.count == 1 ? "" : "s") \(portText)"
  }

  /// The port, or the ports.
  var portText: String {
    guard key.isMedia else { return "\(key.endpoint.port)" }
    guard let ports else { return "media" }
    return ports.count == 1
      ? "\(ports.lowerBound)" : "\(ports.lowerBound)-\(ports.upperBound)"
  }

  /// What is spoken, `unknown` where nothing tells.
  var protocolText: String {
    guard protocols.isEmpty else { return protocols.joined("+") }
    guard isSilent else { return "unknown" }
    return refused > 0 ? "refused" : "unanswered"
  }

  /// All that says what it is: software, then names of certificates, evidence of Genesys.
  var description: String {
    var parts = software.texts
    if software.hasMore { parts.append("…") }
    if let tls { parts += tls.certificates.map { "certificate \($0.subject)" } }
    parts += evidenceText
    return parts.joined(separator: "; ")
  }
}

extension Service {
  /// The evidence of Genesys, and what it is evidence of; nothing here is known for sure.
  var evidenceText: [String] {
    guard !evidence.isEmpty else { return [] }
    let what = applications.isEmpty ? "" : "looks like \(applications.joined(" or ")): "
    return [what + evidence.joined(", ")]
  }
}

extension Connection {
  /// What went wrong: `2 errors, 1 refused`; empty if nothing did.
  var faults: String {
    var parts: [String] = []
    if errors > 0 { parts.append(Plural.of(errors, "error")) }
    if refused > 0 { parts.append("\(refused) refused") }
    if unanswered > 0 { parts.append("\(unanswered) unanswered") }
    if lostPackets > 0 { parts.append("\(lostPackets) of \(expectedPackets) packets lost") }
    return parts.joined(separator: ", ")
  }
}
