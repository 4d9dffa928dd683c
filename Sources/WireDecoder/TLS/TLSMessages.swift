/// Puts the messages of a handshake together from records (RFC 8446 s 4): a byte of kind, three of length, and
/// so many bytes, cut over records anywhere.
struct TLSMessages {
  /// What a message is.
  enum Kind {
    static let clientHello: UInt8 = 1
    static let serverHello: UInt8 = 2
    static let newSessionTicket: UInt8 = 4
    static let certificate: UInt8 = 11
    static let serverKeyExchange: UInt8 = 12
    static let certificateRequest: UInt8 = 13
    static let serverHelloDone: UInt8 = 14
    static let clientKeyExchange: UInt8 = 16
  }

  /// A message that is read.
  struct Message {
    let kind: UInt8
    let body: [UInt8]
    /// Whether all of it is there.
    let isWhole: Bool
  }

  /// Longer messages are passed over: 128 KiB, of which chains of certificates have a tenth.
  private static let maxLength = 128 << 10

  /// The message that is not complete, with its header.
  private var begun: [UInt8] = []
  /// Bytes of a message that is passed over.
  private var skipping = 0
  /// Whether the next byte may stand within a message, as those before it are lost.
  private var isUnsure = false
  /// What is taken for the beginning of a message behind lost bytes.
  private static let known: Set<UInt8> = [
    Kind.clientHello, Kind.serverHello, Kind.newSessionTicket, Kind.certificate,
    Kind.serverKeyExchange, Kind.certificateRequest, Kind.serverHelloDone, Kind.clientKeyExchange,
  ]

  /// Bytes that are kept.
  var heldBytes: Int { begun.count }

  /// Takes the content of a record, and hands each message on that it completes.
  mutating func add(_ content: [UInt8], _ take: (Message) -> Void) {
    var place = 0
    if isUnsure, begun.isEmpty, let kind = content.first, !Self.known.contains(kind) { return }
    isUnsure = false
    while place < content.count {
      if skipping > 0 {
        let count = min(skipping, content.count - place)
        skipping -= count
        place += count
        continue
      }
      let count = min(needed - begun.count, content.count - place)
      begun += content[place..<place + count]
      place += count
      settle(take)
    }
  }

  /// What there is of the message that is not complete, which is given up.
  mutating func giveUp() -> Message? {
    defer {
      begun = []
      skipping = 0
      isUnsure = true
    }
    guard begun.count > 4 else { return nil }
    return Message(kind: begun[0], body: Array(begun[4...]), isWhole: false)
  }

  /// How many bytes the message has, or its header as long as that is not complete.
  private var needed: Int { begun.count < 4 ? 4 : 4 + length }

  private var length: Int { Int(begun[1]) << 16 | Int(begun[2]) << 8 | Int(begun[3]) }

  private mutating func settle(_ take: (Message) -> Void) {
    guard begun.count >= 4 else { return }
    if length > Self.maxLength {
      skipping = length
      begun = []
    } else if begun.count == needed {
      take(Message(kind: begun[0], body: Array(begun[4...]), isWhole: true))
      begun.removeAll(keepingCapacity: true)
    }
  }
}
