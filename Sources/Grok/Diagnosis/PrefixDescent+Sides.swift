extension PrefixDescent {
  /// Other ways that the engine could have gone and did not come to the end of: another round of
  /// a repetition, an optional element, a branch beside the one that fitted.
  ///
  /// Looked for in what lies before a stop, the nearest first.
  mutating func sides(of stop: Stop) -> [Stop] {
    var gathering = Gathering()
    let line = stop.element.line
    for (parent, child) in zip(line, line.dropFirst()).reversed() {
      guard case .sequence = parent.node.kind else { continue }
      for element in parent.children[..<child.index].reversed() {
        gather(in: element, at: parent.path + [element.index], &gathering)
      }
    }
    return gathering.stops
  }

  /// What has been found, and how much may still be looked at.
  struct Gathering {
    var stops: [Stop] = []
    /// Each takes some searches.
    var attemptsLeft = 40
    var elementsLeft = 2000
  }

  /// Tries the ways beside the one that was taken in an element that fitted.
  private mutating func gather(
    in element: PatternElement, at path: [Int], _ gathering: inout Gathering
  ) {
    gathering.elementsLeft -= 1
    guard gathering.attemptsLeft > 0, gathering.elementsLeft > 0, !probe.isOver, path.count < 200
    else { return }
    switch element.node.kind {
    case .repetition(let body, _):
      guard !body.isOneCharacter, let inside = element.children.first else { return }
      attempt(inside, at: path + [0], &gathering)
    case .alternation:
      for branch in element.children { attempt(branch, at: path + [branch.index], &gathering) }
    case .group(let kind, _) where !kind.takesText: return
    case .sequence, .group, .reference:
      for child in element.children.reversed() {
        gather(in: child, at: path + [child.index], &gathering)
      }
    default: return
    }
  }

  private mutating func attempt(
    _ element: PatternElement, at path: [Int], _ gathering: inout Gathering
  ) {
    gathering.attemptsLeft -= 1
    guard gathering.attemptsLeft >= 0, !probe.isOver else { return }
    if let stop = stop(in: element, at: path) { gathering.stops.append(stop) }
  }
}
