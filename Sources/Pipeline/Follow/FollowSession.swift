import Delivery
import FollowState
import LogInput
import Synchronization

/// Following under one configuration: a watch of the files, and a lane for each destination.
final class FollowSession {
  /// What a lane is made of, besides its own thread.
  private struct Lane: Sendable {
    let output: any LaneOutput
    let receipts: ReceiptBox
    let subscription: WatchSubscription
    let store: StateStore
    let meter: LaneMeter
    let stopped: StopFlag
  }

  private let options: FollowOptions
  private let messages: MessageLog
  private let parts: LaneParts
  private let watch: FileWatch
  private var lanes: [Lane] = []
  private var threads: [WorkerThread] = []
  private let endings = Mutex<[DeliveryError?]>([])

  /// Opens destinations and what is remembered of them.
  /// - Throws: ``PipelineError`` when one cannot be opened, or another process follows for it.
  init(
    _ options: FollowOptions, _ rules: RunRules, _ messages: MessageLog
  ) throws(PipelineError) {
    self.options = options
    self.messages = messages
    parts = LaneParts(
      options: options.parse, expressions: rules.expressions,
      logs: LogOpener(options.parse, rules: rules.rules), settings: options.lane,
      messages: messages)
    do {
      watch = try FileWatch(options.parse.inputs, options.watch) { messages.warning($0) }
      for destination in options.parse.destinations { lanes.append(try lane(destination)) }
    } catch let error as PipelineError {
      throw error
    } catch {
      throw .invalid("\(error)")
    }
  }

  private func lane(_ destination: Destination) throws -> Lane {
    let name = options.name(of: destination)
    let store = try StateStore(
      directory: StateLocation.directory(root: options.stateRoot, name), destination: name)
    for problem in store.problems { messages.warning("\(problem)") }
    let (receipts, stopped) = (ReceiptBox(), StopFlag())
    let subscription = watch.subscribe()
    return Lane(
      output: try LaneOpener(options.parse, messages).open(
        destination, receipts, stopped, wake: { subscription.wake() }),
      receipts: receipts, subscription: subscription, store: store,
      meter: LaneMeter(destination: name), stopped: stopped)
  }

  /// Starts to follow.
  /// - Throws: ``PipelineError`` when the system has no thread for a lane.
  func start() throws(PipelineError) {
    watch.start()
    for lane in lanes {
      let thread = WorkerThread { [parts, endings = Weak(self)] in
        let fault = FollowLane(parts, lane).run()
        endings.owner?.note(fault)
      }
      _ = thread
    }
  }

  func note(_ fault: DeliveryError?) {}
}
