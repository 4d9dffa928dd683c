import CLinux
import Glibc
import PacketCapture
import Synchronization

/// Blocks of packets between the thread that captures and one that works on them, bounded.
///
/// The capturing thread never waits: when the queue is full, packets are dropped, and counted.
package final class PacketQueue: Sendable {
  private struct State {
    /// Blocks with packets, the oldest first.
    var waiting: [PacketBlock] = []
    /// Empty blocks, whose memory is used again.
    var blank: [PacketBlock] = []
    /// Blocks that there are, wherever they are.
    var made = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let maxBlocks: Int
  /// Tells who takes that there is something: eventfd(2).
  private let signal: Int32
  private let lost = Atomic<Int>(0)

  /// The least and the most bytes that a queue may hold: 4 MiB and 16 GiB.
  package static let allowedBytes = 4 << 20...16 << 30

  /// Makes an empty queue that holds at most so many bytes, in blocks of 1 MiB.
  package init(bytes: Int) {
    maxBlocks = max(Self.allowedBytes.lowerBound, bytes) / PacketBlock.maxBytes
    signal = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
  }

  deinit { _ = Glibc.close(signal) }

  /// Packets that were dropped, as the queue was full.
  package var dropped: Int { lost.load(ordering: .relaxed) }

  /// Bytes of packets that wait.
  package var waitingBytes: Int {
    state.withLock { $0.waiting.reduce(0) { $0 + $1.byteCount } }
  }

  // MARK: - The side that captures

  /// A block to go on filling: the newest that was not taken yet, or an empty one; nil if the queue is full.
  func blockToFill() -> PacketBlock? {
    state.withLock { state in
      if let last = state.waiting.last, !last.isFull { return state.waiting.removeLast() }
      if let blank = state.blank.popLast() { return blank }
      guard state.made < maxBlocks else { return nil }
      state.made += 1
      return PacketBlock()
    }
  }

  /// Hands a block over.
  func put(_ block: PacketBlock) {
    state.withLock { $0.waiting.append(block) }
    wake()
  }

  /// Counts packets that found no room.
  func drop(_ count: Int) { lost.add(count, ordering: .relaxed) }

  /// Says that no further packets come.
  package func close() {
    state.withLock { $0.isClosed = true }
    wake()
  }

  // MARK: - The side that works

  /// What there was to take.
  package enum Taken: Sendable {
    /// The oldest block.
    case block(PacketBlock)
    /// Nothing came in that time.
    case nothing
    /// No further packets come, and all were taken.
    case end
  }

  /// Takes the oldest block, and waits for one if there is none.
  package func take(within limit: Duration) -> Taken {
    if let taken = takeNow() { return taken }
    var request = pollfd(fd: signal, events: Int16(POLLIN), revents: 0)
    _ = poll(&request, 1, Int32(clamping: limit.milliseconds))
    var count: UInt64 = 0
    _ = read(signal, &count, 8)
    return takeNow() ?? .nothing
  }

  /// Gives a block back that was worked on, so that its memory is used again.
  package func giveBack(_ block: PacketBlock) {
    block.removeAll()
    state.withLock { $0.blank.append(block) }
  }

  private func takeNow() -> Taken? {
    state.withLock { state in
      if !state.waiting.isEmpty { return .block(state.waiting.removeFirst()) }
      return state.isClosed ? .end : nil
    }
  }

  private func wake() {
    var one: UInt64 = 1
    _ = write(signal, &one, 8)
  }
}

extension Duration {
  /// The length in whole milliseconds.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}

/// Fills the blocks of a queue; owned by the thread that captures.
struct PacketFiller {
  private let queue: PacketQueue
  private var block: PacketBlock?
  /// Whether the queue was full when it was asked for a block since ``hand()``.
  private var isShut = false

  /// Fills `queue`.
  init(_ queue: PacketQueue) { self.queue = queue }

  /// Adds a packet, or counts it as dropped.
  mutating func append(
    _ packet: UnsafeBufferPointer<UInt8>, _ stamp: FrameStamp, wireLength: Int, linkType: UInt16
  ) {
    if block?.isFull ?? false { hand() }
    if block == nil, !isShut {
      block = queue.blockToFill()
      isShut = block == nil
    }
    if block == nil {
      queue.drop(1)
    } else {
      block?.append(packet, stamp, wireLength: wireLength, linkType: linkType)
    }
  }

  /// Hands over what was added.
  mutating func hand() {
    isShut = false
    if let block = block.take() { queue.put(block) }
  }
}
