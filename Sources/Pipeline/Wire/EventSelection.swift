import Event
import EventFilter
import Masking

/// What `--where`, `--from`, `--until` and `--mask` make of events that were written before.
package struct EventSelection: ~Copyable {
  private let from: Int64?
  private let until: Int64?
  private var filter: FilterEvaluator?
  private var masker: EventMasker?
  private var masked = JSONBuffer()

  private static let timestamp = FieldPath("@timestamp")

  /// Selects as the options say.
  package init(_ options: ParseOptions) {
    from = options.from
    until = options.until
    filter = options.filter?.makeEvaluator()
    masker = options.mask?.makeMasker()
  }

  /// Hands an event on to `body`, masked, if it is kept.
  ///
  /// - Returns: what `body` returns; true for an event that is not kept.
  package mutating func pass(
    _ event: Span<UInt8>, to body: (Span<UInt8>) -> Bool
  ) -> Bool {
    // What is no event is for its reader to tell, and not to be passed over by a filter.
    guard isObject(event) else { return body(event) }
    guard isKept(event) else { return true }
    guard masker != nil else { return body(event) }
    masked.removeAll()
    masked.append(event)
    masked.append(UInt8(ascii: "\n"))
    masker?.apply(to: &masked, from: 0)
    return masked.withBytes { bytes in body(bytes) }
  }

  private func isObject(_ event: Span<UInt8>) -> Bool {
    var walker = JSONWalker()
    guard case .open(true) = walker.next(in: event) else { return false }
    return true
  }

  private mutating func isKept(_ event: Span<UInt8>) -> Bool {
    if from != nil || until != nil {
      guard let path = Self.timestamp, let value = JSONLookup.value(at: path, in: event),
        let time = TimestampText.read(event, value.content)
      else { return false }
      if let from, time < from { return false }
      if let until, time >= until { return false }
    }
    return filter?.matches(event) ?? true
  }
}
