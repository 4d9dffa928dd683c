/// A rule of the pattern language that a text breaks.
public enum GrokSyntaxProblem: Sendable, Equatable {
  /// `%{` without its `}`.
  case unclosedReference
  /// `%{}` or `%{:field}`.
  case missingPatternName
  /// `%{A B}`: the name holds something other than letters, digits and `_ . -`.
  case badPatternName(String)
  /// `%{WORD:}` or `(?<>...)`.
  case missingFieldName
  /// `%{WORD: a}`: the field holds something other than letters, digits and `_ . - @ [ ]`.
  case badFieldName(String)
  /// `%{INT:n:number}`: no such type; `nearest` is spelled most alike.
  case unknownType(String, nearest: String?)
  /// `%{INT:n:int:x}`.
  case extraReferencePart(String)
  /// `%{NAME=}`.
  case emptyDefinition(String)
  /// `(` without `)`.
  case unclosedGroup
  /// `)` without `(`.
  case unmatchedParenthesis
  /// `(?<name` without `>`.
  case unclosedGroupName
  /// `(?` and something that opens no known group.
  case unknownGroup(String)
  /// `(?#` without `)`.
  case unclosedComment
  /// Groups, classes or inline definitions nested past the limit.
  case tooDeep(limit: Int)
  /// `[` without `]`.
  case unclosedClass
  /// `[]`.
  case emptyClass
  /// `[z-a]`.
  case reversedRange(String)
  /// A backslash at the very end.
  case danglingBackslash
  /// `\x{}`, `\u12`, `\x{110000}`.
  case badCodePoint(String)
  /// `*` or `+` with nothing before it.
  case nothingToRepeat(String)
  /// `{3,2}`, or a count past the limit.
  case badRepeat(String)
  /// A back-reference or call names no group; `before` if it must stand before this place.
  case noSuchGroup(String, before: Bool)
  /// A numbered back-reference in a text that has named groups, which Oniguruma refuses too.
  case ambiguousNumber(String)
  /// A construct that PCRE2 cannot be made to match alike.
  case unsupported(String, instead: String)

  /// What is wrong, in words.
  public var message: String {
    switch self {
    case .unclosedReference: "%{ is not closed"
    case .missingPatternName: "the reference names no pattern"
    case .badPatternName(let name): "\"\(name)\" cannot be a pattern's name"
    case .missingFieldName: "the field name is empty"
    case .badFieldName(let name): "\"\(name)\" cannot be a field's name"
    case .unknownType(let name, _): "there is no type \"\(name)\""
    case .extraReferencePart(let part): "\"\(part)\" is one part too many"
    case .emptyDefinition(let name): "the inline definition of \(name) is empty"
    case .unclosedGroup: "the group is not closed"
    case .unmatchedParenthesis: "this ) closes nothing"
    case .unclosedGroupName: "the group's name is not closed"
    case .unknownGroup(let text): "\(text) opens no known kind of group"
    case .unclosedComment: "the comment is not closed"
    case .tooDeep(let limit): "groups are nested more than \(limit) deep"
    case .unclosedClass: "the character class is not closed"
    case .emptyClass: "the character class is empty"
    case .reversedRange(let range): "the range \(range) runs backwards"
    case .danglingBackslash: "nothing follows the backslash"
    case .badCodePoint(let text): "\(text) is no character"
    case .nothingToRepeat(let text): "there is nothing before \(text) to repeat"
    case .badRepeat(let text): "\(text) is no possible count"
    case .noSuchGroup(let name, let before):
      "there is no group \(name)" + (before ? " before this place" : "")
    case .ambiguousNumber(let text): "\(text) counts groups in a text that has named ones"
    case .unsupported(let text, _): "\(text) is not supported"
    }
  }

  /// What to do about it.
  public var help: String {
    switch self {
    case .unclosedReference:
      "a reference is %{PATTERN}, %{PATTERN:field} or %{PATTERN:field:type};"
        + " write \\%{ for the characters themselves"
    case .missingPatternName, .extraReferencePart:
      "a reference is %{PATTERN}, %{PATTERN:field} or %{PATTERN:field:type}"
    case .badPatternName(let name):
      Self.cleaned(name, allowed: FieldName.isPatternNameByte).map { "did you mean \($0)?" }
        ?? "use letters, digits and _ . -"
    case .missingFieldName: "leave the colon out, or name a field"
    case .badFieldName(let name):
      Self.cleaned(name, allowed: FieldName.isFieldByte).map { "did you mean \"\($0)\"?" }
        ?? "use letters, digits and _ . - @, or [object][field]"
    case .unknownType(_, let nearest):
      (nearest.map { "did you mean \($0)? " } ?? "")
        + "the types are \(GrokType.allCases.map(\.rawValue).joined(separator: ", "))"
    case .emptyDefinition: "write the regular expression after the ="
    case .unclosedGroup: "close it with ), or write \\( for the character itself"
    case .unmatchedParenthesis: "write \\) for the character itself"
    case .unclosedGroupName: "a named group is (?<name>...) or (?<name:type>...)"
    case .unknownGroup:
      "known are (?: (?= (?! (?<= (?<! (?> (?~ (?<name> (?# and flags such as (?i)"
    case .unclosedComment: "close it with )"
    case .tooDeep: "name the inner part as a pattern of its own"
    case .unclosedClass: "close it with ], or write \\[ for the character itself"
    case .emptyClass: "write [^\\n] or . for any character, \\[\\] for the brackets themselves"
    case .reversedRange: "put the lower character first, or escape the -"
    case .danglingBackslash: "write \\\\ for a backslash"
    case .badCodePoint: "write \\uHHHH or \\x{H...}, up to \\x{10FFFF}"
    case .nothingToRepeat(let text): "write \\\(text) for the character itself"
    case .badRepeat: "counts run from low to high, up to 65535"
    case .noSuchGroup: "name the group, as in (?<quote>[\"']).*?\\k<quote>"
    case .ambiguousNumber: "refer to the group by its name, as in \\k<name>"
    case .unsupported(_, let instead): instead
    }
  }

  /// The name without the bytes that it may not hold; nil if nothing would be left.
  private static func cleaned(_ name: String, allowed: (UInt8) -> Bool) -> String? {
    let rest = name.utf8.filter(allowed)
    return rest.isEmpty || rest.count == name.utf8.count
      ? nil : String(decoding: rest, as: UTF8.self)
  }
}
