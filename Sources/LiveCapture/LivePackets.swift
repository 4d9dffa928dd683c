import Glibc
import Synchronization

/// The packets of one or more interfaces, as they come.
///
/// It is opened by one thread, run by one, and stopped and asked for figures by any.
package final class LivePackets: @unchecked Sendable {
  /// What is known of an open interface.
  package struct Interface: Sendable, Equatable {
    /// What it is called.
    package let name: String
    /// What the first header of its packets is: a number of https://www.tcpdump.org/linktypes.html.
    package let linkType: UInt16
    /// How many digits of a second its times have.
    package let digits: Int
  }

  /// What was captured so far.
  package struct Figures: Sendable, Equatable {
    /// Packets taken from the kernel, by interface.
    package var packets: [Int]
    /// Their bytes.
    package var bytes: Int64 = 0
    /// Packets that the kernel had no room for, by interface.
    package var kernelDrops: [Int]
    /// Packets that the card or its driver dropped, by interface.
    package var interfaceDrops: [Int]
    /// What ended the capture on interfaces.
    package var problems: [LiveCaptureError] = []

    /// Makes figures.
    package init(packets: [Int], kernelDrops: [Int], interfaceDrops: [Int]) {
      self.packets = packets
      self.kernelDrops = kernelDrops
      self.interfaceDrops = interfaceDrops
    }

    /// All that were taken.
    package var allPackets: Int { packets.reduce(0, +) }
    /// All that were dropped by the kernel.
    package var allKernelDrops: Int { kernelDrops.reduce(0, +) }
    /// All that were dropped before they came to the kernel.
    package var allInterfaceDrops: Int { interfaceDrops.reduce(0, +) }
  }

  /// The interfaces, in the order of their numbers.
  package let interfaces: [Interface]
  // Handles are touched by `init` and `run` alone, which the caller keeps apart.
  private var handles: [LiveHandle?]
  private let gathering: Duration
  private let state: Mutex<Figures>
  private let isStopped = Atomic<Bool>(false)

  /// Packets that are taken from an interface before the others have their turn.
  private static let maxTurn = 4096
  /// How often the kernel is asked what it dropped.
  private static let figureInterval: Duration = .milliseconds(500)

  /// Opens the interfaces; from then on the kernel gathers their packets.
  ///
  /// - Throws: ``LiveCaptureError``, of the first that cannot be opened.
  package init(_ names: [String], _ settings: LiveSettings) throws(LiveCaptureError) {
    var handles: [LiveHandle] = []
    for name in names { handles.append(try LiveHandle(name, settings)) }
    self.handles = handles
    gathering = settings.gathering
    interfaces = handles.map {
      Interface(name: $0.name, linkType: $0.linkType, digits: $0.digits)
    }
    let none = [Int](repeating: 0, count: handles.count)
    state = Mutex(Figures(packets: none, kernelDrops: none, interfaceDrops: none))
  }

  /// What was captured so far; at most half a second old.
  package var figures: Figures { state.withLock { $0 } }

  /// Ends ``run(into:most:)`` once what the kernel has is taken; from any thread.
  package func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Takes packets into all of the queues, until it is stopped, `most` are taken, or no interface is left.
  ///
  /// The queues are closed then, and the interfaces too.
  package func run(into queues: [PacketQueue], most: Int = .max) {
    let taker = PacketTaker(queues, interfaces: handles.count)
    var nextFigures = ContinuousClock.now
    while !isStopped.load(ordering: .relaxed), taker.count < most, isOpen {
      wait(gathering)
      takeTurns(taker, most) { isStopped.load(ordering: .relaxed) }
      if ContinuousClock.now >= nextFigures {
        note(taker)
        nextFigures = .now + Self.figureInterval
      }
    }
    drain(taker, most)
    note(taker)
    for index in handles.indices { handles[index] = nil }
    for queue in queues { queue.close() }
  }

  /// Takes what the kernel has gathered by now, which it hands over within the time that it gathers for.
  private func drain(_ taker: PacketTaker, _ most: Int) {
    let end = ContinuousClock.now + gathering * 2
    while taker.count < most, isOpen, ContinuousClock.now < end {
      wait(end - .now)
      takeTurns(taker, most) { ContinuousClock.now >= end }
    }
  }

  private var isOpen: Bool { handles.contains { $0 != nil } }

  /// Waits until an interface has packets.
  private func wait(_ limit: Duration) {
    var requests = handles.compactMap { handle in
      handle.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    }
    _ = poll(&requests, nfds_t(requests.count), Int32(clamping: max(0, limit.milliseconds)))
  }

  /// Takes from each interface in turn until none has more, or it is enough.
  private func takeTurns(_ taker: PacketTaker, _ most: Int, isEnough: () -> Bool) {
    var hasMore = true
    while hasMore, !isEnough() {
      hasMore = false
      for (number, handle) in handles.enumerated() {
        guard let handle, taker.count < most else { continue }
        let turn = min(Self.maxTurn, most - taker.count)
        taker.begin(handle, number)
        guard let count = handle.dispatch(turn, to: taker) else {
          giveUp(number, handle)
          continue
        }
        taker.hand()
        if count == turn { hasMore = true }
      }
    }
  }

  /// Lets go of an interface that is gone; the others go on.
  private func giveUp(_ number: Int, _ handle: LiveHandle) {
    let problem = LiveCaptureError.lost(interface: handle.name, problem: handle.problem)
    state.withLock { $0.problems.append(problem) }
    handles[number] = nil
  }

  private func note(_ taker: PacketTaker) {
    let drops = handles.map { $0?.drops }
    state.withLock { figures in
      figures.packets = taker.counts
      figures.bytes = taker.bytes
      for (number, drops) in drops.enumerated() {
        guard let drops else { continue }
        figures.kernelDrops[number] = drops.kernel
        figures.interfaceDrops[number] = drops.interface
      }
    }
  }
}
