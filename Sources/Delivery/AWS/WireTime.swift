import CCurl
import Event
import Glibc

/// Times as AWS and HTTP write them; in seconds since 1970.
enum WireTime {
  /// The last second of the year 9999.
  static let latest: Int64 = 253_402_300_799

  /// The time of the system's clock.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }

  /// `20261125T203542Z`; years outside 0000...9999 are clamped.
  static func compact(_ seconds: Int64) -> String {
    let clamped = min(max(seconds, -62_167_219_200), latest)
    let day = (clamped >= 0 ? clamped : clamped - 86_399) / 86_400
    let second = Int(clamped - day * 86_400)
    let date = CivilDate(dayNumber: Int32(day))
    let parts = [
      (Int(date.year), 4), (Int(date.month), 2), (Int(date.day), 2), (second / 3600, 2),
      (second / 60 % 60, 2), (second % 60, 2),
    ].map { number, width in
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return parts[..<3].joined() + "T" + parts[3...].joined() + "Z"
  }

  /// Reads the `Date` of a reply: `Wed, 25 Nov 2026 20:35:42 GMT` (RFC 9110 s 5.6.7).
  static func header(_ text: String) -> Int64? {
    let seconds = curl_getdate(text, nil)
    return seconds < 0 ? nil : Int64(seconds)
  }

  /// Reads `2026-11-25T20:35:42Z`, also with a fraction, which is left out.
  static func timestamp(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"),
      bytes[19] == UInt8(ascii: "Z")
        || bytes[19] == UInt8(ascii: ".")
    else { return nil }
    for (place, mark) in zip([4, 7, 10, 13, 16], "--T::".utf8) where bytes[place] != mark {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      Int(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let date = CivilDate(year: year, month: month, day: day), (0..<24).contains(hour),
      (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    return Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }
}
