/// What is looked at in events, and in which tables: what all threads of a run share.
package struct PlaceLookup: Sendable {
  package var fields: GeoFields
  /// Points of postcodes that the user brought.
  package var table: PostcodeTable?
  /// Databases of addresses that the user brought.
  package var databases: AddressDatabases?

  /// The usual fields, and what is built in.
  package init() {
    fields = .standard
  }

  /// Makes the locator of one thread.
  package func makeLocator() -> EventLocator {
    EventLocator(fields, table: table, databases: databases)
  }
}
