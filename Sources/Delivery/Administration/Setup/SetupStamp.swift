import Event

/// What genlog writes into all it installs, to know it again.
///
///     "_meta":{"managed_by":"genlog","version":1,"content":"5f0a3b1c7d214e8a","keep":"90d"}
///
/// A policy of OpenSearch has no room but in its description, at whose end it stands:
/// `[genlog 1 5f0a3b1c7d214e8a 90d]`.
struct SetupStamp: Sendable, Equatable {
  /// The version of what is installed; it grows with each change of the tables and texts here.
  let version: Int
  /// A hash of all but the stamp.
  let content: String
  /// How long events are kept, where that is said here.
  let keep: String?

  /// The version that this program installs.
  static let current = 1

  private static let key = EventHash.Value(high: 0x6765_6e6c_6f67, low: 0x7365_7475_70)
  private static let manager = FieldPath("managed_by")
  private static let versionPath = FieldPath("version")
  private static let contentPath = FieldPath("content")
  private static let keepPath = FieldPath("keep")

  /// The stamp of something that is to be installed.
  init(of body: JSONTree, keep: String? = nil) {
    var hash = EventHash(key: SetupStamp.key)
    hash.append(body.bytes.span)
    let digits = String(hash.value().low, radix: 16)
    version = SetupStamp.current
    content = String(repeating: "0", count: 16 - digits.utf8.count) + digits
    self.keep = keep
  }

  /// Reads `_meta`, which is the object at `range` of a reply; nil if it is not genlog's.
  init?(meta range: Range<Int>, of reply: Span<UInt8>) {
    let meta = reply.extracting(range.clamped(to: 0..<reply.count))
    guard SetupStamp.text(SetupStamp.manager, in: meta) == "genlog",
      let version = SetupStamp.text(SetupStamp.versionPath, in: meta).flatMap({ Int($0) })
    else { return nil }
    self.version = version
    content = SetupStamp.text(SetupStamp.contentPath, in: meta) ?? ""
    keep = SetupStamp.text(SetupStamp.keepPath, in: meta)
  }

  /// Reads the end of a description; nil if it is not genlog's.
  init?(description: String) {
    guard description.hasSuffix("]"), let start = description.lastIndex(of: "[") else { return nil }
    let words = description[start...].dropFirst().dropLast().split(separator: " ")
    guard words.count >= 3, words[0] == "genlog", let version = Int(words[1]) else { return nil }
    self.version = version
    content = String(words[2])
    keep = words.count > 3 ? String(words[3]) : nil
  }

  /// As `_meta`.
  var meta: JSONTree {
    let meta: JSONTree = [
      "managed_by": "genlog", "version": .number(version), "content": .text(content),
    ]
    return keep.map { meta.adding("keep", .text($0)) } ?? meta
  }

  /// As the end of a description.
  var words: String { "[genlog \(version) \(content)\(keep.map { " " + $0 } ?? "")]" }

  private static func text(_ path: FieldPath?, in reply: Span<UInt8>) -> String? {
    guard let path, let value = JSONLookup.value(at: path, in: reply),
      value.kind == .string || value.kind == .number, value.range.count < 100
    else { return nil }
    return JSONLookup.text(of: value, in: reply)
  }
}
