/// A day of the proleptic Gregorian calendar.
///
/// The conversions are Howard Hinnant's, "chrono-compatible low-level date algorithms"
/// (`days_from_civil`, `civil_from_days`).
package struct CivilDate: Hashable, Sendable {
  /// The year; 0 is 1 BC.
  package var year: Int32
  /// The month, 1...12.
  package var month: UInt8
  /// The day of the month, 1...31.
  package var day: UInt8

  /// Makes a date if the calendar has it: 2015-02-29 gives nil.
  ///
  /// - Parameter year: within 5,000,000 of 0, so that every day number fits in 32 bits.
  package init?(year: Int, month: Int, day: Int) {
    guard (-5_000_000...5_000_000).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.daysInMonth(month, ofYear: year)
    else { return nil }
    self.year = Int32(year)
    self.month = UInt8(month)
    self.day = UInt8(day)
  }

  /// The date `dayNumber` days after 1970-01-01.
  package init(dayNumber: Int32) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // Months count from March, so that the leap day is the last of its year.
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.year = Int32(yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
    self.month = UInt8(month)
    self.day = UInt8(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// Days since 1970-01-01.
  package var dayNumber: Int32 {
    let shiftedYear = Int(year) - (month <= 2 ? 1 : 0)
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let marchMonth = Int(month) + (month > 2 ? -3 : 9)
    let dayOfYear = (153 * marchMonth + 2) / 5 + Int(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The day of the week, from Sunday (0) to Saturday (6).
  package var weekday: Int {
    let sinceThursday = (Int(dayNumber) + 4) % 7
    return sinceThursday >= 0 ? sinceThursday : sinceThursday + 7
  }

  /// True if February has 29 days.
  package static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// 28...31; `month` is 1...12.
  package static func daysInMonth(_ month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2016-05-13`.
  package var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let sign = year < 0 ? "-" : ""
    return sign + padded(abs(Int(year)), 4) + "-" + padded(Int(month), 2) + "-"
      + padded(Int(day), 2)
  }
}
