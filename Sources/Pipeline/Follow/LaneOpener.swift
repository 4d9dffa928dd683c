import Delivery
import FollowState
import LogInput

/// What a lane works with: its destination, its files, and what it remembers.
struct LaneTools: Sendable {
  let output: any LaneOutput
  let receipts: ReceiptBox
  let subscription: WatchSubscription
  let store: StateStore
  let meter: LaneMeter
  let stopped: StopFlag
  /// Where records go that no rule knew; of one lane only.
  var unmatched: AppendSink?

  /// What is told of the lane.
  var watched: FollowMonitor.Lane { FollowMonitor.Lane(meter: meter, output: output) }
}

/// Opens destinations to follow for.
struct LaneOpener {
  private let options: FollowOptions
  private let watch: FileWatch
  private let messages: MessageLog

  init(_ options: FollowOptions, _ watch: FileWatch, _ messages: MessageLog) {
    self.options = options
    self.watch = watch
    self.messages = messages
  }

  /// Opens a destination and what is remembered for it.
  /// - Throws: ``PipelineError`` when it cannot be opened, or another process follows for it.
  func open(
    _ destination: Destination, _ server: ServerOptions?
  ) throws(PipelineError) -> LaneTools {
    let name = destination.name
    do {
      let store = try StateStore(
        directory: options.stateRoot + "/" + StateDirectoryName.of(name), destination: name)
      for problem in store.problems { messages.warning("\(problem)") }
      let (receipts, stopped) = (ReceiptBox(), StopFlag())
      let subscription = try watch.subscribe()
      let output: any LaneOutput
      if let server {
        let receipt: @Sendable (DeliveryReceipt) -> Void = {
          receipts.enter($0)
          subscription.wake()
        }
        let sink = try server.open(
          receipt: receipt, warning: { [messages] in messages.warning($0) })
        output = ServerLane(sink, name: name)
      } else {
        output = FileLane(
          try file(destination), name: name, writer: writer(destination), receipts: receipts,
          stopped: stopped, messages)
      }
      return LaneTools(
        output: output, receipts: receipts, subscription: subscription, store: store,
        meter: LaneMeter(destination: name), stopped: stopped)
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// Opens the lane of alert rules.
  /// - Throws: as ``open(_:_:)``.
  func open(_ alerts: FollowAlerts) throws(PipelineError) -> LaneTools {
    let name = RuleLane.laneName
    for warning in alerts.warnings { messages.warning(warning) }
    do {
      // No path has a NUL in it: no file is called so.
      let store = try StateStore(
        directory: options.stateRoot + "/" + StateDirectoryName.of("\0\(name)"), destination: name)
      for problem in store.problems { messages.warning("\(problem)") }
      let (receipts, stopped) = (ReceiptBox(), StopFlag())
      let output = try RuleLane(
        alerts, memory: store.committed, receipts: receipts, stopped: stopped, messages)
      return LaneTools(
        output: output, receipts: receipts, subscription: try watch.subscribe(), store: store,
        meter: LaneMeter(destination: name), stopped: stopped)
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// Opens the file of records that no rule knew, if there is to be one.
  func openUnmatched() throws(PipelineError) -> AppendSink? {
    do {
      return try options.parse.unmatchedPath.map { path throws(DeliveryError) in
        try AppendSink(path: path)
      }
    } catch {
      throw .invalid("\(error)")
    }
  }

  private func file(_ destination: Destination) throws(DeliveryError) -> AppendSink {
    if case .file(let path) = destination { return try AppendSink(path: path) }
    return AppendSink()
  }

  private func writer(_ destination: Destination) -> FormatWriter? {
    guard !options.parse.format.isIdentity else { return nil }
    return FormatWriter(
      options.parse.format, columns: options.parse.fields,
      terminal: TerminalOutput.describe([destination]))
  }
}
