package import Event

/// Reads the attributes of a T-Library message, as T-Server, SIP Server, URS and their clients log it.
///
///     @16:45:24.5939 [0] 8.1.101.25 distribute_event: message EventReleased
///     →AttributeConnID→006c02462a161006
///     →AttributeThisDN→'7001'
///     →AttributeUserData→[149] 00 01 03 00..
///     →→'ORSI:Cluster1'(list) 'Session'→'00PN8M303SBR7E9P'
///     →→→'Node'→'272'
///     →AttributeCallType→2
///
/// (`→` is a tab.) A decoder is used again and again, so that a message costs no allocation. What it
/// gives is places in the record's bytes: the same bytes must be given to append them.
package struct TLibraryDecoder: ~Copyable {
  /// What calls and messages are told apart by.
  package private(set) var places = MessagePlaces()
  /// Whether the message was not read whole: a list has fewer pairs than it says, a quote is not
  /// closed, or it went over the bounds of a ``DumpTree``.
  package private(set) var isIncomplete = false
  /// Whether some attributes have names for their numbers.
  package private(set) var hasNames = false

  private var tree = DumpTree()
  private var attributes = 0
  private var names = 0
  private var hasAttributes = false
  private var lists = OpenLists()
  private var text = QuotedText(quote: UInt8(ascii: "'"))
  /// The attribute whose pairs are counted.
  private var counted: Int?
  /// Whether it is known to be a list.
  private var isCounting = false
  /// How many pairs it says it has.
  private var expectedPairs = 0
  /// How many were met.
  private var metPairs = 0

  /// Makes a decoder.
  package init() {}

  /// Reads the lines in `members`.
  ///
  /// - Returns: whether there was an attribute among them.
  package mutating func decode(_ bytes: Span<UInt8>, members: Range<Int>) -> Bool {
    reset()
    guard bytes.count <= Int32.max else { return false }
    let members = members.clamped(to: 0..<bytes.count)
    var place = members.lowerBound
    while let line = DumpLine.next(bytes, &place, end: members.upperBound) {
      take(line, of: bytes)
    }
    endMember()
    endCount()
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
    hasNames = false
    hasAttributes = false
    tree.removeAll()
    attributes = tree.addRoot()
    names = tree.addRoot()
    lists.begin(attributes)
    text.end()
    counted = nil
  }

  // MARK: - Lines

  @inline(__always)
  private mutating func take(_ line: DumpLine, of bytes: Span<UInt8>) {
    let member = line.indent > 0 ? TLibraryMember.read(bytes, line.content) : .none
    switch member {
    case .attribute(let name, let value):
      endMember()
      takeAttribute(name, value..<line.end, indent: line.indent, of: bytes)
    case .pair, .list:
      endMember()
      takePair(member, line, of: bytes)
    case .none:
      if let value = text.extend(bytes, line), let node = text.node {
        tree.setValue(value, of: node)
      }
    }
  }

  private mutating func endMember() {
    if text.isUnclosed { isIncomplete = true }
    text.end()
  }

  private mutating func endCount() {
    if counted != nil, isCounting, metPairs < expectedPairs { isIncomplete = true }
    counted = nil
  }

  // MARK: - Attributes

  private mutating func takeAttribute(
    _ name: Range<Int>, _ rest: Range<Int>, indent: Int, of bytes: Span<UInt8>
  ) {
    let parent = lists.parent(ofLineAt: indent)
    endCount()
    hasAttributes = true
    let attribute = TLibraryAttribute(bytes, name)
    if let first = rest.first, bytes[first] == UInt8(ascii: "'") {
      let value = text.begin(bytes, rest)
      let isSecret = attribute.isUnknown && DumpText.isSecret(bytes, name: name)
      text.attach(to: tree.add(name, isSecret ? .masked : .string, value, to: parent, of: bytes))
      places.note(attribute, value)
      return
    }
    let value = DumpText.trimmed(bytes, rest)
    if value.isEmpty || bytes[value.lowerBound] == UInt8(ascii: "[") {
      return openList(attribute, name, value, parent, indent: indent, of: bytes)
    }
    if !attribute.isText, let number = DumpNumber(bytes, value) {
      tree.add(name, .number, number.digits, to: parent, of: bytes)
      if !number.name.isEmpty {
        hasNames = true
        tree.add(name, .string, number.name, to: names, of: bytes)
      }
      places.note(attribute, number.digits)
    } else {
      let isSecret = attribute.isUnknown && DumpText.isSecret(bytes, name: name)
      tree.add(name, isSecret ? .masked : .string, value, to: parent, of: bytes)
      places.note(attribute, value)
    }
  }

  /// Takes an attribute that pairs may follow: one with a preview of its bytes, or without a value.
  private mutating func openList(
    _ attribute: TLibraryAttribute, _ name: Range<Int>, _ value: Range<Int>, _ parent: Int?,
    indent: Int, of bytes: Span<UInt8>
  ) {
    // The bytes of what is no list are all that is known of it. A list is never text.
    let kind: DumpNode.Kind = attribute.isList ? .object : .string
    let node = tree.add(name, kind, value, to: parent, of: bytes)
    lists.open(node, at: indent)
    guard let preview = ListPreview(bytes, value) else { return }
    counted = node
    // Of bytes that are perhaps no list, nothing is expected until a pair is met.
    isCounting = attribute.isList
    expectedPairs = preview.pairs
    metPairs = 0
  }

  // MARK: - Pairs

  /// Takes a pair, or a list and the pairs that stand on the same line.
  private mutating func takePair(
    _ first: TLibraryMember, _ line: DumpLine, of bytes: Span<UInt8>
  ) {
    var parent = lists.parent(ofLineAt: line.indent)
    if parent != nil, parent == counted {
      metPairs += 1
      isCounting = true
    }
    var member = first
    var indent = line.indent
    while case .list(let key, let rest) = member {
      let list = tree.add(key, .object, to: parent, of: bytes)
      lists.open(list, at: indent)
      parent = list
      indent += 1
      guard rest < line.end, bytes[rest] == UInt8(ascii: "'") else { return }
      member = TLibraryMember.pair(bytes, at: rest, end: line.end)
    }
    guard case .pair(let key, let start) = member else { return }
    takeValue(key, start..<line.end, parent, of: bytes)
  }

  private mutating func takeValue(
    _ key: Range<Int>, _ rest: Range<Int>, _ parent: Int?, of bytes: Span<UInt8>
  ) {
    if let first = rest.first, bytes[first] == UInt8(ascii: "'") {
      let value = text.begin(bytes, rest)
      text.attach(to: tree.add(key, .string, value, to: parent, of: bytes))
    } else {
      let value = DumpText.trimmed(bytes, rest)
      let kind: DumpNode.Kind = DumpNumber.isInteger(bytes, value) ? .number : .string
      tree.add(key, kind, value, to: parent, of: bytes)
    }
  }
}
