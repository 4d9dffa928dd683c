/// Recognises the header blocks of a log, line by line.
///
///     var parser = LogHeaderParser()
///     while let line = nextLine() {
///       if parser.consume(line) { continue }     // part of a header
///       ...                                      // a line of the log; parser.header tells of its writer
///     }
///
/// A file starts with banners and a header; users put files together, so a header may come again later,
/// where `Application name:` or `Build information :` starts a line. A line with a stamp is never part of a
/// header, nor is any whose key is unknown.
package struct LogHeaderParser: Sendable {
  private enum State: Sendable {
    /// Before the first line of the log: any key may come, and banners.
    case start
    /// Within a block.
    case block
    /// In the log: only a new block is looked for.
    case log
  }

  /// What the last header block said, so far.
  package private(set) var header = LogHeader()
  /// How many blocks were begun.
  package private(set) var blockCount = 0

  private var state: State
  /// Lines of no known key since the block's last line, or the file's start.
  private var misses = 0
  private var isListingLibraries = false
  /// True if the last line, or only blank ones after it, was of a header.
  private var isOpen = false

  /// A product may print a page of banners and licence before its header.
  private static let maxMissesAtStart = 200
  /// Keys that only newer versions print.
  private static let maxMissesInBlock = 3
  /// Command lines of Java programs are long; no header line is longer.
  private static let maxLineBytes = 32 * 1024

  /// Makes a parser.
  ///
  /// - Parameter isAtFileStart: false within a log, where only the first line of a header opens a block.
  package init(isAtFileStart: Bool = true) {
    state = isAtFileStart ? .start : .log
  }

  /// Whether ``consume(_:)`` has to be asked about a line: false for all but a few within a log.
  @inline(__always)
  func mayTake(_ line: Span<UInt8>) -> Bool {
    guard state == .log else { return true }
    guard line.count >= 17 else { return false }
    let first = line[0]
    return first == UInt8(ascii: "A") || first == UInt8(ascii: "B") || first == 0xEF
  }

  /// Takes a line, without its newline; true if it is part of a header block.
  package mutating func consume(_ line: Span<UInt8>) -> Bool {
    guard mayTake(line) else { return false }
    let content = LogHeaderParser.content(line)
    guard !content.isEmpty else {
      isListingLibraries = false
      return isOpen
    }
    guard line.count <= LogHeaderParser.maxLineBytes,
      !LogHeaderParser.hasStamp(line, content)
    else {
      leave()
      return false
    }
    if state == .log { return openBlock(line, content) }
    let isTaken =
      takeKey(line, content) || takeLibrary(line, content) || takeRule(line, content)
      || (state == .start && takeBanner(line, content))
    isTaken ? take() : miss()
    return isTaken
  }

  // MARK: - Lines

  /// Takes the first line of a block within the log.
  private mutating func openBlock(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    guard
      HeaderKey.applicationName.spelling.starts(line, content)
        || HeaderKey.buildInformation.spelling.starts(line, content),
      takeKey(line, content)
    else { return false }
    take()
    return true
  }

  private mutating func takeKey(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    var text = content
    while line[text.lowerBound] == 0x20 || line[text.lowerBound] == 0x09 {
      text = text.lowerBound + 1..<text.upperBound
    }
    let isIndented = text.lowerBound > content.lowerBound
    guard let (key, value) = HeaderKey.find(line, text, isIndented: isIndented) else {
      return false
    }
    var next = startsBlock(key) ? LogHeader() : header
    guard next.set(key, line, value..<max(value, text.upperBound)) else { return false }
    if startsBlock(key) { blockCount += 1 }
    header = next
    state = .block
    isListingLibraries = key == .components
    return true
  }

  /// True if the key opens another block: in the log, or where this block has had it.
  private func startsBlock(_ key: HeaderKey) -> Bool {
    switch key {
    case .buildInformation: state == .log || header.applicationName != nil
    case .applicationName: state == .log || header.applicationName != nil
    default: false
    }
  }

  private mutating func takeLibrary(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    guard isListingLibraries, line[content.lowerBound] == 0x20 else { return false }
    var start = content.lowerBound
    while line[start] == 0x20 { start += 1 }
    return header.addLibrary(line, start..<content.upperBound)
  }

  /// `Tserver for Avaya Communication Manager, Version: 8.1.010.16 Compiled: ...`.
  private mutating func takeBanner(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    guard content.count <= 400, line[content.lowerBound] > 0x20 else { return false }
    let text = HeaderText.string(line, content)
    let version = text.split(separator: ", Version: ", maxSplits: 1).dropFirst().first
    let isProduct =
      text.hasPrefix("GWS ")
      || Component.all.contains { $0.banners.contains { text.hasPrefix($0) } }
    guard isProduct || version?.utf8.first.map({ $0 &- 0x30 < 10 }) == true else { return false }
    if header.banner == nil {
      header.banner = text
      header.version = HeaderText.version(version.map(String.init) ?? text)
    }
    return true
  }

  /// `+++++++++++++++++++++`, which closes the header of GWS.
  private func takeRule(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    guard header.processID != nil || header.banner?.hasPrefix("GWS ") == true, content.count >= 20
    else { return false }
    for place in content where line[place] != UInt8(ascii: "+") { return false }
    return true
  }

  // MARK: - State

  private mutating func take() {
    if blockCount == 0 { blockCount = 1 }
    isOpen = true
    misses = 0
  }

  private mutating func miss() {
    isOpen = false
    isListingLibraries = false
    misses += 1
    let limit =
      state == .block ? LogHeaderParser.maxMissesInBlock : LogHeaderParser.maxMissesAtStart
    if misses > limit { leave() }
  }

  private mutating func leave() {
    state = .log
    isOpen = false
    isListingLibraries = false
    misses = 0
  }

  /// The line without byte order mark, carriage return and blanks at its end.
  private static func content(_ line: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = line.count
    if end >= 3, line[0] == 0xEF, line[1] == 0xBB, line[2] == 0xBF { start = 3 }
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(line[end - 1]) { end -= 1 }
    return start..<end
  }

  /// True if the line starts or ends with a stamp.
  private static func hasStamp(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    StampParser.parse(line, at: content.lowerBound) != nil
      || StampParser.parseTrailing(line, end: content.upperBound) != nil
  }
}
