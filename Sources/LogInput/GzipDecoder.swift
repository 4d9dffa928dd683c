import CZlib
import Glibc

/// Inflates the members of a gzip file (RFC 1952), one after another.
final class GzipDecoder {
  private let file: RawFile
  /// On the heap, since zlib's state points back to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var inputEnded = false
  private var isInsideMember = false
  private var memberCount = 0
  private var memberStart: Int64 = 0
  private var fault: LogInputError?

  // 64 KiB: of deflated text, about half a megabyte of lines a call.
  private static let inputBytes = 64 << 10

  /// Starts on `file`, whose first bytes are a gzip member's.
  /// - Throws: `unreadable` if there is no memory for it.
  init(_ file: RawFile) throws(LogInputError) {
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: GzipDecoder.inputBytes, alignment: 16)
    // 15 + 16: the largest window, and gzip headers and trailers only (zlib.h, inflateInit2).
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if status != Z_OK { throw .unreadable(path: file.name, code: ENOMEM) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// True if bytes of the file are at hand that were not inflated yet.
  var hasInput: Bool { stream.pointee.avail_in > 0 }

  /// Inflates at most `target.count` bytes, which is more than 0.
  ///
  /// What was inflated before a fault comes first; the fault is thrown by the call after it.
  /// - Returns: how many; 0 at the end.
  /// - Throws: `damagedGzip`, `readFailed`.
  func read(into target: UnsafeMutableRawBufferPointer) throws(LogInputError) -> Int {
    let room = UInt32(clamping: target.count)
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = room
    while room > 0 {
      if let fault { throw fault }
      if !hasInput, !inputEnded { try refill() }
      if !isInsideMember {
        skipPadding()
        if hasInput { try startMember() } else if inputEnded { return 0 } else { continue }
      }
      inflateOnce()
      let count = Int(room - stream.pointee.avail_out)
      if count > 0 { return count }
    }
    return 0
  }

  private func refill() throws(LogInputError) {
    let count = try file.read(into: input)
    inputEnded = count == 0
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  /// The place in the file of the next byte to inflate.
  private var position: Int64 { file.position - Int64(stream.pointee.avail_in) }

  /// Skips zeros, which tapes and block devices leave after a member.
  private func skipPadding() {
    while hasInput, let next = stream.pointee.next_in, next.pointee == 0 {
      stream.pointee.next_in = next + 1
      stream.pointee.avail_in -= 1
    }
  }

  private func startMember() throws(LogInputError) {
    if stream.pointee.next_in?.pointee != 0x1F {
      let error = damage(.trailingGarbage, at: position)
      fault = error
      throw error
    }
    inflateReset(stream)
    memberStart = position
    memberCount += 1
    isInsideMember = true
  }

  private func inflateOnce() {
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK:
      break
    case Z_STREAM_END:
      isInsideMember = false
    case Z_BUF_ERROR:
      // No progress: more input is needed.
      if inputEnded { fault = damage(.endsEarly, at: position) }
    case Z_MEM_ERROR:
      fault = .readFailed(path: file.name, offset: position, code: ENOMEM)
    default:
      fault = damageByMessage()
    }
  }

  private func damageByMessage() -> LogInputError {
    // The magic number is the first thing that inflate looks at.
    if memberCount > 1, stream.pointee.total_in <= 2 {
      return damage(.trailingGarbage, at: memberStart)
    }
    let reason = stream.pointee.msg.map { String(cString: $0) } ?? "invalid data"
    switch reason {
    case "incorrect data check": return damage(.checksumMismatch, at: position)
    case "incorrect length check": return damage(.lengthMismatch, at: position)
    default: return damage(.invalid(reason: reason), at: position)
    }
  }

  private func damage(_ fault: GzipFault, at offset: Int64) -> LogInputError {
    .damagedGzip(path: file.name, fault: fault, offset: offset, size: file.size)
  }
}
