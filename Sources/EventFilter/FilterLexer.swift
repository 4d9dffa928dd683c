/// A piece of a filter's text.
struct FilterToken: Equatable {
  /// What kind of piece it is.
  enum Kind: Equatable {
    case open, close, comma
    /// A sign of comparison or logic.
    case sign(FilterSign)
    /// A word without quotes: a field, a value or a keyword.
    case word(String)
    /// Text in quotes.
    case text(String)
    /// A field in backquotes.
    case name(String)
    /// The end of the filter.
    case end
  }

  let kind: Kind
  /// Where it stands in the UTF-8 of the filter.
  let range: Range<Int>
}

/// The signs of the language.
enum FilterSign: String {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case matches = "=~"
  case doesNotMatch = "!~"
  case and = "&&"
  case or = "||"
  case not = "!"

  /// Reads a run of sign characters; `==` is another spelling of `=`.
  init?(run: String) {
    guard let sign = FilterSign(rawValue: run == "==" ? "=" : run) else { return nil }
    self = sign
  }

  /// The sign that somebody who writes `run` probably means.
  static func suggestion(for run: String) -> String? {
    switch run {
    case "=<": "<="
    case "=>": ">="
    case "<>", "=!", "!==": "!="
    case "~", "~=", "==~", "~~": "=~"
    case "~!", "!=~": "!~"
    case "===": "="
    case "&": "and"
    case "|": "or"
    default: nil
    }
  }
}

/// Cuts a filter's text into tokens.
struct FilterLexer {
  private let text: String
  private let bytes: [UInt8]
  private var place = 0

  /// Begins at the start of `text`.
  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// All tokens, an ``FilterToken/Kind/end`` last.
  mutating func tokens() throws(EventFilterError) -> [FilterToken] {
    var tokens: [FilterToken] = []
    while true {
      while place < bytes.count, FilterLexer.isSpace(bytes[place]) { place += 1 }
      guard place < bytes.count else { break }
      try appendNext(to: &tokens)
    }
    tokens.append(FilterToken(kind: .end, range: place..<place))
    return tokens
  }

  private mutating func appendNext(
    to tokens: inout [FilterToken]
  ) throws(EventFilterError) {
    let start = place
    switch bytes[place] {
    case UInt8(ascii: "("): tokens.append(single(.open))
    case UInt8(ascii: ")"): tokens.append(single(.close))
    case UInt8(ascii: ","): tokens.append(single(.comma))
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      let content = try quoted()
      tokens.append(FilterToken(kind: .text(content), range: start..<place))
    case UInt8(ascii: "`"):
      let content = try quoted()
      tokens.append(FilterToken(kind: .name(content), range: start..<place))
    case let byte where FilterLexer.isSign(byte):
      try appendSigns(to: &tokens)
    default:
      while place < bytes.count, FilterLexer.isWord(bytes[place]) { place += 1 }
      let word = String(decoding: bytes[start..<place], as: UTF8.self)
      tokens.append(FilterToken(kind: .word(word), range: start..<place))
    }
  }

  private mutating func single(_ kind: FilterToken.Kind) -> FilterToken {
    place += 1
    return FilterToken(kind: kind, range: place - 1..<place)
  }

  /// The text in the quotes at `place`; doubled quotes in it become single ones.
  private mutating func quoted() throws(EventFilterError) -> String {
    let start = place
    let quote = bytes[place]
    var content: [UInt8] = []
    place += 1
    while place < bytes.count {
      if bytes[place] == quote {
        place += 1
        guard place < bytes.count, bytes[place] == quote else {
          return String(decoding: content, as: UTF8.self)
        }
      }
      content.append(bytes[place])
      place += 1
    }
    throw .unclosedQuote(at: FilterPlace(text: text, range: start..<start + 1))
  }

  /// The signs of an unbroken run: one, with `!` for "not" before or after it.
  private mutating func appendSigns(
    to tokens: inout [FilterToken]
  ) throws(EventFilterError) {
    let start = place
    while place < bytes.count, FilterLexer.isSign(bytes[place]) { place += 1 }
    var end = place
    var run = String(decoding: bytes[start..<end], as: UTF8.self)
    // `!!a` and `a &&!b`
    while FilterSign(run: run) == nil, run.hasSuffix("!"), "&|!".contains(run.prefix(1)) {
      run.removeLast()
      end -= 1
    }
    guard let sign = FilterSign(run: run) else {
      let suggestion = FilterSign.suggestion(
        for: String(decoding: bytes[start..<place], as: UTF8.self))
      throw .unknownOperator(
        at: FilterPlace(text: text, range: start..<place), suggestion: suggestion)
    }
    tokens.append(FilterToken(kind: .sign(sign), range: start..<end))
    for index in end..<place {
      tokens.append(FilterToken(kind: .sign(.not), range: index..<index + 1))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "`"):
      false
    default: !isSpace(byte) && !isSign(byte)
    }
  }
}
