import Event
import Testing

@Suite("Civil date")
struct CivilDateTests {
  @Test("day numbers count from 1970-01-01")
  func epoch() throws {
    let table: [(Int, Int, Int, Int32, Int)] = [
      (1970, 1, 1, 0, 4), (1969, 12, 31, -1, 3), (2000, 2, 29, 11_016, 2),
      (2016, 5, 13, 16_934, 5), (1600, 1, 1, -135_140, 6), (9999, 12, 31, 2_932_896, 5),
    ]
    for (year, month, day, number, weekday) in table {
      let date = try #require(CivilDate(year: year, month: month, day: day))
      #expect(date.dayNumber == number)
      #expect(date.weekday == weekday)
    }
  }

  @Test("every day of 1900 to 2100 comes back from its number, and the days follow each other")
  func roundTrip() throws {
    let first = try #require(CivilDate(year: 1900, month: 1, day: 1))
    var expected = (year: 1900, month: 1, day: 1)
    var weekday = 1
    var number = first.dayNumber
    while expected.year <= 2100 {
      let date = CivilDate(dayNumber: number)
      #expect(Int(date.year) == expected.year && Int(date.month) == expected.month)
      #expect(Int(date.day) == expected.day && date.weekday == weekday)
      #expect(date.dayNumber == number)
      number += 1
      weekday = (weekday + 1) % 7
      expected.day += 1
      if expected.day > CivilDate.daysInMonth(expected.month, ofYear: expected.year) {
        expected = (expected.year, expected.month + 1, 1)
      }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
    }
    #expect(number - first.dayNumber == 73_414)
  }

  @Test("any day number is a date", arguments: [Int32.min, -800_000, -1, 0, 1_000_000, Int32.max])
  func extremes(number: Int32) {
    #expect(CivilDate(dayNumber: number).dayNumber == number)
    #expect((0..<7).contains(CivilDate(dayNumber: number).weekday))
  }

  @Test(
    "a date that no calendar has is refused",
    arguments: [
      (2015, 2, 29), (1900, 2, 29), (2016, 2, 30), (2016, 4, 31), (2016, 0, 1), (2016, 13, 1),
      (2016, 1, 0), (2016, 1, 32), (Int.max, 1, 1), (Int.min, 1, 1),
    ])
  func refused(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test("a date is written as ISO 8601 has it")
  func description() {
    #expect(CivilDate(year: 2016, month: 5, day: 3)?.description == "2016-05-03")
    #expect(CivilDate(year: -44, month: 3, day: 15)?.description == "-0044-03-15")
  }
}
