/// What one line of a state file says.
enum StateRecord: Equatable {
  /// Everything about a file.
  case file(FileEntry)
  /// The file of this number is forgotten.
  case removal(UInt64)
  /// The first record of each file.
  case format(FormatHeader)
  /// The last record of a snapshot: how many there are, this and the first apart.
  case end(count: UInt64)
  /// A kind of record that this version does not know, in JSON.
  case other([UInt8])
}

/// A file's state, and what a newer version says of it.
struct FileEntry: Equatable {
  var state: FileState
  /// The members that this version does not know, as they are written: `,"key":value`.
  var unknown: [UInt8] = []
}

/// The format of a file.
struct FormatHeader: Equatable {
  /// The version that wrote the file.
  var version = FollowState.version
  /// The least version that may read and change it.
  var needs = FollowState.version
  /// The destination that the state is about, for people.
  var destination = ""
  /// The members that this version does not know.
  var unknown: [UInt8] = []
}
