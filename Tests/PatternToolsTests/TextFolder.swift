import Foundation

/// A folder of files for a test, removed with the last copy of the value.
struct TextFolder {
  private let folder: Folder

  /// Its path.
  var path: String { folder.path }

  private final class Folder: Sendable {
    let path = NSTemporaryDirectory() + "genlog-patterns-" + UUID().uuidString

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Makes a folder with some files, by name.
  init(_ files: [String: String] = [:]) throws {
    folder = try Folder()
    for (name, text) in files { try write(name, text) }
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { folder.path + "/" + name }

  /// Writes a file.
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  /// The text of a file.
  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
  }

  /// A text without the folder's own path.
  func relative(_ text: String) -> String { text.replacingOccurrences(of: path + "/", with: "") }
}
