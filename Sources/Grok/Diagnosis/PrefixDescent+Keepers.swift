extension PrefixDescent {
  /// Finds the possessive quantifier or the atomic group without which a stop's element would fit.
  mutating func keeper(before stop: Stop) -> Keeper? {
    let path = stop.endPath
    let line = stop.element.line
    for (index, unit) in stop.reading.units.enumerated().reversed() {
      guard unit.depth < line.count, !probe.isOver else { continue }
      let parent = line[unit.depth]
      let elements = unit.children.isEmpty ? [parent] : Array(parent.children[unit.children])
      guard let keeper = elements.lazy.compactMap({ Self.keeper(in: $0) }).first,
        probe.fits(upTo: path, relaxing: index)
      else { continue }
      return Keeper(element: keeper, range: unit.range)
    }
    return nil
  }

  /// Elements looked at for one at most.
  private static let mostElements = 2000

  /// The first element in an element, or it itself, that gives nothing back.
  private static func keeper(in element: PatternElement) -> PatternElement? {
    var rest = [element]
    var count = 0
    while let next = rest.popLast(), count < mostElements {
      count += 1
      switch next.node.kind {
      case .group(.atomic, _): return next
      case .repetition(_, let repetition) where repetition.mode == .possessive: return next
      default: rest += next.children.reversed()
      }
    }
    return nil
  }
}
