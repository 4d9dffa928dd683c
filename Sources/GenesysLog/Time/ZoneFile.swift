/// Reads TZif files, the compiled form of the tz database (RFC 8536, versions 1 to 4).
///
///     header        44 bytes: "TZif", version, 15 reserved, six 32-bit counts
///     data          transition times, their types, the types, names, leap seconds, flags
///     header, data  once more with 64-bit times, from version 2 on
///     footer        "\n" POSIX TZ string "\n"
struct ZoneFile {
  /// The counts of a header, in the file's order.
  private struct Counts {
    var isUT, isStandard, leaps, times, types, characters: Int

    /// The bytes of the data after the header, with times of `width` bytes.
    func dataSize(timeWidth width: Int) -> Int {
      times * (width + 1) + types * 6 + characters + leaps * (width + 4) + isStandard + isUT
    }
  }

  private let bytes: [UInt8]
  private static let headerSize = 44

  /// Reads the file's bytes.
  ///
  /// - Throws: a text saying what is wrong with them.
  static func rules(name: String, _ bytes: [UInt8]) throws(Malformed) -> ZoneRules {
    let file = ZoneFile(bytes: bytes)
    let first = try file.counts(at: 0)
    guard bytes[4] >= UInt8(ascii: "2") else {
      return try file.rules(name: name, counts: first, at: headerSize, timeWidth: 4).rules
    }
    let second = headerSize + first.dataSize(timeWidth: 4)
    let counts = try file.counts(at: second)
    var (rules, end) = try file.rules(
      name: name, counts: counts, at: second + headerSize, timeWidth: 8)
    if let footer = try file.footer(at: end) { rules = rules.followed(by: footer) }
    return rules
  }

  /// What is wrong with a file.
  struct Malformed: Error {
    var reason: String
  }

  private func counts(at place: Int) throws(Malformed) -> Counts {
    guard place + ZoneFile.headerSize <= bytes.count,
      bytes[place..<place + 4].elementsEqual("TZif".utf8)
    else { throw Malformed(reason: "not a time zone file") }
    var numbers: [Int] = []
    for index in 0..<6 { numbers.append(Int(integer(at: place + 20 + 4 * index, width: 4))) }
    let counts = Counts(
      isUT: numbers[0], isStandard: numbers[1], leaps: numbers[2], times: numbers[3],
      types: numbers[4], characters: numbers[5])
    guard numbers.allSatisfy({ $0 >= 0 && $0 <= bytes.count }), counts.types > 0 else {
      throw Malformed(reason: "its counts are impossible")
    }
    // The `right/` files: their times count leap seconds, those of logs do not.
    guard counts.leaps == 0 else { throw Malformed(reason: "it counts leap seconds") }
    return counts
  }

  private func rules(
    name: String, counts: Counts, at place: Int, timeWidth: Int
  ) throws(Malformed) -> (rules: ZoneRules, end: Int) {
    let end = place + counts.dataSize(timeWidth: timeWidth)
    guard end <= bytes.count else { throw Malformed(reason: "it ends too early") }
    let typeIndexes = place + counts.times * timeWidth
    let types = typeIndexes + counts.times
    var transitions: [Int64] = []
    var offsets: [Int32] = []
    for index in 0..<counts.times {
      let time = integer(at: place + index * timeWidth, width: timeWidth)
      let type = Int(bytes[typeIndexes + index])
      guard type < counts.types, transitions.last.map({ $0 < time }) ?? true else {
        throw Malformed(reason: "its transitions are out of order")
      }
      transitions.append(time)
      offsets.append(try offset(at: types + 6 * type))
    }
    let rules = ZoneRules(
      name: name, transitions: transitions, offsets: offsets,
      firstOffset: try offset(at: types), footer: nil)
    return (rules, end)
  }

  /// Seconds east of UTC, within the bounds of RFC 8536, 3.2.
  private func offset(at place: Int) throws(Malformed) -> Int32 {
    let seconds = integer(at: place, width: 4)
    guard (-89_999...93_599).contains(seconds) else {
      throw Malformed(reason: "an offset of \(seconds) seconds is impossible")
    }
    return Int32(seconds)
  }

  /// The rule after the data; nil if it is empty.
  private func footer(at place: Int) throws(Malformed) -> PosixZone? {
    guard place < bytes.count, bytes[place] == 0x0A,
      let end = bytes[(place + 1)...].firstIndex(of: 0x0A)
    else { throw Malformed(reason: "it ends too early") }
    let text = Array(bytes[place + 1..<end])
    if text.isEmpty { return nil }
    guard let zone = PosixZoneReader.read(text) else {
      throw Malformed(reason: "its rule `\(String(decoding: text, as: UTF8.self))` is not POSIX")
    }
    return zone
  }

  /// A signed big-endian number.
  private func integer(at place: Int, width: Int) -> Int64 {
    var value: UInt64 = 0
    for index in place..<place + width { value = value << 8 | UInt64(bytes[index]) }
    return width == 8 ? Int64(bitPattern: value) : Int64(Int32(truncatingIfNeeded: value))
  }
}
