/// A host, as its address.
struct Host: Equatable, Sendable {
  /// Its address.
  let address: HostAddress
  /// When it was seen.
  var span: SeenSpan
  /// What it is called.
  var names = TextSet()
  /// What clients on it say that they are.
  var software = TextSet()

  /// Begins a host.
  init(_ address: HostAddress, _ span: SeenSpan) {
    self.address = address
    self.span = span
  }
}
