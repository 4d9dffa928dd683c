import CZlib
import Glibc

/// What a client sends that is not as the protocol has it.
struct LumberjackStreamFault: Error, CustomStringConvertible {
  let description: String
}

/// One connection of a ``LumberjackServer``: bytes in, windows out.
final class LumberjackStream {
  private let socket: Int32
  private var buffer: [UInt8] = []
  private var place = 0

  init(_ socket: Int32) { self.socket = socket }

  /// The next window; nil when the client has gone.
  func nextWindow() throws -> LumberjackServer.Window? {
    guard let head = take(6) else { return nil }
    guard head[0] == UInt8(ascii: "2"), head[1] == UInt8(ascii: "W") else {
      throw LumberjackStreamFault(description: "no window: \(head)")
    }
    var window = LumberjackServer.Window(count: LumberjackStream.number(head[2...]))
    while window.events.count < window.count {
      guard let type = take(2) else { return nil }
      switch (type[0], type[1]) {
      case (UInt8(ascii: "2"), UInt8(ascii: "J")):
        guard let head = take(8), let event = take(LumberjackStream.number(head[4...])) else {
          return nil
        }
        LumberjackStream.add(head, event, to: &window)
      case (UInt8(ascii: "2"), UInt8(ascii: "C")):
        guard let length = take(4), let packed = take(LumberjackStream.number(length[...])) else {
          return nil
        }
        window.isCompressed = true
        try LumberjackStream.add(frames: LumberjackStream.inflate(packed), to: &window)
      default: throw LumberjackStreamFault(description: "frame \(type)")
      }
    }
    return window
  }

  /// Sends an acknowledgement.
  func acknowledge(_ sequence: UInt32) {
    write(
      [UInt8(ascii: "2"), UInt8(ascii: "A")]
        + (0..<4).map { UInt8(sequence >> UInt32(24 - 8 * $0) & 0xFF) })
  }

  /// Sends bytes.
  func write(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(socket, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      done += count
    }
  }

  private static func add(
    _ head: [UInt8], _ event: [UInt8], to window: inout LumberjackServer.Window
  ) {
    window.sequences.append(number(head[..<4]))
    window.events.append(String(decoding: event, as: UTF8.self))
  }

  private static func add(frames: [UInt8], to window: inout LumberjackServer.Window) throws {
    var place = 0
    while place < frames.count {
      guard frames.count - place >= 10, frames[place] == UInt8(ascii: "2"),
        frames[place + 1] == UInt8(ascii: "J")
      else { throw LumberjackStreamFault(description: "a compressed frame at \(place)") }
      let length = number(frames[place + 6..<place + 10])
      guard frames.count - place - 10 >= length else {
        throw LumberjackStreamFault(description: "a compressed frame is cut off")
      }
      add(
        Array(frames[place + 2..<place + 10]), Array(frames[place + 10..<place + 10 + length]),
        to: &window)
      place += 10 + length
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private func take(_ count: Int) -> [UInt8]? {
    while buffer.count - place < count {
      if place > 1 << 20 {
        buffer.removeFirst(place)
        place = 0
      }
      var part = [UInt8](repeating: 0, count: 1 << 16)
      let got = read(socket, &part, part.count)
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return nil }
      buffer += part[..<got]
    }
    defer { place += count }
    return Array(buffer[place..<place + count])
  }

  private static func inflate(_ packed: [UInt8]) throws -> [UInt8] {
    var packed = packed
    var stream = z_stream()
    inflateInit2_(&stream, 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    var unpacked: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 18)
    let code = packed.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      var code = Z_OK
      while code == Z_OK {
        part.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          code = CZlib.inflate(&stream, Z_NO_FLUSH)
        }
        unpacked += part[..<(part.count - Int(stream.avail_out))]
      }
      return code
    }
    guard code == Z_STREAM_END, stream.avail_in == 0 else {
      throw LumberjackStreamFault(description: "zlib says \(code)")
    }
    return unpacked
  }
}
