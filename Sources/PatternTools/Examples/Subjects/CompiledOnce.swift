import Synchronization

/// A value that is made when first asked for, once for all threads.
final class CompiledOnce<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// The value.
  func value(_ make: () throws(ExampleError) -> Value) throws(ExampleError) -> Value {
    if let known = made.withLock({ $0 }) { return known }
    let value = try make()
    return made.withLock { known in
      if let known { return known }
      known = value
      return value
    }
  }
}
