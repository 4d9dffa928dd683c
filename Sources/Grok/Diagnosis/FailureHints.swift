/// Common causes of a failure, told only where they are certain.
struct FailureHints {
  let pattern: GrokPattern
  let subject: [UInt8]
  let blamed: PrefixDescent.Stop
  let failure: GrokDiagnosis.Failure

  /// Everything that can be said, the most telling first.
  func all(_ probe: PrefixProbe) -> [String] {
    if blamed.isGivenUp {
      return [
        "whether the text fits here is not known: to try took too many steps, too much memory or "
          + "too much time"
      ]
    }
    return [
      keeper, shortReference, letterCase, carriageReturn, whiteSpace, number, metacharacter,
      encoding,
      textGoesOn, lineFeed(probe), elsewhere(probe),
    ].compactMap { $0 }
  }

  /// The byte at which the text no longer fits; nil at its end, and where there is no such place.
  private var here: UInt8? {
    failure.isAnywhere || failure.offset >= subject.count ? nil : subject[failure.offset]
  }

  private var keeper: String? {
    guard let keeper = blamed.keeper else { return nil }
    let isGroup = if case .group = keeper.element.node.kind { true } else { false }
    return "`\(keeper.element.text)` gives nothing back of what it took; the text would fit "
      + (isGroup ? "with (?: ) for (?> )" : "without the last + of it")
  }

  private var shortReference: String? {
    guard let taken = blamed.taken else { return nil }
    let isPart: (UInt8) -> Bool = { $0.isDigit || $0.isASCIILetter }
    let start =
      taken.upperBound - subject[..<taken.upperBound].reversed().prefix(while: isPart).count
    let end = taken.upperBound + subject[taken.upperBound...].prefix(while: isPart).count
    guard end - start <= FailureReport.mostFound else { return nil }
    let (part, token) = (subject[start..<taken.upperBound], subject[start..<end])
    return
      "`\(blamed.element.text)` ends inside of `\(String(decoding: token, as: UTF8.self))`: it "
      + "takes `\(String(decoding: part, as: UTF8.self))`"
  }

  private var letterCase: String? {
    let isOther =
      differsInCase(blamed.runCharacters, at: blamed.runStart)
      || blamed.element.branches.contains {
        differsInCase($0.literalCharacters, at: blamed.reading.stop)
      }
    return isOther
      ? "the text differs in letter case only; (?i) makes case count for nothing" : nil
  }

  private func differsInCase(_ expected: [UInt32], at start: Int) -> Bool {
    guard !expected.isEmpty, expected.allSatisfy({ $0 < 0x80 }),
      start + expected.count <= subject.count
    else { return false }
    return zip(subject[start..<(start + expected.count)], expected).allSatisfy {
      $0.lowercased == UInt8($1).lowercased
    }
  }

  private var carriageReturn: String? {
    guard here == 0x0D else { return nil }
    let next = failure.offset + 1
    guard next == subject.count || subject[next] == 0x0A else { return nil }
    return Self.textGoesOn([0x0D])
  }

  private var number: String? {
    guard let here, here == UInt8(ascii: ".") || here == UInt8(ascii: ",") else { return nil }
    let before = subject[..<failure.offset].reversed().prefix { $0.isDigit }.count
    let rest = subject[(failure.offset + 1)...]
    let after = rest.prefix { $0.isDigit }.count
    let next = rest.dropFirst(after).first
    guard before > 0, after > 0 else { return nil }
    let text = String(
      decoding: subject[(failure.offset - before)..<(failure.offset + 1 + after)], as: UTF8.self)
    if here == UInt8(ascii: ","), before <= 3, after == 3 {
      return "`\(text)` has separators of thousands, or decimals after a comma"
    }
    guard next != UInt8(ascii: "."), before <= 18 else { return nil }
    return here == UInt8(ascii: ".")
      ? "`\(text)` has decimals; %{NUMBER} takes them, %{INT} does not"
      : "`\(text)` has decimals after a comma"
  }

  private var encoding: String? {
    guard let here, here >= 0x80 else { return nil }
    if SubjectEncoding(of: subject.span) == .bytes {
      return "the text is no UTF-8; its byte \(Hexadecimal.byte(here)) is taken for a character "
        + "of Latin-1"
    }
    let character = String(decoding: subject[failure.offset...].prefix(4), as: UTF8.self).first
    return character.map { "`\($0)` is no character of ASCII" }
  }

  private var textGoesOn: String? {
    guard case .assertion(let assertion) = blamed.element.node.kind, assertion.isEnd,
      failure.offset < subject.count, here != 0x0D
    else { return nil }
    return Self.textGoesOn(subject[failure.offset...])
  }

  /// What is left of a text that should have ended.
  static func textGoesOn(_ rest: ArraySlice<UInt8>) -> String {
    if rest.elementsEqual([0x0D]) || rest.elementsEqual([0x0D, 0x0A]) {
      return "the line ends with a carriage return; \\r? before the end takes it"
    }
    return "the text goes on here, for \(rest.count) \(rest.count == 1 ? "byte" : "bytes")"
  }

  private func lineFeed(_ probe: PrefixProbe) -> String? {
    guard !pattern.options.dotMatchesNewline,
      let place = subject[min(failure.offset, subject.count)...].firstIndex(of: 0x0A)
    else { return nil }
    var probe = probe.again { $0.dotMatchesNewline = true }
    guard probe.first(upTo: blamed.endPath) != nil else { return nil }
    return "a line feed stands at byte \(place), which . does not match; (?m) makes it"
  }

  /// Without its anchor the expression may match later in the text.
  private func elsewhere(_ probe: PrefixProbe) -> String? {
    guard failure.start == 0, failure.offset < 4, !pattern.options.anchoredAtEnd else { return nil }
    var text = pattern.expression[...]
    if text.hasPrefix("^") || text.hasPrefix("\\A") {
      text = text.dropFirst(text.hasPrefix("^") ? 1 : 2)
    } else if !pattern.options.anchoredAtStart {
      return nil
    }
    guard
      let free = try? PatternParser.parse(String(text), name: nil, origin: pattern.origin)
    else { return nil }
    var probe = probe.again(free) { $0.anchoredAtStart = false }
    guard let reading = probe.first(upTo: [Translator.Cut.behind]), reading.start > 0 else {
      return nil
    }
    return "it matches at byte \(reading.start), but has to begin at the start"
  }
}

extension PrefixDescent.Stop {
  /// The cut behind the element, or behind the characters that it stands among.
  var endPath: [Int] {
    var path = element.path
    if let run, !path.isEmpty {
      path[path.count - 1] = run.upperBound
    } else {
      path.append(Translator.Cut.behind)
    }
    return path
  }
}

extension PatternElement {
  /// The branches of an alternation; of other elements none.
  fileprivate var branches: [PatternElement] {
    if case .alternation = node.kind { children } else { [] }
  }

  /// The characters of an element that is nothing but characters.
  fileprivate var literalCharacters: [UInt32] {
    var characters: [UInt32] = []
    for element in children.isEmpty ? [self] : children {
      guard case .literal(let value) = element.node.kind else { return [] }
      characters.append(value)
    }
    return characters
  }
}

extension Assertion {
  /// Whether something has to end here.
  fileprivate var isEnd: Bool {
    self == .lineEnd || self == .textEnd || self == .textEndBeforeNewline
  }
}

extension UInt8 {
  /// The small letter of a capital one of ASCII, everything else as it is.
  fileprivate var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
