/// Why an expression matches a text, or does not.
///
/// Places in the text are ranges of its bytes.
package struct GrokDiagnosis: Sendable, Equatable {
  /// What the search came to: exactly what ``GrokMatcher`` says of it.
  package var outcome: GrokOutcome

  /// Where the match lies; nil if there is none.
  package var range: Range<Int>?

  /// What each group captured, in the order of the groups; empty if there is no match.
  package var captures: [Capture] = []

  /// What each element at the top of the expression matched, in order; empty if there is no match.
  ///
  /// Characters in a row that stand for themselves are one element.
  package var elements: [ElementMatch] = []

  /// Where the match ended early; nil if it did not.
  package var failure: Failure?

  /// Whether time ran out, so that ``failure`` may name an element too early.
  package var isCutShort = false

  /// Starts with what the search said.
  init(outcome: GrokOutcome) { self.outcome = outcome }

  /// What one capture group captured.
  package struct Capture: Sendable, Equatable {
    /// The keys of its field from the outermost object inwards.
    package var field: [String]
    /// What its text is turned into; nil is text.
    package var type: GrokType?
    /// Where the text lies.
    package var range: Range<Int>
    /// The value; the text itself if it is none of the type.
    package var value: GrokValue
    /// Whether the text is none of the type.
    package var isUnconverted: Bool
  }

  /// An element and what it matched.
  package struct ElementMatch: Sendable, Equatable {
    /// The element as it is written.
    package var text: String
    /// Where it is written.
    package var location: GrokLocation
    /// What it matched.
    package var range: Range<Int>
  }

  /// A piece of an expression, or of a definition that it leads to.
  package struct Element: Sendable, Equatable {
    /// The element as it is written.
    package var text: String
    /// Where it is written.
    package var location: GrokLocation
  }

  /// Where, and why, a match ended early.
  package struct Failure: Sendable, Equatable {
    /// The element that is to blame.
    package var element: Element
    /// The references that lead to ``element``, the outermost first; empty if it stands in the
    /// expression itself.
    package var references: [Element]
    /// The piece of ``element`` where it really ended, with the references that lead there from
    /// ``element`` on; empty if it is ``element`` itself.
    package var inside: [Element] = []
    /// What could have stood there, each in words: `a digit`, `"type"`, `the end of the text`.
    package var expected: [String]
    /// Where ``element`` began; less than ``offset`` if the text fitted in part.
    package var start: Int
    /// Where the text is no longer what was expected.
    package var offset: Int
    /// How far the text fitted at all; past ``offset`` where a little of it fitted the inside of
    /// ``element``, as by chance.
    package var reached: Int
    /// The text found instead: from ``offset``, or from ``start`` where that shows more.
    package var found: Range<Int>
    /// Whether what was expected may stand anywhere from ``offset`` on, and nowhere does.
    package var isAnywhere = false
    /// The longest beginning of the expression that matches.
    package var prefix: Prefix
    /// Other elements that were tried at the same place.
    package var also: [Element] = []
    /// What is known for certain of the cause, each a sentence without its full stop.
    package var hints: [String] = []
  }

  /// A beginning of an expression.
  package struct Prefix: Sendable, Equatable {
    /// An expression by itself: the beginning, with open groups closed.
    package var text: String
    /// What it matched.
    package var range: Range<Int>
  }
}
