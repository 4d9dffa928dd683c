/// The path of a field in a rule: `user.name`, `genesys.*.dbid`, `**.UserData.PIN`, `**.*password*`.
///
/// `*` alone stands for any one key, within a key for any characters, and `**` for any number of
/// keys, none among them. Letter case does not count: a rule that misses `Pin` for `PIN` would hide
/// nothing and say nothing.
struct KeyPath: Sendable, Equatable {
  /// One part.
  enum Part: Sendable, Equatable {
    case name(NamePattern)
    /// Any number of keys.
    case deep
  }

  /// The parts, from the outermost key inwards.
  let parts: [Part]

  /// Reads a path; nil if it is empty, or a part of it is.
  init?(_ text: String) {
    let words = text.split(separator: ".", omittingEmptySubsequences: false)
    guard words.allSatisfy({ !$0.isEmpty }) else { return nil }
    parts = words.map { $0 == "**" ? .deep : .name(NamePattern(String($0))) }
  }

  /// The path of a key in any object, dots and all.
  init(anywhere name: NamePattern) {
    parts = [.deep, .name(name)]
  }
}

/// The name of a key, in which `*` stands for any characters.
struct NamePattern: Sendable, Hashable {
  /// In lower case, as far as it is ASCII.
  let bytes: [UInt8]

  private static let star = UInt8(ascii: "*")

  /// Makes a pattern.
  init(_ text: String) {
    bytes = text.utf8.map(\.folded)
  }

  /// Whether the pattern is a name.
  var isName: Bool { !bytes.contains(Self.star) }

  /// Whether `name`, in lower case, is meant.
  ///
  /// The last star met is the only one to take more: the work is at most the product of the lengths.
  func matches(_ name: Span<UInt8>) -> Bool {
    var place = 0
    var part = 0
    var retry: (place: Int, part: Int)?
    while place < name.count {
      if part < bytes.count, bytes[part] == Self.star {
        retry = (place, part)
        part += 1
      } else if part < bytes.count, bytes[part] == name[place] {
        place += 1
        part += 1
      } else if let last = retry {
        place = last.place + 1
        part = last.part + 1
        retry?.place = place
      } else {
        return false
      }
    }
    while part < bytes.count, bytes[part] == Self.star { part += 1 }
    return part == bytes.count
  }
}
