/// What is read of a request: its first line.
///
/// Header fields are passed over, as no answer depends on them.
///
///     GET /metrics?x=1 HTTP/1.1
struct HTTPRequestHead: Equatable {
  /// Whether only the head of the answer is wanted.
  let isHead: Bool
  /// The path, without a query.
  let path: String

  /// Reads the first line of `head`, the bytes up to the empty line.
  ///
  /// - Throws: the answer to a request that is none, or not one to be answered here.
  init(_ head: some Sequence<UInt8>) throws(HTTPAnswer) {
    let line = head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let words = Array(line).split(
      separator: UInt8(ascii: " "), maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty,
      words[0].allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }),
      words[1].allSatisfy({ 0x21...0x7E ~= $0 }),
      words[2].starts(with: Array("HTTP/".utf8))
    else { throw .badRequest }
    guard words[2].starts(with: Array("HTTP/1.".utf8)) else { throw .versionNotSupported }
    switch String(decoding: words[0], as: UTF8.self) {
    case "GET": isHead = false
    case "HEAD": isHead = true
    default: throw .methodNotAllowed
    }
    path = try HTTPRequestHead.path(of: words[1])
  }

  /// The path in a target: `/path?query`, or `http://host/path?query` (RFC 9112, section 3.2).
  private static func path(of target: ArraySlice<UInt8>) throws(HTTPAnswer) -> String {
    var path = target.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let scheme = Array("http://".utf8)
    if path.starts(with: scheme) {
      path = path.dropFirst(scheme.count).drop { $0 != UInt8(ascii: "/") }
      if path.isEmpty { return "/" }
    }
    guard path.first == UInt8(ascii: "/") else { throw .badRequest }
    return String(decoding: path, as: UTF8.self)
  }
}
