import Event
import Testing

@testable import Discovery

/// Events of any kind, and any number of them.
@Suite("inventory, hostile input")
struct BoundsTests {
  private typealias Make = TestEvents

  @Test("no table grows beyond its bound, and what is left out is said")
  func bounds() throws {
    var limits = Inventory.Limits()
    limits.hosts = 10
    limits.services = 8
    limits.connections = 20
    limits.conversations = 4
    var inventory = Inventory(limits: limits)
    for number in 0..<3000 {
      let event =
        number % 2 == 0
        ? Make.flow(
          "192.0.\(number % 5).\(number % 250):4000", "198.51.100.\(number % 7):\(number)")
        : Make.request(
          "INVITE", "192.0.2.\(number % 250):\(number)", "192.0.3.1:\(number % 40)", via: "tcp")
      let bytes = Array(event.utf8)
      let isEvent = inventory.add(bytes.span)
      #expect(isEvent)
      #expect(inventory.conversations.count <= 4)
    }
    let report = inventory.report(of: "test")
    #expect(report.hosts.count == 10)
    #expect(report.services.count == 8)
    #expect(report.connections.count == 20)
    let note = try #require(report.limitNote)
    #expect(note.hasPrefix("more hosts, services or connections than are kept: "))
    #expect(DiscoveryTable(report).text.contains(note))
    #expect(DiscoveryPage(report).text.contains(note))
    #expect(CaptureConfiguration(report).text.contains(note))
  }

  @Test("of each service a few texts are kept, cut where they are long")
  func texts() throws {
    let events = (0..<50).map { number in
      Make.http(
        "198.51.100.1:40001", "192.0.2.40:80",
        agent: "\(number) " + String(repeating: "x", count: 5000))
    }
    let software = try #require(Make.report(events).connections.first?.software)
    #expect(software.texts.count == TextSet.limit)
    #expect(software.hasMore)
    #expect(software.texts.allSatisfy { $0.count == ShownText.limit + 1 && $0.hasSuffix("…") })
  }

  @Test("numbers may be any, and are added without running over")
  func numbers() {
    let huge = "9223372036854775807"
    let event = Make.flow("192.0.2.1:1", "192.0.2.2:2").replacing(
      "\"bytes\":10", with: "\"bytes\":\(huge)"
    )
    .replacing("\"bytes\":20", with: "\"bytes\":99999999999999999999999")
    let report = Make.report([event, event, event])
    #expect(report.connections.first?.bytes.sent == .max)
    #expect(report.connections.first?.bytes.received == 0)
    #expect(report.use(of: report.services[0]).bytes.total == .max)
    #expect(DiscoveryTable(report).text.contains("9.2 EB"))
  }

  @Test("bytes of any kind never stop it, and all outputs can be made of what they gave")
  func random() {
    var generator = SeededNumbers(1)
    let site = TestEvents.site.map { Array($0.utf8) }
    var inventory = Inventory()
    for _ in 0..<20_000 {
      var event = site[Int(generator.next() % UInt64(site.count))]
      for _ in 0..<(1 + generator.next() % 6) {
        let place = Int(generator.next() % UInt64(event.count))
        switch generator.next() % 4 {
        case 0: event[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: event.removeSubrange(place..<min(place + Int(generator.next() % 20), event.count))
        case 2: event.insert(contentsOf: event[..<min(place, 40)], at: place)
        default: event[place] = Array("{}[]\",:\\0")[Int(generator.next() % 9)].asciiValue ?? 0
        }
        if event.isEmpty { break }
      }
      _ = inventory.add(event.span)
    }
    let report = inventory.report(of: "any")
    #expect(report.serviceCount > 3)
    for text in Outputs.all(report) {
      #expect(!text.isEmpty)
      let hasControl = text.unicodeScalars.contains {
        $0.properties.generalCategory == .control && $0 != "\n"
      }
      #expect(!hasControl)
    }
  }

  @Test("random bytes are no events")
  func noise() {
    var generator = SeededNumbers(2)
    var inventory = Inventory()
    for _ in 0..<5000 {
      let bytes = (0..<Int(generator.next() % 200)).map { _ in
        UInt8(truncatingIfNeeded: generator.next())
      }
      _ = inventory.add(bytes.span)
    }
    #expect(inventory.report(of: "noise").services.isEmpty)
  }

  @Test("the order of hosts in events changes nothing of what is shown")
  func determinism() {
    let site = TestEvents.site
    let one = Outputs.all(Make.report(site))
    #expect(one == Outputs.all(Make.report(site)))
    // Each service's own events in their order, the services in another one.
    let flows = (0..<40).map {
      Make.flow("192.0.2.\($0):4000", "198.51.100.\($0 % 9):\($0 % 4)", clock: "09:00:00.000")
    }
    var generator = SeededNumbers(3)
    #expect(
      Outputs.all(Make.report(flows)) == Outputs.all(Make.report(flows.shuffled(using: &generator)))
    )
  }
}

/// Random numbers that are the same in each run: SplitMix64 (Steele, Lea and Flood, 2014).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// What a report is told as.
enum Outputs {
  /// In every form.
  static func all(_ report: DiscoveryReport) -> [String] {
    [
      DiscoveryTable(report).text, DiscoveryTable(report, width: 80).text,
      DiscoveryDocuments(report).text.text(), GraphvizPicture(report).text,
      MermaidPicture(report).text, DiscoveryPage(report).text, CaptureConfiguration(report).text,
    ]
  }
}
