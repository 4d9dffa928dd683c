// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "genlog",
  products: [
    .executable(name: "genlog", targets: ["genlog"]),
    .executable(name: "genlog-wire", targets: ["genlog-wire"]),
    .library(name: "Grok", targets: ["Grok"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // System libraries, from Debian's packages.
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "CMaxMindDB", pkgConfig: "libmaxminddb", providers: [.apt(["libmaxminddb-dev"])]),
    .systemLibrary(name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    // The rooms, lowest first: docs/architecture.md draws them, ArchitectureTests holds the arrows.
    .target(name: "Event", swiftSettings: strict),
    .target(
      name: "Grok", dependencies: ["CPCRE2"],
      resources: [.embedInCode("standard")], swiftSettings: strict),
    .target(name: "LogInput", dependencies: ["CLinux", "CZlib"], swiftSettings: strict),
    .target(name: "EventFilter", dependencies: ["Event", "Grok"], swiftSettings: strict),
    .target(name: "YAMLReading", dependencies: [yams], swiftSettings: strict),
    .target(
      name: "Masking", dependencies: ["Event", "Grok", "YAMLReading", crypto, yams],
      resources: [.embedInCode("rules")], swiftSettings: strict),
    .target(
      name: "Geo", dependencies: ["Event", "CMaxMindDB"], resources: [.embedInCode("tables")],
      swiftSettings: strict),
    .target(
      name: "Delivery", dependencies: ["Event", "CCurl", "CZlib", crypto], swiftSettings: strict),
    .target(name: "FollowState", dependencies: ["Event"], swiftSettings: strict),
    .target(name: "Monitoring", swiftSettings: strict),
    .target(name: "CallTrace", dependencies: ["Event", "Delivery"], swiftSettings: strict),
    .target(name: "WireDecoder", dependencies: ["Event"], swiftSettings: strict),
    .target(name: "CaptureFile", swiftSettings: strict),
    .target(name: "LogTemplates", swiftSettings: strict),
    .target(name: "PacketCapture", swiftSettings: strict),
    .target(
      name: "NetworkTraffic",
      dependencies: ["Event", "PacketCapture", "WireDecoder", "CZlib", crypto],
      swiftSettings: strict),
    .target(
      name: "LiveCapture", dependencies: ["CLinux", "CPcap", "PacketCapture"],
      swiftSettings: strict),
    .target(name: "Discovery", dependencies: ["Event"], swiftSettings: strict),
    .target(
      name: "Alerting", dependencies: ["Event", "EventFilter", "Grok", "YAMLReading", yams],
      swiftSettings: strict),
    .target(
      name: "AlertDelivery",
      dependencies: ["Event", "Delivery", "CLinux"], swiftSettings: strict),
    .target(
      name: "GenesysLog", dependencies: ["Event", "Grok", "WireDecoder", "YAMLReading", yams],
      resources: [.embedInCode("rules")], swiftSettings: strict),
    .target(
      name: "Pipeline",
      dependencies: [
        "Event", "EventFilter", "Grok", "LogInput", "GenesysLog", "Geo", "Masking", "Delivery",
        "FollowState", "CaptureFile", "CallTrace", "Monitoring", "NetworkTraffic",
        "PacketCapture", "Alerting", "AlertDelivery", "YAMLReading", logging, yams,
      ], swiftSettings: strict),
    .target(
      name: "AlertTools",
      dependencies: [
        "Event", "EventFilter", "Alerting", "AlertDelivery", "Delivery", "FollowState", "LogInput",
        "Pipeline", "YAMLReading", yams,
      ],
      swiftSettings: strict),
    .target(
      name: "WireTools",
      dependencies: [
        "Event", "Delivery", "Discovery", "LiveCapture", "LogInput", "Monitoring", "NetworkTraffic",
        "PacketCapture", "Pipeline",
      ],
      swiftSettings: strict),
    .target(
      name: "PatternTools",
      dependencies: [
        "Event", "Grok", "GenesysLog", "LogInput", "LogTemplates", "Pipeline", "YAMLReading", yams,
      ],
      swiftSettings: strict),
    .target(
      name: "PatternServer",
      dependencies: ["Event", "Grok", "PatternTools", "Pipeline", flyingFox, flyingSocks],
      resources: [.embedInCode("page")], swiftSettings: strict),

    // Options that both programs have.
    .target(
      name: "ProgramOptions", dependencies: ["Pipeline", argumentParser], swiftSettings: strict),

    // The program: arguments in, exit codes out.
    .executableTarget(
      name: "genlog",
      dependencies: [
        "Pipeline", "ProgramOptions", "AlertTools", "PatternTools", "PatternServer", "Grok",
        argumentParser, logging,
      ],
      swiftSettings: strict),

    // Its companion, which reads packets.
    .executableTarget(
      name: "genlog-wire",
      dependencies: ["Pipeline", "ProgramOptions", "WireTools", argumentParser],
      swiftSettings: strict),

    // Servers that tests deliver to, in the process of the test or in one of their own.
    .target(
      name: "TestServers", dependencies: ["CZlib"], path: "Tests/TestServers",
      swiftSettings: strict),
    .executableTarget(
      name: "elasticsearch-double", dependencies: ["TestServers", argumentParser],
      path: "Tests/TestServer", swiftSettings: strict),
    .executableTarget(
      name: "lumberjack-double", dependencies: ["TestServers"], path: "Tests/LumberjackDouble",
      swiftSettings: strict),
    // Packets and captures that tests make up.
    .target(
      name: "TestPackets", path: "Tests/TestPackets",
      swiftSettings: strict),
    // Databases of addresses that tests make up.
    .target(name: "TestDatabases", path: "Tests/TestDatabases", swiftSettings: strict),
    .testTarget(
      name: "PacketCaptureTests", dependencies: ["PacketCapture", "TestPackets"],
      swiftSettings: strict),
    .testTarget(
      name: "NetworkTrafficTests",
      dependencies: [
        "NetworkTraffic", "PacketCapture", "WireDecoder", "Event", "CZlib", "TestPackets",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LiveCaptureTests", dependencies: ["LiveCapture", "PacketCapture", "TestPackets"],
      swiftSettings: strict),
    .testTarget(
      name: "DiscoveryTests", dependencies: ["Discovery", "Event"], swiftSettings: strict),
    .testTarget(
      name: "WireToolsTests",
      dependencies: [
        "WireTools", "Delivery", "Discovery", "Event", "LiveCapture", "PacketCapture", "Pipeline",
        "TestPackets", "TestServers",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "AlertingTests", dependencies: ["Alerting", "Event", "EventFilter", "YAMLReading"],
      swiftSettings: strict),
    .testTarget(
      name: "AlertDeliveryTests",
      dependencies: ["AlertDelivery", "Alerting", "Delivery", "Event", "TestServers"],
      swiftSettings: strict),
    .testTarget(
      name: "AlertToolsTests",
      dependencies: [
        "AlertTools", "Alerting", "AlertDelivery", "Delivery", "Event", "Pipeline", "TestServers",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TestServersTests", dependencies: ["TestServers", "elasticsearch-double"],
      swiftSettings: strict),

    .testTarget(name: "EventTests", dependencies: ["Event"], swiftSettings: strict),
    .testTarget(name: "GrokTests", dependencies: ["Grok"], swiftSettings: strict),
    .testTarget(name: "LogInputTests", dependencies: ["LogInput", "CZlib"], swiftSettings: strict),
    .testTarget(
      name: "EventFilterTests", dependencies: ["EventFilter", "Event"], swiftSettings: strict),
    .testTarget(
      name: "MaskingTests", dependencies: ["Masking", "Event"], swiftSettings: strict),
    .testTarget(
      name: "GeoTests", dependencies: ["Geo", "Event", "TestDatabases"], swiftSettings: strict),
    .testTarget(
      name: "DeliveryTests", dependencies: ["Delivery", "Event", "CZlib", "TestServers"],
      swiftSettings: strict),
    .testTarget(
      name: "FollowStateTests", dependencies: ["FollowState", "Event"], swiftSettings: strict),
    .testTarget(name: "MonitoringTests", dependencies: ["Monitoring"], swiftSettings: strict),
    .testTarget(
      name: "CallTraceTests", dependencies: ["CallTrace", "Event"], swiftSettings: strict),
    .testTarget(
      name: "WireDecoderTests", dependencies: ["WireDecoder", "Event", "TestPackets"],
      swiftSettings: strict),
    .testTarget(
      name: "CaptureFileTests", dependencies: ["CaptureFile"], swiftSettings: strict),
    .testTarget(name: "LogTemplatesTests", dependencies: ["LogTemplates"], swiftSettings: strict),
    .testTarget(
      name: "GenesysLogTests", dependencies: ["GenesysLog", "Event", "Grok", "YAMLReading"],
      swiftSettings: strict),
    .testTarget(
      name: "PatternToolsTests",
      dependencies: ["PatternTools", "GenesysLog", "Grok", "LogTemplates", "Pipeline"],
      swiftSettings: strict),
    .testTarget(
      name: "PatternServerTests",
      dependencies: ["PatternServer", "PatternTools", "Grok", "GenesysLog"],
      swiftSettings: strict),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Pipeline", "AlertDelivery", "Delivery", "Event", "FollowState", "Grok", "GenesysLog",
        "LogInput",
        "Monitoring", "TestDatabases", "TestPackets", "YAMLReading",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "genlog", "genlog-wire", "CZlib", "Event", "FollowState", "TestDatabases", "TestPackets",
        "TestServers", "elasticsearch-double",
      ],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
