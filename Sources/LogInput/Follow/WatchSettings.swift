/// How files are watched.
package struct WatchSettings: Sendable {
  /// Where notices of changes come from.
  package enum Mode: Sendable, Hashable, CaseIterable {
    /// From inotify(7) where the file system gives such notices, else by polling.
    case auto
    /// From inotify(7) everywhere.
    case inotify
    /// By polling everywhere.
    case poll
  }

  /// Where notices come from.
  package var mode = Mode.auto

  /// How often a polled file that is being written to is looked at.
  package var pollInterval = Duration.milliseconds(250)

  /// How often directories that are polled are searched for new and renamed files.
  ///
  /// It is less often if that would take more than half a percent of a processor.
  package var scanInterval = Duration.seconds(1)

  /// How often directories with notices are searched all the same, in case one was missed.
  package var safetyInterval = Duration.seconds(60)

  /// Patterns of files to leave out: by name, or by the last parts of their paths.
  package var excludes: [String] = []

  /// How many files are kept open; nil for three quarters of what the system allows.
  package var maxOpenFiles: Int?

  /// How many directories are watched by inotify; nil for what the system allows.
  package var maxWatches: Int?

  /// The settings that suit most.
  package init() {}
}
