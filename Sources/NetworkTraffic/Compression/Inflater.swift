import CZlib

/// Undoes deflate (RFC 1951), piece by piece, up to a length.
final class Inflater {
  /// What is about the compressed bytes.
  enum Format: Int32 {
    /// A gzip or zlib header and trailer (RFC 1952, RFC 1950): the largest window, and zlib tells which.
    case headed = 47
    /// Nothing.
    case raw = -15
  }

  /// How far it came.
  enum Outcome {
    /// All that was given was used; more may come.
    case more
    /// The compressed data has ended.
    case complete
    /// There is more than was asked for.
    case full
    /// The bytes are not what deflate gives.
    case broken
  }

  /// On the heap, since zlib's state points back to it.
  private let stream: UnsafeMutablePointer<z_stream>

  /// The bytes that are made at a time: 16 KiB.
  private static let pieceBytes = 16 << 10

  /// Makes one; nil if there is no memory.
  init?(_ format: Format) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, format.rawValue, ZLIB_VERSION, size) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Appends what bytes inflate to, as long as `output` has no more than `limit` bytes.
  func inflate(_ bytes: Span<UInt8>, into output: inout [UInt8], limit: Int) -> Outcome {
    bytes.withUnsafeBufferPointer { input in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(clamping: input.count)
      var outcome = Outcome.more
      repeat {
        let room = min(limit - output.count, Self.pieceBytes)
        guard room > 0 else { return .full }
        outcome = step(&output, room)
        // A piece that was filled may not have been the last.
      } while outcome == .more && stream.pointee.avail_out == 0
      return outcome
    }
  }

  private func step(_ output: inout [UInt8], _ room: Int) -> Outcome {
    var outcome = Outcome.broken
    let piece = [UInt8](unsafeUninitializedCapacity: room) { target, count in
      stream.pointee.next_out = target.baseAddress
      stream.pointee.avail_out = UInt32(room)
      switch CZlib.inflate(stream, Z_SYNC_FLUSH) {
      case Z_OK, Z_BUF_ERROR: outcome = .more
      case Z_STREAM_END: outcome = .complete
      default: outcome = .broken
      }
      count = room - Int(stream.pointee.avail_out)
    }
    output += piece
    return outcome
  }
}
