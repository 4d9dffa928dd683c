/// # FollowState: what `genlog follow` remembers from one run to the next
///
/// Brief overview: a ``StateStore`` is a directory that belongs to one destination. It holds a ``FileState``
/// for each generation of each file: which file that is, and up to where the destination has it.
///
///     let store = try StateStore(directory: "/var/lib/genlog/es-1a2b3c4d5e6f")
///     var state = FileState(number: store.newNumber(), name: name, path: "/var/log/sip.log")
///     state.offset = 4711
///     store.put(state)
///     try store.write()   // survives the end of the process
///     try store.sync()    // survives the end of the power
///
/// Others look without a lock, by ``SavedState``. This module knows no log and no destination.
///
/// On the disk (`N` counts up with each snapshot):
///
///     lock              held by flock(2) while a store is open; the holder's process id
///     N.snapshot        everything at one moment
///     N.journal         what changed since, added to
///     N-1.snapshot      the generation before, whole, in case that N is damaged
///     N-1.journal
///
/// Each line is a record: eight hexadecimal digits, the CRC-32C of what follows the blank, then a JSON object.
/// A record says all there is to say of a file, so that losing one means to know something older, and
/// never something wrong. Every file begins with a record that names the format; a snapshot ends with one
/// that says how many records it has.
///
///     2f1c9a0e {"format":"genlog-state","version":1,"needs":1}
///     91d0be27 {"file":17,"name":"00..2a","path":"/var/log/sip.log","device":64768, ... "offset":4711, ...}
///     0c55aa31 {"remove":16}
///     77e0a9d2 {"end":1}
///
/// What a newer genlog adds is kept: members that this version does not know are written again with their
/// record, and so are records of kinds that it does not know. A format that it must not touch says so by
/// `needs`, the least version that may.
package enum FollowState {
  /// The version of the format that is written here.
  static let version: UInt64 = 1
  /// The word by which the format is known.
  static let format = "genlog-state"
  /// The longest record that is read; all longer ones are damage. Paths and cuts are bounded.
  static let maxLineBytes = 1 << 20
}
