import FoundationEssentials
import Grok

/// What the page asks about: an expression, what it may refer to, and texts.
///
///     {"expression":"%{INT:n:int}","definitions":"DAY \\d+","flavour":"ecs","whole":false,
///      "lines":["42"],"name":"my-rule"}
struct Question: Sendable {
  /// All that decides what an expression compiles to.
  struct Subject: Sendable, Hashable {
    /// The expression.
    let expression: String
    /// Definitions of the user's, as a pattern file has them.
    let definitions: String
    /// The flavour of the standard library.
    let flavour: Flavour
    /// Whether a match must take the whole text.
    let isWhole: Bool
  }

  /// What is asked about.
  let subject: Subject
  /// Texts to match.
  let lines: [String]
  /// How a copy is to be called.
  let name: String
}

extension Question: Decodable {
  private enum Key: String, CodingKey {
    case expression, definitions, flavour, whole, lines, name
  }

  /// Reads a question; only the expression has to be there.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let flavour = try values.decodeIfPresent(String.self, forKey: .flavour) ?? Flavour.ecs.rawValue
    guard let flavour = Flavour(rawValue: flavour) else {
      throw DecodingError.dataCorruptedError(
        forKey: .flavour, in: values, debugDescription: "neither ecs nor legacy")
    }
    subject = Subject(
      expression: try values.decode(String.self, forKey: .expression),
      definitions: try values.decodeIfPresent(String.self, forKey: .definitions) ?? "",
      flavour: flavour, isWhole: try values.decodeIfPresent(Bool.self, forKey: .whole) ?? false)
    lines = try values.decodeIfPresent([String].self, forKey: .lines) ?? []
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
  }

  /// Reads a body; nil if it is no question.
  init?(json: [UInt8]) {
    guard let question = try? JSONDecoder().decode(Question.self, from: Data(json)) else {
      return nil
    }
    self = question
  }
}
