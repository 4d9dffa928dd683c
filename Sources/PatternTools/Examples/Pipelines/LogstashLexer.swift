import YAMLReading

/// Takes the text of a Logstash configuration apart.
///
/// Strings are as they stand between their quotes: without `config.support_escapes`, which is the default,
/// Logstash does not read escapes either, and `\"` in an expression means `"` all the same.
struct LogstashLexer {
  /// A piece of the text.
  enum Token: Equatable {
    /// A name or another word without quotes: `grok`, `true`, `[field]` is none.
    case word(String)
    /// A text in quotes.
    case string(String)
    /// `=>`
    case arrow
    /// `{ } [ ] ( ) ,` and any other character by itself.
    case mark(Unicode.Scalar)
    /// The text has ended.
    case end
  }

  private let scalars: [Unicode.Scalar]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0

  /// The next token.
  private(set) var token = Token.end
  /// Where it starts.
  private(set) var place: TextPlace

  /// Stands at the first token of a text.
  init(_ text: String, file: String) throws(ExampleError) {
    scalars = Array(text.unicodeScalars)
    self.file = file
    place = TextPlace(file: file, line: 1, column: 1)
    try advance()
  }

  /// Moves to the next token.
  mutating func advance() throws(ExampleError) {
    skipBlanks()
    place = TextPlace(file: file, line: line, column: position - lineStart + 1)
    guard let first = peek else {
      token = .end
      return
    }
    if first == "\"" || first == "'" {
      token = .string(try string(closedBy: first))
    } else if first == "=", position + 1 < scalars.count, scalars[position + 1] == ">" {
      position += 2
      token = .arrow
    } else if Self.isWordPart(first) {
      let start = position
      while let next = peek, Self.isWordPart(next) { position += 1 }
      token = .word(Self.text(scalars[start..<position]))
    } else {
      position += 1
      token = .mark(first)
    }
  }

  /// Moves past the next token if it is this one.
  mutating func take(_ expected: Token) throws(ExampleError) -> Bool {
    guard token == expected else { return false }
    try advance()
    return true
  }

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func skipBlanks() {
    while let next = peek {
      if next == "#" {
        while let other = peek, other != "\n" { position += 1 }
      } else if next.properties.isWhitespace || next == "\u{FEFF}" {
        step()
      } else {
        return
      }
    }
  }

  private mutating func step() {
    if scalars[position] == "\n" { (line, lineStart) = (line + 1, position + 1) }
    position += 1
  }

  private mutating func string(closedBy quote: Unicode.Scalar) throws(ExampleError) -> String {
    step()
    let start = position
    while let next = peek, next != quote {
      step()
      if next == "\\", peek == quote { step() }
    }
    guard peek == quote else {
      throw .problem(at: place, "the text has no closing quote", help: "close it with \(quote)")
    }
    let text = Self.text(scalars[start..<position])
    step()
    return text
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "+", ".", "@": true
    default: false
    }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
