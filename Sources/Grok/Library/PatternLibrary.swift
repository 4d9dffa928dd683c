import Synchronization

/// Named patterns for expressions to refer to.
///
/// A library is a value: a copy that is extended leaves the first one as it was. A definition is
/// read when an expression first uses it, so that a broken one that nothing uses harms nobody.
public struct PatternLibrary: Sendable {
  private var entries: [String: Entry] = [:]

  /// Which flavour of the standard patterns it holds; nil if it holds none.
  public internal(set) var flavour: Flavour?

  /// A library without patterns.
  public init() {}

  /// Defines a pattern; the last definition of a name wins.
  ///
  /// - Throws: ``GrokError/badName(_:at:)``.
  public mutating func define(
    _ name: String, as regex: String, at origin: PatternOrigin = .expression
  ) throws(GrokError) {
    try add(
      PatternDefinition(
        name: name, regex: regex, origin: origin, summary: "", remarks: [],
        exampleLines: []))
  }

  /// Adds a definition.
  package mutating func add(_ definition: PatternDefinition) throws(GrokError) {
    guard Self.isName(definition.name) else {
      throw .badName(definition.name, at: definition.origin)
    }
    entries[definition.name] = Entry(definition)
  }

  /// The definition of a name.
  public subscript(name: String) -> PatternDefinition? { entries[name]?.definition }

  /// All names, sorted.
  public var names: [String] { entries.keys.sorted() }

  /// Whether a reference can name a pattern so: letters, digits and `_ . -`.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(FieldName.isPatternNameByte)
  }

  /// The elements of a definition, parsed once; nil if there is none.
  func parsed(_ name: String) throws(GrokError) -> ParsedPattern? {
    guard let entry = entries[name] else { return nil }
    return try entry.parsed()
  }

  /// A definition and, once something used it, its elements.
  private final class Entry: Sendable {
    let definition: PatternDefinition
    private let elements = Mutex<ParsedPattern?>(nil)

    init(_ definition: PatternDefinition) { self.definition = definition }

    func parsed() throws(GrokError) -> ParsedPattern {
      if let known = elements.withLock({ $0 }) { return known }
      let parsed = try PatternParser.parse(
        definition.regex, name: definition.name, origin: definition.origin)
      return elements.withLock { known in
        // Identity tells a definition from another, so that the first of two readers wins.
        if let known { return known }
        known = parsed
        return parsed
      }
    }
  }
}
