/// Anything-goes in front of something: `%{DATA}`, `%{GREEDYDATA}`, `.*`.
enum GreedyMiddleCheck {
  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    subject.findings { element in
      guard let run = AnyRun(element), !element.isInAnyRun else { return nil }
      let following = Following(element)
      guard !following.isSealed, following.hasMore, !isLastValue(run, following, subject) else {
        return nil
      }
      return GrokFinding(
        .greedyMiddle, .warning, at: element.place,
        "\(element.short) takes anything, and something follows it",
        help: help(element, following))
    }
  }

  /// Whether the run is the last value of a text that is matched whole: nothing is tried twice then.
  private static func isLastValue(
    _ run: AnyRun, _ following: Following, _ subject: LintSubject
  ) -> Bool {
    run.isGreedy && following.isLiteral
      && (following.endsAtLineEnd || subject.use == .wholeText)
  }

  /// The better form, named from the text that follows.
  private static func help(_ element: PatternElement, _ following: Following) -> String {
    guard let first = following.literal.first else {
      return "say what it may hold: a class such as [^\\]]* or \\S+, or a narrower pattern"
    }
    let better = element.capture.map { field, type in
      "(?<\(field.text)\(type.map { ":" + $0.rawValue } ?? "")>\(characters(without: first)))"
    }
    var help = "write \(better ?? characters(without: first)), which ends at the "
    help += first == " " ? "blank" : "\(first)"
    if following.literal.count > 1 {
      help += "; if the value may hold that, (?>\(element.short)\(following.text))"
      help += " takes the first `\(following.text)` for the end"
    }
    return help
  }

  /// The class of all characters but one, and its quantifier.
  private static func characters(without character: Character) -> String {
    if character == " " { return "\\S*" }
    return "]^-\\[&".contains(character) ? "[^\\\(character)]*" : "[^\(character)]*"
  }
}

/// An element that takes any characters, as many as there are.
private struct AnyRun {
  let isGreedy: Bool

  init?(_ element: PatternElement) {
    switch element.node.kind {
    case .repetition(let inside, let repetition):
      guard case .any = inside.kind, repetition.maximum == nil, repetition.mode != .possessive
      else { return nil }
      isGreedy = repetition.mode == .greedy
    case .reference, .group(.named, _), .group(.plain, _), .group(.nonCapturing, _):
      let inside = element.children
      guard inside.count == 1, let run = AnyRun(inside[0]) else { return nil }
      self = run
    default: return nil
    }
  }
}

extension PatternElement {
  /// Whether the element around it is the same run, which then stands for both.
  fileprivate var isInAnyRun: Bool { parent.map { AnyRun($0) != nil } ?? false }
}

/// What follows an element in a pattern.
private struct Following {
  /// The text that follows directly.
  private(set) var literal = ""
  /// The same as the pattern writes it.
  private(set) var text = ""
  /// Whether anything that takes a character follows.
  private(set) var hasMore = false
  /// Whether all that follows is text.
  private(set) var isLiteral = true
  /// Whether what follows ends with `$` or the like.
  private(set) var endsAtLineEnd = false
  /// Whether the run stands, with the text that ends it or at the end, in a group that never gives back.
  private(set) var isSealed = false

  /// Climbs out of groups as far as they go on behind the element.
  init(_ element: PatternElement) {
    var element = element
    while let parent = element.parent {
      switch parent.node.kind {
      case .sequence:
        for next in parent.children.dropFirst(element.index + 1) where isLiteral || !hasMore {
          take(next)
        }
      case .repetition(_, let repetition) where repetition.maximum != 1:
        // What follows then may be another round.
        (hasMore, isLiteral) = (true, false)
      case .conditional: isLiteral = false
      default: break
      }
      if parent.isSealed {
        isSealed = true
        return
      }
      element = parent
    }
  }

  private mutating func take(_ element: PatternElement) {
    endsAtLineEnd = false
    switch element.node.kind {
    case .literal(let value):
      hasMore = true
      guard isLiteral, let scalar = Unicode.Scalar(value) else { return }
      literal.unicodeScalars.append(scalar)
      text += element.text
    case .assertion(let assertion):
      endsAtLineEnd = assertion == .lineEnd || assertion == .textEnd
    case .empty: break
    default:
      isLiteral = false
      let automaton = PositionAutomaton(element)
      if automaton.map({ !$0.positions.isEmpty }) ?? true { hasMore = true }
    }
  }
}
