import FollowState

/// What `genlog state` does: list what `follow` remembers, show all of a file, forget files.
///
/// Brief overview: each function takes the root directory, below which every destination has one of its own, and
/// gives a ``StateAnswer``. Looking needs no lock, and goes on while `follow` works; forgetting does not.
///
///     print(try StateTools.list(root: nil, as: .table).text)
package enum StateTools {
  /// All files that are remembered, by destination and path.
  ///
  /// - Parameter root: nil stands for the usual place.
  /// - Throws: ``StateToolsError``, `StateError`.
  package static func list(root: String?, as format: StateFormat) throws -> StateAnswer {
    let remembered = try RememberedFiles(below: root ?? StateLocation.standard)
    return StateAnswer(
      text: StateList(remembered.files).text(as: format), warnings: remembered.warnings)
  }

  /// All that is remembered of the files that `name` means.
  ///
  /// - Parameters:
  ///   - name: a path, a glob or a number.
  ///   - root: nil stands for the usual place.
  /// - Throws: ``StateToolsError``, `StateError`.
  package static func show(_ name: String, root: String?) throws -> StateAnswer {
    let remembered = try RememberedFiles(below: root ?? StateLocation.standard)
    let files = remembered.files.filter(StateSelection(name).matches)
    if files.isEmpty { throw StateToolsError.nothing(name: name, there: remembered.paths) }
    return StateAnswer(
      text: files.map { StatePage($0).text }.joined(separator: "\n"),
      warnings: remembered.warnings)
  }

  /// Forgets the files that `names` mean: `follow` takes them for new ones then.
  ///
  /// - Parameters:
  ///   - names: paths, globs and numbers; nil stands for all files.
  ///   - destination: the only destination that is to forget them; nil stands for all.
  ///   - root: nil stands for the usual place.
  /// - Throws: ``StateToolsError``; `StateError`, among others where `follow` uses one of the directories, and
  ///   nothing is forgotten then.
  package static func forget(
    _ names: [String]?, destination: String?, root: String?
  ) throws -> StateAnswer {
    let root = root ?? StateLocation.standard
    var remembered = try RememberedFiles(below: root)
    if let destination { try remembered.keep(only: destination) }
    let selections = names?.map { StateSelection($0) }
    let files = remembered.files.filter { file in
      selections?.contains { $0.matches(file) } ?? true
    }
    if files.isEmpty {
      throw StateToolsError.nothing(name: names?.joined(separator: " "), there: remembered.paths)
    }
    try remove(files)
    return StateAnswer(text: text(files), warnings: remembered.warnings)
  }

  /// Takes files out of their stores, all of which are locked before the first is changed.
  private static func remove(_ files: [RememberedFile]) throws(StateError) {
    var stores: [(store: StateStore, numbers: [UInt64])] = []
    for (directory, files) in Dictionary(grouping: files, by: \.directory) {
      let store = try StateStore(directory: directory)
      stores.append((store, files.map(\.state.number)))
    }
    for (store, numbers) in stores {
      numbers.forEach(store.remove)
      try store.sync()
      store.close()
    }
  }

  private static func text(_ files: [RememberedFile]) -> String {
    files.map { file in
      let place = "delivered up to byte \(file.state.offset), \(file.destination)"
      return "forgot \(SafeText.of(file.state.path.text)) (\(place))\n"
    }.joined()
  }
}
