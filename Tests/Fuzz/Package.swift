// swift-tools-version: 6.2
import PackageDescription

// The modules of the program once more, compiled so that libFuzzer sees which branches an input takes
// and AddressSanitizer what it touches. A package of its own: `make build` and `make test` do not
// know it. `Sources` is a link to the program's.

let instrumented: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "fuzz",
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CMaxMindDB", pkgConfig: "libmaxminddb"),
    .target(name: "Event", swiftSettings: instrumented),
    .target(
      name: "Grok", dependencies: ["CPCRE2"], resources: [.embedInCode("standard")],
      swiftSettings: instrumented),
    .target(name: "LogInput", dependencies: ["CLinux", "CZlib"], swiftSettings: instrumented),
    .target(name: "EventFilter", dependencies: ["Event", "Grok"], swiftSettings: instrumented),
    .target(
      name: "Geo", dependencies: ["Event", "CMaxMindDB"], resources: [.embedInCode("tables")],
      swiftSettings: instrumented),
    // Seeds are databases that tests make up; a link as well.
    .target(name: "TestDatabases", path: "Databases"),
    .target(name: "YAMLReading", dependencies: [yams], swiftSettings: instrumented),
    .target(name: "FollowState", dependencies: ["Event"], swiftSettings: instrumented),
    .target(name: "WireDecoder", dependencies: ["Event"], swiftSettings: instrumented),
    .target(name: "PacketCapture", swiftSettings: instrumented),
    .target(
      name: "NetworkTraffic",
      dependencies: ["Event", "PacketCapture", "WireDecoder", "CZlib", crypto],
      swiftSettings: instrumented),
    .target(
      name: "GenesysLog", dependencies: ["Event", "Grok", "WireDecoder", "YAMLReading", yams],
      resources: [.embedInCode("rules")], swiftSettings: instrumented),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Event", "EventFilter", "FollowState", "GenesysLog", "Geo", "Grok", "LogInput",
        "NetworkTraffic", "PacketCapture", "TestDatabases", "WireDecoder",
      ],
      path: "Targets",
      swiftSettings: instrumented + [.enableExperimentalFeature("Extern")],
      linkerSettings: [.linkedLibrary("stdc++"), .unsafeFlags(["-sanitize=address"])]),
  ],
  swiftLanguageModes: [.v6]
)
