/// How many columns of a terminal a character takes, and what stands for those that take none.
package enum DisplayWidth {
  /// The columns of a printable character: 0, 1 or 2 (Unicode UAX #11, wide and fullwidth).
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    let code = scalar.value
    if code < 0x300 { return 1 }
    if isCombining(scalar) { return 0 }
    for range in wide where range.contains(code) { return 2 }
    return 1
  }

  /// The visible stand-in of a character that must not reach a terminal; nil for the others.
  ///
  /// Controls could move the cursor or change its colours, direction marks reorder the line.
  package static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value)  // U+2400, control pictures
    case 0x7F: "\u{2421}"
    case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
      0xFFF9...0xFFFB:
      "\u{FFFD}"
    default: nil
    }
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// The blocks whose characters are two columns wide.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x2E80...0x303E,
    0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF,
    0x20000...0x3FFFD,
  ]
}
