extension GrokError {
  /// The place in a pattern's text that is to blame; nil where it is a line of a file, or no text.
  package var location: GrokLocation? {
    switch self {
    case .syntax(_, let location), .unknownPattern(_, _, let location),
      .circularReference(_, let location), .fieldConflict(_, _, let location),
      .tooLarge(_, _, let location), .engine(_, let location), .jitRefused(_, let location):
      location
    case .jitUnavailable, .malformedLine, .wrongFlavour, .badName, .unreadable: nil
    }
  }

  /// The line of a pattern file that is to blame, where no text of a pattern is.
  package var origin: PatternOrigin? {
    switch self {
    case .malformedLine(_, _, let origin), .wrongFlavour(_, let origin), .badName(_, let origin):
      origin
    default: location?.origin
    }
  }
}
