/// Turns the groups of a match into fields.
struct CaptureReader {
  let pattern: GrokPattern
  let keepsEmpty: Bool

  /// Adds the fields of the last match; a field that is there already becomes an array.
  func read(
    _ subject: Span<UInt8>, _ matcher: borrowing GrokMatcher, into result: inout GrokResult
  ) {
    for field in pattern.fields {
      var values: [GrokValue] = []
      for group in field.groups {
        guard let range = matcher.range(ofGroup: group.number) else { continue }
        guard !range.isEmpty else {
          if keepsEmpty { values.append(.string("")) }
          continue
        }
        values.append(value(subject, range, group.type, into: &result))
      }
      if values.isEmpty, keepsEmpty { values = [.null] }
      if !values.isEmpty { merge(values, at: field.path, into: &result) }
    }
  }

  private func value(
    _ subject: Span<UInt8>, _ range: Range<Int>, _ type: GrokType?, into result: inout GrokResult
  ) -> GrokValue {
    let text = subject.extracting(range)
    if let value = (type ?? .string).value(of: text) { return value }
    if !result.tags.contains(GrokTag.convertFailure) {
      result.tags.append(GrokTag.convertFailure)
    }
    return .string(GrokText.string(text))
  }

  private func merge(_ values: [GrokValue], at path: [String], into result: inout GrokResult) {
    guard let index = result.fields.firstIndex(where: { $0.path == path }) else {
      let value = values.count == 1 ? values[0] : .array(values)
      result.fields.append(GrokResult.Field(path: path, value: value))
      return
    }
    var all: [GrokValue]
    switch result.fields[index].value {
    case .array(let known): all = known
    case .null: all = []
    case let known: all = [known]
    }
    all += values.filter { $0 != .null }
    result.fields[index].value = all.isEmpty ? .null : all.count == 1 ? all[0] : .array(all)
  }
}
