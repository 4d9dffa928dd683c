import EventFilter
import GenesysLog

/// Stamps, headers and names of files.
final class StampTarget: FuzzTarget {
  static let name = "stamps"
  static let words =
    LogWords.all + [
      "DST:  TZ = 1, timeb = 0", "Time zone:  28800, Pacific Standard Time", "Start time (UTC): ",
      "Running time:  0:1:2:3", "File:  (3) ", "Components:\n", "   v.8.5.100.02", "Command line: ",
      ".20260202_135459_850.snapshot.log.gz", "Application type: T-Server (1)", ", Version: 8",
      "[Wed Jan 17 08:37:07 CST 2018]", "+02:00", "GMT", " PM", "Process@Host: [1@h]",
    ]
  static let seeds =
    LogWords.seeds
    + [
      "SIP_P-001.20260202_135459_850.snapshot.log.gz", "2016-05-13T16:29:54.229+02:00",
      "Wed Jan 17 08:37:07.123 CST 2018", "01/17/18 08:37:07 PM", "13.05.2016 16:29:54,229",
      """
      Genesys Server, Version: 8.1.010.16 Compiled: x
      Build information :
          Description: x
      Components:
          Common library   v.8.5.100.02
      DST:  TZ = 1, timeb = 0
      """,
    ].map { Array($0.utf8) }

  init() {}

  func run(_ bytes: [UInt8]) {
    for start in 0...bytes.count {
      if let stamp = StampParser.parse(bytes.span, at: start) { check(stamp, bytes, from: start) }
    }
    if let (stamp, start) = StampParser.parseTrailing(bytes.span, end: bytes.count) {
      hold(start <= stamp.end && stamp.end <= bytes.count, "a stamp outside the line")
    }
    let name = text(bytes)
    _ = LogFileName.date(in: name)
    _ = FilterTime(name)
    var parser = LogHeaderParser()
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = Array(line)
      _ = parser.consume(line.span)
      let head = RecordHead(line.span, 0..<line.count)
      hold(head.textRange.upperBound <= line.count, "a text outside the line")
    }
  }

  private func check(_ stamp: Stamp, _ bytes: [UInt8], from start: Int) {
    hold(stamp.end > start && stamp.end <= bytes.count, "a stamp outside the text")
    hold(!bytes[start..<stamp.end].contains(0x0A), "a stamp on two lines")
    hold(stamp.timeOfDay >= 0 && stamp.timeOfDay <= 86_401_000_000, "no time of day")
  }
}
