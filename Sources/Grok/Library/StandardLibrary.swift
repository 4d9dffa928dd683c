import Synchronization

/// Which of the two sets of field names the standard patterns capture under.
public enum Flavour: String, Sendable, CaseIterable {
  /// Elastic Common Schema: `[source][address]`.
  case ecs
  /// The names of older Logstash patterns: `clientip`.
  case legacy
}

extension PatternLibrary {
  /// The patterns that come with the library.
  ///
  /// - Throws: what reading the built-in files would throw; the tests keep them free of errors.
  public static func standard(_ flavour: Flavour) throws(GrokError) -> PatternLibrary {
    if let known = loaded.withLock({ $0[flavour] }) { return known }
    var library = PatternLibrary()
    library.flavour = flavour
    for file in StandardFile.all where file.flavour == nil || file.flavour == flavour {
      try library.load(contents: file.contents(), path: file.name)
    }
    loaded.withLock { $0[flavour] = library }
    return library
  }

  private static let loaded = Mutex<[Flavour: PatternLibrary]>([:])
}

extension PatternLibrary {
  /// The contents of the built-in files that a flavour loads, in the order of loading.
  package static func standardContents(_ flavour: Flavour) -> [(name: String, PatternFileContents)]
  {
    StandardFile.all.filter { $0.flavour == nil || $0.flavour == flavour }.map { file in
      (file.name, PatternFileContents(file.contents(), path: file.name, flavour: flavour))
    }
  }
}

/// A built-in pattern file: `NAME.grok` for both flavours, `NAME.ecs.grok` or `NAME.legacy.grok`.
struct StandardFile: Sendable {
  /// Its base name under `patterns/standard`.
  let name: String
  /// Its bytes, as they were when the library was built.
  let contents: @Sendable () -> [UInt8]

  private init(_ name: String, contents: @escaping @Sendable () -> [UInt8]) {
    self.name = name
    self.contents = contents
  }

  /// The only flavour that loads it, which its name says; nil for both.
  var flavour: Flavour? { Flavour.allCases.first { name.hasSuffix(".\($0.rawValue).grok") } }

  /// The files in the order of loading: a later definition wins.
  static let all: [StandardFile] = [
    StandardFile("core.grok") { PackageResources.core_grok },
    StandardFile("core.legacy.grok") { PackageResources.core_legacy_grok },
    StandardFile("aws.grok") { PackageResources.aws_grok },
    StandardFile("aws.ecs.grok") { PackageResources.aws_ecs_grok },
    StandardFile("aws.legacy.grok") { PackageResources.aws_legacy_grok },
    StandardFile("bacula.grok") { PackageResources.bacula_grok },
    StandardFile("bacula.ecs.grok") { PackageResources.bacula_ecs_grok },
    StandardFile("bacula.legacy.grok") { PackageResources.bacula_legacy_grok },
    StandardFile("bind.grok") { PackageResources.bind_grok },
    StandardFile("bind.ecs.grok") { PackageResources.bind_ecs_grok },
    StandardFile("bind.legacy.grok") { PackageResources.bind_legacy_grok },
    StandardFile("bro.grok") { PackageResources.bro_grok },
    StandardFile("bro.ecs.grok") { PackageResources.bro_ecs_grok },
    StandardFile("bro.legacy.grok") { PackageResources.bro_legacy_grok },
    StandardFile("exim.grok") { PackageResources.exim_grok },
    StandardFile("exim.ecs.grok") { PackageResources.exim_ecs_grok },
    StandardFile("exim.legacy.grok") { PackageResources.exim_legacy_grok },
    StandardFile("firewalls.grok") { PackageResources.firewalls_grok },
    StandardFile("firewalls.ecs.grok") { PackageResources.firewalls_ecs_grok },
    StandardFile("firewalls.legacy.grok") { PackageResources.firewalls_legacy_grok },
    StandardFile("haproxy.grok") { PackageResources.haproxy_grok },
    StandardFile("haproxy.ecs.grok") { PackageResources.haproxy_ecs_grok },
    StandardFile("haproxy.legacy.grok") { PackageResources.haproxy_legacy_grok },
    StandardFile("httpd.grok") { PackageResources.httpd_grok },
    StandardFile("httpd.legacy.grok") { PackageResources.httpd_legacy_grok },
    StandardFile("java.grok") { PackageResources.java_grok },
    StandardFile("java.ecs.grok") { PackageResources.java_ecs_grok },
    StandardFile("java.legacy.grok") { PackageResources.java_legacy_grok },
    StandardFile("junos.grok") { PackageResources.junos_grok },
    StandardFile("junos.ecs.grok") { PackageResources.junos_ecs_grok },
    StandardFile("junos.legacy.grok") { PackageResources.junos_legacy_grok },
    StandardFile("linux-syslog.grok") { PackageResources.linux_syslog_grok },
    StandardFile("linux-syslog.legacy.grok") { PackageResources.linux_syslog_legacy_grok },
    StandardFile("maven.grok") { PackageResources.maven_grok },
    StandardFile("mcollective.grok") { PackageResources.mcollective_grok },
    StandardFile("mcollective.legacy.grok") { PackageResources.mcollective_legacy_grok },
    StandardFile("mongodb.grok") { PackageResources.mongodb_grok },
    StandardFile("mongodb.legacy.grok") { PackageResources.mongodb_legacy_grok },
    StandardFile("nagios.grok") { PackageResources.nagios_grok },
    StandardFile("nagios.legacy.grok") { PackageResources.nagios_legacy_grok },
    StandardFile("postgresql.grok") { PackageResources.postgresql_grok },
    StandardFile("postgresql.legacy.grok") { PackageResources.postgresql_legacy_grok },
    StandardFile("rails.grok") { PackageResources.rails_grok },
    StandardFile("rails.legacy.grok") { PackageResources.rails_legacy_grok },
    StandardFile("redis.grok") { PackageResources.redis_grok },
    StandardFile("redis.legacy.grok") { PackageResources.redis_legacy_grok },
    StandardFile("ruby.grok") { PackageResources.ruby_grok },
    StandardFile("ruby.legacy.grok") { PackageResources.ruby_legacy_grok },
    StandardFile("squid.grok") { PackageResources.squid_grok },
    StandardFile("squid.ecs.grok") { PackageResources.squid_ecs_grok },
    StandardFile("squid.legacy.grok") { PackageResources.squid_legacy_grok },
    StandardFile("zeek.ecs.grok") { PackageResources.zeek_ecs_grok },
  ]
}
