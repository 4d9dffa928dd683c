import Event

/// Reads lines as records.
///
/// What stands in a line may be anything. A record is taken whole or not at all.
struct RecordDecoder {
  /// What the record last read says, if it was that of a file.
  private(set) var entry = RecordDecoder.empty
  /// The members that every file has, by their bits, as far as they are still to come.
  private var missing: UInt32 = 0

  /// The bytes before the JSON: the checksum and a blank.
  private static let prefix = 9
  private static let empty = FileEntry(
    state: FileState(number: 0, name: .init(high: 0, low: 0), path: FilePath(bytes: [])))
  private static let required = [
    RecordMember.name, .path, .device, .inode, .head, .offset, .tail, .seen,
  ].reduce(0) { $0 | $1.bit }

  /// The record of a line without its newline; nil if it is none, or not as it was written.
  mutating func decode(line: Span<UInt8>) -> StateRecord? {
    guard line.count > RecordDecoder.prefix, line[RecordDecoder.prefix - 1] == 0x20,
      let checksum = HexDigits.number(line, 0..<RecordDecoder.prefix - 1)
    else { return nil }
    let json = line.extracting(RecordDecoder.prefix..<line.count)
    guard UInt64(CRC32C.of(json)) == checksum, json[json.count - 1] == UInt8(ascii: "}")
    else { return nil }
    return record(json)
  }

  private mutating func record(_ json: Span<UInt8>) -> StateRecord? {
    var members = JSONMembers(of: json)
    guard let first = members.next(in: json) else { return nil }
    switch RecordMember.named(json, first.key.content, from: 0) {
    case .file: return file(first.value, &members, json) ? .file : nil
    case .remove: return RecordValue.unsigned(first.value, json).map { .removal($0) }
    case .end: return RecordValue.unsigned(first.value, json).map { .end(count: $0) }
    case .format: return header(&members, json).map { .format($0) }
    default: return .other(RecordValue.bytes(json, 0..<json.count))
    }
  }

  private func header(_ members: inout JSONMembers, _ json: Span<UInt8>) -> FormatHeader? {
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
    return isSound(header.unknown, json) ? header : nil
  }

  /// Whether what is kept can be written again: it is sound if all of its record is.
  private func isSound(_ unknown: [UInt8], _ json: Span<UInt8>) -> Bool {
    if unknown.isEmpty { return true }
    var walker = JSONWalker()
    while walker.next(in: json) != nil {}
    return walker.isComplete(in: json)
  }

  /// Reads a file's members; false if one is missing, or is not what it should be.
  private mutating func file(
    _ number: JSONValueRange, _ members: inout JSONMembers, _ json: Span<UInt8>
  ) -> Bool {
    // The upper half is left to what is counted up from here.
    guard let number = RecordValue.unsigned(number, json), number < 1 << 63 else { return false }
    entry = RecordDecoder.empty
    entry.state.number = number
    missing = RecordDecoder.required
    var expected = Int(RecordMember.name.rawValue)
    while let (key, value) = members.next(in: json) {
      guard let member = RecordMember.named(json, key.content, from: expected) else {
        RecordValue.keep(key, value, json, in: &entry.unknown)
        continue
      }
      expected = Int(member.rawValue) + 1
      missing &= ~member.bit
      guard set(member, value, json) else { return false }
    }
    return missing == 0 && isSound(entry.unknown, json)
  }

  /// Takes one member over; false if its value is not of its kind.
  private mutating func set(
    _ member: RecordMember, _ value: JSONValueRange, _ json: Span<UInt8>
  ) -> Bool {
    switch member {
    case .name: return set(&entry.state.name, RecordValue.name(value, json))
    case .path: return set(&entry.state.path, RecordValue.path(value, json))
    case .rawpath:
      missing &= ~RecordMember.path.bit
      return set(&entry.state.path, RecordValue.rawPath(value, json))
    case .device: return set(&entry.state.device, RecordValue.unsigned(value, json))
    case .inode: return set(&entry.state.inode, RecordValue.unsigned(value, json))
    case .birth: return setOptional(&entry.state.birth, RecordValue.integer(value, json))
    case .head: return set(&entry.state.head, RecordValue.mark(value, json))
    case .offset: return set(&entry.state.offset, RecordValue.natural(value, json))
    case .tail: return set(&entry.state.tail, RecordValue.mark(value, json))
    case .cuts: return set(&entry.state.cuts, RecordValue.naturals(value, json))
    case .taken: return set(&entry.state.taken, RecordValue.natural(value, json).map { Int($0) })
    case .day:
      let day = RecordValue.integer(value, json).flatMap { Int32(exactly: $0) }
      return setOptional(&entry.state.day, day)
    case .complete: return set(&entry.state.isComplete, RecordValue.boolean(value))
    case .seen: return set(&entry.state.lastSeen, RecordValue.integer(value, json))
    case .format, .file, .remove, .end, .version, .needs, .dest: return false
    }
  }

  private func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  private func setOptional<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
    place = value
    return value != nil
  }
}
