import EventFilter
import Grok

/// What a rule asks of an event: a tree of Elasticsearch's queries, or an expression of `--where`.
indirect enum EventQuery: Sendable {
  /// True if all are; true without any.
  case all([EventQuery])
  /// True if at least `least` of them are.
  case some([EventQuery], least: Int)
  /// The opposite.
  case not(EventQuery)
  /// The language of `--where`.
  case expression(EventFilter)
  /// Whether the field has a value other than `null`.
  case exists(EventField)
  /// Whether a value of the field passes a test; the field's elements one by one, if it is a list.
  case test(EventField, ValueTest)
  /// Whether any value of the event passes a test.
  case anyField(ValueTest)
}

/// A question about one value that is neither a list nor an object.
enum ValueTest: Sendable {
  /// Whether it is one of these, as Elasticsearch's `term`: the same text, or the same number.
  case terms([QueryTerm])
  /// Whether it lies between the bounds.
  case range(QueryRange)
  /// Whether the whole text matches `*` and `?`.
  case wildcard(Wildcard)
  /// Whether the whole text matches a regular expression.
  case regex(GrokPattern)
  /// Whether the words stand in the text next to each other, in their order.
  case phrase(WordPhrase)
  /// Whether all the words, or any, stand in the text.
  case words([WordPhrase], all: Bool)
  /// Whether it is this term, or holds its words next to each other.
  case termOrPhrase(QueryTerm, WordPhrase)
  /// Whether the whole text, or one of its words, matches `*` and `?`.
  case wildcardOrWord(Wildcard)
}

/// A value that a query names.
struct QueryTerm: Sendable, Equatable {
  /// Its text: that of a string, or the spelling of another value.
  let text: [UInt8]
  /// The number that it is or spells.
  let number: Double?

  /// Takes a value of a rule file.
  init(_ value: JSONTree) {
    let text =
      switch value {
      case .string(let text): text
      case .boolean(let value): Array((value ? "true" : "false").utf8)
      default: value.pythonText
      }
    self.text = text
    number = QueryNumber.value(text.span, 0..<text.count)
  }
}

/// Numbers as texts spell them.
enum QueryNumber {
  /// The value of a decimal number, an exponent allowed; nil for any other text.
  static func value(_ text: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard !range.isEmpty, range.count <= 40 else { return nil }
    var whole: Int64 = 0
    var isShort = range.count <= 15
    for index in range {
      switch text[index] {
      case 0x30...0x39: whole = isShort ? whole * 10 + Int64(text[index] - 0x30) : 0
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"),
        UInt8(ascii: "E"):
        isShort = false
      default: return nil
      }
    }
    if isShort { return Double(whole) }
    return Double(
      text.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
      })
  }
}

/// Elasticsearch's `range`: numbers by value, times as times, all else as texts by their bytes.
struct QueryRange: Sendable {
  /// One end.
  struct Bound: Sendable {
    /// The end itself.
    let term: QueryTerm
    /// The time that it spells; of a date alone its first instant.
    let instant: Int64?
    /// Whether the end itself belongs to the range.
    let isInclusive: Bool
  }

  /// The lower end.
  var lower: Bound?
  /// The upper end.
  var upper: Bound?
}
