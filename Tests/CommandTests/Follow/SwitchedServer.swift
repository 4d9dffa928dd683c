import Foundation
import Synchronization
import TestServers

/// An Elasticsearch that is down, or up, as a test likes.
final class SwitchedServer: Sendable {
  private final class Switch: Sendable {
    let isDown = Atomic(false)
    let requests = Atomic(0)
  }

  private let double: ElasticsearchDouble
  private let own: Switch

  /// - Parameter breaksAfter: how many requests it answers before it goes down.
  init(breaksAfter: Int = .max) {
    let own = Switch()
    self.own = own
    double = ElasticsearchDouble(request: { _ in
      let requests = own.requests.add(1, ordering: .relaxed).newValue
      if requests == breaksAfter { own.isDown.store(true, ordering: .relaxed) }
      return own.isDown.load(ordering: .relaxed) ? .answer(503, "{}") : nil
    })
  }

  /// Whether it answers 503 to everything.
  var isDown: Bool {
    get { own.isDown.load(ordering: .relaxed) }
    set { own.isDown.store(newValue, ordering: .relaxed) }
  }

  /// How many requests it has had.
  var requests: Int { own.requests.load(ordering: .relaxed) }

  var url: String { double.url }

  /// Closes its sockets.
  func stop() { double.stop() }

  /// How many events it holds.
  var count: Int { double.events.count }

  /// What it holds.
  var events: [Delivered] { double.events.map(Delivered.init(text:)) }
}
