/// A story as one page of HTML that needs nothing else: no script, no outside resource.
///
/// Each step is a link to the fields of its events, which the page shows beside the ladder when the
/// link is followed (`:target`): a mouse and a keyboard do, and every step has an address. Text of a
/// log goes out through ``HTMLText`` only; and should that ever fail, the page's policy runs nothing.
package struct StoryPage {
  /// A page of more steps is too large to be of use; the rest is counted.
  static let maxSteps = 5000
  /// Rules for more steps would make the page slow.
  private static let maxRules = 2000

  private let story: CallStory
  private var html = HTMLText()

  /// Writes the page of a story.
  package init(_ story: CallStory) {
    self.story = story
    write()
  }

  /// The page.
  package var text: String { html.markup }

  private mutating func write() {
    html.append(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" "
        + "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Call ")
    html.append(text: story.ids.first?.text ?? "")
    html.append("</title>\n<style>\n\(PageStyle.text)\(rules)</style>\n</head>\n<body>\n")
    writeHead()
    html.append("<div class=\"content\">\n<main tabindex=\"-1\">\n")
    writeLadder()
    html.append("</main>\n<aside aria-label=\"fields\">\n")
    html.append("<p class=\"hint\">Choose a step to see what its log says.</p>\n")
    for (number, step) in story.steps.enumerated()
    where number < StoryPage.maxSteps {
      writeFields(step, number)
    }
    html.append("</aside>\n</div>\n</body>\n</html>\n")
  }

  /// What ties a step to its fields: those of the step in focus are shown, and the step whose fields
  /// are shown is marked.
  private var rules: String {
    story.steps.indices.prefix(StoryPage.maxRules).map { number in
      ":root:has(#s\(number):focus-visible) #e\(number) { display: block; }\n"
        + ":root:has(#e\(number):target) #s\(number) { --page: var(--chosen); }\n"
        + ":root:has(#e\(number):target) #s\(number) .row { fill: var(--chosen); }\n"
    }.joined()
  }

  private mutating func writeHead() {
    html.append("<header>\n<h1>Call</h1>\n<dl>\n")
    for id in story.ids.prefix(24) {
      html.append("<div><dt>\(id.kind.label)</dt><dd>")
      html.append(text: id.text)
      html.append("</dd></div>\n")
    }
    html.append("</dl>\n<p>")
    html.append(text: story.summary)
    html.append("</p>\n")
    for clock in story.clocks.prefix(6) {
      html.append("<p>")
      html.append(text: "\(clock)")
      html.append("</p>\n")
    }
    if story.steps.count > StoryPage.maxSteps {
      html.append("<p>The first \(StoryPage.maxSteps) of \(story.steps.count) steps.</p>\n")
    }
    for hub in story.hubs.prefix(3) {
      html.append("<p>Not followed, as it stands with too many other ids: \(hub.kind.label) ")
      html.append(text: hub.text)
      html.append("</p>\n")
    }
    html.append("</header>\n")
  }

  private mutating func writeLadder() {
    let drawing = StoryDrawing(story)
    html.append(
      "<div class=\"ladder\" style=\"width:\(drawing.width)px\">\n<div class=\"names\">"
        + "<span class=\"corner\">")
    html.append(text: story.span.map { EventTime.date($0.lowerBound) + " UTC" } ?? "")
    html.append("</span>")
    for participant in story.participants {
      html.append("<span class=\"\(participant.kind == .server ? "server" : "endpoint")\"><b>")
      html.append(text: participant.name)
      html.append("</b>")
      if let detail = participant.detail {
        html.append("<small>")
        html.append(text: detail)
        html.append("</small>")
      }
      html.append("</span>")
    }
    html.append("</div>\n")
    html.append(drawing.markup)
    html.append("</div>\n")
  }

  private mutating func writeFields(_ step: StoryStep, _ number: Int) {
    html.append("<section id=\"e\(number)\" tabindex=\"-1\">\n<nav>")
    html.append(
      number > 0 ? "<a href=\"#e\(number - 1)\">previous</a>" : "<span>previous</span>")
    html.append(
      number + 1 < min(story.steps.count, StoryPage.maxSteps)
        ? "<a href=\"#e\(number + 1)\">next</a>" : "<span>next</span>")
    html.append("<a href=\"#s\(number)\">close</a></nav>\n<h2>")
    html.append(text: step.label, limit: 200)
    html.append("</h2>\n")
    for place in step.events {
      html.append("<table>\n")
      for (name, text) in EventFields(story.events[place].bytes).list {
        html.append("<tr><th scope=\"row\">")
        html.append(text: name)
        html.append("</th><td>")
        html.append(text: text)
        html.append("</td></tr>\n")
      }
      html.append("</table>\n")
    }
    html.append("</section>\n")
  }
}
