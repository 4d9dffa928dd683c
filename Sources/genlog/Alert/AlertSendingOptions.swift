import ArgumentParser
import Glibc
import Pipeline

/// Where alerts are sent.
struct AlertSendingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Sends alerts instead of printing them; may be given several times. DEST is a file of NDJSON, \
      slack+https://HOST/PATH, teams+https://HOST/PATH, alertmanager+http://HOST:9093, webhook+https://HOST/PATH, \
      match+https://HOST/PATH (the match alone), https://HOST:9200/INDEX, smtp://HOST?from=A&to=B,C, \
      syslog://HOST:514, syslog+tcp://HOST:601, snmp://COMMUNITY@HOST, exec:PROGRAM; rules for the outputs that rules \
      name themselves under `alert`; - to print alerts as well. GENLOG_ALERT_PASSWORD is the password where a URL has \
      a user and no password.
      """, valueName: "dest"))
  var notify: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many alerts a minute each output is sent; files take all at once.", valueName: "n"))
  var rate = 60

  @Option(
    help: ArgumentHelp("The file for alerts that found no taker.", valueName: "file"),
    completion: .file())
  var deadAlerts = "genlog-dead-alerts.ndjson"

  func validate() throws {
    guard (1...1_000_000).contains(rate) else {
      throw ValidationError("--rate cannot be \(rate)\nhelp: write a number from 1 to 1000000")
    }
  }

  /// How long an alert is tried again where events come from files.
  private static let patience = Duration.seconds(60)

  /// As the notifier takes it.
  var notifier: AlertNotifierOptions {
    var options = AlertNotifierOptions()
    options.destinations = notify
    options.password = getenv("GENLOG_ALERT_PASSWORD").map { String(cString: $0) }
    options.perMinute = rate
    options.deadLetterPath = deadAlerts
    options.retryFor = Self.patience
    return options
  }
}
