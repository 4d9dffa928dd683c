/// Writes values as MaxMind's format has them ("Data Field Format").
package struct ValueWriter {
  package private(set) var bytes: [UInt8] = []
  /// Whether a text that was written before is written as a pointer.
  package var sharesTexts = true
  private var texts: [String: Int] = [:]

  package init() {}

  /// Appends a value; returns where it begins.
  @discardableResult
  package mutating func append(_ value: WrittenValue) -> Int {
    let start = bytes.count
    switch value {
    case .map(let members):
      head(7, members.count)
      for (key, member) in members {
        append(.string(key))
        append(member)
      }
    case .array(let elements):
      head(11, elements.count)
      for element in elements { append(element) }
    case .string(let text):
      if sharesTexts, let place = texts[text] { return append(.pointer(place)) }
      texts[text] = start
      head(2, text.utf8.count)
      bytes += Array(text.utf8)
    case .double(let number):
      head(3, 8)
      big(number.bitPattern, 8)
    case .float(let number):
      head(15, 4)
      big(UInt64(number.bitPattern), 4)
    case .uint16(let number): integer(5, UInt64(number))
    case .uint32(let number): integer(6, UInt64(number))
    case .uint64(let number): integer(9, number)
    case .int32(let number):
      head(8, 4)
      big(UInt64(UInt32(bitPattern: number)), 4)
    case .bool(let flag): head(14, flag ? 1 : 0)
    case .bytes(let content):
      head(4, content.count)
      bytes += content
    case .pointer(let place): pointer(place)
    case .raw(let raw): bytes += raw
    }
    return start
  }

  private mutating func head(_ type: UInt8, _ size: Int) {
    let (short, rest, more): (Int, Int, Int) =
      switch size {
      case ..<29: (size, 0, 0)
      case ..<285: (29, size - 29, 1)
      case ..<65_821: (30, size - 285, 2)
      default: (31, size - 65_821, 3)
      }
    bytes.append((type < 8 ? type << 5 : 0) | UInt8(short))
    if type > 7 { bytes.append(type - 7) }
    big(UInt64(rest), more)
  }

  private mutating func integer(_ type: UInt8, _ number: UInt64) {
    let count = (64 - number.leadingZeroBitCount + 7) / 8
    head(type, count)
    big(number, count)
  }

  private mutating func pointer(_ place: Int) {
    switch place {
    case ..<2048:
      bytes.append(0x20 | UInt8(place >> 8))
      big(UInt64(place), 1)
    case ..<526_336:
      bytes.append(0x28 | UInt8((place - 2048) >> 16))
      big(UInt64(place - 2048), 2)
    case ..<134_744_064:
      bytes.append(0x30 | UInt8((place - 526_336) >> 24))
      big(UInt64(place - 526_336), 3)
    default:
      bytes.append(0x38)
      big(UInt64(place), 4)
    }
  }

  private mutating func big(_ number: UInt64, _ count: Int) {
    for index in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(index * 8)))
    }
  }
}
