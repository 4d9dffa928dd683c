/// Reads an LMS file: the messages of one Genesys product, as its log library loads them.
///
/// Text of lines: a header of at least five fields, then `ID|LEVEL|NAME|TEXT`; lines that begin with
/// `;` or have no `|` are comments. Of several definitions of an id the first counts.
///
///     GCTI|Messages|Product|8.5.1|en
///     05060|STANDARD|GCTI_APP_STARTED|Application started
///     04500|TRACE|GCTI_CONNECTING|Connecting to %s '%s' at host '%s', port %d
///
/// Source: the Platform SDK's `LmsFileData`. Lines may end with CR LF, and each is UTF-8 or Latin-1.
/// A text goes up to the line's end, as it may hold `|`.
package struct MessageFile: Sendable {
  /// A line that was passed over.
  package struct Problem: Sendable, Equatable {
    /// The line's number, from 1.
    package let line: Int
    /// What is wrong with it.
    package let reason: Reason
  }

  /// The messages, in the file's order.
  package private(set) var entries: [CatalogueEntry] = []
  /// The first lines that were passed over, at most ``maxProblems``.
  package private(set) var problems: [Problem] = []
  /// How many lines were passed over.
  package private(set) var skippedLines = 0

  /// As many bad lines are told.
  package static let maxProblems = 100
  /// Message files are a few hundred kilobytes.
  package static let maxBytes = 16 << 20
  private static let maxLineBytes = 4096

  private let path: String
  /// Whether genlog wrote the file: then comments `;file: X` and `;component: X` say whence lines are.
  private let isOwn: Bool
  private var hasHeader = false
  private var seen: [Int: Int] = [:]
  private var origin: String
  private var component: String?

  /// Reads the file at `path`.
  /// - Throws: ``CatalogueError/unreadable(path:reason:)``, ``CatalogueError/tooLong(path:limit:)``,
  ///   and what ``init(_:path:isOwn:)`` throws.
  package init(path: String) throws(CatalogueError) {
    try self.init(try MessageFile.bytes(of: path), path: path)
  }

  /// Reads the bytes of a file.
  /// - Throws: ``CatalogueError/notMessages(path:line:problem:)`` for bytes that are something else.
  package init(_ bytes: [UInt8], path: String, isOwn: Bool = false) throws(CatalogueError) {
    self.path = path
    self.isOwn = isOwn
    origin = path
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) {
      throw .notMessages(path: path, line: 1, problem: "is UTF-16 text, not UTF-8 or Latin-1")
    }
    var number = 0
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      number += 1
      try read(MessageLine.trimmed(rest[..<end]), number)
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    guard hasHeader else {
      throw .notMessages(path: path, line: max(number, 1), problem: "ends before any message")
    }
  }

  /// The bytes of a message file.
  static func bytes(of path: String) throws(CatalogueError) -> [UInt8] {
    do {
      return try SystemFile.read(path, limit: maxBytes)
    } catch .system(let number) {
      throw .unreadable(path: path, reason: SystemFile.message(number))
    } catch {
      throw .tooLong(path: path, limit: maxBytes)
    }
  }

  /// As UTF-8, which genlog writes, Latin-1 takes up to twice as many bytes.
  private var maxLineBytes: Int { isOwn ? 3 * MessageFile.maxLineBytes : MessageFile.maxLineBytes }

  private mutating func read(_ line: ArraySlice<UInt8>, _ number: Int) throws(CatalogueError) {
    if line.first == UInt8(ascii: ";") {
      if isOwn { readOrigin(MessageLine.text(line)) }
      return
    }
    guard line.contains(UInt8(ascii: "|")) else { return }
    if line.count > maxLineBytes, hasHeader { return skip(number, .longLine) }
    do {
      let message = try MessageLine(line.prefix(maxLineBytes))
      hasHeader = true
      add(message, number)
    } catch {
      if hasHeader { return skip(number, error) }
      try readHeader(line, number)
    }
  }

  private mutating func readHeader(
    _ line: ArraySlice<UInt8>, _ number: Int
  ) throws(CatalogueError) {
    let fields = line.split(separator: UInt8(ascii: "|"))
      .count { !MessageLine.trimmed($0).isEmpty }
    guard fields >= 5 else {
      throw .notMessages(
        path: path, line: number,
        problem: "the first line with `|` has \(fields) fields: neither a header nor a message")
    }
    hasHeader = true
  }

  private mutating func readOrigin(_ comment: String) {
    if comment.hasPrefix(";file: ") {
      origin = String(comment.dropFirst(7))
      component = nil
    } else if comment.hasPrefix(";component: ") {
      component = String(comment.dropFirst(12))
    } else if comment == ";component:" {
      component = nil
    }
  }

  private mutating func add(_ message: MessageLine, _ number: Int) {
    if let first = seen[message.code] {
      return skip(number, .duplicate(CatalogueEntry.id(message.code), firstLine: first))
    }
    seen[message.code] = number
    entries.append(
      CatalogueEntry(
        code: message.code, level: message.level, name: message.name, text: message.text,
        file: origin, component: component))
  }

  private mutating func skip(_ number: Int, _ reason: Reason) {
    skippedLines += 1
    if problems.count < MessageFile.maxProblems {
      problems.append(Problem(line: number, reason: reason))
    }
  }
}

extension MessageFile {
  /// Why a line was passed over.
  package enum Reason: Error, Equatable, CustomStringConvertible {
    /// It has fewer than four fields.
    case fewFields(Int)
    /// Its id is not one to five digits.
    case badID(String)
    /// Its level is none of Genesys'.
    case badLevel(String)
    /// Its text has more placeholders than messages have.
    case manyValues
    /// It is longer than lines are.
    case longLine
    /// Its id was defined before.
    case duplicate(String, firstLine: Int)

    /// The reason in words.
    package var description: String {
      switch self {
      case .fewFields(let count): "has \(count) fields of at least 4"
      case .badID(let text): "`\(text)` is not a message id of one to five digits"
      case .badLevel(let text):
        "`\(text)` is not a level; known are "
          + LogLevel.allCases.map { "\($0.word)".uppercased() }.joined(separator: ", ")
      case .manyValues: "the text has more than \(MessageLine.maxValues) values"
      case .longLine: "has more than 4096 bytes"
      case .duplicate(let id, let line): "\(id) is defined in line \(line) already"
      }
    }
  }
}
