/// Where the columns of a ladder stand, in a width.
struct LadderColumns {
  /// The columns of a terminal that the time takes: `09:00:07.438` and two blanks.
  static let timeWidth = 14
  /// Where nothing limits the width.
  private static let comfortable = 30
  /// An arrow shorter than this cannot say what it is.
  private static let leastForLabels = 16
  /// What labels get beside a narrow ladder.
  private static let leastLabelWidth = 24

  /// Where the line of each participant stands.
  let lanes: [Int]
  /// The distance of two lines.
  let spacing: Int
  /// Whether labels stand on the arrows; if not, behind the last line.
  let hasLabelsOnArrows: Bool
  /// The whole width.
  let width: Int

  /// Places the participants of a story.
  ///
  /// Labels stand on the arrows where most of them fit there.
  init(_ story: CallStory, width: Int?) {
    let count = max(story.participants.count, 1)
    let names = story.participants.map { LadderRow.width(of: $0.name, upTo: 40) }
    let wanted = max(LadderColumns.comfortable, (names.max() ?? 0) + 2)
    self.width = max(width ?? LadderColumns.timeWidth + max(count, 2) * wanted, 40)
    let room = self.width - LadderColumns.timeWidth
    let share = min(room / count, wanted)
    hasLabelsOnArrows =
      count == 1
      || share >= LadderColumns.leastForLabels && LadderColumns.fits(story, spacing: share)
    spacing =
      hasLabelsOnArrows
      ? max(share, 1) : min(max((room - LadderColumns.leastLabelWidth) / count, 2), 4)
    let first = LadderColumns.timeWidth + (hasLabelsOnArrows ? spacing / 2 : 1)
    let (spacing, end) = (spacing, self.width - 1)
    lanes = (0..<count).map { min(first + $0 * spacing, end) }
  }

  /// The room for a label on an arrow over `distance` columns: a line, two blanks and a head go off.
  static func labelRoom(_ distance: Int) -> Int { max(distance - 5, 0) }

  /// Whether two of three labels fit on their arrows.
  private static func fits(_ story: CallStory, spacing: Int) -> Bool {
    var (arrows, fitting) = (0, 0)
    for step in story.steps {
      guard let to = step.to, to != step.from else { continue }
      let room = labelRoom(abs(to - step.from) * spacing)
      arrows += 1
      if LadderRow.width(of: step.label, upTo: room + 1) <= room { fitting += 1 }
    }
    return fitting * 3 >= arrows * 2
  }

  /// Where labels begin that do not stand on arrows.
  var labelStart: Int { (lanes.last ?? LadderColumns.timeWidth) + 3 }
}
