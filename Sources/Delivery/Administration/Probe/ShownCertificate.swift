import Event

/// A certificate that a host showed, as far as people want to know.
struct ShownCertificate: Equatable {
  /// Whose it is: `CN = es.example.com`.
  var subject = ""
  /// Who signed it.
  var issuer = ""
  /// The second since 1970 at which it ends; nil where that cannot be read.
  var end: Int64?
  /// All of it (RFC 7468).
  var pem = ""

  /// Takes in one of the lines that libcurl describes a certificate by: `Expire date:Nov 27 21:00:00 2026 GMT`.
  mutating func note(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return }
    let value = String(parts[1].prefix(parts[0] == "Cert" ? 1 << 20 : 200))
    switch parts[0] {
    case "Subject": subject = value
    case "Issuer": issuer = value
    case "Expire date": end = ShownCertificate.time(value)
    case "Cert": pem = value
    default: break
    }
  }

  /// Whole days until it ends, at the second `now`; negative after it.
  func days(at now: Int64) -> Int64? {
    end.map { end in
      let left = end.subtractingReportingOverflow(now).partialValue
      return left >= 0 ? left / 86_400 : -1 - (-1 - left) / 86_400
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads `Nov 27 21:00:00 2026 GMT`, as OpenSSL writes times; `2026-11-27 21:00:00 GMT`, as GnuTLS does.
  static func time(_ text: String) -> Int64? {
    let words = text.split(separator: " ")
    let date: (year: Int?, month: Int?, day: Int?)
    let clock: Substring
    if words.count >= 4, let month = months.firstIndex(of: String(words[0])) {
      date = (Int(words[3]), month + 1, Int(words[1]))
      clock = words[2]
    } else {
      let parts = words.first?.split(separator: "-") ?? []
      guard words.count >= 2, parts.count == 3 else { return nil }
      date = (Int(parts[0]), Int(parts[1]), Int(parts[2]))
      clock = words[1]
    }
    let times = clock.split(separator: ":").compactMap { Int64($0) }
    guard let year = date.year, let month = date.month, let day = date.day, times.count == 3,
      times.allSatisfy({ 0..<61 ~= $0 }), let civil = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return Int64(civil.dayNumber) * 86_400 + times[0] * 3600 + times[1] * 60 + times[2]
  }
}
