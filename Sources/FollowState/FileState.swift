package import Event

/// One generation of one file, as one destination has it.
///
/// A generation is one content of a file: where a file is truncated and written anew, or another comes under
/// its name, a new one begins.
package struct FileState: Sendable, Equatable {
  /// Unique in its store, and never used again; see ``StateStore/newNumber()``.
  package internal(set) var number: UInt64
  /// What the names of its events follow from.
  package var name: EventHash.Value
  /// The path at which it was seen last.
  package var path: FilePath

  /// The file system that it is in.
  package var device: UInt64 = 0
  /// Its number there, which the system uses again once the file is gone.
  package var inode: UInt64 = 0
  /// When it was made, in nanoseconds since 1970; nil where the system does not tell.
  package var birth: Int64?
  /// The file's first bytes; grows with the file.
  package var head = ContentMark.empty

  /// Everything before it is acknowledged; not negative.
  package var offset: Int64 = 0
  /// The bytes right before ``offset``.
  package var tail = ContentMark.empty
  /// The places at or behind ``offset`` at which a record was ended by a time-out, ascending.
  ///
  /// A store drops those that the offset has passed, and takes no more than ``maxCuts``.
  package var cuts: [Int64] = []
  /// How many bytes behind the header belong to the last record of the segment before.
  package var taken = 0
  /// The day that its clock started from, in days since 1970.
  package var day: Int32?
  /// Whether it was read to its end, and nothing will follow: a gzip, a deleted file.
  package var isComplete = false
  /// When it was last there, in seconds since 1970.
  package var lastSeen: Int64 = 0

  /// How many cuts are kept.
  ///
  /// Without the others a record may come in other parts after a restart.
  package static let maxCuts = 4096

  /// Makes the state of a generation of which nothing is delivered yet.
  package init(number: UInt64, name: EventHash.Value, path: FilePath) {
    self.number = number
    self.name = name
    self.path = path
  }

  /// The state as a store keeps it.
  func trimmed() -> FileState {
    guard let first = cuts.first, first < offset || cuts.count > FileState.maxCuts else {
      return self
    }
    var state = self
    state.cuts = Array(cuts.lazy.filter { $0 >= offset }.prefix(FileState.maxCuts))
    return state
  }
}
