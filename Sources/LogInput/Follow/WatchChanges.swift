/// What has changed since a reader asked last.
package struct WatchChanges: Sendable {
  /// Files that are new, the longest unchanged first; of the same time, by path.
  package var added: [FollowedFile] = []

  /// Files that are not what they were; none of them is in `added`.
  ///
  /// They grew, shrank or were written over, have another path, are not listed any more, are listed again, or
  /// were deleted. One that is listed again may be one that a reader has let go of.
  package var changed: [FollowedFile] = []

  /// The number of the last search for files; 0 before the first.
  package var scan = 0

  /// True once the watch has ended: nothing more will change.
  package var isStopped = false
}
