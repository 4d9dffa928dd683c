import Synchronization

/// Memory for blocks, used again when a block is gone.
///
/// A block gives its memory back by itself when the last reference to it goes, so there is nothing
/// to forget and nothing to use after it was given back. The pool does not limit how many blocks are
/// out: the bounded queue between reader and workers does.
package final class BlockPool: Sendable {
  private struct State {
    var free: [BlockMemory] = []
    var allocationCount = 0
  }

  private let state = Mutex(State())
  private let maxFreeBlocks: Int

  /// Makes a pool that keeps at most `maxFreeBlocks` unused pieces of memory.
  package init(maxFreeBlocks: Int = 8) {
    self.maxFreeBlocks = maxFreeBlocks
  }

  /// How many pieces of memory were asked from the system so far.
  package var allocationCount: Int {
    state.withLock { $0.allocationCount }
  }

  /// Memory for `byteCount` bytes or more, its content left from earlier use.
  func take(_ byteCount: Int) -> BlockMemory {
    let reused = state.withLock { state -> BlockMemory? in
      if let index = state.free.lastIndex(where: { $0.byteCount >= byteCount }) {
        return state.free.remove(at: index)
      }
      state.allocationCount += 1
      return nil
    }
    return reused ?? BlockMemory(byteCount: byteCount)
  }

  /// Keeps `memory` for later, or lets it go if there is enough.
  func give(_ memory: BlockMemory) {
    state.withLock { state in
      if state.free.count < maxFreeBlocks { state.free.append(memory) }
    }
  }
}

/// The memory of one block.
///
/// `@unchecked Sendable`: the one ``BlockReader`` that took it writes it, then makes an ``InputBlock``
/// of it, after which it is only read; the pool's mutex stands between its last reader and its next writer.
final class BlockMemory: @unchecked Sendable {
  let base: UnsafeMutableRawPointer
  let byteCount: Int

  init(byteCount: Int) {
    self.byteCount = byteCount
    base = .allocate(byteCount: byteCount, alignment: 64)
  }

  deinit {
    base.deallocate()
  }
}
