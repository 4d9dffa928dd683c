import Event

/// Writes records as lines.
struct RecordEncoder: ~Copyable {
  private var json = JSONBuffer()

  /// Appends the line of a record.
  mutating func append(_ record: StateRecord, to out: inout JSONBuffer) {
    json.removeAll()
    switch record {
    case .file(let entry): append(entry)
    case .removal(let number): append("{\"remove\":", number)
    case .format(let header): append(header)
    case .end(let count): append("{\"end\":", count)
    case .other(let bytes): json.append(bytes)
    }
    if case .other = record {} else { json.append("}") }
    json.withBytes { bytes in
      HexDigits.append(UInt64(CRC32C.of(bytes)), count: 8, to: &out)
      out.append(" ")
      out.append(bytes)
      out.append("\n")
    }
  }

  private mutating func append(_ header: FormatHeader) {
    json.append("{\"format\":")
    json.append(quoted: FollowState.format)
    append(",\"version\":", header.version)
    append(",\"needs\":", header.needs)
    if !header.destination.isEmpty {
      json.append(",\"dest\":")
      json.append(quoted: header.destination)
    }
    json.append(header.unknown)
  }

  private mutating func append(_ entry: FileEntry) {
    let state = entry.state
    append("{\"file\":", state.number)
    json.append(",\"name\":\"")
    HexDigits.append(state.name.high, to: &json)
    HexDigits.append(state.name.low, to: &json)
    json.append("\"")
    append(state.path)
    append(",\"device\":", state.device)
    append(",\"inode\":", state.inode)
    if let birth = state.birth { append(",\"birth\":", birth) }
    append(",\"head\":", state.head)
    append(",\"offset\":", state.offset)
    append(",\"tail\":", state.tail)
    append(cuts: state.cuts)
    if state.taken != 0 { append(",\"taken\":", Int64(state.taken)) }
    if let day = state.day { append(",\"day\":", Int64(day)) }
    if state.isComplete { json.append(",\"complete\":true") }
    append(",\"seen\":", state.lastSeen)
    json.append(entry.unknown)
  }

  /// A path that is no text goes with `%` and two digits for the bytes that no text has (RFC 3986 s 2.1).
  private mutating func append(_ path: FilePath) {
    guard !path.isText else {
      json.append(",\"path\":")
      json.append(quoted: path.bytes.span)
      return
    }
    json.append(",\"rawpath\":\"")
    for byte in path.bytes {
      switch byte {
      case 0x20...0x21, 0x23...0x24, 0x26...0x5B, 0x5D...0x7E: json.append(byte)
      default:
        json.append("%")
        HexDigits.append(UInt64(byte), count: 2, to: &json)
      }
    }
    json.append("\"")
  }

  private mutating func append(cuts: [Int64]) {
    if cuts.isEmpty { return }
    json.append(",\"cuts\":[")
    for (index, cut) in cuts.enumerated() {
      if index > 0 { json.append(",") }
      json.append(integer: cut)
    }
    json.append("]")
  }

  private mutating func append(_ name: StaticString, _ mark: ContentMark) {
    json.append(name)
    json.append("[")
    json.append(integer: Int64(mark.length))
    json.append(",\"")
    HexDigits.append(mark.hash, to: &json)
    json.append("\"]")
  }

  private mutating func append(_ name: StaticString, _ number: Int64) {
    json.append(name)
    json.append(integer: number)
  }

  private mutating func append(_ name: StaticString, _ number: UInt64) {
    json.append(name)
    if let small = Int64(exactly: number) {
      json.append(integer: small)
    } else {
      json.append(text: String(number))
    }
  }
}
