import Event

/// A text in which names of fields stand for values of a match.
///
/// `%{field}` is ours; `%(field)s` and `{match[field]}` are what rules of ElastAlert have. A field that the match
/// lacks becomes `<MISSING VALUE>`, as there.
package struct MatchTemplate: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case text(String)
    case field(FieldPath)
  }

  private let parts: [Part]

  /// What stands for a value that is not there.
  package static let missing = "<MISSING VALUE>"

  /// Reads a template; what is no name of a field is text.
  package init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    var plain = ""
    while let first = rest.first {
      if let (path, end) = Self.field(at: rest) {
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        parts.append(.field(path))
        rest = rest[end...]
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
    self.parts = parts
  }

  /// The text for a match.
  package func text(of match: [UInt8]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let path):
        JSONLookup.value(at: path, in: match.span).map { JSONLookup.text(of: $0, in: match.span) }
          ?? Self.missing
      }
    }.joined()
  }

  func text(of notice: AlertNotice) -> String {
    // A NUL would end an argument.
    text(of: notice.match).split(separator: "\0", omittingEmptySubsequences: false).joined()
  }

  private static let forms = [("%{", "}"), ("%(", ")s"), ("{match[", "]}")]

  private static func field(at text: Substring) -> (FieldPath, Substring.Index)? {
    for (open, close) in forms where text.hasPrefix(open) {
      let inner = text.dropFirst(open.count)
      guard let end = inner.firstRange(of: close),
        let path = FieldPath(String(inner[..<end.lowerBound]))
      else { continue }
      return (path, end.upperBound)
    }
    return nil
  }
}
