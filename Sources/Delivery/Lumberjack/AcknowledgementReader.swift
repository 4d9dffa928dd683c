/// Reads what a server answers in the Lumberjack protocol: `'2' 'A' sequence`, and nothing else.
///
/// It keeps the beginning of one frame at most, whatever comes.
struct AcknowledgementReader {
  private static let frameLength = 6
  /// The beginning of a frame, the rest of which has not come yet.
  private var frame: [UInt8] = []

  /// Reads what has come next: the sequences that are acknowledged, 0 for a sign of life, up to the first
  /// byte that is no acknowledgement, if there is one.
  mutating func read(_ bytes: Span<UInt8>) -> (sequences: [UInt32], fault: LumberjackFault?) {
    var sequences: [UInt32] = []
    for index in 0..<bytes.count {
      frame.append(bytes[index])
      if frame.count == 1, frame[0] != UInt8(ascii: "2") { return (sequences, fault(of: frame[0])) }
      if frame.count == 2, frame[1] != UInt8(ascii: "A") { return (sequences, .strange) }
      guard frame.count == AcknowledgementReader.frameLength else { continue }
      sequences.append(frame[2...].reduce(0) { $0 << 8 | UInt32($1) })
      frame.removeAll(keepingCapacity: true)
    }
    return (sequences, nil)
  }

  private func fault(of byte: UInt8) -> LumberjackFault {
    switch byte {
    case UInt8(ascii: "1"): .version
    case UInt8(ascii: "H"): .http
    // Records of TLS: an alert, a handshake (RFC 8446 s 5.1).
    case 0x15, 0x16: .tls
    default: .strange
    }
  }
}

/// What is wrong with what a server says, or does.
enum LumberjackFault: String, Error {
  case version = "the server speaks version 1 of the Lumberjack protocol"
  case http = "the server speaks HTTP"
  case tls = "the server speaks TLS"
  case strange = "the server does not speak the Lumberjack protocol"
  case unknown = "the server acknowledged what it was not sent"
  case closed = "the connection was closed before all events were acknowledged"
  case silent = "nothing was acknowledged in time"
  case stuck = "the server shows signs of life, but acknowledges nothing"

  /// Whether it is no server of the kind, which trying again does not change.
  var isFinal: Bool {
    switch self {
    case .version, .http, .tls: true
    case .strange, .unknown, .closed, .silent, .stuck: false
    }
  }

  /// What to do about it; nil where nothing can be said.
  var help: String? {
    switch self {
    case .tls: "give lumberjacks:// instead of lumberjack://"
    case .version, .http, .strange: "check the port: it has to be that of Logstash's beats input"
    case .closed:
      "check that it is the port of Logstash's beats input, and whether that wants TLS (lumberjacks://)"
    case .unknown, .silent, .stuck: nil
    }
  }
}
