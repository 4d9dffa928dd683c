import Synchronization

/// What the watching thread and the others tell each other.
final class WatchBoard: Sendable {
  /// Wakes the watching thread.
  let signal: WakeUp

  private let state = Mutex(State())

  private struct State {
    var known: [ObjectIdentifier: FollowedFile] = [:]
    var subscriptions: [Weak] = []
    var scan = 0
    var request: WatchRequest?
    var isStopped = false
  }

  private struct Weak {
    weak var subscription: WatchSubscription?
  }

  /// - Throws: `cannotWatch`.
  init() throws(LogInputError) {
    signal = try WakeUp()
  }

  // MARK: - The others' side

  /// A subscription that begins with all files that are listed.
  /// - Throws: `cannotWatch`.
  func subscribe() throws(LogInputError) -> WatchSubscription {
    let signal = try WakeUp()
    return state.withLock { state in
      let files = WatchBoard.inOrder(Array(state.known.values))
      let changes = WatchChanges(added: files, scan: state.scan, isStopped: state.isStopped)
      let subscription = WatchSubscription(signal, changes: changes)
      state.subscriptions.append(Weak(subscription: subscription))
      return subscription
    }
  }

  /// Asks for something.
  func request(_ request: WatchRequest) {
    state.withLock { $0.request = max($0.request ?? request, request) }
    signal.signal()
  }

  // MARK: - The watching thread's side

  /// What was asked for since the last call.
  func takeRequest() -> WatchRequest? {
    state.withLock { state in
      defer { state.request = nil }
      return state.request
    }
  }

  /// Tells the subscriptions; `gone` are files that are no longer listed.
  func publish(_ changes: WatchChanges, gone: [FollowedFile]) {
    var changes = changes
    changes.added = WatchBoard.inOrder(changes.added)
    let subscriptions = state.withLock { state in
      state.scan = changes.scan
      state.isStopped = changes.isStopped
      for file in changes.added { state.known[ObjectIdentifier(file)] = file }
      for file in changes.changed where file.isListed { state.known[ObjectIdentifier(file)] = file }
      for file in gone { state.known[ObjectIdentifier(file)] = nil }
      state.subscriptions.removeAll { $0.subscription == nil }
      return state.subscriptions.compactMap(\.subscription)
    }
    for subscription in subscriptions { subscription.add(changes) }
  }

  private static func inOrder(_ files: [FollowedFile]) -> [FollowedFile] {
    files.map { ($0.modifiedWhenFound, $0.path, $0) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map(\.2)
  }
}

/// What the watching thread is asked for; a later case includes those before it.
enum WatchRequest: Int, Comparable {
  /// To begin.
  case start
  /// To search for files now.
  case scan
  /// To search for files, and to report all as changed.
  case reportAll
  /// To end.
  case stop

  static func < (one: WatchRequest, other: WatchRequest) -> Bool {
    one.rawValue < other.rawValue
  }
}
