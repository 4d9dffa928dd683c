package import Event

/// Reads a message of Configuration Server, or of the management protocol, as the servers log it.
///
///     14:59:37.521 Trc 04541 Message MSGCFG_GETOBJECTINFO received from 16 (SCE 'default')
///
///       MSGCFG_GETOBJECTINFO
///       attr: IATRCFG_OBJECTTYPE          value:   9 [CfgApplication]
///       attr: SATRCFG_APPNAME             value:   "DBS_OCS"
///
///       Filter :
///        key: name                        type:    [String], value : default
///       Query  : CfgApplication[ (@name = 'default')]
///
/// The value of an attribute or key whose name speaks of a password or secret is not shown.
package struct ConfigurationDecoder: ~Copyable {
  /// The message's name: `MSGCFG_GETOBJECTINFO`.
  package private(set) var message: Range<Int>?
  /// The query.
  package private(set) var query: Range<Int>?
  /// Whether the message was not read whole: a quote is not closed, or it went over the bounds of a
  /// ``DumpTree``.
  package private(set) var isIncomplete = false

  private var tree = DumpTree()
  private var attributes = 0
  private var names = 0
  private var filter = 0
  private var text = QuotedText(quote: UInt8(ascii: "\""))
  private var hasMembers = false

  /// Makes a decoder.
  package init() {}

  /// Reads the lines in `members`.
  ///
  /// - Returns: whether there was an attribute, filter or query among them.
  package mutating func decode(_ bytes: Span<UInt8>, members: Range<Int>) -> Bool {
    reset()
    guard bytes.count <= Int32.max else { return false }
    let members = members.clamped(to: 0..<bytes.count)
    var place = members.lowerBound
    while let line = DumpLine.next(bytes, &place, end: members.upperBound) {
      let member = ConfigurationMember.read(bytes, line.content)
      if case .none = member {
        if let value = text.extend(bytes, line), let node = text.node {
          tree.setValue(value, of: node)
        }
      } else {
        endText()
        take(member, bytes)
      }
    }
    endText()
    if tree.isTruncated { isIncomplete = true }
    return hasMembers
  }

  /// Appends `{"message":…,"attributes":{…},"names":{…},"filter":{…},"query":…}`.
  ///
  /// `names` has the names of numbers: `{"IATRCFG_OBJECTTYPE":"CfgApplication"}` of `9 [CfgApplication]`.
  /// - Returns: false if there is nothing; then nothing was appended.
  @discardableResult
  package borrowing func append(_ bytes: Span<UInt8>, to buffer: inout JSONBuffer) -> Bool {
    let fields = DumpFields(&buffer)
    fields.append("\"message\":", message, of: bytes, to: &buffer)
    fields.append("\"attributes\":", attributes, in: tree, of: bytes, to: &buffer)
    fields.append("\"names\":", names, in: tree, of: bytes, to: &buffer)
    fields.append("\"filter\":", filter, in: tree, of: bytes, to: &buffer)
    fields.append("\"query\":", query, of: bytes, to: &buffer)
    return fields.close(&buffer)
  }

  private mutating func reset() {
    message = nil
    query = nil
    isIncomplete = false
    hasMembers = false
    text.end()
    tree.removeAll()
    attributes = tree.addRoot()
    names = tree.addRoot()
    filter = tree.addRoot()
  }

  private mutating func endText() {
    if text.isUnclosed { isIncomplete = true }
    text.end()
  }

  private mutating func take(_ member: ConfigurationMember, _ bytes: Span<UInt8>) {
    switch member {
    case .attribute(let name, let kind, let value):
      add(name, kind, value, to: attributes, bytes)
      hasMembers = true
    case .filter(let name, let kind, let value):
      add(name, kind, value, to: filter, bytes)
      hasMembers = true
    case .query(let value):
      query = query ?? value
      hasMembers = true
    case .message(let name):
      message = message ?? name
    case .heading, .none:
      break
    }
  }

  private mutating func add(
    _ name: Range<Int>, _ kind: ConfigurationMember.Kind, _ value: Range<Int>, to parent: Int,
    _ bytes: Span<UInt8>
  ) {
    let textKind: DumpNode.Kind = DumpText.isSecret(bytes, name: name) ? .masked : .string
    if let first = value.first, bytes[first] == UInt8(ascii: "\"") {
      let quoted = text.begin(bytes, value)
      text.attach(to: tree.add(name, textKind, quoted, to: parent, of: bytes))
    } else if kind != .text, textKind == .string, let number = DumpNumber(bytes, value) {
      tree.add(name, .number, number.digits, to: parent, of: bytes)
      if !number.name.isEmpty {
        tree.add(name, .string, number.name, to: names, of: bytes)
      }
    } else {
      tree.add(name, textKind, value, to: parent, of: bytes)
    }
  }
}
