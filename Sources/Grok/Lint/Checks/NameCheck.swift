/// References to names that nothing defines.
enum NameCheck {
  /// What it finds in a pattern.
  static func findings(_ subject: LintSubject) -> [GrokFinding] {
    let inline = subject.inlineNames
    return subject.findings { element in
      guard case .reference(let reference) = element.node.kind,
        subject.library[reference.name] == nil, !inline.contains(reference.name)
      else { return nil }
      let nearest = Spelling.nearest(
        to: reference.name, among: Array(inline) + subject.library.names)
      return GrokFinding(
        .unknownPattern(name: reference.name, nearest: nearest, at: element.place.location))
    }
  }
}

extension LintSubject {
  /// The names that the text defines on the spot.
  var inlineNames: Set<String> {
    var names: Set<String> = []
    for element in own {
      if case .reference(let reference) = element.node.kind, reference.definition != nil {
        names.insert(reference.name)
      }
    }
    return names
  }
}
