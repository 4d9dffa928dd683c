import Foundation

/// The package as its own manifest describes it: the JSON of `swift package dump-package`.
struct PackageDescription: Decodable {
  /// The targets, in the manifest's order.
  let targets: [Target]

  /// A target: a module, a program, a system library or a set of tests.
  struct Target: Decodable {
    /// Its name, which is that of its folder too.
    let name: String
    /// `regular`, `executable`, `system` or `test`.
    let type: String
    /// Its folder, where the manifest names one.
    let path: String?
    /// What it may import, each by name: targets of this package and products of others.
    let dependencies: [Dependency]

    /// Whether it stands in `Tests`.
    var isOfTests: Bool { type == "test" || path?.hasPrefix("Tests/") == true }
    /// The name of its folder in `Sources` or `Tests`.
    var folder: String { path?.split(separator: "/").last.map(String.init) ?? name }
  }

  /// One dependency: `{"byName":["Event",null]}` or `{"product":["Yams","Yams",null,null]}`.
  struct Dependency: Decodable {
    /// The target's or product's name: the first item of the only array.
    let name: String

    init(from decoder: any Decoder) throws {
      let kinds = try decoder.singleValueContainer().decode([String: [Item]].self)
      guard let name = kinds.values.first?.first?.text else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "a dependency without a name"))
      }
      self.name = name
    }

    /// An item of a dependency's array: a name, `null`, or a condition, which is not looked at.
    private struct Item: Decodable {
      let text: String?

      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }
  }

  /// The modules and programs, without the tests and what only those use.
  var modules: [Target] { targets.filter { !$0.isOfTests } }

  /// The names of all that a module reaches, over any number of arrows.
  func reach(of name: String) -> Set<String> {
    var reached: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      for dependency in targets.first(where: { $0.name == next })?.dependencies ?? []
      where reached.insert(dependency.name).inserted {
        open.append(dependency.name)
      }
    }
    return reached
  }
}

extension PackageDescription {
  /// The description of the package that stands in a folder.
  ///
  /// SwiftPM holds a lock on `.build` while it runs tests: this asks with a scratch folder of its own.
  ///
  /// - Throws: what `Process` throws, and `DecodingError` where SwiftPM gave no JSON.
  static func dump(root: URL) throws -> Self {
    let scratch = SourceTree.root.appending(path: ".build/dump-\(root.lastPathComponent)")
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift", "package", "--scratch-path", scratch.path, "dump-package"]
    process.currentDirectoryURL = root
    process.standardOutput = output
    try process.run()
    let json = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Self.self, from: json)
  }
}
