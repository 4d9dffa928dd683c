/// Cuts what one side sends into records (RFC 8446 s 5.1): five bytes of kind, version and length, and so many bytes.
///
/// Records of data are passed over; of those that are not encrypted the content is collected, since it may come
/// in any pieces. SSL 2.0's first message is a record of its own kind (RFC 5246 s E.2).
struct TLSRecords {
  /// What a record carries.
  enum Kind {
    static let changeCipherSpec: UInt8 = 20
    static let alert: UInt8 = 21
    static let handshake: UInt8 = 22
    static let data: UInt8 = 23
    static let heartbeat: UInt8 = 24
  }

  /// A record that is complete.
  struct Record {
    /// What it carries; nil if it is SSL 2.0's.
    let kind: UInt8?
    /// How many bytes it has behind its header.
    let length: Int
    /// Whether none of them are lost.
    let isWhole: Bool
  }

  /// What the bytes gave.
  enum Step {
    /// A record is complete.
    case record(Record)
    /// More has to come.
    case more
    /// These are no records.
    case broken
  }

  /// The longest content: 16 kB, and what encryption may add (RFC 5246 s 6.2.3).
  static let maxLength = (16 << 10) + 2048

  /// The content of the record that is not complete, or was completed last; empty of one of data.
  private(set) var content: [UInt8] = []
  private var header: [UInt8] = []
  /// How many bytes of the record are still to come; nil as long as its header is not complete.
  private var missing: Int?
  /// Whether bytes of the record that is not complete are lost.
  private var isDamaged = false
  /// Whether nothing came before: only then SSL 2.0 is looked for.
  private var isFirst = true

  /// Bytes that are kept.
  var heldBytes: Int { content.count + header.count }

  /// What the record carries that is not complete and of which no byte is lost; nil if there is none.
  var begunKind: UInt8? { missing == nil || isDamaged ? nil : header.first }

  /// Takes bytes up to the end of the next record.
  mutating func next(_ bytes: Span<UInt8>, _ place: inout Int) -> Step {
    if missing == nil {
      content.removeAll(keepingCapacity: true)
      while header.count < 5 {
        guard place < bytes.count else { return .more }
        header.append(bytes[place])
        place += 1
      }
      guard begin() else {
        header = []
        return .broken
      }
    }
    guard let left = missing else { return .broken }
    let count = min(left, bytes.count - place)
    if header[0] != Kind.data {
      bytes.extracting(place..<place + count).withUnsafeBufferPointer {
        content.append(contentsOf: $0)
      }
    }
    place += count
    missing = left - count
    guard count == left else { return .more }
    return .record(finish())
  }

  /// Passes over bytes that are lost; false if they are more than the rest of a record.
  mutating func skip(_ count: Int) -> Bool {
    content = []
    isDamaged = true
    guard let left = missing, count <= left else {
      (header, missing) = ([], nil)
      return false
    }
    missing = left - count
    if count == left { _ = finish() }
    return true
  }

  /// Reads the header; false if it is none.
  private mutating func begin() -> Bool {
    defer { isFirst = false }
    isDamaged = false
    let length = Int(header[3]) << 8 | Int(header[4])
    if header[0] >= Kind.changeCipherSpec, header[0] <= Kind.heartbeat {
      guard header[1] == 3, length <= Self.maxLength else { return false }
      missing = length
      return true
    }
    guard isFirst, header[0] & 0x80 != 0, header[2] == 1 else { return false }
    // Three of the five bytes are content already.
    content = Array(header[2...])
    missing = (Int(header[0] & 0x7F) << 8 | Int(header[1])) - content.count
    return missing ?? -1 > 0
  }

  private mutating func finish() -> Record {
    let isOld = header[0] & 0x80 != 0
    let length = isOld ? content.count : Int(header[3]) << 8 | Int(header[4])
    let record = Record(kind: isOld ? nil : header[0], length: length, isWhole: !isDamaged)
    header.removeAll(keepingCapacity: true)
    missing = nil
    return record
  }
}
