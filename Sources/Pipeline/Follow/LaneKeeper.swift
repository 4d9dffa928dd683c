/// A lane's way to something that remembers what passed: what it knows gets onto the disk together with the places up to
/// which it was told.
protocol LaneKeeper: LaneOutput {
  /// What belongs to all that it was given so far; on the lane's thread.
  var memory: [UInt8] { get }

  /// Whether something is worth remembering though no place has changed; on the lane's thread.
  var hasNews: Bool { get }

  /// The time of the last event that it was given, in microseconds since 1970; on the lane's thread.
  ///
  /// Files are read in the order of that, a block at a time.
  var reached: Int64? { get }

  /// Notes that ``memory`` is on the disk.
  func noteKept()

  /// Lets time pass; called about once a second on the lane's thread.
  ///
  /// - Parameter isCaughtUp: whether all files have been read to their ends.
  func look(isCaughtUp: Bool)

  /// How many alerts there were, and what became of them; from any thread.
  var alertFigures: AlertFigures { get }

  /// What it did, in words.
  var account: String { get }
}
