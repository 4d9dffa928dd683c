import Delivery

/// What `genlog call` is to do.
package struct CallOptions: Sendable {
  /// How the story is told.
  package enum Format: String, CaseIterable, Sendable {
    /// Columns and arrows in text.
    case ladder
    /// The events as they are, in the order of time.
    case ndjson
    /// A page of its own.
    case html
  }

  /// Which call is meant.
  package enum Subject: Sendable {
    /// The call with this id, as a log prints it.
    case id(String)
    /// All calls in which this number or DN takes part: they are listed.
    case number(String)

    /// The id or number.
    var text: String {
      switch self {
      case .id(let text), .number(let text): text
      }
    }
  }

  /// Which call is meant.
  package var subject: Subject
  package var format: Format
  /// The columns of the page that a ladder is drawn on; nil for those of the terminal.
  package var width: Int?
  /// What is read, how, and where the story goes.
  package var reading: ParseOptions

  /// Checks the options.
  /// - Throws: ``PipelineError`` that names the option, what is wrong and what to write.
  package init(
    _ subject: Subject, format: String?, width: Int?, reading: ParseOptions
  ) throws(PipelineError) {
    guard let known = Format(rawValue: format ?? "ladder") else {
      throw .option(
        name: "format", value: format ?? "", problem: "is no format of a story",
        help: "choose " + Format.allCases.map(\.rawValue).joined(separator: ", "))
    }
    if let width, !(40...1000).contains(width) {
      throw .option(
        name: "width", value: "\(width)", problem: "is out of range", help: "choose 40 to 1000")
    }
    if subject.text.isEmpty {
      throw .invalid("the id of the call is empty\nhelp: give one as the logs print it")
    }
    if case .number = subject, format != nil || width != nil {
      throw .invalid(
        "--number lists calls, a line each; --format and --width are for the story of one\n"
          + "help: leave them out")
    }
    if reading.destinations.contains(where: \.isCapture) {
      throw .invalid(
        "a story is no capture\nhelp: `genlog parse --to FILE.pcap` writes what the logs hold of "
          + "the wire")
    }
    if reading.destinations.contains(where: \.isServer) {
      throw .invalid("a server takes events, and no story\nhelp: give --to a path, or leave it out")
    }
    self.subject = subject
    self.format = known
    self.width = width
    self.reading = reading
  }
}
