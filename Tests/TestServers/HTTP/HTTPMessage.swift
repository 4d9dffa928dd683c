/// A request as it came in.
package struct HTTPRequest: Sendable {
  /// `GET`, `POST` ...
  package var method = ""
  /// Path and query as they stood in the request line.
  package var target = ""
  /// By name in lower case.
  package var headers: [String: String] = [:]
  /// The body, decompressed.
  package var body: [UInt8] = []
  /// How many bytes the body had on its way, before it was decompressed.
  package var wireBytes = 0

  /// A request in memory.
  package init(method: String, target: String, headers: [String: String] = [:], body: String = "") {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = Array(body.utf8)
  }
}

/// What a server does with a request.
package indirect enum HTTPReply: Sendable {
  /// Answers.
  case answer(Int, String, headers: [String: String] = [:])
  /// Announces the whole body, sends the first bytes of it, and closes.
  case cut(String, after: Int)
  /// Closes without a word.
  case hangUp
  /// Closes without a word, so that the other side sees the connection reset.
  case reset
  /// Waits, then goes on.
  case after(milliseconds: UInt32, HTTPReply)
  /// Sends the answer in two parts, and waits between them.
  case dribble(milliseconds: UInt32, Int, String, headers: [String: String])
}

/// A request's target, taken apart.
struct HTTPTarget {
  /// The parts of the path, decoded.
  let path: [String]
  /// The query's parameters, decoded; one without a value has an empty one.
  let query: [String: String]
  /// The path as it stood there.
  let rawPath: String

  /// Takes a target apart; a `%` that is followed by no two digits stands for itself.
  init(_ target: String) {
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    rawPath = halves.first.map(String.init) ?? ""
    path = rawPath.split(separator: "/").map { Self.decoded($0) }
    var query: [String: String] = [:]
    for pair in halves.count > 1 ? halves[1].split(separator: "&") : [] {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[Self.decoded(parts[0])] = parts.count > 1 ? Self.decoded(parts[1]) : ""
    }
    self.query = query
  }

  private static func decoded(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        place += 3
      } else {
        result.append(bytes[place] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
