import Event
import FollowState

/// All that is remembered of one file, for people to read.
struct StatePage {
  private let file: RememberedFile

  /// Makes the page of a file.
  init(_ file: RememberedFile) {
    self.file = file
  }

  /// The page: the path, then a line for each thing that is known.
  var text: String {
    let rows = rows.map { name, value in
      "  " + name + String(repeating: " ", count: 13 - name.count) + value + "\n"
    }
    return SafeText.of(file.state.path.text) + "\n" + rows.joined()
  }

  private var rows: [(String, String)] {
    let state = file.state
    var rows = [
      ("destination", SafeText.of(file.destination)),
      ("number", "\(state.number)"),
      ("generation", StatePage.hexadecimal(state.name)),
      ("offset", "\(state.offset)\(progress)"),
      ("complete", state.isComplete ? "yes" : "no"),
      ("last seen", time(StateTime.microseconds(seconds: state.lastSeen))),
      ("device", "\(state.device)"),
      ("inode", "\(state.inode)"),
    ]
    if let birth = state.birth { rows.append(("made", time(birth / 1000))) }
    rows.append(("head", StatePage.text(state.head)))
    rows.append(("tail", StatePage.text(state.tail)))
    if !state.cuts.isEmpty {
      rows.append(("cuts", state.cuts.map { "\($0)" }.joined(separator: ", ")))
    }
    if state.taken != 0 { rows.append(("taken", "\(state.taken) bytes")) }
    if let day = state.day { rows.append(("day", "\(CivilDate(dayNumber: day))")) }
    rows.append(("kept in", SafeText.of(file.directory)))
    return rows
  }

  private var progress: String {
    let fate = FileFate(of: file.state)
    switch (fate, fate.behind(file.state)) {
    case (.here(let size), let behind?): return " of \(size), \(behind) behind"
    case (.here(let size), nil): return "; the file has \(size) bytes"
    case (.replaced, _): return "; another file is at this path now"
    case (.gone, _): return "; the file is gone"
    case (.unknown(let code), _): return "; \(PipelineError.reason(code))"
    }
  }

  private func time(_ microseconds: Int64) -> String {
    var out = JSONBuffer()
    var text = TimestampText()
    text.append(microseconds, digits: 3, to: &out)
    return out.text()
  }

  private static func text(_ mark: ContentMark) -> String {
    "\(mark.length) bytes, hash \(hexadecimal(mark.hash))"
  }

  /// The 32 digits of a name.
  static func hexadecimal(_ name: EventHash.Value) -> String {
    hexadecimal(name.high) + hexadecimal(name.low)
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
