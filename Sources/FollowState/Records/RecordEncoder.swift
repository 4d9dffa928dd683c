import Event

/// Writes records as lines.
struct RecordEncoder: ~Copyable {
  private var json = JSONBuffer()

  /// Appends what is known of a file.
  mutating func append(_ entry: FileEntry, to out: inout JSONBuffer) {
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
    json.append("}")
    finish(&out)
  }

  /// Appends that a file is forgotten.
  mutating func append(removal number: UInt64, to out: inout JSONBuffer) {
    append("{\"remove\":", number)
    json.append("}")
    finish(&out)
  }

  /// Appends the first record of a file.
  mutating func append(_ header: FormatHeader, to out: inout JSONBuffer) {
    json.append("{\"format\":")
    json.append(quoted: FollowState.format)
    append(",\"version\":", header.version)
    append(",\"needs\":", header.needs)
    if !header.destination.isEmpty {
      json.append(",\"dest\":")
      json.append(quoted: header.destination)
    }
    json.append(header.unknown)
    json.append("}")
    finish(&out)
  }

  /// Appends the last record of a snapshot.
  mutating func append(end count: UInt64, to out: inout JSONBuffer) {
    append("{\"end\":", count)
    json.append("}")
    finish(&out)
  }

  /// Appends a record that is not understood.
  mutating func append(other bytes: [UInt8], to out: inout JSONBuffer) {
    json.append(bytes)
    finish(&out)
  }

  private mutating func finish(_ out: inout JSONBuffer) {
    json.withBytes { bytes in
      HexDigits.append(CRC32C.of(bytes), to: &out)
      out.append(" ")
      out.append(bytes)
      out.append("\n")
    }
    json.removeAll()
  }

  private mutating func append(_ path: FilePath) {
    if path.isText {
      json.append(",\"path\":")
      json.append(quoted: path.bytes.span)
    } else {
      json.append(",\"rawpath\":\"")
      PercentPath.append(path, to: &json)
      json.append("\"")
    }
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
