import NetworkTraffic
import PacketCapture
import TestPackets

/// Connections with HTTP that tests make up.
enum HTTPTraffic {
  static let client = TestHost.v4(10, port: 40_000)
  static let server = TestHost.v4(20, port: 8080)

  /// A connection that was seen to be opened.
  static func connection(isOpened: Bool = true) -> TestConnection {
    var connection = TestConnection(client, server)
    if isOpened { connection.open() }
    return connection
  }

  /// A message with its line ends as they are sent.
  static func bytes(_ text: String) -> [UInt8] {
    Array(text.replacing("\n", with: "\r\n").utf8)
  }

  /// An answer with a body.
  static func answer(_ body: String, headers: String = "", status: String = "200 OK") -> [UInt8] {
    answer(Array(body.utf8), headers: headers, status: status)
  }

  /// An answer with a body.
  static func answer(
    _ body: [UInt8], headers: String = "", status: String = "200 OK"
  ) -> [UInt8] {
    bytes("HTTP/1.1 \(status)\n\(headers)Content-Length: \(body.count)\n\n") + body
  }

  /// A request without a body.
  static func get(_ target: String, headers: String = "") -> [UInt8] {
    bytes("GET \(target) HTTP/1.1\nHost: example.com\n\(headers)\n")
  }
}

extension TestConnection {
  /// Adds what the client asks, and then what the server answers.
  mutating func exchange(_ request: [UInt8], _ answer: [UInt8]) {
    send([request])
    send(fromClient: false, [answer])
  }
}

extension DecodedTraffic {
  /// `message` of all events.
  var messages: [String] { events.compactMap { $0.text("message") } }
}
