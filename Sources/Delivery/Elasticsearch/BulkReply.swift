import Event

/// A `_bulk` reply, read whole.
///
///     {"errors":true,"items":[{"create":{"status":201}},
///      {"create":{"status":400,"error":{"type":"mapper_parsing_exception","reason":"..."}}}]}
///
/// A reply that is cut off, is no JSON or lacks a status is none at all: then nothing in it counts.
struct BulkReply: Sendable, Equatable {
  /// The items in the order of the request.
  private(set) var items: [ItemReply] = []

  /// A reason longer than this holds log text; its beginning says enough.
  static let longestReason = 1000

  /// Reads a reply; nil unless it is one, from the first byte to the last.
  init?(_ bytes: Span<UInt8>) {
    var walker = JSONWalker()
    var place = Place()
    var hasItems = false
    while let step = walker.next(in: bytes) {
      switch step {
      case .open(let isObject):
        place.enter(walker.key, in: bytes)
        if place.isItems, isObject { return nil }
        if place.isItems { hasItems = true }
        if place.isItem { items.append(ItemReply()) }
      case .close:
        place.leave()
      case .scalar(let value):
        guard place.isInItem, !items.isEmpty, let key = walker.key else { continue }
        items[items.count - 1].note(key, value, at: place, in: bytes)
      }
    }
    guard walker.isComplete(in: bytes), hasItems, items.allSatisfy({ $0.status != 0 }) else {
      return nil
    }
  }

  /// Where in a reply the walk is.
  struct Place {
    private(set) var depth = 0
    /// How deep `items` lies: 2 in a reply; 0 outside of it.
    private var itemsDepth = 0
    /// How deep the `error` of an item lies; 0 outside of one.
    private var errorDepth = 0

    /// At the array of items.
    var isItems: Bool { depth == 2 && itemsDepth == 2 }
    /// At the object that says what became of an event: `items`, `[`, `{"create":`.
    var isItem: Bool { itemsDepth == 2 && depth == 4 }
    /// In it, or deeper.
    var isInItem: Bool { itemsDepth == 2 && depth >= 4 }
    /// How deep in an item's error: 1 in the error, 2 in its cause; 0 outside.
    var errorLevel: Int { errorDepth == 0 ? 0 : depth - errorDepth + 1 }

    mutating func enter(_ key: JSONValueRange?, in bytes: Span<UInt8>) {
      depth += 1
      if depth == 2, let key, isText(key, "items", in: bytes) { itemsDepth = 2 }
      if depth == 5, isInItem, let key, isText(key, "error", in: bytes) { errorDepth = 5 }
    }

    mutating func leave() {
      if depth == errorDepth { errorDepth = 0 }
      if depth == itemsDepth { itemsDepth = 0 }
      depth -= 1
    }
  }
}

extension ItemReply {
  /// Takes in one value of the item or of its error.
  fileprivate mutating func note(
    _ key: JSONValueRange, _ value: JSONValueRange, at place: BulkReply.Place,
    in bytes: Span<UInt8>
  ) {
    if place.isItem {
      if isText(key, "status", in: bytes) {
        status = Int(JSONLookup.text(of: value, in: bytes)) ?? 0
      } else if isText(key, "failure_store", in: bytes) {
        isRedirected = isText(value, "used", in: bytes)
      } else if isText(key, "error", in: bytes) {
        // Some that speak Elasticsearch's language have no more than a text here.
        reason = String(JSONLookup.text(of: value, in: bytes).prefix(BulkReply.longestReason))
      }
    } else if place.errorLevel == 1, isText(key, "type", in: bytes) {
      errorType = JSONLookup.text(of: value, in: bytes)
    } else if place.errorLevel > 0, isText(key, "reason", in: bytes),
      reason.utf8.count < BulkReply.longestReason
    {
      // A cause says which value was wrong.
      let text = JSONLookup.text(of: value, in: bytes)
      reason = String(
        (reason.isEmpty ? text : "\(reason): \(text)").prefix(BulkReply.longestReason))
    }
  }
}

/// Whether a string is `text`.
private func isText(_ value: JSONValueRange, _ text: StaticString, in bytes: Span<UInt8>) -> Bool {
  let content = value.content
  guard content.count == text.utf8CodeUnitCount else { return false }
  for index in 0..<content.count where bytes[content.lowerBound + index] != text.utf8Start[index] {
    return false
  }
  return true
}
