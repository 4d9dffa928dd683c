import Event

/// Puts a new member into an object of an encoded event; objects on the way there are made if need be.
struct MemberInsertion: ~Copyable {
  /// Where a member goes, and what has to be written there besides.
  private struct Target {
    /// The place of the bracket that closes the object.
    let place: Int
    /// Whether the object has a member already.
    let hasMembers: Bool
    /// How many keys of the path lead to it.
    let depth: Int
  }

  /// What stands behind the new member.
  private var rest = JSONBuffer()

  /// Puts `value` in as the member that `path` leads to, in the event that stands from `start` on.
  ///
  /// Nothing is done where there is such a member already, or where something on the way is no object.
  mutating func insert(
    _ value: borrowing JSONBuffer, at path: [[UInt8]], in events: inout JSONBuffer, from start: Int
  ) {
    let target = events.withBytes { bytes in
      Self.target(of: path, in: bytes.extracting(min(start, bytes.count)..<bytes.count))
    }
    guard let target else { return }
    let place = start + target.place
    rest.removeAll()
    events.withBytes { rest.append($0, place..<$0.count) }
    events.truncate(to: place)
    if target.hasMembers { events.append(UInt8(ascii: ",")) }
    for depth in target.depth..<path.count {
      if depth > target.depth { events.append(UInt8(ascii: "{")) }
      let key = path[depth]
      events.append(quoted: key.span)
      events.append(UInt8(ascii: ":"))
    }
    value.withBytes { events.append($0) }
    for _ in target.depth + 1..<path.count { events.append(UInt8(ascii: "}")) }
    rest.withBytes { events.append($0) }
  }

  /// Finds the innermost object on the way of `path` that is there.
  private static func target(of path: [[UInt8]], in event: Span<UInt8>) -> Target? {
    guard var close = lastBrace(of: event) else { return nil }
    var members = JSONMembers(of: event)
    var depth = 0
    while true {
      var hasMembers = false
      var inner: JSONValueRange?
      while let (key, value) = members.next(in: event) {
        hasMembers = true
        if isNamed(event, key, path[depth]) { inner = value }
      }
      guard let object = inner else {
        return Target(place: close, hasMembers: hasMembers, depth: depth)
      }
      guard object.kind == .object, depth + 1 < path.count else { return nil }
      members = JSONMembers(of: object, in: event)
      close = object.range.upperBound - 1
      depth += 1
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

  private static func isNamed(_ event: Span<UInt8>, _ key: JSONValueRange, _ name: [UInt8]) -> Bool
  {
    let content = key.content
    guard content.count == name.count else { return false }
    for index in 0..<name.count where event[content.lowerBound + index] != name[index] {
      return false
    }
    return true
  }
}
