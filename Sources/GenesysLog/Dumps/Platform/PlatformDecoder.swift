package import Event

/// Reads a message as programs on the Platform SDK log it: Interaction Server and its clients,
/// Workspace, Genesys Web Services.
///
///     'EventOnHook' ('87')
///     message attributes:
///     AttributeConnID [long] = 00890
///     Time            = ComplexClass(TimeStamp):
///     →AttributeTimeinSecs [int] = 1420644031
///     AttributeUserData [bstr] = KVList:
///     →→'ActivityID' [str] = "1-XXXXXX"
///
/// (`→` is a tab.) A decoder is used again and again, so that a message costs no allocation.
package struct PlatformDecoder: ~Copyable {
  /// What calls and messages are told apart by.
  package private(set) var places = MessagePlaces()
  /// Whether the message was not read whole: a quote is not closed, or it went over the bounds of a
  /// ``DumpTree``.
  package private(set) var isIncomplete = false

  private var tree = DumpTree()
  private var attributes = 0
  private var names = 0
  private var lists = OpenLists()
  private var text = QuotedText(quote: UInt8(ascii: "\""))
  private var hasAttributes = false

  /// Makes a decoder.
  package init() {}

  /// Reads the lines in `members`.
  ///
  /// - Returns: whether there was an attribute with its type, or a list, among them.
  package mutating func decode(_ bytes: Span<UInt8>, members: Range<Int>) -> Bool {
    reset()
    guard bytes.count <= Int32.max else { return false }
    let members = members.clamped(to: 0..<bytes.count)
    var place = members.lowerBound
    while let line = DumpLine.next(bytes, &place, end: members.upperBound) {
      // In a text, only what has a type is surely a member.
      if let member = PlatformMember(bytes, line.content), member.isTyped || !text.isUnclosed {
        endText()
        take(member, line, bytes)
      } else if let value = text.extend(bytes, line), let node = text.node {
        tree.setValue(value, of: node)
      }
    }
    endText()
    if tree.isTruncated { isIncomplete = true }
    return hasAttributes
  }

  /// Appends the attributes as a JSON object, under their names without the word `Attribute`.
  ///
  /// - Returns: false if none has a value; then nothing was appended.
  @discardableResult
  package borrowing func appendAttributes(
    _ bytes: Span<UInt8>, to buffer: inout JSONBuffer
  ) -> Bool {
    tree.append(attributes, of: bytes, asJSONTo: &buffer)
  }

  /// Appends the names of numbers as a JSON object: `{"CallType":"Inbound"}` of `2 [Inbound]`.
  ///
  /// - Returns: false if there are none; then nothing was appended.
  @discardableResult
  package borrowing func appendNames(_ bytes: Span<UInt8>, to buffer: inout JSONBuffer) -> Bool {
    tree.append(names, of: bytes, asJSONTo: &buffer)
  }

  private mutating func reset() {
    places = MessagePlaces()
    isIncomplete = false
    hasAttributes = false
    text.end()
    tree.removeAll()
    attributes = tree.addRoot()
    names = tree.addRoot()
    lists.begin(attributes)
  }

  private mutating func endText() {
    if text.isUnclosed { isIncomplete = true }
    text.end()
  }

  private mutating func take(_ first: PlatformMember, _ line: DumpLine, _ bytes: Span<UInt8>) {
    var parent = lists.parent(ofLineAt: line.indent)
    var member = first
    var indent = line.indent
    while let rest = member.listRest(bytes) {
      hasAttributes = true
      let list = tree.add(member.name, .object, to: parent, of: bytes)
      lists.open(list, at: indent)
      parent = list
      indent += 1
      guard let next = PlatformMember(bytes, rest) else { return }
      member = next
    }
    if member.isTyped { hasAttributes = true }
    takeValue(member, parent, bytes)
  }

  private mutating func takeValue(
    _ member: PlatformMember, _ parent: Int?, _ bytes: Span<UInt8>
  ) {
    let attribute = member.isKey ? TLibraryAttribute.other : TLibraryAttribute(bytes, member.name)
    let isSecret =
      !member.isKey && attribute.isUnknown && DumpText.isSecret(bytes, name: member.name)
    let textKind: DumpNode.Kind = isSecret ? .masked : .string
    let value = member.value
    if let first = value.first, bytes[first] == UInt8(ascii: "\"") {
      let quoted = text.begin(bytes, value)
      text.attach(to: tree.add(member.name, textKind, quoted, to: parent, of: bytes))
      places.note(attribute, quoted)
    } else if member.kind == .text || attribute.isText || isSecret {
      tree.add(member.name, textKind, value, to: parent, of: bytes)
      places.note(attribute, value)
    } else if let number = DumpNumber(bytes, value) {
      tree.add(member.name, .number, number.digits, to: parent, of: bytes)
      if !number.name.isEmpty {
        tree.add(member.name, .string, number.name, to: names, of: bytes)
      }
      places.note(attribute, number.digits)
    } else {
      let isNumber = member.kind == .number && DumpNumber.isDecimal(bytes, value)
      tree.add(member.name, isNumber ? .number : .string, value, to: parent, of: bytes)
      places.note(attribute, value)
    }
  }
}
