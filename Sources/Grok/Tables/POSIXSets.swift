extension POSIXSet {
  /// The members as they stand inside a PCRE2 class, Unicode's reach, for a UTF-8 subject.
  ///
  /// Unicode Technical Standard 18, annex C; compared with Ruby 3.1 over all characters, where only
  /// those differ that Unicode got since.
  var unicodeMembers: String {
    switch self {
    case .alpha: #"\p{Alphabetic}"#
    case .alnum: #"\p{Alphabetic}\p{Nd}"#
    case .word: #"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}"#
    case .digit: #"\p{Nd}"#
    case .lower: #"\p{Lowercase}"#
    case .upper: #"\p{Uppercase}"#
    case .punct: #"\p{P}$+<=>^`|~"#
    case .space: #"\t-\r\x{85}\p{Z}"#
    case .blank: #"\t\p{Zs}"#
    case .cntrl: #"\p{Cc}"#
    case .graph: #"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Co}"#
    case .print: #"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Co}\p{Zs}"#
    case .ascii: #"\x00-\x7F"#
    case .xdigit: "0-9A-Fa-f"
    }
  }

  /// The same for a subject of single bytes, read as Latin-1 where they are not ASCII.
  var latin1Members: String {
    let letters = #"A-Za-z\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\xFF"#
    return switch self {
    case .alpha: letters
    case .alnum: "0-9" + letters
    case .word: "0-9_" + letters
    case .digit: "0-9"
    case .lower: #"a-z\xAA\xB5\xBA\xDF-\xF6\xF8-\xFF"#
    case .upper: #"A-Z\xC0-\xD6\xD8-\xDE"#
    case .punct: #"!-/:-@\[-`{-~\xA1\xA7\xAB\xB6\xB7\xBB\xBF"#
    case .space: #"\t-\r \x85\xA0"#
    case .blank: #"\t \xA0"#
    case .cntrl: #"\x00-\x1F\x7F-\x9F"#
    case .graph: #"!-~\xA1-\xFF"#
    case .print: #" -~\xA0-\xFF"#
    case .ascii: #"\x00-\x7F"#
    case .xdigit: "0-9A-Fa-f"
    }
  }

  /// Letters that have a case, for a UTF-8 subject.
  static var casedMembers: String { #"A-Za-z\p{L&}"# }

  /// All characters but the ASCII members, as ranges.
  var othersThanASCIIMembers: String {
    var text = ""
    var start: UInt8?
    for byte in UInt8(0)...0x7F {
      if !containsASCII(byte) {
        start = start ?? byte
      } else if let first = start {
        text += Self.range(first, byte - 1)
        start = nil
      }
    }
    if let first = start, first < 0x80 { text += Self.range(first, 0x7F) }
    return text + #"\x{80}-\x{10FFFF}"#
  }

  private static func range(_ first: UInt8, _ last: UInt8) -> String {
    #"\x"# + Hexadecimal.byte(first) + #"-\x"# + Hexadecimal.byte(last)
  }

  /// Whether an ASCII character is a member.
  func containsASCII(_ byte: UInt8) -> Bool {
    let isDigit = byte >= 0x30 && byte <= 0x39
    let isGraph = byte > 0x20 && byte < 0x7F
    return switch self {
    case .alpha: byte.isASCIILetter
    case .alnum: byte.isASCIILetter || isDigit
    case .word: byte.isASCIILetter || isDigit || byte == UInt8(ascii: "_")
    case .digit: isDigit
    case .lower: byte.isASCIILetter && byte >= 0x61
    case .upper: byte.isASCIILetter && byte < 0x61
    case .punct: isGraph && !byte.isASCIILetter && !isDigit
    case .space: byte == 0x20 || byte >= 0x09 && byte <= 0x0D
    case .blank: byte == 0x20 || byte == 0x09
    case .cntrl: byte < 0x20 || byte == 0x7F
    case .graph: isGraph
    case .print: isGraph || byte == 0x20
    case .ascii: true
    case .xdigit: isDigit || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66
    }
  }

  /// The ASCII members, or all but them, as they stand inside a PCRE2 class without UCP.
  func asciiMembers(negated: Bool) -> String {
    switch self {
    case .digit: negated ? #"\D"# : #"\d"#
    case .word: negated ? #"\W"# : #"\w"#
    case .space: negated ? #"\S"# : #"\s"#
    default: negated ? "[:^\(rawValue):]" : "[:\(rawValue):]"
    }
  }
}
