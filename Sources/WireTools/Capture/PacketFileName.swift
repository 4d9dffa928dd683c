import Glibc

/// How the files of rotated packets are called: `calls-00001-20261126T101500.pcapng` of `calls.pcapng`.
///
/// The time is when the file was begun, UTC.
struct PacketFileName: Sendable, Equatable {
  /// The folder that they are in.
  let folder: String
  /// What stands before the number: `calls`.
  let stem: String
  /// What stands behind the time: `.pcapng`.
  let suffix: String

  /// Digits of the number; larger numbers have more.
  private static let digits = 5

  /// Takes the path that the names are made of.
  init(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = parts.last ?? ""
    folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : "./"
    // A point at the beginning hides a file, and begins no suffix.
    if let point = name.lastIndex(of: "."), point != name.startIndex {
      (stem, suffix) = (String(name[..<point]), String(name[point...]))
    } else {
      (stem, suffix) = (String(name), "")
    }
  }

  /// The path of a file.
  ///
  /// - Parameter seconds: when it was begun, since 1970.
  func path(_ number: Int, at seconds: Int) -> String {
    var time = time_t(seconds)
    var civil = tm()
    gmtime_r(&time, &civil)
    let day = Self.padded(Int(civil.tm_year) + 1900, 4) + Self.two(civil.tm_mon + 1)
    let clock = Self.two(civil.tm_hour) + Self.two(civil.tm_min) + Self.two(civil.tm_sec)
    return
      "\(folder)\(stem)-\(Self.padded(number, Self.digits))-\(day)\(Self.two(civil.tm_mday))T\(clock)\(suffix)"
  }

  /// The number of the file that is called `name`; nil if that is another's.
  func number(of name: String) -> Int? {
    guard name.hasPrefix(stem + "-"), name.hasSuffix(suffix),
      name.utf8.count >= stem.utf8.count + 1 + suffix.utf8.count
    else { return nil }
    let middle = name.dropFirst(stem.count + 1).dropLast(suffix.count)
    let parts = middle.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count >= Self.digits, Self.isNumber(parts[0]),
      parts[1].utf8.count == 15, Self.isNumber(parts[1].prefix(8)),
      Self.isNumber(parts[1].suffix(6)),
      parts[1].dropFirst(8).first == "T"
    else { return nil }
    return Int(parts[0])
  }

  /// The files that there are, by their numbers.
  func existing() -> [(number: Int, path: String)] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [(number: Int, path: String)] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let number = number(of: name) { found.append((number, folder + name)) }
    }
    return found.sorted { ($0.number, $0.path) < ($1.number, $1.path) }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func two(_ number: Int32) -> String { padded(Int(number), 2) }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
