import FoundationEssentials

/// One question of a batch: patterns, and a text to try them on.
///
/// As JSON, all but `patterns` and `text` optional (or null):
///
///     {"patterns":["%{INT:n:int}"],"text":"42","definitions":{"NAME":"regex"},"ecs":true,
///      "options":{"break_on_match":true,"keep_empty_captures":false}}
package struct BatchDocument: Sendable, Equatable {
  /// The expressions, in the order of trial.
  package var patterns: [String]
  /// The text, matched whole: it may hold line feeds.
  package var text: String
  /// Patterns of its own, which may refer to each other and redefine the library's.
  package var definitions: [String: String] = [:]
  /// Whether the library's ECS flavour is used, or the legacy one.
  package var isECS = true
  /// How the expressions are tried.
  package var options = MatchOptions()

  /// Reads a document.
  /// - Throws: ``PatternToolsError/badDocument(problem:help:)``.
  package init(json bytes: Span<UInt8>) throws(PatternToolsError) {
    let data = bytes.withUnsafeBufferPointer { Data($0) }
    do {
      self = try JSONDecoder().decode(BatchDocument.self, from: data)
    } catch let error as PatternToolsError {
      throw error
    } catch DecodingError.typeMismatch(_, let context) {
      throw .wrongType(at: context.codingPath)
    } catch DecodingError.valueNotFound(_, let context) {
      throw .wrongType(at: context.codingPath)
    } catch {
      throw .badDocument(
        problem: "is not JSON",
        help: "write one JSON object on each line, \(PatternToolsError.documentShape)")
    }
  }
}

extension BatchDocument: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case patterns, text, definitions, ecs, options
  }

  private enum Option: String, CodingKey, CaseIterable {
    case breakOnMatch = "break_on_match"
    case keepEmptyCaptures = "keep_empty_captures"
  }

  /// Reads a document; every key must be known.
  package init(from decoder: any Decoder) throws {
    try Self.checkKeys(of: decoder.container(keyedBy: AnyKey.self), known: Key.allCases)
    let values = try decoder.container(keyedBy: Key.self)
    patterns = try Self.required([String].self, .patterns, in: values)
    text = try Self.required(String.self, .text, in: values)
    if patterns.isEmpty {
      throw PatternToolsError.badDocument(
        problem: "patterns is empty", help: "give at least one expression")
    }
    definitions = try values.decodeIfPresent([String: String].self, forKey: .definitions) ?? [:]
    isECS = try values.decodeIfPresent(Bool.self, forKey: .ecs) ?? true
    guard values.contains(.options), try !values.decodeNil(forKey: .options) else { return }
    try Self.checkKeys(
      of: values.nestedContainer(keyedBy: AnyKey.self, forKey: .options), known: Option.allCases)
    let options = try values.nestedContainer(keyedBy: Option.self, forKey: .options)
    self.options.breaksOnMatch =
      try options.decodeIfPresent(Bool.self, forKey: .breakOnMatch) ?? true
    self.options.keepsEmptyCaptures =
      try options.decodeIfPresent(Bool.self, forKey: .keepEmptyCaptures) ?? false
  }

  private static func required<Value: Decodable>(
    _ type: Value.Type, _ key: Key, in values: KeyedDecodingContainer<Key>
  ) throws -> Value {
    guard values.contains(key) else {
      throw PatternToolsError.badDocument(
        problem: "has no key \"\(key.rawValue)\"",
        help: "write \(PatternToolsError.documentShape)")
    }
    return try values.decode(type, forKey: key)
  }

  private static func checkKeys<Known: CodingKey>(
    of values: KeyedDecodingContainer<AnyKey>, known: [Known]
  ) throws {
    let names = known.map(\.stringValue)
    let unknown = values.allKeys.map(\.stringValue).filter { !names.contains($0) }.sorted()
    if let key = unknown.first {
      throw PatternToolsError.badDocument(
        problem: "has an unknown key \"\(key)\"",
        help: "the keys are \(names.joined(separator: ", "))")
    }
  }
}

/// Any key at all, to see which ones a document has.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension PatternToolsError {
  fileprivate static let documentShape = #"{"patterns":["EXPRESSION"],"text":"TEXT"}"#

  fileprivate static func wrongType(at path: [any CodingKey]) -> PatternToolsError {
    let names = path.filter { $0.intValue == nil }.map(\.stringValue)
    let shape =
      switch names.last {
      case nil: "write one JSON object on each line, \(documentShape)"
      case "patterns": "write an array of strings"
      case "text": "write a string"
      case "options": "write an object of options"
      case "definitions": "write an object of names and regexes"
      case "ecs", "break_on_match", "keep_empty_captures": "write true or false"
      default: "write a string"
      }
    let place = names.isEmpty ? "is not an object" : "\(names.joined(separator: ".")): wrong type"
    return .badDocument(problem: place, help: shape)
  }
}
