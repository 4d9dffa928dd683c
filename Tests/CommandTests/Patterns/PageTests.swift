import Foundation
import Testing

/// The page of `genlog patterns serve` in a real browser.
///
/// With `GENLOG_SCREENSHOTS=FOLDER` in the environment, pictures of it are written there, to be looked at.
@Suite("the page of patterns serve")
struct PageTests {
  @Test(
    "the page, in a browser",
    .enabled(if: Chromium.path != nil, "there is no Chromium here: apt-get install chromium"))
  func page() throws {
    let program = try Program()
    let serving = try Serving(in: program)
    let browser = try Chromium(folder: program.path("profile"))
    try browser.show(width: 1320, height: 820)
    try browser.open(serving.address)
    try example(browser)
    try stop(browser)
    try completion(browser)
    try mistakes(browser)
    try definitions(browser)
    try library(browser)
    try copies(browser)
    try tenThousand(browser)
    try longRecord(browser)
    try kept(browser, serving)
    try pictures(browser)
    #expect(browser.complaints == [])
    try strangers(browser, serving)
  }

  private static let count = "document.getElementById('count')?.textContent"

  /// Waits until all samples are looked at, and so many match.
  private func expectCount(_ text: String, _ browser: Chromium) throws {
    try browser.wait(for: "\(Self.count) === '\(text)'")
  }

  /// Puts a text in place of what an editor holds, by the keyboard.
  private func write(_ text: String, in id: String, _ browser: Chromium) throws {
    _ = try browser.value("document.getElementById('\(id)').select()")
    if text.isEmpty {
      try browser.type(" ")
    } else {
      try browser.type(text)
    }
  }

  /// Replaces the samples.
  private func writeSamples(_ lines: [String], _ browser: Chromium) throws {
    try browser.press("s")
    try browser.wait(for: "document.activeElement.id === 'samples-text'")
    // Typing a megabyte takes a browser minutes.
    let json = try JSONSerialization.data(withJSONObject: [lines.joined(separator: "\n")])
    let script = "[document.getElementById('samples-text').value] = "
    _ = try browser.value(script + String(decoding: json, as: UTF8.self))
    try browser.press("Enter", control: true)
    try browser.wait(for: "document.activeElement.id === 'samples-list'")
  }

