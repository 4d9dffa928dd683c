import Event
import Grok

extension PatternTools {
  /// Says of texts what in them matches an expression, and where they stop to.
  /// - Returns: whether all match.
  package static func debug(_ request: DebugRequest, to sink: Sink) throws -> Bool {
    let pattern = try DebugRun.pattern(of: request)
    var run = DebugRun(request, pattern)
    return try run.all(to: sink)
  }
}

/// Goes through the texts of a `DebugRequest`.
struct DebugRun: ~Copyable {
  private let request: DebugRequest
  private let pattern: GrokPattern
  private var output = JSONBuffer(capacity: 64 << 10)
  private var summary = DebugSummary()
  private var matcher = GrokMatcher()
  private var allMatch = true
  private var count: Int64 = 0

  init(_ request: DebugRequest, _ pattern: GrokPattern) {
    self.request = request
    self.pattern = pattern
  }

  /// Compiles the expression; a name of the library stands for the reference to it.
  static func pattern(of request: DebugRequest) throws(PatternToolsError) -> GrokPattern {
    let library = try PatternLibrary.load(request.flavour, userPaths: request.userPaths)
    let isName = library[request.expression] != nil
    do {
      return try GrokPattern(
        isName ? "%{\(request.expression)}" : request.expression, library: library,
        origin: PatternOrigin(file: "<command line>"))
    } catch {
      throw .grok(error)
    }
  }

  mutating func all(to sink: PatternTools.Sink) throws -> Bool {
    if isJSON { output.append("{\"matches\":[") }
    switch request.input {
    case .texts(let texts):
      for text in texts { try take(Array(text.utf8), sink) }
    case .files(let paths):
      for path in paths { try read(path, sink) }
    }
    if isJSON { output.append(count > 0 ? "\n]}\n" : "]}\n") }
    if case .page(let style) = request.form, summarises {
      output.append(text: summary.page(style))
    }
    try output.drain(to: sink)
    return allMatch
  }

  private var isJSON: Bool { if case .json = request.form { true } else { false } }

  /// Whether one page for each cause is enough.
  private var summarises: Bool {
    guard case .files = request.input else { return false }
    return !request.showsAll && !request.isMultiline && !isJSON
  }

  private var isOnly: Bool {
    if case .files(let paths) = request.input { paths.count == 1 } else { true }
  }

  private mutating func read(_ path: String, _ sink: PatternTools.Sink) throws {
    if request.isMultiline {
      let (bytes, isTruncated) = try InputFile.contents(path)
      if isTruncated { throw PatternToolsError.tooLong(path: path, limit: LineReader.maxLineBytes) }
      return try take(bytes, path == "-" ? "standard input" : path, sink)
    }
    var number = 0
    let name = isOnly ? "" : path + ", "
    try InputFile.read(path) { reader in
      while try reader.next() {
        number += 1
        let line = reader.withLine { line in line.withUnsafeBufferPointer { Array($0) } }
        try take(line, "\(name)line \(number)", sink)
      }
    }
  }

  private mutating func take(_ text: [UInt8], _ sink: PatternTools.Sink) throws {
    try take(text, "text \(count + 1)", sink)
  }

  private mutating func take(
    _ text: [UInt8], _ title: String, _ sink: PatternTools.Sink
  ) throws {
    count += 1
    if summarises {
      summary.add(text, title: title, pattern, &matcher)
      allMatch = summary.allMatch
      return
    }
    let diagnosis = pattern.diagnose(text)
    if diagnosis.outcome != .matched { allMatch = false }
    switch request.form {
    case .json:
      output.append(count > 1 ? ",\n" : "\n")
      diagnosis.append(text, named: ("number", count), to: &output)
    case .page(let style):
      if count > 1 { output.append("\n") }
      let page = DiagnosisPage(diagnosis: diagnosis, subject: text, style: style)
      output.append(text: page.text(title: title))
    }
    try output.drain(to: sink, whileMoreIsReady: true)
  }
}
