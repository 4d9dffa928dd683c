/// A time as a log prints it: what stands there, nothing added.
package struct Stamp: Equatable, Sendable {
  /// Microseconds of the printed day, 0 ..< 86,400,000,000.
  ///
  /// A leap second (`23:59:60`) counts as the last microsecond of its minute.
  package var timeOfDay: Int64
  /// Days since 1970-01-01, or ``noDay`` when only a time of day is printed.
  package var day: Int32
  /// How many digits of the second are printed, 0...6; more are dropped.
  package var digits: UInt8
  /// Seconds east of UTC, or ``noOffset`` unless printed as a number or `Z`.
  package var utcOffsetSeconds: Int32
  /// The index just past the stamp.
  package var end: Int

  /// The value of ``day`` in a stamp without a date.
  package static let noDay = Int32.min
  /// The value of ``utcOffsetSeconds`` in a stamp without an offset.
  package static let noOffset = Int32.min
  /// The microseconds of a day.
  package static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Makes a stamp of its parts.
  @inline(__always)
  package init(
    timeOfDay: Int64, day: Int32 = noDay, digits: UInt8, utcOffsetSeconds: Int32 = noOffset,
    end: Int
  ) {
    self.timeOfDay = timeOfDay
    self.day = day
    self.digits = digits
    self.utcOffsetSeconds = utcOffsetSeconds
    self.end = end
  }
}
