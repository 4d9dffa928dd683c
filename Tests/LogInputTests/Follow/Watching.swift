import Glibc
import LogInput
import Synchronization

/// A watch over files of a directory of its own, and what one reader was told of them so far.
final class Watching {
  let directory: TemporaryDirectory
  let watch: FileWatch
  let subscription: WatchSubscription

  /// All files that were added, in that order; held, as a reader would.
  private(set) var added: [FollowedFile] = []

  /// Files that were said to have changed since ``forget()``.
  private(set) var changed: Set<ObjectIdentifier> = []

  private let told: Warnings

  /// Keeps what a watch warns of.
  private final class Warnings: Sendable {
    let texts = Mutex<[String]>([])
  }

  /// The ways of watching that every behaviour is tested with.
  static let modes: [WatchSettings.Mode] = [.auto, .poll]

  /// Starts to watch `arguments`, which are paths in `directory`.
  init(
    _ mode: WatchSettings.Mode, _ arguments: [String], in directory: TemporaryDirectory,
    _ adjust: (inout WatchSettings) -> Void = { _ in }
  ) throws {
    self.directory = directory
    var settings = WatchSettings()
    settings.mode = mode
    settings.pollInterval = .milliseconds(20)
    settings.scanInterval = .milliseconds(20)
    adjust(&settings)
    let warnings = Warnings()
    told = warnings
    watch = try FileWatch(
      arguments.map { $0.hasPrefix("/") ? $0 : "\(directory.path)/\($0)" }, settings
    ) { text in warnings.texts.withLock { $0.append(text) } }
    watch.start()
    subscription = try watch.subscribe()
  }

  deinit {
    watch.stop()
  }

  /// The names, below the directory, of the files that are listed now, sorted.
  var listed: [String] { added.filter(\.isListed).map(name).sorted() }

  /// What was warned of so far.
  var warnings: [String] { told.texts.withLock { $0 } }

  /// The file that has that name now.
  func file(_ name: String) -> FollowedFile? {
    added.last { self.name($0) == name && $0.isListed } ?? added.last { self.name($0) == name }
  }

  /// True if the file was said to have changed since ``forget()``.
  func hasChanged(_ file: FollowedFile) -> Bool {
    changed.contains(ObjectIdentifier(file))
  }

  /// Forgets what has changed so far.
  func forget() {
    changed = []
  }

  /// Takes what the watch tells until `condition` holds; false if that takes too long.
  func waits(until condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(30)
    while !condition() {
      if ContinuousClock.now > deadline { return false }
      // A condition may also come true without a change that is told of.
      take(subscription.next(until: .now + .milliseconds(50)))
    }
    return true
  }

  /// Has the files searched for, by a search that begins after this is called.
  func search() -> Bool {
    for _ in 1...2 {
      take(subscription.next(until: .now))
      let last = scan
      watch.rescan()
      guard waits(until: { scan > last }) else { return false }
    }
    return true
  }

  /// The number of the last search.
  private(set) var scan = 0

  private func take(_ changes: WatchChanges) {
    scan = changes.scan
    added += changes.added
    changed.formUnion((changes.added + changes.changed).map(ObjectIdentifier.init))
  }

  private func name(_ file: FollowedFile) -> String {
    file.path.hasPrefix(directory.path)
      ? String(file.path.dropFirst(directory.path.count + 1)) : file.path
  }
}

extension FollowedFile {
  /// All of its content that can be read.
  func text() throws -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try read(at: Int64(bytes.count), into: $0) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

extension TemporaryDirectory {
  /// Adds text to the end of a file.
  func append(_ text: String, to name: String) {
    guard let file = fopen("\(path)/\(name)", "a") else { preconditionFailure("no \(name)") }
    fputs(text, file)
    fclose(file)
  }

  /// Gives a file another name.
  func rename(_ name: String, to other: String) {
    precondition(Glibc.rename("\(path)/\(name)", "\(path)/\(other)") == 0)
  }

  /// Takes a file's name away.
  func remove(_ name: String) {
    precondition(unlink("\(path)/\(name)") == 0)
  }

  /// Gives a file one more name.
  func hardLink(_ name: String, to other: String) {
    precondition(Glibc.link("\(path)/\(other)", "\(path)/\(name)") == 0)
  }
}
