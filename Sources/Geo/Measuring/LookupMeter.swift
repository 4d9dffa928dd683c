import Event

/// Measures what looking up a value costs, as threads that write places do it.
package struct LookupMeter {
  /// What was measured.
  package struct Result: Sendable {
    /// What was looked for.
    package let content: GeoFields.Content
    /// Nanoseconds for a look at a value, all values one after another.
    package let nanoseconds: Double
    /// The same where each value comes for the first time; nil where that is no different.
    package let first: Double?
    /// How many different values there were, and how many of them have a place.
    package let values: Int
    package let placed: Int
  }

  private let lookup: PlaceLookup

  /// How long values are looked at again and again.
  private static let span = Duration.milliseconds(300)

  /// Measures with the tables of `lookup`.
  package init(_ lookup: PlaceLookup) {
    self.lookup = lookup
  }

  /// What looking for phone numbers costs, in values of all kinds that logs have.
  package func numbers() -> Result { measure(.number, Self.numbers.map { Array($0.utf8) }) }

  /// What looking for postcodes costs, in values of all kinds that user data have.
  package func postcodes() -> Result { measure(.postcode, Self.postcodes.map { Array($0.utf8) }) }

  /// What looking for addresses costs; nil without databases.
  ///
  /// A thousand callers that come again and again, and once a hundred thousand that each come once.
  package func addresses() -> Result? {
    guard lookup.databases != nil else { return nil }
    let callers = measure(.address, Self.addresses(1_000))
    let first = measure(.address, Self.addresses(100_000), rounds: 1)
    return Result(
      content: .address, nanoseconds: callers.nanoseconds, first: first.nanoseconds,
      values: callers.values, placed: callers.placed)
  }

  /// - Parameter rounds: how often all values are gone through; nil for as long as time is left.
  private func measure(
    _ content: GeoFields.Content, _ values: [[UInt8]], rounds: Int? = nil
  ) -> Result {
    var tables = PlaceTables(lookup.table, lookup.databases)
    var out = JSONBuffer()
    var placed = 0
    if rounds == nil {
      for value in values where find(value, content, &tables, &out) { placed += 1 }
    }
    let start = ContinuousClock.now
    var looks = 0
    var done = 0
    repeat {
      for value in values {
        tables.begin()
        _ = find(value, content, &tables, &out)
      }
      looks += values.count
      done += 1
    } while rounds.map { done < $0 } ?? (start.duration(to: .now) < Self.span)
    let spent = start.duration(to: .now) / .nanoseconds(1)
    return Result(
      content: content, nanoseconds: spent / Double(looks), first: nil,
      values: values.count, placed: placed)
  }

  /// Looks at a value, and writes what events say of it.
  @inline(__always)
  private func find(
    _ value: [UInt8], _ content: GeoFields.Content, _ tables: inout PlaceTables,
    _ out: inout JSONBuffer
  ) -> Bool {
    out.removeAll()
    guard let finding = tables.find(value.span, content) else { return false }
    if finding.hasPlace { tables.append(finding.source, to: &out) }
    if finding.hasOwner { tables.appendOwner(finding.source, to: &out) }
    return finding.hasPlace
  }

  private static let numbers = [
    "01134960123", "+441134960123", "+44 (0)20 7946 0018", "0044 121 496 0123", "441614960123",
    "tel:+441174960123;phone-context=example.com", "02896496012", "016977 2000", "07700900123",
    "08081570123", "01632960123", "5001", "7012", "anonymous", "+12025550123", "+33 1 00 00 00 00",
    "9011", "unknown", "sip:02079460018@192.0.2.20;user=phone", "",
  ]

  private static let postcodes = [
    "CB2 1TN", "ec1a1bb", "1 High Street, Leeds LS1 4AP", "Motor", "Home", "4711",
    "N5AQ8L3T0D2H54M9",
    "000C8aE2P0KF001X", "Claims_Desk_1", "k.ashe", "Renewed", "2026-06-16T09:00:00.101", "SW1A 1AA",
    "CB99 1TN", "the caller asked for a letter to be sent again", "07700900123", "true", "W1A 0AX",
    "EN",
    "",
  ]

  /// Addresses that look random, the same in each run, none of those that stand for no place.
  private static func addresses(_ count: Int) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var state: UInt64 = 1
    while texts.count < count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let address = IPAddress(four: UInt32(truncatingIfNeeded: state >> 32))
      if address.special == nil { texts.append(Array(address.description.utf8)) }
    }
    return texts
  }
}
