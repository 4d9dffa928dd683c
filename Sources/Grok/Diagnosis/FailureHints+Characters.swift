extension FailureHints {
  private var stopByte: UInt8? {
    failure.isAnywhere || failure.offset >= subject.count ? nil : subject[failure.offset]
  }

  /// What is known of blanks and tabs at the place.
  var whiteSpace: String? {
    guard let here = stopByte else { return nil }
    if let expected = expectedBlank {
      if here == 0x09, expected == 0x20 {
        return "a tab stands where a blank is expected; \\s takes both"
      }
      if here == 0x20, expected == 0x09 {
        return "a blank stands where a tab is expected; \\s takes both"
      }
      if isNoBreakSpace(at: failure.offset) {
        return "a no-break space (U+00A0) stands where a blank is expected"
      }
    }
    guard here == 0x20 || here == 0x09 else { return nil }
    let before = subject[..<failure.offset].reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    let after = subject[failure.offset...].prefix { $0 == 0x20 || $0 == 0x09 }.count
    if before == failure.offset {
      return "the text begins with white space; \\s* takes it"
    }
    guard before > 0 else { return nil }
    return "\(before + after) characters of white space stand here in a row; \\s+ takes any number"
  }

  /// The blank or tab of a literal that did not fit.
  private var expectedBlank: UInt8? {
    guard case .literal(let value) = blamed.element.node.kind, value == 0x20 || value == 0x09 else {
      return nil
    }
    return UInt8(value)
  }

  private func isNoBreakSpace(at place: Int) -> Bool {
    subject[place] == 0xA0 && SubjectEncoding(of: subject.span) == .bytes
      || subject[place...].starts(with: [0xC2, 0xA0])
  }

  /// A character of the text that means something else where the expression has it.
  var metacharacter: String? {
    guard let here = stopByte, here > 0x20, here < 0x7F else { return nil }
    let character = String(UnicodeScalar(here))
    let meaning: String? =
      switch here {
      case UInt8(ascii: "["): opensClass ? "begins a set of characters" : nil
      case UInt8(ascii: "("): opensGroup ? "begins a group" : nil
      case UInt8(ascii: ")"): closesGroup ? "ends a group" : nil
      case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        followsQuantifier(here) ? "repeats what stands before it" : nil
      case UInt8(ascii: "$"): blamedText == "$" ? "asserts the end of a line" : nil
      case UInt8(ascii: "^"): blamedText == "^" ? "asserts the start of a line" : nil
      default: nil
      }
    return meaning.map {
      "`\(character)` \($0) in the expression; \\\(character) is the character itself"
    }
  }

  private var blamedText: String { blamed.element.text }

  private var opensClass: Bool {
    blamed.line.contains { element in
      if case .set = element.node.kind { element.text.hasPrefix("[") } else { false }
    }
  }

  /// Whether a group of the expression begins where the text stopped fitting.
  private var opensGroup: Bool {
    blamed.line.enumerated().contains { depth, element in
      guard case .group(.plain, _) = element.node.kind else { return false }
      return blamed.reading.start(ofDepth: depth) == failure.offset
    }
  }

  /// Whether a group of the expression ends right before the element that did not fit.
  private var closesGroup: Bool {
    precedingText == ")"
  }

  private func followsQuantifier(_ byte: UInt8) -> Bool {
    precedingText == String(UnicodeScalar(byte)) && precedingIsRepetition
  }

  /// The character right before the element to blame, where that is an element's end.
  private var precedingText: String? {
    guard let element = preceding else { return nil }
    return element.text.last.map(String.init)
  }

  private var precedingIsRepetition: Bool {
    if let preceding, case .repetition = preceding.node.kind { true } else { false }
  }

  private var preceding: PatternElement? {
    guard let parent = blamed.element.parent, case .sequence = parent.node.kind else { return nil }
    let index = (blamed.run?.lowerBound ?? blamed.element.index) - 1
    let isAtStart = blamed.run == nil || blamed.element.index == blamed.run?.lowerBound
    guard index >= 0, isAtStart else { return nil }
    let element = parent.children[index]
    if case .literal = element.node.kind { return nil }
    return element
  }
}

extension PrefixDescent.Stop {
  /// The elements that lead to the one that did not fit, and it itself.
  fileprivate var line: [PatternElement] { element.line }
}
