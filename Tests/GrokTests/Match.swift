import Grok

/// A library of definitions written as `NAME regex` lines.
func library(_ definitions: String = "") throws -> PatternLibrary {
  var library = PatternLibrary()
  try library.load(
    contents: """
      WORD \\b\\w+\\b
      INT [+-]?\\d+
      NUMBER [+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)
      DATA .*?
      GREEDYDATA .*

      """ + definitions, path: "test.grok")
  return library
}

/// Whether an expression matches, and where: the text of the whole match.
func match(_ expression: String, _ text: String, options: GrokOptions = GrokOptions()) throws
  -> String?
{
  try match(GrokPattern(expression, library: library(), options: options), Array(text.utf8))
    .map { String(decoding: $0, as: UTF8.self) }
}

/// The bytes of the whole match.
func match(_ pattern: GrokPattern, _ subject: [UInt8]) -> [UInt8]? {
  var matcher = GrokMatcher()
  guard matcher.match(pattern, subject.span) == .matched,
    let range = matcher.range(ofGroup: 0)
  else { return nil }
  return Array(subject[range])
}

/// What an expression captures; nil if it does not match.
func captures(_ expression: String, _ text: String, _ definitions: String = "") throws
  -> [String: GrokValue]?
{
  let set = try GrokSet([expression], library: library(definitions))
  let result = set.evaluate(text)
  return result.matched ? dictionary(result) : nil
}

/// The fields by their dotted paths.
func dictionary(_ result: GrokResult) -> [String: GrokValue] {
  Dictionary(
    result.fields.map { ($0.path.joined(separator: "."), $0.value) },
    uniquingKeysWith: { first, _ in first })
}

/// The message of the error that an expression gives.
func message(_ expression: String, _ definitions: String = "") -> String {
  do {
    _ = try GrokPattern(expression, library: library(definitions))
    return "no error"
  } catch {
    return "\(error)"
  }
}

extension GrokValue: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .string(value) }
}

extension GrokValue: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int64) { self = .integer(value) }
}

extension GrokValue: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: GrokValue...) { self = .array(elements) }
}
