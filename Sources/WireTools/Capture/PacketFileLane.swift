import LiveCapture
import Pipeline
import Synchronization

/// The thread that keeps packets in files.
final class PacketFileLane: Sendable {
  /// What was written.
  struct Figures: Sendable {
    var packets = 0
    var bytes: Int64 = 0
    var files = 0
    var fault: PacketFileError?
  }

  /// Where its packets come from.
  let queue: PacketQueue
  private let files: Mutex<PacketFiles>
  private let packets: LivePackets
  private let messages: MessageLog
  private let state = Mutex(Figures())
  private let isDone = Atomic<Bool>(false)

  /// Begins the first file.
  init(
    _ plan: PacketFiles.Plan, _ packets: LivePackets, queue: PacketQueue, _ messages: MessageLog
  ) throws(PacketFileError) {
    files = Mutex(try PacketFiles(plan))
    self.packets = packets
    self.queue = queue
    self.messages = messages
  }

  /// What was written so far.
  var figures: Figures { state.withLock { $0 } }

  /// Whether all is written.
  var hasEnded: Bool { isDone.load(ordering: .acquiring) }

  /// Writes until the queue has ended; the work of its thread.
  func run() {
    // Held throughout: no other thread asks for the files.
    files.withLock { files in
      var isTold = false
      loop: while true {
        switch queue.take(within: .milliseconds(250)) {
        case .block(let block):
          files.append(block, packets.figures)
          queue.giveBack(block)
        case .nothing: files.passTime(packets.figures)
        case .end: break loop
        }
        note(files, &isTold)
      }
      files.finish(packets.figures)
      note(files, &isTold)
    }
    isDone.store(true, ordering: .releasing)
    SignalWait.poke()
  }

  private func note(_ files: borrowing PacketFiles, _ isTold: inout Bool) {
    let figures = Figures(
      packets: files.packets, bytes: files.bytes, files: files.count, fault: files.fault)
    state.withLock { $0 = figures }
    guard let fault = figures.fault, !isTold else { return }
    isTold = true
    messages.error("\(fault)")
  }
}
