/// The first keys that fields may have.
enum FieldSets {
  /// Fields of ECS 8 that stand at the top; and `timestamp`, which the patterns of Logstash capture for
  /// the date filter to make `@timestamp` of.
  static let topLevel: Set = ["@timestamp", "message", "tags", "labels", "timestamp"]

  /// The field sets of ECS 8.
  static let ecs: Set = [
    "agent", "as", "client", "cloud", "code_signature", "container", "data_stream", "destination",
    "device", "dll", "dns", "ecs", "elf", "email", "error", "event", "faas", "file", "geo", "group",
    "hash", "host", "http", "interface", "log", "network", "observer", "orchestrator",
    "organization", "os", "package", "pe", "process", "registry", "related", "risk", "rule",
    "server", "service", "source", "threat", "tls", "trace", "transaction", "span", "url", "user",
    "user_agent", "vlan", "volume", "vulnerability", "x509",
  ]

  /// What genlog adds to it.
  static let own: Set = ["genesys", "sip", "@metadata"]

  /// The products that the standard library captures under; ECS gives products keys of their own.
  static let products: Set = [
    "apache", "aws", "bacula", "bind", "cisco", "exim", "haproxy", "iptables", "java", "juniper",
    "mongodb", "nagios", "netscreen", "postgresql", "rails", "redis", "ruby", "shorewall", "squid",
    "suse", "syslog", "system", "tomcat", "zeek",
  ]

  /// Whether a field may begin so.
  static func isKnown(_ key: String) -> Bool {
    ecs.contains(key) || own.contains(key) || products.contains(key)
  }
}
