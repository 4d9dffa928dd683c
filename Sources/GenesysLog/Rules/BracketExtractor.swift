/// Reads the pairs of a Configuration Server text: `KEY [value]` and `name: [value]`.
///
/// For messages whose id has no rule of its own:
///
///     Object [CfgPerson], name [kim], DBID: [101] is locked by client, type [SCE], name: [default]
///
/// gives five pairs. A hand-written scanner, one pass, no allocation once the arrays have
/// grown; ranges point into the text that was scanned. The known keys have the fields that
/// the rules use; any other key `New version` becomes `genesys.values.new_version`.
package struct BracketExtractor {
  /// One pair: where its key and its value lie, and the field it is for.
  package struct Pair: Equatable, Sendable {
    /// Bytes of the key in the text.
    package let key: Range<Int>
    /// Bytes of the value in the text, without its brackets; never empty.
    package let value: Range<Int>
    /// The field that the key means.
    package let field: Field
  }

  /// The field a key means, so that a caller writes it without comparing texts.
  package enum Field: UInt8, Sendable, CaseIterable {
    case objectType, objectName, objectDBID, clientType, clientName, clientID, applicationName
    case userName, clientAddress, propertyName, objectsetName, transactionID, protocolName
    case reason, errorType
    /// None of ours: `genesys.values.<key>`; `BracketExtractor.appendName(of:in:to:)` writes it.
    case other
  }

  /// Pairs of the last text, in its order.
  package private(set) var pairs: [Pair] = []

  /// An extractor with room for the pairs of one message.
  package init() {
    pairs.reserveCapacity(Self.maximumPairs)
  }

  /// More pairs than a message has; a hostile text does not make the array grow.
  static let maximumPairs = 64

  /// Finds the pairs of a text; 0 if it has none.
  ///
  /// A value ends at the first `]` that a delimiter follows (`,` `.` `;` `)` blank or the end of
  /// the text), so `name [Queue [VIP]]` has the value `Queue [VIP]`. Empty values are absent.
  /// - Returns: the number of pairs, also in `pairs`.
  package mutating func extract(_ text: Span<UInt8>) -> Int {
    pairs.removeAll(keepingCapacity: true)
    var scanner = BracketScanner(limit: text.count)
    var sawClient = false
    while pairs.count < Self.maximumPairs, let found = scanner.next(in: text) {
      sawClient = sawClient || found.afterClient
      if found.value.isEmpty { continue }
      let field = BracketKeys.field(text, found.key, afterClient: sawClient)
      // A second value of a field would make it an array: the first one is the subject.
      let isTaken = field != .other && pairs.contains { $0.field == field }
      pairs.append(
        Pair(key: found.key, value: found.value, field: isTaken ? .other : field))
    }
    return pairs.count
  }

  /// Appends the last part of the field's name for a key: `New version` gives `new_version`.
  ///
  /// ASCII letters in lower case and digits; a run of anything else becomes one `_`.
  package static func appendName(
    of key: Range<Int>, in text: Span<UInt8>, to output: inout [UInt8]
  ) {
    let start = output.count
    var previous: UInt8 = 0
    for index in key {
      let byte = text[index]
      let isUpper = byte >= 0x41 && byte <= 0x5A
      guard isUpper || BracketScanner.isWord(byte), byte != UInt8(ascii: "_") else {
        if output.count > start, output.last != UInt8(ascii: "_") {
          output.append(UInt8(ascii: "_"))
        }
        previous = 0
        continue
      }
      if isUpper, previous >= 0x61, previous <= 0x7A { output.append(UInt8(ascii: "_")) }
      output.append(isUpper ? byte | 0x20 : byte)
      previous = byte
    }
    while output.count > start, output.last == UInt8(ascii: "_") { output.removeLast() }
    if output.count == start { output.append(contentsOf: "value".utf8) }
  }
}

extension BracketExtractor.Field {
  /// The field's name; nil for `other`.
  package var name: String? {
    switch self {
    case .objectType: "genesys.object.type"
    case .objectName: "genesys.object.name"
    case .objectDBID: "genesys.object.dbid"
    case .clientType: "genesys.client.type"
    case .clientName: "genesys.client.name"
    case .clientID: "genesys.client.id"
    case .applicationName: "genesys.application.name"
    case .userName: "user.name"
    case .clientAddress: "client.address"
    case .propertyName: "genesys.object.property"
    case .objectsetName: "genesys.objectset.name"
    case .transactionID: "genesys.transaction.id"
    case .protocolName: "genesys.protocol"
    case .reason: "error.message"
    case .errorType: "error.type"
    case .other: nil
    }
  }

  /// Whether the value is a number where all its bytes are digits.
  package var isInteger: Bool {
    self == .objectDBID || self == .clientID
  }
}
