/// An interface that a section of pcapng has frames of (section 4.2 of the draft).
struct CaptureInterface: Sendable {
  /// What the first header of its frames is.
  let linkType: UInt16
  /// The most bytes that were captured of a frame; 0 is all.
  let snapLength: UInt32
  /// How its times are told.
  private(set) var clock = CaptureClock()

  private enum Option {
    static let end: UInt16 = 0
    static let resolution: UInt16 = 9
    static let offset: UInt16 = 14
  }

  /// Reads the content of an interface's block; what is missing of it is zero.
  init(_ bytes: Span<UInt8>, _ content: Range<Int>, _ order: ByteOrder) {
    guard content.count >= 8 else {
      (linkType, snapLength) = (UInt16.max, 0)
      return
    }
    linkType = order.number16(bytes, content.lowerBound)
    snapLength = order.number32(bytes, content.lowerBound + 4)
    var place = content.lowerBound + 8
    while content.upperBound - place >= 4 {
      let code = order.number16(bytes, place)
      let length = Int(order.number16(bytes, place + 2))
      let value = place + 4
      guard code != Option.end, content.upperBound - value >= length else { return }
      if code == Option.resolution, length == 1 {
        clock.resolution = bytes[value]
      } else if code == Option.offset, length == 8 {
        clock.offset = Int64(bitPattern: order.number64(bytes, value))
      }
      place = value + (length + 3) & ~3
    }
  }
}

/// How an interface tells time: units of a resolution, from an offset on.
struct CaptureClock: Sendable {
  /// A negative power of ten, or of two if the highest bit is set: if_tsresol.
  var resolution: UInt8 = 6
  /// Seconds to add: if_tsoffset.
  var offset: Int64 = 0

  /// How many digits of a second it tells, at most nine.
  var digits: Int {
    resolution & 0x80 == 0 ? min(Int(resolution), 9) : 9
  }

  /// The nanoseconds since 1970 that `units` stand for; the nearest there are where those are too many.
  func nanoseconds(_ units: UInt64) -> Int64 {
    let power = Int(resolution & 0x7F)
    let (seconds, fraction) =
      resolution & 0x80 == 0 ? Self.decimal(units, power) : Self.binary(units, power)
    let (sum, isOver) = Int64(clamping: seconds).addingReportingOverflow(offset)
    let whole = isOver ? (offset < 0 ? Int64.min : .max) : sum
    let (product, isLarge) = whole.multipliedReportingOverflow(by: 1_000_000_000)
    let (time, isLarger) = product.addingReportingOverflow(fraction)
    return isLarge || isLarger ? (whole < 0 ? .min : .max) : time
  }

  /// Units of 10^-power of a second as seconds and nanoseconds.
  private static func decimal(_ units: UInt64, _ power: Int) -> (UInt64, Int64) {
    guard power <= 19 else { return (0, 0) }
    let base = (0..<power).reduce(UInt64(1)) { base, _ in base * 10 }
    let (seconds, rest) = units.quotientAndRemainder(dividingBy: base)
    let nanoseconds =
      power <= 9
      ? rest * (0..<9 - power).reduce(1) { base, _ in base * 10 }
      : rest / (0..<power - 9).reduce(1) { base, _ in base * 10 }
    return (seconds, Int64(nanoseconds))
  }

  /// Units of 2^-power of a second as seconds and nanoseconds.
  private static func binary(_ units: UInt64, _ power: Int) -> (UInt64, Int64) {
    let seconds = power < 64 ? units >> UInt64(power) : 0
    let rest = power < 64 ? units & ((1 << UInt64(power)) - 1) : units
    let (high, low) = rest.multipliedFullWidth(by: 1_000_000_000)
    let nanoseconds: UInt64 =
      switch power {
      case 0: 0
      case ..<64: high << UInt64(64 - power) | low >> UInt64(power)
      default: high >> UInt64(power - 64)
      }
    return (seconds, Int64(clamping: nanoseconds))
  }
}
