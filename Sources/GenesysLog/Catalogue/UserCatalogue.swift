import Glibc

/// The messages that a user has imported: one file in the configuration directory.
///
/// It is a message file itself, in UTF-8, with a comment above the messages of each file that they
/// came from. It is replaced as a whole: a reader sees the old or the new one, never half of it.
package struct UserCatalogue: Sendable {
  /// The file's path.
  package let path: String
  private let folder: String

  /// The catalogue in a configuration directory.
  package init(folder: String) {
    self.folder = folder
    path = folder + "/messages.lms"
  }

  /// The one of this user: `$XDG_CONFIG_HOME/genlog/messages.lms`, or `~/.config/genlog/messages.lms`;
  /// nil if the environment does not say where that is.
  package static func standard() -> UserCatalogue? {
    // The XDG base directory specification: a relative path is to be ignored.
    if let base = variable("XDG_CONFIG_HOME"), base.hasPrefix("/") {
      return UserCatalogue(folder: base + "/genlog")
    }
    return variable("HOME").map { UserCatalogue(folder: $0 + "/.config/genlog") }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The messages imported so far; none if nothing was.
  package func entries() throws(CatalogueError) -> [CatalogueEntry] {
    guard access(path, F_OK) == 0 else { return [] }
    return try MessageFile(try MessageFile.bytes(of: path), path: path, isOwn: true).entries
  }

  /// Adds the messages of files, in their order; an id that is there already is replaced.
  package func add(_ files: [MessageFile]) throws(CatalogueError) {
    try makeFolder()
    // One import at a time, so that none undoes another's work.
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { throw failure() }
    defer { close(lock) }
    _ = flock(lock, LOCK_EX)
    let merged = MessageCatalogue(try entries() + files.flatMap(\.entries))
    let text = UserCatalogue.text(merged.entries)
    // What could not be read again is not written.
    guard text.utf8.count <= MessageFile.maxBytes else {
      throw .tooLong(path: path, limit: MessageFile.maxBytes)
    }
    try replace(text)
  }

  /// The file that holds these entries.
  static func text(_ entries: [CatalogueEntry]) -> String {
    var text =
      "; What `genlog catalog import` was given; importing a file again replaces its messages.\n"
    text += "genlog|messages|1|any|UTF-8\n"
    let byFile = Dictionary(grouping: entries, by: \.file)
    for file in byFile.keys.sorted() {
      text += ";file: \(oneLine(file))\n"
      for entry in (byFile[file] ?? []).sorted(by: { $0.code < $1.code }) {
        let level = "\(entry.level.word)".uppercased()
        text += "\(entry.id)|\(level)|\(oneLine(entry.name))|\(oneLine(entry.text))\n"
      }
    }
    return text
  }

  /// A path may hold a newline, which would begin a line of its own here.
  private static func oneLine(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
  }

  private func makeFolder() throws(CatalogueError) {
    var end = folder.utf8.startIndex
    while let next = folder.utf8[end...].dropFirst().firstIndex(of: UInt8(ascii: "/")) {
      end = next
      _ = mkdir(String(folder[..<end]), 0o755)
    }
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure() }
  }

  /// Puts the text in the file's place at once.
  private func replace(_ text: String) throws(CatalogueError) {
    let draft = "\(folder)/.messages.lms.\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw failure() }
    let isWritten = UserCatalogue.write(Array(text.utf8), to: descriptor)
    let number = errno
    guard close(descriptor) == 0, isWritten, rename(draft, path) == 0 else {
      let error = failure(isWritten ? errno : number)
      unlink(draft)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress.map { $0 + done }, all.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return fsync(descriptor) == 0
  }

  private func failure(_ number: Int32 = errno) -> CatalogueError {
    .unwritable(path: path, reason: SystemFile.message(number))
  }
}
