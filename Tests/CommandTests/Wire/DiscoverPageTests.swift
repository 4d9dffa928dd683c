import Foundation
import TestPackets
import Testing

/// The page of `genlog-wire discover`, in a real browser.
@Suite("genlog-wire discover, the page", .enabled(if: Chromium.path != nil, "Chromium is not here"))
struct DiscoverPageTests {
  private static let site = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("samples/wire/site.pcap").path

  @Test(
    "tables are sorted and searched, lines of a host are shown alone, and nothing is complained of")
  func page() throws {
    let program = try Program()
    let made = try program.wire(["discover", "--quiet", "--to", "map.html", Self.site])
    #expect(made.status == 0, "\(made.errors)")
    let browser = try Chromium(folder: program.path("profile"))
    try browser.open("file://" + program.path("map.html"))
    #expect(try browser.content("h1").hasSuffix("site.pcap"))
    let hosts = "document.querySelectorAll('.host').length"
    #expect(try browser.value(hosts) as? Int == 6)
    let first = "document.querySelector('section tbody tr').cells[0].textContent"
    #expect(try browser.text(first) == "192.0.2.20:3000")
    let clicked = "document.querySelector('section th button').click()"
    _ = try browser.value(clicked)
    #expect(try browser.text(first) == "192.0.2.20:3000")
    _ = try browser.value(clicked)
    #expect(try browser.text(first) == "192.0.2.50:7001")
    _ = try browser.value(
      "find.value = 'tcp http'; find.dispatchEvent(new Event('input'))")
    let shown = "[...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).length"
    #expect(try browser.value(shown) as? Int == 2)
    #expect(try browser.value("document.querySelectorAll('.line.dim').length") as? Int ?? 0 > 4)
    #expect(browser.complaints == [])
  }

  @Test(
    "no text leaves its box, and no box lies on another",
    arguments: [(1400, false), (1400, true), (480, false)])
  func boxes(width: Int, dark: Bool) throws {
    let program = try Program()
    _ = try program.wire(["discover", "--quiet", "--to", "map.html", Self.site])
    let browser = try Chromium(folder: program.path("profile"))
    try browser.show(width: width, height: 900, dark: dark)
    try browser.open("file://" + program.path("map.html"))
    let leaving = try browser.value(
      """
      [...document.querySelectorAll('.host')].filter(host => {
        const box = host.querySelector('.box').getBoundingClientRect();
        return [...host.querySelectorAll('text')].some(text => {
          const place = text.getBoundingClientRect();
          return place.left < box.left || place.right > box.right;
        });
      }).length
      """)
    #expect(leaving as? Int == 0)
    let overlaps = try browser.value(
      """
      (() => {
        const boxes = [...document.querySelectorAll('.box')].map(box => box.getBoundingClientRect());
        return boxes.filter((one, index) => boxes.slice(index + 1).some(other =>
          one.left < other.right && other.left < one.right && one.top < other.bottom
            && other.top < one.bottom)).length;
      })()
      """)
    #expect(overlaps as? Int == 0)
    let isWide = try browser.value(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth")
    #expect(isWide as? Bool == false)
    #expect(browser.complaints == [])
  }
}
