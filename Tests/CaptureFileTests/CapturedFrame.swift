/// One frame of a capture file, read by the letter of the RFCs and not by the code under test.
struct CapturedFrame: Equatable {
  /// Seconds since 1970.
  var seconds: UInt32
  /// Microseconds of the second.
  var microseconds: UInt32
  /// Hardware addresses.
  var destinationMAC: [UInt8]
  var sourceMAC: [UInt8]
  /// 4 or 6.
  var version: UInt8
  /// 6 for TCP, 17 for UDP.
  var transport: UInt8
  /// Addresses of IP, 4 or 16 bytes.
  var source: [UInt8]
  var destination: [UInt8]
  var identification: UInt16 = 0
  var sourcePort: UInt16
  var destinationPort: UInt16
  /// Of TCP.
  var sequence: UInt32 = 0
  var acknowledgement: UInt32 = 0
  var flags: UInt8 = 0
  var payload: [UInt8]

  /// What is wrong in a capture.
  enum Fault: Error {
    case short(at: Int)
    case fileHeader
    case lengths(at: Int)
    case notIP(at: Int)
    case addressChecksum(at: Int)
    case payloadChecksum(at: Int)
    case absentChecksum(at: Int)
  }

  /// Reads all frames of a file, and checks every length and checksum.
  static func read(_ file: [UInt8]) throws -> [CapturedFrame] {
    guard
      file.starts(
        with: [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0])
    else { throw Fault.fileHeader }
    var frames: [CapturedFrame] = []
    var place = 24
    while place < file.count {
      guard place + 16 <= file.count else { throw Fault.short(at: place) }
      let words = (0..<4).map { word in
        (0..<4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(file[place + word * 4 + $1]) }
      }
      let start = place + 16
      let end = start + Int(words[2])
      guard words[2] == words[3], words[2] <= 262_144 else { throw Fault.lengths(at: place) }
      guard end <= file.count else { throw Fault.short(at: place) }
      var frame = try CapturedFrame(Array(file[start..<end]), at: start)
      frame.seconds = words[0]
      frame.microseconds = words[1]
      frames.append(frame)
      place = end
    }
    return frames
  }

  private init(_ bytes: [UInt8], at offset: Int) throws {
    func number(_ place: Int, _ count: Int) throws -> UInt32 {
      guard place + count <= bytes.count else { throw Fault.short(at: offset + place) }
      return bytes[place..<place + count].reduce(0) { $0 << 8 | UInt32($1) }
    }
    (seconds, microseconds) = (0, 0)
    destinationMAC = Array(bytes.prefix(6))
    sourceMAC = Array(bytes.dropFirst(6).prefix(6))
    let content: ArraySlice<UInt8>
    switch try number(12, 2) {
    case 0x0800:
      guard try number(14, 1) == 0x45 else { throw Fault.notIP(at: offset) }
      guard try number(16, 2) == bytes.count - 14 else { throw Fault.lengths(at: offset) }
      guard Self.sum(bytes[14..<34]) == 0xFFFF else { throw Fault.addressChecksum(at: offset) }
      version = 4
      identification = UInt16(try number(18, 2))
      transport = bytes[23]
      (source, destination) = (Array(bytes[26..<30]), Array(bytes[30..<34]))
      content = bytes[34...]
    case 0x86DD:
      guard try number(14, 4) == 0x6000_0000 else { throw Fault.notIP(at: offset) }
      guard try number(18, 2) == bytes.count - 54 else { throw Fault.lengths(at: offset) }
      version = 6
      transport = bytes[20]
      (source, destination) = (Array(bytes[22..<38]), Array(bytes[38..<54]))
      content = bytes[54...]
    default: throw Fault.notIP(at: offset)
    }
    let pseudo = source + destination + [0, transport]
    let length = [UInt8(content.count >> 8), UInt8(content.count & 0xFF)]
    guard Self.sum((pseudo + length + content)[...]) == 0xFFFF else {
      throw Fault.payloadChecksum(at: offset)
    }
    let start = content.startIndex
    sourcePort = UInt16(try number(start, 2))
    destinationPort = UInt16(try number(start + 2, 2))
    if transport == 17 {
      guard try number(start + 4, 2) == content.count else { throw Fault.lengths(at: offset) }
      guard try number(start + 6, 2) != 0 else { throw Fault.absentChecksum(at: offset) }
      payload = Array(content.dropFirst(8))
    } else {
      sequence = try number(start + 4, 4)
      acknowledgement = try number(start + 8, 4)
      flags = UInt8(try number(start + 13, 1))
      payload = Array(content.dropFirst(Int(try number(start + 12, 1) >> 4) * 4))
    }
  }

  /// The ones' complement sum of 16-bit words, carries brought round at once.
  private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      sum += index % 2 == 0 ? UInt32(byte) << 8 : UInt32(byte)
      if sum > 0xFFFF { sum -= 0xFFFF }
    }
    return sum
  }
}
