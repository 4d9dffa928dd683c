import Event

/// A time of a certificate, to the second, UTC (RFC 5280 s 4.1.2.5).
package struct X509Time: Sendable, Equatable {
  /// The year, the month, the day, the hour, the minute and the second.
  private let parts: [Int]

  /// Reads `YYMMDDhhmmssZ` of the years 1950 to 2049, or `YYYYMMDDhhmmssZ`; nil if it is no time.
  init?(_ bytes: [UInt8], _ value: DERCursor.Value) {
    let isShort = value.tag == DERCursor.Tag.time
    guard isShort || value.tag == DERCursor.Tag.generalTime,
      value.content.count == (isShort ? 13 : 15), bytes[value.content].last == UInt8(ascii: "Z")
    else { return nil }
    let digits = bytes[value.content].dropLast().map { Int($0) - 0x30 }
    guard digits.allSatisfy({ $0 >= 0 && $0 <= 9 }) else { return nil }
    let pairs = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    let year =
      isShort ? (pairs[0] < 50 ? 2000 : 1900) + pairs[0] : pairs[0] * 100 + pairs[1]
    parts = [year] + pairs.dropFirst(isShort ? 1 : 2)
    guard CivilDate(year: year, month: parts[1], day: parts[2]) != nil, parts[3] < 24,
      parts[4] < 60, parts[5] < 60
    else { return nil }
  }

  /// As ISO 8601 has it, `2026-01-12T09:12:43Z`.
  package var text: String {
    let two = parts.map { ($0 < 10 ? "0" : "") + String($0) }
    let year = String(repeating: "0", count: max(0, 4 - two[0].count)) + two[0]
    return "\(year)-\(two[1])-\(two[2])T\(two[3]):\(two[4]):\(two[5])Z"
  }
}
