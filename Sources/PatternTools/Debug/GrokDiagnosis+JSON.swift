package import Event
package import Grok

extension GrokDiagnosis {
  /// Appends the diagnosis as JSON: what Elasticsearch's `test_grok_pattern` answers for a text, and
  /// beside it what that does not say.
  ///
  ///     {"matched":true,"fields":{"n":[{"match":"42","offset":0,"length":2,"type":"int","value":42}]},
  ///      "offset":0,"length":2,"elements":[{"element":"%{INT:n:int}","offset":0,"length":2}]}
  ///
  /// - Parameter name: what of the input the text is: `"line":3`.
  package func append(
    _ subject: [UInt8], named name: (key: StaticString, value: Int64)? = nil,
    to out: inout JSONBuffer
  ) {
    out.append(outcome == .matched ? "{\"matched\":true" : "{\"matched\":false")
    if let name {
      out.append(",\"")
      out.append(name.key)
      out.append("\":")
      out.append(integer: name.value)
    }
    if outcome == .matched { appendMatch(subject, to: &out) }
    if case .limit(let limit) = outcome {
      out.append(",\"given_up\":")
      out.append(quoted: limit.word)
    }
    if let failure {
      out.append(",\"failure\":")
      failure.append(subject, to: &out)
    }
    if isCutShort { out.append(",\"cut_short\":true") }
    out.append(UInt8(ascii: "}"))
  }

  private func appendMatch(_ subject: [UInt8], to out: inout JSONBuffer) {
    out.append(",\"fields\":{")
    var names: [[String]] = []
    for capture in captures where !names.contains(capture.field) { names.append(capture.field) }
    for (index, name) in names.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      out.append(quoted: name.joined(separator: "."))
      out.append(":")
      out.append(list: captures.filter { $0.field == name }) { $0.append(subject, to: &$1) }
    }
    out.append("}")
    if let range { out.append(place: range) }
    out.append(",\"elements\":")
    out.append(list: elements) { element, out in
      out.append("{\"element\":")
      out.append(quoted: element.text)
      out.append(place: element.range)
      out.append("}")
    }
  }
}

extension GrokLimit {
  fileprivate var word: String {
    switch self {
    case .steps: "steps"
    case .memory: "memory"
    case .time: "time"
    }
  }
}

extension GrokDiagnosis.Capture {
  fileprivate func append(_ subject: [UInt8], to out: inout JSONBuffer) {
    out.append("{\"match\":")
    out.append(quoted: subject.span.extracting(range))
    out.append(place: range)
    if let type {
      out.append(",\"type\":")
      out.append(quoted: type.rawValue)
    }
    out.append(",\"value\":")
    value.append(to: &out)
    if isUnconverted { out.append(",\"unconverted\":true") }
    let position = TextPosition(subject, range.lowerBound)
    out.append(",\"line\":")
    out.append(integer: Int64(position.line))
    out.append(",\"column\":")
    out.append(integer: Int64(position.column))
    out.append("}")
  }
}

extension GrokDiagnosis.Failure {
  fileprivate func append(_ subject: [UInt8], to out: inout JSONBuffer) {
    out.append("{\"element\":")
    element.append(to: &out)
    out.append(",\"references\":")
    out.append(list: references) { $0.append(to: &$1) }
    out.append(",\"inside\":")
    out.append(list: inside) { $0.append(to: &$1) }
    out.append(",\"expected\":")
    out.append(list: expected) { $1.append(quoted: $0) }
    out.append(",\"found\":")
    out.append(quoted: subject.span.extracting(found))
    out.append(",\"offset\":")
    out.append(integer: Int64(offset))
    out.append(",\"start\":")
    out.append(integer: Int64(start))
    out.append(",\"reached\":")
    out.append(integer: Int64(reached))
    out.append(isAnywhere ? ",\"anywhere\":true" : ",\"anywhere\":false")
    out.append(",\"prefix\":{\"expression\":")
    out.append(quoted: prefix.text)
    out.append(place: prefix.range)
    out.append("},\"also\":")
    out.append(list: also) { $0.append(to: &$1) }
    out.append(",\"hints\":")
    out.append(list: hints) { $1.append(quoted: $0) }
    out.append("}")
  }
}

extension GrokDiagnosis.Element {
  fileprivate func append(to out: inout JSONBuffer) {
    out.append("{\"text\":")
    out.append(quoted: text)
    if let pattern = location.pattern {
      out.append(",\"pattern\":")
      out.append(quoted: pattern)
    }
    out.append(",\"file\":")
    out.append(quoted: location.origin.file)
    out.append(",\"line\":")
    out.append(integer: Int64(location.fileLine))
    out.append(",\"column\":")
    out.append(integer: Int64(location.column))
    out.append(",\"length\":")
    out.append(integer: Int64(location.length))
    out.append(",\"source\":")
    out.append(quoted: location.text)
    out.append("}")
  }
}

extension JSONBuffer {
  fileprivate mutating func append(place range: Range<Int>) {
    append(",\"offset\":")
    append(integer: Int64(range.lowerBound))
    append(",\"length\":")
    append(integer: Int64(range.count))
  }

  fileprivate mutating func append<Item>(
    list: [Item], _ write: (Item, inout JSONBuffer) -> Void
  ) {
    append("[")
    for (index, item) in list.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      write(item, &self)
    }
    append("]")
  }
}
