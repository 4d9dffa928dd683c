import Delivery
import LiveCapture
import Pipeline
import Synchronization

/// The thread that makes events of packets and hands them to the destinations.
final class DecodeLane: Sendable {
  private struct State: ~Copyable {
    var frames: FrameDecoding
    var output: WireOutput
  }

  /// How far it is.
  struct Figures: Sendable {
    /// What was decoded.
    var report: WireReport
    /// What a destination refused, which ends the capture.
    var fault: DeliveryError?
  }

  private let queue: PacketQueue
  private let packets: LivePackets
  private let work: Mutex<State>
  private let state: Mutex<Figures>
  private let isDone = Atomic<Bool>(false)

  /// How long packets may be on their way here; nothing that is younger is given up for lost.
  private static let delay: Int64 = 1_000_000_000

  /// Takes the tools over.
  init(
    _ frames: consuming sending FrameDecoding, _ output: consuming sending WireOutput,
    _ packets: LivePackets, queue: PacketQueue
  ) {
    self.queue = queue
    self.packets = packets
    let names = packets.interfaces.map(\.name).joined(separator: ", ")
    state = Mutex(Figures(report: WireReport(path: names)))
    work = Mutex(State(frames: frames, output: output))
  }

  /// How far it is.
  var figures: Figures { state.withLock { $0 } }

  /// Whether all is done.
  var hasEnded: Bool { isDone.load(ordering: .acquiring) }

  /// Works until the queue has ended and everything is delivered; the work of its thread.
  func run() {
    // Held throughout: no other thread asks for it.
    work.withLock { state in
      var fault = decode(&state)
      let refused = state.output.finish(isComplete: fault == nil)
      fault = fault ?? refused
      note(state.frames, fault)
    }
    isDone.store(true, ordering: .releasing)
    SignalWait.poke()
  }

  /// Decodes until the queue has ended; returns what a destination refused.
  private func decode(_ state: inout State) -> DeliveryError? {
    var fault: DeliveryError?
    while true {
      let taken = queue.take(within: .milliseconds(250))
      if case .end = taken { break }
      // Once a destination has refused, what still comes is only let go.
      guard fault == nil else {
        if case .block(let block) = taken { queue.giveBack(block) }
        continue
      }
      do throws(DeliveryError) {
        try decode(taken, &state)
      } catch {
        fault = error
        packets.stop()
      }
      note(state.frames, fault)
    }
    return fault ?? finish(&state)
  }

  private func decode(_ taken: PacketQueue.Taken, _ state: inout State) throws(DeliveryError) {
    state.frames.begin()
    switch taken {
    case .block(let block):
      block.forEach { frame, bytes in state.frames.decode(frame, of: bytes) }
      state.frames.count(bytes: Int64(block.byteCount))
      queue.giveBack(block)
    case .nothing: state.frames.advance(to: WallClock.microseconds * 1000 - Self.delay)
    case .end: return
    }
    state.frames.take()
    if state.frames.hasEvents { try state.output.write(state.frames) }
  }

  /// Makes events of what is still waited for.
  private func finish(_ state: inout State) -> DeliveryError? {
    do throws(DeliveryError) {
      var hasMore = true
      while hasMore {
        hasMore = state.frames.finish()
        if state.frames.hasEvents { try state.output.write(state.frames) }
      }
      return nil
    } catch {
      return error
    }
  }

  private func note(_ frames: borrowing FrameDecoding, _ fault: DeliveryError?) {
    state.withLock { figures in
      frames.fill(&figures.report)
      figures.fault = fault
    }
  }
}
