/// A story as a ladder for a terminal: a line for each participant, an arrow for each message.
///
///     09:00:07.100        │── INVITE 7000 ───────▶│
///     09:00:07.104        │◀── 180 Ringing ───────│
///        … 12.4 s         ┊                       ┊
///
/// Where the columns are too narrow for that, labels stand behind the ladder.
package struct LadderText {
  /// A pause is told when it is longer, in microseconds.
  private static let longGap: Int64 = 1_000_000
  /// More comparisons of clocks are not told.
  private static let maxClocks = 6

  private let story: CallStory
  private let columns: LadderColumns
  private let usesColor: Bool
  private var lines: [String] = []

  /// Draws a story.
  ///
  /// - Parameters:
  ///   - width: the columns of the terminal; nil where nothing limits them.
  ///   - usesColor: whether SGR sequences may be written.
  package init(_ story: CallStory, width: Int?, usesColor: Bool = false) {
    self.story = story
    self.usesColor = usesColor
    columns = LadderColumns(story, width: width)
    draw()
  }

  /// The ladder, a newline after each line.
  package var text: String { lines.map { $0 + "\n" }.joined() }

  private mutating func draw() {
    drawTitle()
    drawNames()
    var previous: Int64?
    for step in story.steps {
      if let previous { drawGap(from: previous, to: step.time) }
      previous = step.time
      draw(step)
    }
    append(lanes("┴"))
  }

  // MARK: - What stands above

  private mutating func drawTitle() {
    let labelWidth = (story.ids.map(\.kind.label.count).max() ?? 0) + 2
    for id in story.ids.prefix(12) {
      var row = LadderRow(width: labelWidth + IDForm.maxBytes)
      row.write(id.kind.label, at: 0, limit: labelWidth, .dim)
      row.write(id.text, at: labelWidth, limit: IDForm.maxBytes, .bold)
      append(row)
    }
    if story.ids.count > 12 { append(line("and \(story.ids.count - 12) more ids")) }
    for hub in story.hubs.prefix(3) {
      append(line("not followed: \(hub.kind.label) \(hub.text), it stands with too many other ids"))
    }
    append(line(story.summary))
    for clock in story.clocks.prefix(LadderText.maxClocks) { append(line("\(clock)")) }
    append(LadderRow(width: 0))
  }

  private mutating func drawNames() {
    if columns.hasLabelsOnArrows {
      var row = LadderRow(width: columns.width)
      for (index, participant) in story.participants.enumerated() {
        let room = columns.spacing - 1
        let width = min(LadderRow.width(of: participant.name, upTo: room), room)
        let start = max(columns.lanes[index] - width / 2, LadderColumns.timeWidth)
        row.write(
          participant.name, at: start, limit: room, participant.kind == .server ? .bold : .plain)
      }
      append(row)
    } else {
      // A stair of names, each above its line.
      for (index, participant) in story.participants.enumerated() {
        var row = lanes("│", count: index)
        row.write(
          participant.name, at: columns.lanes[index], limit: columns.width,
          participant.kind == .server ? .bold : .plain)
        append(row)
      }
    }
    var row = lanes("┬")
    if let span = story.span {
      row.write(EventTime.date(span.lowerBound), at: 0, limit: LadderColumns.timeWidth, .dim)
    }
    append(row)
  }

  // MARK: - Steps

  private mutating func drawGap(from previous: Int64, to time: Int64) {
    if EventTime.date(previous) != EventTime.date(time) {
      var row = lanes("┊")
      row.write(EventTime.date(time), at: 0, limit: LadderColumns.timeWidth, .dim)
      append(row)
    }
    guard time - previous > LadderText.longGap else { return }
    var row = lanes("┊")
    row.write(
      "… " + EventTime.duration(time - previous), at: 2, limit: LadderColumns.timeWidth - 2, .dim)
    append(row)
  }

  private mutating func draw(_ step: StoryStep) {
    var row = lanes("│")
    row.write(EventTime.clock(step.time), at: 0, limit: LadderColumns.timeWidth, .dim)
    if let to = step.to, to != step.from {
      drawArrow(step, to: to, in: &row)
    } else {
      drawNote(step, in: &row)
    }
    append(row)
  }

  private func drawArrow(_ step: StoryStep, to: Int, in row: inout LadderRow) {
    let style = LadderStyle(step.tone)
    let (start, end) = (columns.lanes[step.from], columns.lanes[to])
    let (left, right) = (min(start, end), max(start, end))
    for column in stride(from: left + 1, to: right, by: 1) {
      row.put(columns.lanes.contains(column) ? "┼" : "─", at: column, style)
    }
    row.put(end > start ? "▶" : "◀", at: end > start ? right - 1 : left + 1, style)
    guard columns.hasLabelsOnArrows else {
      row.write(step.label, at: columns.labelStart, limit: columns.width, style)
      return
    }
    let room = LadderColumns.labelRoom(right - left)
    let width = min(LadderRow.width(of: step.label, upTo: room), room)
    // Two dashes before a short label, one before a long one.
    let place = left + (end > start ? 1 : 2) + (width + 2 <= room ? 2 : 1)
    row.put(" ", at: place, style)
    row.write(step.label, at: place + 1, limit: room, style)
    row.put(" ", at: place + 1 + width, style)
  }

  /// A note stands at the line of who wrote it, on the side that has room.
  private func drawNote(_ step: StoryStep, in row: inout LadderRow) {
    let lane = columns.lanes[step.from]
    let style = LadderStyle(step.tone)
    row.put("●", at: lane, style)
    guard columns.hasLabelsOnArrows else {
      row.write(step.label, at: columns.labelStart, limit: columns.width, style)
      return
    }
    let after = columns.width - lane - 2
    let before = lane - LadderColumns.timeWidth - 1
    if after >= 30 || after >= before {
      row.write(step.label + " ", at: lane + 2, limit: after, style)
    } else {
      let width = min(LadderRow.width(of: step.label, upTo: before), before)
      row.write(step.label, at: lane - 1 - width, limit: width, style)
    }
  }

  // MARK: - Lines

  private func lanes(_ character: String, count: Int? = nil) -> LadderRow {
    var row = LadderRow(width: columns.width)
    for lane in columns.lanes.prefix(count ?? story.participants.count) {
      row.put(character, at: lane, .dim)
    }
    return row
  }

  /// A line of text above the ladder, which the terminal may wrap.
  private func line(_ text: String) -> LadderRow {
    let width = LadderRow.width(of: text, upTo: 1000)
    var row = LadderRow(width: width)
    row.write(text, at: 0, limit: width)
    return row
  }

  private mutating func append(_ row: LadderRow) {
    lines.append(row.text(usesColor: usesColor))
  }
}
