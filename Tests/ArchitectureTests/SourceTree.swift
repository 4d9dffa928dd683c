import Foundation

/// The tree that these tests stand in.
enum SourceTree {
  /// The package's top folder.
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A folder of the tree.
  static func folder(_ path: String) -> URL { root.appending(path: path) }

  /// The names of the folders in a folder of the tree, hidden ones apart, sorted.
  static func folders(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      at: root.appending(path: path), includingPropertiesForKeys: [.isDirectoryKey],
      options: .skipsHiddenFiles
    )
    .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
    .map(\.lastPathComponent).sorted()
  }

  /// All Swift files below a folder of the tree, as paths from the top.
  static func swiftFiles(below path: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: root.appending(path: path).path)
    return (all?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".swift") }.map { "\(path)/\($0)" }.sorted()
  }

  /// The text of a file of the tree.
  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The modules that a Swift file imports.
  static func imports(of path: String) throws -> [String] {
    let line = /^\s*(?:(?:@\w+|package|public|internal|private)\s+)*import\s+(?<what>.*)$/
    let kinds: Set = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
    return try text(of: path).split(whereSeparator: \.isNewline).compactMap { source in
      guard let what = try line.firstMatch(in: source)?.what else { return nil }
      let words = what.split { $0 == " " || $0 == "." || $0 == ";" }
      return words.first { !kinds.contains(String($0)) }.map(String.init)
    }
  }
}
