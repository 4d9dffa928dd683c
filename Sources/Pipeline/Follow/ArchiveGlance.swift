import Event
import FollowState
import LogInput

/// What a look into a gzip file shows: how its content begins, and how long it is.
///
/// A log that was compressed is the content that it was. The whole file is decompressed for it, as only its end
/// tells that it is complete.
struct ArchiveGlance {
  /// Why the content ends before the file says it does.
  enum Fault: Equatable {
    /// The file ends in the middle: it is being written, or was cut.
    case endsEarly
    /// Something else is wrong with it.
    case damaged(LogInputError)
  }

  let file: FollowedFile
  /// The first bytes of the content.
  let head: [UInt8]
  /// How many bytes the content has, as far as it can be had.
  let size: Int64
  let fault: Fault?
  /// The bytes before those places that were asked for.
  private let bytesBefore: [Int64: [UInt8]]

  /// Decompresses the file.
  ///
  /// - Parameter places: places in the content, the bytes before which are to be kept.
  init(_ file: FollowedFile, keepingBefore places: Set<Int64> = []) throws(LogInputError) {
    self.file = file
    let blocks = try ArchiveGlance.lines(file)
    blocks.framing = .bytes
    var head: [UInt8] = []
    var kept: [Int64: [UInt8]] = [:]
    var place = TailPlace()
    var fault: Fault?
    let wanted = places.sorted()
    var next = wanted.firstIndex { $0 > 0 } ?? wanted.count
    do throws(LogInputError) {
      while let block = try blocks.next() {
        if head.count < FileGlance.headBytes {
          let missing = FileGlance.headBytes - head.count
          block.withBytes { bytes in
            for place in 0..<min(missing, bytes.count) { head.append(bytes[place]) }
          }
        }
        let end = block.offset + Int64(block.count)
        while next < wanted.count, wanted[next] <= end {
          var there = place
          let count = Int(wanted[next] - block.offset)
          there.advance(over: block, count, inputBytes: Int64(count))
          kept[wanted[next]] = there.bytesBefore
          next += 1
        }
        place.advance(over: block, block.count, inputBytes: Int64(block.count))
      }
    } catch {
      fault = error.isEarlyEnd ? .endsEarly : .damaged(error)
    }
    self.head = head
    self.fault = fault
    size = place.offset
    bytesBefore = kept
  }

  /// The content from its first byte on, in lines.
  static func lines(_ file: FollowedFile) throws(LogInputError) -> BlockReader {
    BlockReader(
      source: try ByteSource(InputFile(path: file.path)), pool: BlockPool(maxFreeBlocks: 2))
  }

  /// The first bytes of the content, at most as many as are compared.
  static func head(_ file: FollowedFile) throws(LogInputError) -> [UInt8] {
    try lines(file).peek(FileGlance.headBytes) { bytes in
      (0..<min(bytes.count, FileGlance.headBytes)).map { bytes[$0] }
    }
  }

  /// Whether it is the content of `state`, whose place is among those that were asked for.
  func holds(_ state: FileState) -> Bool {
    guard state.head.matches(beginningOf: head), state.offset <= size else { return false }
    if state.offset == 0 { return true }
    guard let bytes = bytesBefore[state.offset], bytes.count >= state.tail.length else {
      return false
    }
    return ContentMark.of(bytes.span.extracting(last: state.tail.length)) == state.tail
  }

  /// Whether what is read of `generation`, whose place is among those that were asked for, stands in the content.
  func holds(_ generation: Generation) -> Bool {
    let place = generation.place
    if place.offset == 0 { return generation.state.head.matches(beginningOf: head) }
    return !place.bytesBefore.isEmpty && bytesBefore[place.offset] == place.bytesBefore
  }
}

extension ContentMark {
  /// Whether it is the mark of the first of these bytes.
  func matches(beginningOf bytes: [UInt8]) -> Bool {
    length > 0 && length <= bytes.count && ContentMark.of(bytes.span.extracting(..<length)) == self
  }
}
