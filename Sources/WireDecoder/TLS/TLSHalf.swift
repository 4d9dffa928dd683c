/// What one side of a connection says before it encrypts.
///
/// Bytes may come in any pieces. Of what is encrypted only the first record is noted: that it came, and how long
/// it is. Behind lost bytes records are looked for where bytes begin that come next.
package struct TLSHalf: Sendable {
  /// The first record that cannot be read.
  package struct Encrypted: Sendable, Equatable {
    let kind: UInt8
    let length: Int
  }

  private enum State {
    /// The next byte belongs to the record that is begun, or begins one.
    case reading
    /// Bytes are lost, and with them the beginnings of records.
    case lost
    /// What came is not TLS.
    case broken
  }

  /// The client's hello; the first one if it had to say hello twice.
  package private(set) var clientHello: TLSClientHello?
  /// The server's hello; not that with which it asks for another hello of the client.
  package private(set) var serverHello: TLSServerHello?
  /// Whether the server asked for another hello.
  package private(set) var hasRetry = false
  /// The certificate that it proves its name with; nil in TLS 1.3, which encrypts it.
  package private(set) var certificate: [UInt8]?
  /// What it says about why the connection fails.
  package private(set) var alerts: [TLSAlert] = []
  /// The group in which keys are exchanged, of TLS 1.2 and before.
  package private(set) var group: UInt16?
  /// Whether it said that it encrypts from then on.
  package private(set) var hasChangedCipher = false
  /// Whether the server is done with its part of a full handshake.
  package private(set) var hasHelloDone = false
  /// The first record that is encrypted.
  package internal(set) var encrypted: Encrypted?
  /// Bytes that are lost.
  package private(set) var gapBytes = 0

  private var state = State.reading
  private var records = TLSRecords()
  private var messages = TLSMessages()

  /// More alerts than that no side sends.
  private static let maxAlerts = 8

  /// A side that has said nothing.
  package init() {}

  /// Whether no more can be learned from it.
  package var isDone: Bool { encrypted != nil || isLost }

  /// Whether the beginnings of its records are not known.
  package var isLost: Bool { state != .reading }

  /// Whether what came is not TLS.
  package var isBroken: Bool { state == .broken }

  /// Whether it spoke as a server does.
  var isServer: Bool { serverHello != nil || hasRetry || hasHelloDone }

  /// Bytes that are kept of it.
  package var heldBytes: Int {
    records.heldBytes + messages.heldBytes + (certificate?.count ?? 0)
      + (clientHello?.bytes.count ?? 0) + (serverHello?.bytes.count ?? 0)
  }

  /// Takes the next bytes.
  package mutating func read(_ bytes: Span<UInt8>) {
    if state == .lost, TLSStart.judge(bytes) == .yes { state = .reading }
    guard state == .reading else { return }
    var place = 0
    while true {
      switch records.next(bytes, &place) {
      case .more: return
      case .broken:
        state = gapBytes > 0 ? .lost : .broken
        return
      case .record(let record): take(record)
      }
    }
  }

  /// Takes note that the next bytes are lost.
  package mutating func skip(_ count: Int) {
    gapBytes += count
    guard state == .reading else { return }
    finish()
    if !records.skip(count) { state = .lost }
  }

  /// Reads what there is of a hello of which no more comes.
  package mutating func finish() {
    if let kind = records.begunKind, kind == TLSRecords.Kind.handshake, isClear(records.content) {
      addMessages(records.content)
    }
    if let message = messages.giveUp() { take(message) }
  }

  // MARK: - Records

  private mutating func take(_ record: TLSRecords.Record) {
    guard encrypted == nil else { return }
    switch record.kind {
    case TLSRecords.Kind.handshake where !record.isWhole && !hasChangedCipher: break
    case TLSRecords.Kind.alert where !record.isWhole && record.length == 2: break
    case nil:
      clientHello = clientHello ?? Self.oldHello(records.content)
    case TLSRecords.Kind.changeCipherSpec: hasChangedCipher = true
    case TLSRecords.Kind.alert where record.length == 2:
      if let alert = TLSAlert.read(records.content[0], records.content[1]) { add(alert) }
    case TLSRecords.Kind.handshake where isClear(records.content):
      addMessages(records.content)
    case TLSRecords.Kind.alert, TLSRecords.Kind.handshake, TLSRecords.Kind.data:
      encrypted = Encrypted(kind: record.kind ?? 0, length: record.length)
      if record.kind == TLSRecords.Kind.alert { add(.encrypted) }
    default: break
    }
  }

  /// Whether the content of a record of messages can be read: before the change of ciphers, and a hello that TLS
  /// 1.3 has behind it (RFC 8446 s D.4).
  private func isClear(_ content: [UInt8]) -> Bool {
    guard hasChangedCipher else { return true }
    guard content.count > 6, content[0] == 1 || content[0] == 2 else { return false }
    let length = Int(content[1]) << 16 | Int(content[2]) << 8 | Int(content[3])
    return length == content.count - 4 && content[4] == 3 && content[5] <= 4
  }

  private mutating func add(_ alert: TLSAlert) {
    if alerts.count < Self.maxAlerts { alerts.append(alert) }
  }

  private mutating func addMessages(_ content: [UInt8]) {
    var found: [TLSMessages.Message] = []
    messages.add(content) { found.append($0) }
    for message in found { take(message) }
  }

  // MARK: - Messages

  private mutating func take(_ message: TLSMessages.Message) {
    switch message.kind {
    case TLSMessages.Kind.clientHello:
      if clientHello == nil {
        clientHello = TLSClientHello(message.body, isWhole: message.isWhole)
      }
    case TLSMessages.Kind.serverHello where message.isWhole:
      guard let hello = TLSServerHello(message.body) else { return }
      if hello.isRetry {
        hasRetry = true
      } else if serverHello == nil {
        serverHello = hello
      }
    case TLSMessages.Kind.certificate where message.isWhole:
      if certificate == nil { certificate = Self.first(of: message.body) }
    case TLSMessages.Kind.serverKeyExchange where message.isWhole:
      // A curve by its name (RFC 8422 s 5.4).
      if message.body.count > 3, message.body[0] == 3 {
        group = message.body.numbers16(1..<3).first
      }
    case TLSMessages.Kind.serverHelloDone: hasHelloDone = true
    default: break
    }
  }

  /// The first of a chain of certificates, which is the sender's own (RFC 5246 s 7.4.2).
  private static func first(of body: [UInt8]) -> [UInt8]? {
    var cursor = VectorCursor(0..<body.count)
    guard let chain = cursor.vector(body, size: 3) else { return nil }
    cursor = VectorCursor(chain)
    guard let certificate = cursor.vector(body, size: 3), !certificate.isEmpty else { return nil }
    return Array(body[certificate])
  }

  /// The hello of SSL 2.0, which old clients begin TLS with: its version and ciphers (RFC 5246 s E.2).
  private static func oldHello(_ content: [UInt8]) -> TLSClientHello? {
    var cursor = VectorCursor(0..<content.count)
    guard cursor.take(1) != nil, let version = cursor.number(content, size: 2),
      let length = cursor.number(content, size: 2), cursor.take(4) != nil,
      let ciphers = cursor.take(length)
    else { return nil }
    let codes = stride(from: ciphers.lowerBound, to: ciphers.upperBound - 2, by: 3).compactMap {
      // Those of SSL 2.0 itself have another first byte.
      content[$0] == 0 ? UInt16(content[$0 + 1]) << 8 | UInt16(content[$0 + 2]) : nil
    }
    return TLSClientHello(version: TLSVersion(UInt16(version)), ciphers: codes)
  }
}
