import FoundationEssentials
import Grok

/// A pattern to try on whole texts.
struct PatternTrial {
  private let set: GrokSet

  /// The pattern that a library has under a name.
  init(of name: String, in library: PatternLibrary) throws {
    var options = GrokOptions()
    options.anchoredAtStart = true
    options.anchoredAtEnd = true
    set = try GrokSet(["%{\(name)}"], library: library, options: options)
  }

  /// An expression, to find anywhere in a text.
  init(expression: String, in library: PatternLibrary) throws {
    set = try GrokSet([expression], library: library)
  }

  /// The fields of a match; nil if there is none, or a value is not of its type.
  func fields(of text: String) -> ExampleFields? {
    let result = set.evaluate(text)
    guard result.matched, result.tags.isEmpty else { return nil }
    var fields = ExampleFields.object([:])
    for field in result.fields {
      fields.set(field.path[...], ExampleFields(field.value))
    }
    return fields
  }
}

/// Fields as the JSON of an example writes them; numbers are compared as such, 1 equals 1.0.
enum ExampleFields: Equatable, Decodable {
  case string(String)
  case number(Double)
  case boolean(Bool)
  case array([ExampleFields])
  case object([String: ExampleFields])
  case null

  init(parsing text: String) throws {
    self = try JSONDecoder().decode(ExampleFields.self, from: Data(text.utf8))
  }

  init(_ value: GrokValue) {
    self =
      switch value {
      case .string(let text), .bigInteger(let text): .string(text)
      case .integer(let number): .number(Double(number))
      case .double(let number): .number(number)
      case .boolean(let isTrue): .boolean(isTrue)
      case .array(let values): .array(values.map { ExampleFields($0) })
      case .null: .null
      }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let isTrue = try? container.decode(Bool.self) {
      self = .boolean(isTrue)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let values = try? container.decode([ExampleFields].self) {
      self = .array(values)
    } else {
      self = .object(try container.decode([String: ExampleFields].self))
    }
  }

  /// Sets the value at a path of keys.
  mutating func set(_ path: ArraySlice<String>, _ value: ExampleFields) {
    guard let key = path.first else { return self = value }
    guard case .object(var members) = self else { return }
    var member = members[key] ?? .object([:])
    member.set(path.dropFirst(), value)
    members[key] = member
    self = .object(members)
  }
}
