import Event

/// Makes the names of indices by a template, and keeps their number bounded.
struct IndexNamer {
  /// More indices than a run can mean: what goes on makes `generic` of all values.
  static let mostNames = 1000
  /// Values are cut there, so that names stay within Elasticsearch's 255 bytes.
  private static let mostValueBytes = 100

  private let template: IndexTemplate
  private static let timestamp = FieldPath("@timestamp")
  private var seen: Set<[UInt8]> = []
  /// The name last made, a copy of which is given out: it is made anew only where it is another.
  private var name: [UInt8] = []
  private var last: [UInt8] = []

  /// Names indices by `template`.
  init(_ template: IndexTemplate) {
    self.template = template
  }

  /// The index of `event`.
  mutating func index(of event: Span<UInt8>) -> [UInt8] {
    compose(event)
    if name != last {
      if !accepts() { compose([UInt8]().span) }
      last = name
    }
    return name
  }

  /// Whether the name may be used: one of those before, or a further one while there are few.
  private mutating func accepts() -> Bool {
    guard IndexName.isValid(name.span) else { return false }
    if seen.contains(name) { return true }
    guard seen.count < IndexNamer.mostNames else { return false }
    seen.insert(name)
    return true
  }

  private mutating func compose(_ event: Span<UInt8>) {
    name.removeAll(keepingCapacity: true)
    for part in template.parts {
      switch part {
      case .text(let bytes): name += bytes
      case .field(let path): appendValue(at: path, of: event)
      case .date(let parts): appendDate(parts, of: event)
      }
    }
  }

  private mutating func appendValue(at path: FieldPath, of event: Span<UInt8>) {
    guard let value = JSONLookup.value(at: path, in: event), value.kind != .null,
      value.kind != .object, value.kind != .array, !value.content.isEmpty
    else {
      name += IndexTemplate.missing
      return
    }
    for place in value.content.prefix(IndexNamer.mostValueBytes) {
      name.append(IndexName.fit(event[place]))
    }
  }

  private mutating func appendDate(_ parts: [IndexTemplate.DatePart], of event: Span<UInt8>) {
    guard let path = IndexNamer.timestamp, let value = JSONLookup.value(at: path, in: event),
      value.kind == .string, value.content.count >= 20
    else {
      name += IndexTemplate.missing
      return
    }
    for part in parts {
      switch part {
      case .text(let byte): name.append(byte)
      case .digits(let places):
        for place in places { name.append(IndexName.fit(event[value.content.lowerBound + place])) }
      }
    }
  }
}
