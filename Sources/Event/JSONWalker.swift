/// Goes through all values of one encoded event in their order, without building a tree.
///
///     var walker = JSONWalker()
///     while let step = walker.next(in: event) { ... }
///
/// Like ``JSONLookup`` it is no validator, and accepts any bytes. However deep the event, there is
/// no recursion.
package struct JSONWalker {
  /// What is met.
  package enum Step {
    /// An object, or an array, begins.
    case open(isObject: Bool)
    /// The innermost object or array ends.
    case close(isObject: Bool)
    /// A value that is neither.
    case scalar(JSONValueRange)
  }

  private var scanner = JSONScanner(0)
  /// Of each object or array around the next value, whether it is an object.
  private var isObject: [Bool] = []
  private var isStarted = false
  private var isBroken = false

  /// The key of the value last met; nil in an array and at the top.
  package private(set) var key: JSONValueRange?

  /// Begins at the first byte.
  package init() {}

  /// Goes back to the first byte, of another event maybe.
  package mutating func restart() {
    scanner = JSONScanner(0)
    isObject.removeAll(keepingCapacity: true)
    isStarted = false
    isBroken = false
    key = nil
  }

  /// Whether the walk came to the end of one whole value, after which nothing but blanks stands.
  package func isComplete(in event: Span<UInt8>) -> Bool {
    guard isStarted, isObject.isEmpty, !isBroken, !scanner.hasFailed else { return false }
    var rest = scanner
    rest.skipSpace(in: event)
    return rest.next == event.count
  }

  /// The next step; nil at the end, and where the event is not JSON.
  package mutating func next(in event: Span<UInt8>) -> Step? {
    key = nil
    guard let isInObject = isObject.last else {
      if isStarted { return nil }
      isStarted = true
      scanner.skipSpace(in: event)
      return value(in: event)
    }
    if isInObject {
      key = scanner.nextKey(in: event)
      if key != nil { return value(in: event) }
    } else if scanner.reachesElement(in: event) {
      return value(in: event)
    }
    if scanner.hasFailed { return nil }
    isObject.removeLast()
    return .close(isObject: isInObject)
  }

  private mutating func value(in event: Span<UInt8>) -> Step? {
    let byte = scanner.byte(in: event)
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      scanner.enter(in: event)
      isObject.append(byte == UInt8(ascii: "{"))
      return .open(isObject: byte == UInt8(ascii: "{"))
    }
    guard let value = scanner.value(in: event) else {
      isBroken = true
      return nil
    }
    return .scalar(value)
  }
}
