/// One line of a message file, `ID|LEVEL|NAME|TEXT`, and what can be wrong with it.
struct MessageLine: Equatable {
  /// The id, 0 to 99999.
  let code: Int
  /// The level that the file gives it.
  let level: LogLevel
  /// The symbolic name; may be empty.
  let name: String
  /// The text with its placeholders; may hold `|`.
  let text: String

  /// More values than a message has.
  static let maxValues = 64

  /// Reads a line that has at least one `|`.
  init(_ line: ArraySlice<UInt8>) throws(MessageFile.Reason) {
    let fields = line.split(
      separator: UInt8(ascii: "|"), maxSplits: 3, omittingEmptySubsequences: false
    ).map { MessageLine.trimmed($0) }
    guard fields.count == 4 else { throw .fewFields(fields.count) }
    code = try MessageLine.code(fields[0])
    level = try MessageLine.level(fields[1])
    name = MessageLine.text(fields[2])
    guard fields[3].count(where: { $0 == UInt8(ascii: "%") }) <= MessageLine.maxValues else {
      throw .manyValues
    }
    text = MessageLine.text(fields[3])
  }

  private static func code(_ field: ArraySlice<UInt8>) throws(MessageFile.Reason) -> Int {
    guard (1...5).contains(field.count), field.allSatisfy({ $0 &- 0x30 < 10 }),
      let code = Int(text(field))
    else { throw .badID(excerpt(field)) }
    return code
  }

  private static func level(_ field: ArraySlice<UInt8>) throws(MessageFile.Reason) -> LogLevel {
    guard let level = levels[text(field).lowercased()] else { throw .badLevel(excerpt(field)) }
    return level
  }

  /// The levels by word and by their three letters, in lower case.
  private static let levels: [String: LogLevel] = Dictionary(
    LogLevel.allCases.flatMap { level in
      ["\(level.word)", level.name].map { ($0.lowercased(), level) }
    }, uniquingKeysWith: { first, _ in first })

  /// The bytes without blanks around them.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// The text of bytes that are UTF-8, or else Latin-1.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self)
      ?? String(decoding: bytes.map(UInt16.init), as: UTF16.self)
  }

  private static func excerpt(_ field: ArraySlice<UInt8>) -> String { text(field.prefix(40)) }
}
