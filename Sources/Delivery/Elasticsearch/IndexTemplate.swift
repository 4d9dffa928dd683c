import Event

/// The index of an event, as a text in which `%{field}` stands for a value of the event.
///
///     logs-%{event.dataset}-default      a data stream for each component
///     genesys-%{+yyyy.MM.dd}             an index for each day of `@timestamp`
///
/// Values come from logs: they are made fit for a name, and one that is missing reads `generic`, as in
/// Elastic's own `logs-generic-default`. The number of names is bounded, so that no log can fill a
/// cluster with indices.
package struct IndexTemplate: Sendable, Equatable {
  /// What is wrong with a template.
  package enum Fault: Error, Equatable {
    /// A `%{` has no `}`.
    case open
    /// Between `%{` and `}` stands neither a field nor `+` and a date.
    case badField(String)
    /// The fixed text holds what no index may be called.
    case badName(String)
  }

  /// What a name is put together of.
  enum Part: Sendable, Equatable {
    case text([UInt8])
    case field(FieldPath)
    /// Parts of `@timestamp`.
    case date([DatePart])
  }

  /// What a date is put together of.
  enum DatePart: Sendable, Equatable {
    case text(UInt8)
    /// Characters of `@timestamp`.
    case digits(Range<Int>)
  }

  /// The name in its parts, one after the other.
  let parts: [Part]

  /// What a missing value reads.
  static let missing = Array("generic".utf8)
  /// Data streams by component, which the built-in `logs-*-*` template of Elasticsearch takes.
  package static let standard = "logs-%{event.dataset}-default"

  /// Reads a template.
  package init(parsing text: String) throws(Fault) {
    var parts: [Part] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "%{") {
      parts.append(.text(Array(rest[..<start.lowerBound].utf8)))
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { throw .open }
      parts.append(try IndexTemplate.part(String(rest[start.upperBound..<end])))
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.text(Array(rest.utf8)))
    self.parts = parts.filter { $0 != .text([]) }
    // With a harmless value for each field, the name has to be right.
    let sample = self.parts.flatMap { part in
      if case .text(let bytes) = part { bytes } else { Array("0".utf8) }
    }
    guard IndexName.isValid(sample.span) else { throw .badName(text) }
  }

  private static func part(_ text: String) throws(Fault) -> Part {
    guard text.hasPrefix("+") else {
      guard let path = FieldPath(text) else { throw .badField(text) }
      return .field(path)
    }
    let places = [("yyyy", 0..<4), ("MM", 5..<7), ("dd", 8..<10), ("HH", 11..<13)]
    var parts: [DatePart] = []
    var rest = text.dropFirst()
    if rest.isEmpty { throw .badField(text) }
    while let first = rest.utf8.first {
      if let (letters, place) = places.first(where: { rest.hasPrefix($0.0) }) {
        parts.append(.digits(place))
        rest = rest.dropFirst(letters.count)
      } else if first == UInt8(ascii: ".") || first == UInt8(ascii: "-") {
        parts.append(.text(first))
        rest = rest.dropFirst()
      } else {
        throw .badField(text)
      }
    }
    return .date(parts)
  }
}

/// What Elasticsearch lets an index be called.
enum IndexName {
  /// The rules of Elasticsearch's reference, "Create index", path parameters.
  static func isValid(_ name: Span<UInt8>) -> Bool {
    guard name.count > 0, name.count <= 255, !isLeadingMark(name[0]) else { return false }
    for place in 0..<name.count where fit(name[place]) != name[place] { return false }
    return !(name[0] == UInt8(ascii: ".") && (name.count == 1 || name[1] == UInt8(ascii: ".")))
  }

  /// The byte in lower case; `_` for one that no name may hold.
  static func fit(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "@"):
      byte
    default: UInt8(ascii: "_")
    }
  }

  private static func isLeadingMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
  }
}