  /// It begins with an example, its captures marked and told.
  private func example(_ browser: Chromium) throws {
    try expectCount("4 of 6 match", browser)
    try browser.wait(for: "document.querySelectorAll('#panel-line tbody tr').length === 7")
    #expect(try browser.content(".row.matched .span") == "CfgFolder")
    #expect(try browser.content("#sample-3 .span.f1") == "j.grün")
    #expect(try browser.content("#panel-line tbody td.name") == "genesys.object.type")
    #expect(try browser.content("#panel-line tbody td.value") == "CfgFolder")
    #expect(try browser.content("#expression-editor .t-field") == "genesys.object.change")
    let painted = "document.querySelector('#expression-editor .paint').textContent.trimEnd()"
    #expect(
      try browser.value("\(painted) === document.getElementById('expression').value") as? Bool
        == true)
  }

  /// By keys alone to a line that does not match, and to where it stopped.
  private func stop(_ browser: Chromium) throws {
    try browser.press("l")
    for _ in 0..<4 { try browser.press("ArrowDown") }
    try browser.wait(for: "document.getElementById('stop-text')")
    #expect(try browser.content("#tab-line") == "Where it stopped")
    #expect(try browser.content("#stop-text .blame") == "at server")
    #expect(try browser.content("#panel-line .stop-line").contains("by client"))
    #expect(try browser.content("#panel-line .frame .blame") == "%{GCLIENT}")
    #expect(try browser.content("#panel-line .frame-where").contains("genesys.grok:"))
    try browser.press("Enter")
    #expect(try browser.text("document.activeElement.id") == "panel-line")
    try browser.press("p")
    try browser.press("j")
    try browser.wait(for: "document.getElementById('json-text')")
    #expect(try browser.content("#json-text").contains("_grokparsefailure"))
    try browser.press("f")
  }

  /// A reference is completed, typed over and named; what it captures shows at once.
  private func completion(_ browser: Chromium) throws {
    try browser.press("e")
    try write("^%{time", in: "expression", browser)
    try browser.wait(for: "!document.getElementById('completion').hidden")
    #expect(try browser.content("#completion [aria-selected=true] .mono") == "TIME")
    try browser.press("ArrowDown")
    try browser.press("ArrowUp")
    try browser.press("Enter")
    try browser.type(":stamp")
    try browser.press("}")
    #expect(try browser.text("document.getElementById('expression').value") == "^%{TIME:stamp}")
    try expectCount("6 of 6 match", browser)
    #expect(try browser.content("#sample-0 .span") == "16:29:54.229")
  }

  /// What is wrong is underlined where it is, and told.
  private func mistakes(_ browser: Chromium) throws {
    try write("%{TIME:a} %{NOPE}", in: "expression", browser)
    try browser.press("Escape")
    try browser.wait(for: "document.querySelector('#expression-editor .t-wrong')")
    let wrong = "[...document.querySelectorAll('#expression-editor .t-wrong')]"
    #expect(try browser.text("\(wrong).map((e) => e.textContent).join('')") == "%{NOPE}")
    #expect(try browser.content("#expression-note").contains("which no library defines"))
    #expect(try browser.text("document.activeElement.id") == "samples-list")
  }

  /// Definitions are the page's own; one that is wrong is marked.
  private func definitions(_ browser: Chromium) throws {
    try browser.press("d")
    try write("NOPE \\w+\nBAD (", in: "definitions", browser)
    try expectCount("6 of 6 match", browser)
    try browser.wait(for: "document.querySelector('#definitions-editor .t-wrong')")
    #expect(try browser.content("#definitions-note").contains("the group is not closed"))
    try write("NOPE \\w+", in: "definitions", browser)
    try browser.wait(for: "!document.querySelector('#definitions-editor .t-wrong')")
    try browser.press("Escape")
  }

  /// The library is searched, shown, and written from, by keys.
  private func library(_ browser: Chromium) throws {
    try write("x ", in: "expression", browser)
    try browser.press("Escape")
    try browser.press("/")
    try browser.type("syslogbase")
    let name = "document.querySelector('#library-details h3')?.textContent"
    try browser.wait(for: "\(name) === 'SYSLOGBASE'")
    #expect(try browser.content("#library-details .examples code").isEmpty == false)
    #expect(try browser.content("#library-details").contains("Made of"))
    try browser.press("Enter")
    #expect(try browser.text("document.getElementById('expression').value") == "x %{SYSLOGBASE}")
    _ = try browser.value("document.querySelector('#library-details .examples button').click()")
    try browser.wait(for: "\(Self.count).includes(' of 7 ')")
    try browser.press("Escape")
  }

  /// What is copied is the rule, with the samples that match as its examples.
  private func copies(_ browser: Chromium) throws {
    try browser.press("e")
    let expression = "%{GOBJECT} is %{GCHANGE:genesys.object.change} %{GCLIENT}"
    try write(expression, in: "expression", browser)
    try browser.press("Escape")
    try expectCount("4 of 7 match", browser)
    try browser.press("c")
    let rule = "document.getElementById('copy-rule-text')?.textContent"
    try browser.wait(for: "\(rule)?.includes('pattern: \\'%{GOBJECT} is')")
    let text = try browser.text(rule)
    #expect(text.contains("code: [\"24200\", \"24201\", \"24202\"]"))
    #expect(text.contains("genesys.object.name: j.gr") || text.contains("genesys.object.dbid: 268"))
    #expect(try browser.content("#copy-grok-text").contains("# test: Object: [CfgFolder]"))
    #expect(try browser.content("#copy-plain-text") == expression)
    _ = try browser.value("document.getElementById('copy-rule').click()")
    try browser.wait(for: "document.getElementById('toast').textContent.includes('copied')")
  }

  /// Ten thousand lines: a few rows in the document, all of them looked at.
  private func tenThousand(_ browser: Chromium) throws {
    let lines = (0..<10_000).map { number in
      number % 77 == 5
        ? "08:00:00.000 Std 24200 Object: [CfgDN], name [\(number)] is gone"
        : "08:00:00.000 Std 24200 Object: [CfgDN], name [\(number)], DBID: [\(number)] is created "
          + "by client, type [SCE], name: [default], user: [default]"
    }
    try browser.press("l")
    try writeSamples(lines, browser)
    try expectCount("9,870 of 10,000 match", browser)
    try browser.press("End")
    try browser.wait(for: "document.querySelector('#sample-9999[aria-selected=true] .span')")
    #expect(try browser.content("#sample-9999 .span.f1") == "9999")
    let rows = try #require(browser.value("document.querySelectorAll('.row').length") as? Int)
    #expect(rows < 120)
    try browser.press("u")
    try browser.wait(for: "document.querySelector('.list-space').style.height === '3120px'")
    try browser.press("Home")
    try browser.wait(for: "document.querySelector('#sample-5[aria-selected=true].unmatched')")
    try browser.press("n")
    try browser.wait(for: "document.querySelector('#sample-82[aria-selected=true]')")
    try browser.press("u")
  }

  /// A record of a megabyte: its fields, and where one stops at its very end.
  private func longRecord(_ browser: Chromium) throws {
    let long = String(repeating: "long ", count: 210_000)
    let record = "Object: [CfgDN], name [\(long)], DBID: [7] is created by "
    let ending = "client, type [SCE], name: [default], user: [default]"
    try writeSamples([record + ending, record + "nobody"], browser)
    try expectCount("1 of 2 match", browser)
    try browser.press("End")
    try browser.press("f")
    try browser.wait(for: "document.querySelector('#stop-text .blame')?.textContent === 'nobody'")
    try browser.press("Home")
    try browser.wait(for: "document.querySelectorAll('#panel-line tbody tr').length === 7")
  }

  /// What was written is there again when the page is; it goes on with the token that it had.
  private func kept(_ browser: Chromium, _ serving: Serving) throws {
    try writeSamples(["a 1", "b"], browser)
    try browser.press("e")
    try write("%{WORD:w} %{INT:n:int}", in: "expression", browser)
    try browser.press("Escape")
    try expectCount("1 of 2 match", browser)
    try browser.wait(for: "localStorage.getItem('genlog-patterns')?.includes('%{WORD:w}')")
    try browser.send("Page.reload")
    try browser.wait(for: "document.querySelector('#sample-0 .span')?.textContent === 'a'")
    try expectCount("1 of 2 match", browser)
    _ = try browser.value("localStorage.clear()")
  }

  /// Light and dark, wide and narrow: nothing is wider than the window, and text can be read.
  private func pictures(_ browser: Chromium) throws {
    _ = try browser.value("(localStorage.clear(), location.reload())")
    try expectCount("4 of 6 match", browser)
    let folder = ProcessInfo.processInfo.environment["GENLOG_SCREENSHOTS"]
    for (width, height, name) in [(1440, 900, "wide"), (420, 860, "narrow")] {
      for dark in [false, true] {
        try browser.show(width: width, height: height, dark: dark)
        for (tab, ready) in [
          ("samples", "true"), ("line", "true"), ("json", "document.getElementById('json-text')"),
          ("library", "document.querySelector('#library-details h3')"),
          ("copy", "document.getElementById('copy-rule-text')"),
        ] {
          _ = try browser.value("document.getElementById('tab-\(tab)').click()")
          try browser.wait(for: ready)
          let overflow = "document.documentElement.scrollWidth > innerWidth"
          #expect(try browser.value(overflow) as? Bool == false, "\(name) \(tab)")
          #expect(try browser.value(Self.contrast) as? Double ?? 0 >= 4.5, "\(name) \(tab) \(dark)")
          guard let folder else { continue }
          let file = "\(folder)/\(name)-\(dark ? "dark" : "light")-\(tab).png"
          try browser.picture().write(to: URL(fileURLWithPath: file))
        }
      }
    }
  }

  /// The least contrast of text to its ground, of all text that is shown: WCAG 2.1, 1.4.3.
  private static let contrast = """
    (() => {
      const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const channels = (colour) => {
        paint.clearRect(0, 0, 1, 1);
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
        return [...paint.getImageData(0, 0, 1, 1).data];
      };
      const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      let least = 21;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility() || element.closest(".unseen, .toast, script")) continue;
        let ground = element;
        while (ground && channels(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
        if (!ground) continue;
        const [a, b] = [light(channels(getComputedStyle(element).color)), light(channels(getComputedStyle(ground).backgroundColor))];
        least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
      }
      return least;
    })()
    """

  /// Without the token nothing is answered, and the page says what to do.
  private func strangers(_ browser: Chromium, _ serving: Serving) throws {
    _ = try browser.value("sessionStorage.clear()")
    try browser.open("about:blank#")
    try browser.open("http://127.0.0.1:\(serving.port)/")
    try browser.wait(for: "document.querySelector('.offline')")
    #expect(
      try browser.content(".offline").contains("`genlog patterns serve` printed"))
    _ = serving.end()
    try browser.press("e")
    try browser.type("x")
    let told = "document.querySelector('.offline').textContent"
    try browser.wait(for: "\(told).includes('does not answer')")
  }
}
