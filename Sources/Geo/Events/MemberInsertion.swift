import Event

/// Puts new members into objects of an encoded event; objects on the way there are made if need be.
///
/// The event is gone through once, however many members there are.
struct MemberInsertion: ~Copyable {
  /// A member that is to be put in.
  private struct Member {
    /// The keys that lead to it.
    let path: [[UInt8]]
    /// Where its value stands in `values`.
    let value: Range<Int>
  }

  /// Text that goes in at a place of the event.
  private struct Edit {
    let place: Int
    /// Where it stands in `texts`.
    let text: Range<Int>
  }

  private var members: [Member] = []
  private var values = JSONBuffer()
  /// In the order of their places.
  private var edits: [Edit] = []
  private var texts = JSONBuffer()
  /// What stands behind the first new member.
  private var rest = JSONBuffer()

  /// Whether no more members can be added.
  var isFull: Bool { members.count == MemberSet.capacity }

  /// Forgets all members.
  mutating func removeAll() {
    members.removeAll(keepingCapacity: true)
    values.removeAll()
  }

  /// Adds the member that `path`, of one key or more, leads to; `write` appends its value.
  mutating func append(at path: [[UInt8]], _ write: (inout JSONBuffer) -> Void) {
    let start = values.count
    write(&values)
    members.append(Member(path: path, value: start..<values.count))
  }

  /// Puts the members into the event that stands from `start` on, and forgets them.
  ///
  /// Those are left out that the event has already, and those with something on the way that is no object.
  mutating func apply(to events: inout JSONBuffer, from start: Int) {
    edits.removeAll(keepingCapacity: true)
    texts.removeAll()
    events.withBytes { bytes in
      let event = bytes.extracting(min(start, bytes.count)..<bytes.count)
      guard let close = Self.lastBrace(of: event) else { return }
      find(MemberSet(members.indices), JSONMembers(of: event), close, 0, in: event)
    }
    removeAll()
    if let first = edits.first { write(to: &events, from: start + first.place, first.place) }
  }

  // MARK: - Finding

  /// Finds where members of `set` go, in the object whose members are given and whose bracket is at `close`.
  ///
  /// The depth of the calls is at most that of the paths.
  private mutating func find(
    _ set: MemberSet, _ members: JSONMembers, _ close: Int, _ depth: Int, in event: Span<UInt8>
  ) {
    var members = members
    var left = set
    var hasMembers = false
    while let key = members.nextKey(in: event) {
      guard let value = members.value(in: event) else { return }
      hasMembers = true
      var inside = left
      inside.keep { isNamed(event, key.content, self.members[$0].path[depth]) }
      if inside.isEmpty { continue }
      left.subtract(inside)
      inside.keep { self.members[$0].path.count > depth + 1 }
      if !inside.isEmpty, value.kind == .object {
        let place = value.range.upperBound - 1
        find(inside, JSONMembers(of: value, in: event), place, depth + 1, in: event)
      }
      if left.isEmpty { return }
    }
    guard !left.isEmpty else { return }
    let start = texts.count
    if hasMembers { texts.append(UInt8(ascii: ",")) }
    appendMembers(left, depth)
    edits.append(Edit(place: close, text: start..<texts.count))
  }

  /// Appends members of an object that is at `depth` of their paths, and has none of them.
  private mutating func appendMembers(_ set: MemberSet, _ depth: Int) {
    var left = set
    while let first = left.first {
      if left != set { texts.append(UInt8(ascii: ",")) }
      let key = members[first].path[depth]
      var group = left
      group.keep { members[$0].path[depth] == key }
      left.subtract(group)
      texts.append(quoted: key.span)
      texts.append(UInt8(ascii: ":"))
      var ends = group
      ends.keep { members[$0].path.count == depth + 1 }
      if let end = ends.first {
        let value = members[end].value
        values.withBytes { texts.append($0, value) }
      } else {
        texts.append(UInt8(ascii: "{"))
        appendMembers(group, depth + 1)
        texts.append(UInt8(ascii: "}"))
      }
    }
  }

  /// The place of the bracket that closes the event.
  private static func lastBrace(of event: Span<UInt8>) -> Int? {
    var place = event.count
    while place > 0 {
      place -= 1
      if event[place] == UInt8(ascii: "}") { return place }
      if event[place] > 0x20 { return nil }
    }
    return nil
  }

  // MARK: - Writing

  /// Writes the event anew from `place` on, which is at `offset` in it and where the first edit is.
  private mutating func write(to events: inout JSONBuffer, from place: Int, _ offset: Int) {
    rest.removeAll()
    events.withBytes { rest.append($0, place..<$0.count) }
    events.truncate(to: place)
    rest.withBytes { rest in
      texts.withBytes { texts in
        var done = 0
        for edit in edits {
          let next = edit.place - offset
          events.append(rest, done..<next)
          events.append(texts, edit.text)
          done = next
        }
        events.append(rest, done..<rest.count)
      }
    }
  }
}

/// Whether the key at `range` of `event` is `name`.
private func isNamed(_ event: Span<UInt8>, _ range: Range<Int>, _ name: [UInt8]) -> Bool {
  guard range.count == name.count else { return false }
  for index in 0..<name.count where event[range.lowerBound + index] != name[index] { return false }
  return true
}

/// Up to 64 members by number, a bit for each.
private struct MemberSet: Equatable {
  static let capacity = 64

  private var bits: UInt64

  /// Those of `numbers`, which begin at 0.
  init(_ numbers: Range<Int>) {
    bits = numbers.count < MemberSet.capacity ? (1 << UInt64(numbers.count)) - 1 : .max
  }

  var isEmpty: Bool { bits == 0 }

  /// The lowest number.
  var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

  /// Takes out what is in `other`.
  mutating func subtract(_ other: MemberSet) { bits &= ~other.bits }

  /// Takes out what `isKept` says no to.
  mutating func keep(_ isKept: (Int) -> Bool) {
    var left = bits
    while left != 0 {
      if !isKept(left.trailingZeroBitCount) { bits &= ~(left & (~left &+ 1)) }
      left &= left &- 1
    }
  }
}
