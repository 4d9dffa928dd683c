/// What is wrong with a filter's text.
package enum EventFilterError: Error, Equatable, CustomStringConvertible {
  /// There is nothing in it.
  case empty
  /// A value's or field's quote is not closed.
  case unclosedQuote(at: FilterPlace)
  /// A parenthesis is not closed.
  case unclosedParenthesis(at: FilterPlace)
  /// A closing parenthesis without its opening one.
  case unopenedParenthesis(at: FilterPlace)
  /// A sign or word where an operator must stand; `suggestion` is the one probably meant.
  case unknownOperator(at: FilterPlace, suggestion: String?)
  /// Nothing to compare with after the operator `after`.
  case missingValue(after: String, at: FilterPlace)
  /// No field or condition where one must stand.
  case missingCondition(at: FilterPlace)
  /// A value where a field must stand.
  case notAField(at: FilterPlace)
  /// A list of values that does not begin with `(`, or goes on with neither `,` nor `)`.
  case malformedList(at: FilterPlace)
  /// A level that Genesys does not have.
  case unknownLevel(at: FilterPlace)
  /// The level Unknown in a comparison of order, in which it has no place.
  case unorderedLevel(at: FilterPlace)
  /// Something other than a date or time compared with `@timestamp`.
  case unknownTime(at: FilterPlace)
  /// A regular expression that does not compile.
  case badRegex(reason: String, at: FilterPlace)
  /// Parentheses or `not` nested deeper than `limit`.
  case tooDeep(limit: Int, at: FilterPlace)

  /// The error in words: where, what, the text with a mark below the place, and help.
  package var description: String {
    guard let place else {
      return "filter: there is no condition\nhelp: \(help)"
    }
    return "filter:\(place.column): \(problem(place.words))\n\(place.excerpt)\nhelp: \(help)"
  }

  private var place: FilterPlace? {
    switch self {
    case .empty: nil
    case .unclosedQuote(let place), .unclosedParenthesis(let place),
      .unopenedParenthesis(let place), .unknownOperator(let place, _), .missingValue(_, let place),
      .missingCondition(let place), .notAField(let place), .malformedList(let place),
      .unknownLevel(let place), .unorderedLevel(let place), .unknownTime(let place),
      .badRegex(_, let place), .tooDeep(_, let place):
      place
    }
  }

  private func problem(_ words: String) -> String {
    switch self {
    case .empty: ""
    case .unclosedQuote: "the quote is not closed"
    case .unclosedParenthesis: "the parenthesis is not closed"
    case .unopenedParenthesis: "this ) closes nothing"
    case .unknownOperator: "\(words) is no operator"
    case .missingValue(let sign, _): "a value is missing after \(sign)"
    case .missingCondition: "a condition is missing"
    case .notAField: "\(words) is no field"
    case .malformedList: "the list of values is not well formed"
    case .unknownLevel: "there is no level \(words)"
    case .unorderedLevel: "the level \(words) is neither above nor below another"
    case .unknownTime: "\(words) is no date or time"
    case .badRegex(let reason, _): "the regular expression is not valid: \(reason)"
    case .tooDeep(let limit, _): "conditions are nested more than \(limit) deep"
    }
  }

  private var help: String {
    switch self {
    case .empty, .missingCondition: "a condition is like log.level >= Std, or a field's name alone"
    case .unclosedQuote: "close it with the same quote; a quote inside the text is written twice"
    case .unclosedParenthesis: "close it with )"
    case .unopenedParenthesis: "leave it out, or put text that holds it in quotes"
    case .unknownOperator(_, let suggestion?): "did you mean \(suggestion)?"
    case .unknownOperator:
      "operators are = != < <= > >= =~ !~, in, not in, and, or; text with blanks needs quotes"
    case .missingValue(let sign, _) where sign.hasSuffix("~"):
      "a regular expression in quotes: message =~ 'client .* disconnected'"
    case .missingValue: "a value is a word or a number, or text in quotes"
    case .notAField:
      "the field stands first: event.code = 24200; `backquotes` allow any name"
    case .malformedList: "a list is like event.code in (24200, 24201)"
    case .unknownLevel: "levels are None, Dbg, Trc, Int, Std, Alr; put another word in quotes"
    case .unorderedLevel: "write log.level = Unknown"
    case .unknownTime:
      "write 2016-05-13, 2016-05-13T16:29 or 2016-05-13T16:29:54.229+02:00; UTC without a zone"
    case .badRegex: "correct the expression at the mark"
    case .tooDeep: "leave out parentheses that are not needed"
    }
  }
}
