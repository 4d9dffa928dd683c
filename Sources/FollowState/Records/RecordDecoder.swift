import Event

/// Reads lines as records.
///
/// What stands in a line may be anything. A record is taken whole or not at all.
enum RecordDecoder {
  /// The bytes before the JSON: the checksum and a blank.
  private static let prefix = 9

  /// The record of a line without its newline; nil if it is none, or not as it was written.
  static func decode(line: Span<UInt8>) -> StateRecord? {
    guard line.count > prefix, line[prefix - 1] == 0x20,
      let checksum = HexDigits.number(line, 0..<prefix - 1)
    else { return nil }
    let json = line.extracting(prefix..<line.count)
    guard UInt64(CRC32C.of(json)) == checksum, json[json.count - 1] == UInt8(ascii: "}")
    else { return nil }
    return record(json)
  }

  private static func record(_ json: Span<UInt8>) -> StateRecord? {
    var members = JSONMembers(of: json)
    guard let first = members.next(in: json) else { return nil }
    switch RecordMember.named(json, first.key.content, from: 0) {
    case .file:
      return FileRecord(first.value, json)?.read(&members, json).map { .file($0) }
    case .remove:
      return RecordValue.unsigned(first.value, json).map { .removal($0) }
    case .end:
      return RecordValue.unsigned(first.value, json).map { .end(count: $0) }
    case .format:
      return header(&members, json).map { .format($0) }
    default:
      return .other(RecordValue.bytes(json, 0..<json.count))
    }
  }

  private static func header(
    _ members: inout JSONMembers, _ json: Span<UInt8>
  ) -> FormatHeader? {
    var header = FormatHeader()
    while let (key, value) = members.next(in: json) {
      switch RecordMember.named(json, key.content, from: 0) {
      case .version:
        guard let version = RecordValue.unsigned(value, json) else { return nil }
        header.version = version
      case .needs:
        guard let needs = RecordValue.unsigned(value, json) else { return nil }
        header.needs = needs
      case .dest:
        header.destination = JSONLookup.text(of: value, in: json)
      default:
        RecordValue.keep(key, value, json, in: &header.unknown)
      }
    }
    return header
  }
}

/// A record of a file while it is read.
private struct FileRecord {
  private var entry: FileEntry
  private var name: EventHash.Value?
  private var path: FilePath?
  /// The members that every record has, by their bits, while they are still to come.
  private var missing: UInt32
  private var hint = Int(RecordMember.name.rawValue)

  /// Begins with the number; nil if it is none.
  init?(_ number: JSONValueRange, _ json: Span<UInt8>) {
    // The upper half is left to what is counted up from here.
    guard let number = RecordValue.unsigned(number, json), number < 1 << 63 else { return nil }
    let state = FileState(number: number, name: .init(high: 0, low: 0), path: FilePath(bytes: []))
    entry = FileEntry(state: state)
    missing = [RecordMember.device, .inode, .head, .offset, .tail, .seen].reduce(0) {
      $0 | 1 << UInt32($1.rawValue)
    }
  }

  /// Reads the other members; nil if one is missing, or is not what it should be.
  consuming func read(_ members: inout JSONMembers, _ json: Span<UInt8>) -> FileEntry? {
    while let (key, value) = members.next(in: json) {
      guard let member = RecordMember.named(json, key.content, from: hint) else {
        RecordValue.keep(key, value, json, in: &entry.unknown)
        continue
      }
      hint = Int(member.rawValue) + 1
      missing &= ~(1 << UInt32(member.rawValue))
      guard set(member, value, json) else { return nil }
    }
    guard missing == 0, let name, let path else { return nil }
    entry.state.name = name
    entry.state.path = path
    return entry
  }

  /// Takes one member over; false if its value is not of its kind.
  private mutating func set(
    _ member: RecordMember, _ value: JSONValueRange, _ json: Span<UInt8>
  ) -> Bool {
    switch member {
    case .name: set(&name, RecordValue.name(value, json))
    case .path: set(&path, RecordValue.path(value, json))
    case .rawpath: set(&path, RecordValue.rawPath(value, json))
    case .device: set(&entry.state.device, RecordValue.unsigned(value, json))
    case .inode: set(&entry.state.inode, RecordValue.unsigned(value, json))
    case .birth: set(&entry.state.birth, RecordValue.integer(value, json))
    case .head: set(&entry.state.head, RecordValue.mark(value, json))
    case .offset: set(&entry.state.offset, RecordValue.natural(value, json))
    case .tail: set(&entry.state.tail, RecordValue.mark(value, json))
    case .cuts: set(&entry.state.cuts, RecordValue.naturals(value, json))
    case .taken: set(&entry.state.taken, RecordValue.natural(value, json).map { Int($0) })
    case .day: set(&entry.state.day, RecordValue.integer(value, json).flatMap { Int32(exactly: $0) })
    case .complete: set(&entry.state.isComplete, value.kind == .true)
    case .seen: set(&entry.state.lastSeen, RecordValue.integer(value, json))
    default: false
    }
  }

  private func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  private func set<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
    place = value
    return value != nil
  }
}
