/// One direction of a connection; a small number, which another one has after the end of this.
package struct StreamNumber: Hashable, Sendable {
  /// Its place in a list of all: 0 and 1 are the directions of one connection, 2 and 3 those of the next.
  package let index: Int

  /// The direction at a place.
  package init(_ index: Int) {
    self.index = index
  }

  /// The other direction of the same connection.
  package var opposite: StreamNumber { StreamNumber(index ^ 1) }

  /// The connection's place in a list of all.
  package var connection: Int { index >> 1 }
}
