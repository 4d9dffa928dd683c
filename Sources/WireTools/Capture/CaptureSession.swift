import Delivery
import LiveCapture
import Pipeline

/// The threads of a capture, and what they have done.
final class CaptureSession: Sendable {
  /// What packets come from.
  let packets: LivePackets
  /// Packets that wait to be decoded.
  let queue: PacketQueue
  /// What makes events of them.
  let lane: DecodeLane
  /// What keeps them, if anything does.
  let files: PacketFileLane?
  /// The servers that events go to.
  let servers: ServerOutput

  /// How long is waited for threads once nothing is to be waited for any more.
  private static let patience: Duration = .seconds(2)

  /// Takes the parts, of which none works yet.
  init(
    packets: LivePackets, queue: PacketQueue, lane: DecodeLane, files: PacketFileLane?,
    servers: ServerOutput
  ) {
    self.packets = packets
    self.queue = queue
    self.lane = lane
    self.files = files
    self.servers = servers
  }

  /// Starts the threads; those that take packets first.
  func start(most: Int) throws(PipelineError) {
    let queues = [queue] + [files?.queue].compactMap { $0 }
    guard WorkerThread({ [lane] in lane.run() }) != nil,
      files.map({ files in WorkerThread { files.run() } != nil }) ?? true,
      WorkerThread({ [packets] in packets.run(into: queues, most: most) }) != nil
    else { throw .invalid("there is no thread left\nhelp: give the process more of them") }
  }

  /// What was lost so far.
  var drops: DropCounts {
    let figures = packets.figures
    return DropCounts(
      kernel: figures.allKernelDrops, interface: figures.allInterfaceDrops, queue: queue.dropped,
      files: files?.queue.dropped ?? 0)
  }

  /// Waits for signals until all is done, and warns of what is lost meanwhile.
  func attend(
    _ signals: SignalWait, _ duration: Duration?, _ messages: MessageLog
  ) -> CaptureOutcome {
    let begin = ContinuousClock.now
    var losses = LossWatch()
    var isStopping = false
    var end: ContinuousClock.Instant?
    while !hasEnded, end.map({ ContinuousClock.now < $0 }) ?? true {
      switch signals.next(within: .milliseconds(250)) {
      case .stop, .reload:
        // The second time it is meant.
        if isStopping {
          end = .now + Self.patience
          servers.abandon()
        }
        isStopping = true
        packets.stop()
      case .poke, nil: break
      }
      if let duration, ContinuousClock.now - begin >= duration { packets.stop() }
      losses.tell(packets.figures.problems, drops, messages)
    }
    losses.tell(packets.figures.problems, DropCounts(), messages)
    return outcome(ContinuousClock.now - begin)
  }

  private var hasEnded: Bool { lane.hasEnded && files?.hasEnded ?? true }

  private func outcome(_ time: Duration) -> CaptureOutcome {
    var figures = lane.figures
    figures.report.seconds = time / .seconds(1)
    var outcome = CaptureOutcome(deliveryError: figures.fault)
    if !hasEnded { outcome.deliveryError = .stopped(destination: "genlog-wire") }
    outcome.report = figures.report
    outcome.drops = drops
    outcome.problems = packets.figures.problems
    outcome.files = files?.figures
    outcome.deliveries = servers.accounts
    return outcome
  }
}
