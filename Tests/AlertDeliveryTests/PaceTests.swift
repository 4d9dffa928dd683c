import Testing

@testable import AlertDelivery

@Suite("how fast alerts follow each other")
struct PaceTests {
  @Test("a minute's worth may go at once; then one each part of a minute")
  func bucket() {
    var pace = AlertPace(perMinute: 6)
    let start = ContinuousClock.now
    for _ in 0..<6 {
      let delay = pace.delay(at: start)
      #expect(delay == .zero)
      pace.note(at: start)
    }
    let delay = pace.delay(at: start)
    #expect(delay > .seconds(9) && delay <= .seconds(10))
    let later = pace.delay(at: start + .seconds(11))
    #expect(later == .zero)
  }

  @Test("the last names are known, and older ones are forgotten")
  func recent() {
    var ids = RecentIDs(2)
    let isNew = ["a", "a", "b", "c", "a", "c"].map { ids.insert($0) }
    #expect(isNew == [true, false, true, true, true, false])
  }
}

@Suite("texts of outputs")
struct OutputTextTests {
  @Test(
    "each form names its output",
    arguments: [
      ("-", "standard output"), ("alerts.ndjson", "alerts.ndjson"),
      (
        "slack+https://hooks.slack.example.com/services/x",
        "slack at https://hooks.slack.example.com"
      ),
      ("https://es.example.com/genlog-alerts", "index at https://es.example.com:9200"),
      (
        "smtps://u:p@mail.example.com?from=a@example.com&to=b@example.com",
        "mail by mail.example.com"
      ),
      ("syslog+unix:///dev/log", "syslog at /dev/log"),
      ("syslog+tcp://[2001:db8::1]", "syslog at 2001:db8::1:601"),
      ("snmp://public@192.0.2.9", "SNMP at 192.0.2.9:162"),
      ("exec:/usr/local/bin/page", "/usr/local/bin/page"),
    ])
  func names(text: String, name: String) throws {
    #expect(try AlertOutputSettings(parsing: text).name == name)
  }

  @Test(
    "what is wrong is said, with what to write",
    arguments: [
      "", "exec:", "gopher://host", "https://es.example.com", "smtp://mail.example.com",
      "smtp://mail.example.com?from=a&to=b", "smtp://m?from=a@b&to=c@d%0d%0aRCPT",
      "syslog://h?facility=99",
      "snmp://h?oid=9.9", "slack+ftp://h/x", "webhook+http://", "webhook+http://h:0/",
    ])
  func faults(text: String) {
    #expect(throws: AlertOutputFault.self) { try AlertOutputSettings(parsing: text) }
  }
}
