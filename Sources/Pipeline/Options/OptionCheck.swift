import YAMLReading

/// Reads options one after another, and collects what is wrong with them: all is told at once.
///
///     var check = OptionCheck(values)
///     jobs = check.read("jobs", or: 1, try OptionParsing.jobs(values.jobs))
///     try check.finish()
struct OptionCheck {
  /// The values that are read.
  let values: OptionValues
  private var problems: [PipelineError]

  /// More than that nobody reads.
  private static let most = 100

  /// Starts with what is wrong with the file that the values come from.
  init(_ values: OptionValues) {
    self.values = values
    problems = values.problems
  }

  /// What `read` gives for the option `name`; `standard` where it throws, and the reason is kept.
  mutating func read<Value>(
    _ name: String, element: Int = 0, or standard: Value,
    _ read: @autoclosure () throws(PipelineError) -> Value
  ) -> Value {
    do throws(PipelineError) {
      return try read()
    } catch {
      for problem in error.each { add(problem, of: name, element: element) }
      return standard
    }
  }

  /// Notes that options which are each right cannot stand together; the first of `names` that stands in a file is
  /// where that is told.
  mutating func refuse(_ names: [String], _ problem: String, help: String) {
    guard let source = names.compactMap({ values.place(of: $0) }).first else {
      return keep(.invalid("\(problem)\nhelp: \(help)"))
    }
    keep(
      .configuration(
        at: source.place, problem: Secrets.hidden(problem, source.variables), help: help))
  }

  /// Takes over what was found elsewhere.
  mutating func add(_ error: PipelineError) {
    for problem in error.each { keep(problem) }
  }

  /// Takes over what another check has found.
  mutating func add(_ other: OptionCheck) {
    for problem in other.problems where !problems.contains(problem) { problems.append(problem) }
  }

  /// - Throws: ``PipelineError``, all that was found: what stands in the file in its order, then the rest.
  func finish() throws(PipelineError) {
    guard !problems.isEmpty else { return }
    var told = problems.enumerated().sorted { left, right in
      let (first, second) = (left.element.order, right.element.order)
      return (first.line, first.column, left.offset) < (second.line, second.column, right.offset)
    }.map(\.element)
    if told.count > OptionCheck.most {
      let rest = told.count - OptionCheck.most
      told =
        told.prefix(OptionCheck.most) + [.invalid("and \(rest) more\nhelp: begin with the first")]
    }
    throw told.count == 1 ? told[0] : .several(told)
  }

  private mutating func add(_ problem: PipelineError, of name: String, element: Int) {
    if let source = values.place(of: name, element: element) {
      keep(problem.placed(at: source, option: name))
    } else {
      keep(problem.named(name))
    }
  }

  private mutating func keep(_ problem: PipelineError) {
    if !problems.contains(problem) { problems.append(problem) }
  }
}

extension PipelineError {
  /// The place in a file by which errors are sorted; others come last.
  fileprivate var order: (line: Int, column: Int) {
    if case .configuration(let place, _, _) = self {
      (place.line, place.column)
    } else {
      (.max, .max)
    }
  }

  /// The error of an option whose value stands in a configuration file, told with its place there.
  ///
  /// What variables of the environment hold is not told.
  fileprivate func placed(at source: OptionSource, option name: String) -> PipelineError {
    switch self {
    case .configuration, .several: return self
    case .option(let name, let value, let problem, let help):
      let value = PrintableText.short(Secrets.withoutPasswords(source.written ?? value))
      return .configuration(at: source.place, problem: "\(name) \(value): \(problem)", help: help)
    case .unreadable, .unwritable, .invalid:
      let text = Secrets.hidden(description, source.variables)
      let problem = text.hasPrefix("--") ? String(text.dropFirst(2)) : "\(name): \(text)"
      return .configuration(at: source.place, problem: problem, help: nil)
    }
  }

  /// The error of an option whose value was given on the command line, told with its name.
  fileprivate func named(_ name: String) -> PipelineError {
    switch self {
    case .configuration, .option, .several: return self
    case .unreadable, .unwritable, .invalid:
      let text = Secrets.withoutPasswords(description)
      return .invalid(text.hasPrefix("--") ? text : "--\(name): \(text)")
    }
  }
}
