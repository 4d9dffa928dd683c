import Foundation

/// Programs of this package, built beside the tests.
package enum BuiltProgram {
  /// The path of a program.
  package static func path(_ name: String) -> String {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(fileURLWithPath: tests ?? "").deletingLastPathComponent()
    let besides = folder.appendingPathComponent(name).path
    if FileManager.default.isExecutableFile(atPath: besides) { return besides }
    // The tests may be run by a helper program of the toolchain: its argument is the bundle.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
      .appendingPathComponent(name).path
  }
}
