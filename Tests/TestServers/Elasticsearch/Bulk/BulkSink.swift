import Synchronization

/// The fast way: looks at the framing of a body, counts, and calls everything created.
final class BulkSink: Sendable {
  /// Answers by the number of documents.
  private let replies = Mutex<[Int: String]>([:])

  /// How many documents a body has; nil if it is not pairs of lines `{"create":...}` or
  /// `{"index":...}`, and `{...}`.
  static func count(_ body: Span<UInt8>) -> Int? {
    var (place, count) = (0, 0)
    while place < body.count {
      guard let action = ByteScan.newline(in: body, from: place),
        isObject(body, place, action), isAction(body, place),
        let source = ByteScan.newline(in: body, from: action + 1),
        isObject(body, action + 1, source)
      else { return nil }
      count += 1
      place = source + 1
    }
    return count > 0 ? count : nil
  }

  private static func isObject(_ body: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start >= 2 && body[start] == UInt8(ascii: "{") && body[end - 1] == UInt8(ascii: "}")
  }

  /// `{"create":` or `{"index":`, by two letters each.
  private static func isAction(_ body: Span<UInt8>, _ start: Int) -> Bool {
    guard start + 10 < body.count, body[start + 1] == UInt8(ascii: "\"") else { return false }
    let first = body[start + 2]
    return first == UInt8(ascii: "c") && body[start + 8] == UInt8(ascii: "\"")
      || first == UInt8(ascii: "i") && body[start + 7] == UInt8(ascii: "\"")
  }

  /// The answer to so many documents, all of which are new.
  func reply(_ count: Int) -> String {
    replies.withLock { replies in
      if let reply = replies[count] { return reply }
      let item = #"{"create":{"status":201}}"#
      let reply =
        #"{"errors":false,"took":1,"items":["#
        + [String](repeating: item, count: count).joined(separator: ",") + "]}"
      // Numbers of events repeat themselves; where they do not, the last thousand are enough.
      if replies.count > 1000 { replies = [:] }
      replies[count] = reply
      return reply
    }
  }
}
