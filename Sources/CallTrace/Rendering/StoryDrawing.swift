/// The ladder of a story as SVG, each step a link to its event's fields.
struct StoryDrawing {
  /// Pixels before the first column: the time.
  static let timeWidth = 118
  /// Pixels between two lines, of the text that stands on arrows and of a step.
  static let spacing = 190
  static let characterWidth = 7
  static let stepHeight = 30
  private static let gapHeight = 26

  private let story: CallStory
  private var html = HTMLText()
  private var y = 8

  /// Draws a story.
  init(_ story: CallStory) {
    self.story = story
    draw()
  }

  /// The width of the drawing in pixels.
  var width: Int {
    StoryDrawing.timeWidth + max(story.participants.count, 2) * StoryDrawing.spacing
  }

  /// The drawing as markup.
  var markup: String {
    let open =
      "<svg width=\"\(width)\" height=\"\(y + 8)\" viewBox=\"0 0 \(width) \(y + 8)\" "
      + "role=\"group\" aria-label=\"ladder\">\n"
    return open + lanes + html.markup + "</svg>\n"
  }

  private var lanes: String {
    story.participants.indices.map { index in
      let x = StoryDrawing.lane(index)
      return "<line class=\"lane\" x1=\"\(x)\" y1=\"0\" x2=\"\(x)\" y2=\"\(y + 8)\"/>\n"
    }.joined()
  }

  private static func lane(_ index: Int) -> Int {
    timeWidth + index * spacing + spacing / 2
  }

  private mutating func draw() {
    var previous: Int64?
    for (number, step) in story.steps.prefix(StoryPage.maxSteps).enumerated() {
      if let previous { drawGap(from: previous, to: step.time) }
      previous = step.time
      draw(step, number)
      y += StoryDrawing.stepHeight
    }
  }

  private mutating func drawGap(from previous: Int64, to time: Int64) {
    var words: [String] = []
    if EventTime.date(previous) != EventTime.date(time) { words.append(EventTime.date(time)) }
    if time - previous > 1_000_000 { words.append("… " + EventTime.duration(time - previous)) }
    guard !words.isEmpty else { return }
    html.append(
      "<rect class=\"gap\" x=\"0\" y=\"\(y)\" width=\"\(width)\" height=\"\(StoryDrawing.gapHeight - 6)\"/>"
        + "<text class=\"time\" x=\"8\" y=\"\(y + 14)\">\(words.joined(separator: " "))</text>\n")
    y += StoryDrawing.gapHeight
  }

  private mutating func draw(_ step: StoryStep, _ number: Int) {
    html.append(
      "<a id=\"s\(number)\" href=\"#e\(number)\" class=\"\(StoryDrawing.name(step.tone))\">"
        + "<title>")
    html.append(text: step.label)
    html.append(
      "</title><rect class=\"row\" x=\"0\" y=\"\(y)\" width=\"\(width)\" "
        + "height=\"\(StoryDrawing.stepHeight)\"/>"
        + "<text class=\"time\" x=\"8\" y=\"\(y + 20)\">\(EventTime.clock(step.time))</text>")
    if let to = step.to, to != step.from {
      drawArrow(step, to: to)
    } else {
      drawNote(step)
    }
    html.append("</a>\n")
  }

  private mutating func drawArrow(_ step: StoryStep, to: Int) {
    let (start, end) = (StoryDrawing.lane(step.from), StoryDrawing.lane(to))
    let back = end > start ? -8 : 8
    let bottom = y + 23
    html.append(
      "<line class=\"arrow\" x1=\"\(start)\" y1=\"\(bottom)\" x2=\"\(end + back)\" y2=\"\(bottom)\"/>"
        + "<path class=\"head\" d=\"M\(end) \(bottom)l\(back) -4v8z\"/>"
        + "<text class=\"label\" text-anchor=\"middle\" x=\"\((start + end) / 2)\" "
        + "y=\"\(bottom - 6)\">")
    html.append(
      text: step.label, limit: (abs(end - start) - 12) / StoryDrawing.characterWidth)
    html.append("</text>")
  }

  /// A note stands beside the line of who wrote it, on the side that has room.
  private mutating func drawNote(_ step: StoryStep) {
    let lane = StoryDrawing.lane(step.from)
    let after = width - lane - 20
    let isBefore = after < 220 && lane - StoryDrawing.timeWidth > after
    let room = isBefore ? lane - StoryDrawing.timeWidth - 12 : after
    html.append(
      "<circle class=\"dot\" cx=\"\(lane)\" cy=\"\(y + 16)\" r=\"4\"/>"
        + "<text class=\"label\" text-anchor=\"\(isBefore ? "end" : "start")\" "
        + "x=\"\(isBefore ? lane - 10 : lane + 10)\" y=\"\(y + 20)\">")
    html.append(text: step.label, limit: room / StoryDrawing.characterWidth)
    html.append("</text>")
  }

  /// The class of a tone in the page's style.
  private static func name(_ tone: StoryStep.Tone) -> String {
    switch tone {
    case .sip: "sip"
    case .message: "message"
    case .failure: "failure"
    case .note: "note"
    }
  }
}
