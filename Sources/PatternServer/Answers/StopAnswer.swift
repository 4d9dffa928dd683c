import Event
import Grok
import PatternTools

/// Where a line stopped matching: in the line, in UTF-16 units, and in the expression and each definition
/// that it leads to.
///
///     {"element":{"text":"%{INT}","pattern":null,"file":"<expression>","line":1,"excerpt":"a %{INT}",
///      "from":2,"to":8},"references":[],"inside":[...],"expected":["a digit"],"offset":2,...}
struct StopAnswer {
  private let failure: GrokDiagnosis.Failure
  private let isCutShort: Bool
  private let offsets: TextOffsets

  /// Prepares to tell of a failure in a line.
  init(_ failure: GrokDiagnosis.Failure, isCutShort: Bool, in line: [UInt8]) {
    self.failure = failure
    self.isCutShort = isCutShort
    offsets = TextOffsets(line)
  }

  /// Appends the answer.
  func append(to out: inout JSONBuffer) {
    out.append("{\"element\":")
    append(failure.element, to: &out)
    append("references", failure.references, to: &out)
    append("inside", failure.inside, to: &out)
    append("also", failure.also, to: &out)
    append("expected", failure.expected, to: &out)
    append("hints", failure.hints, to: &out)
    append("offset", offsets[failure.offset], to: &out)
    append("start", offsets[failure.start], to: &out)
    append("foundStart", offsets[failure.found.lowerBound], to: &out)
    append("foundEnd", offsets[failure.found.upperBound], to: &out)
    append("prefixStart", offsets[failure.prefix.range.lowerBound], to: &out)
    append("prefixEnd", offsets[failure.prefix.range.upperBound], to: &out)
    out.append(",\"prefixText\":")
    out.append(quoted: failure.prefix.text)
    out.append(failure.isAnywhere ? ",\"isAnywhere\":true" : ",\"isAnywhere\":false")
    out.append(isCutShort ? ",\"isCutShort\":true}" : ",\"isCutShort\":false}")
  }

  private func append(_ element: GrokDiagnosis.Element, to out: inout JSONBuffer) {
    let location = element.location
    let before = location.text.prefix(location.column - 1).utf16.count
    let marked = location.text.dropFirst(location.column - 1).prefix(location.length).utf16.count
    out.append("{\"text\":")
    out.append(quoted: element.text)
    out.append(",\"pattern\":")
    if let pattern = location.pattern { out.append(quoted: pattern) } else { out.append("null") }
    out.append(",\"file\":")
    out.append(quoted: location.origin.file)
    append("line", max(location.origin.line, 1) + location.line, to: &out)
    out.append(",\"excerpt\":")
    out.append(quoted: location.text)
    append("from", before, to: &out)
    append("to", before + marked, to: &out)
    out.append("}")
  }

  private func append(
    _ key: String, _ elements: [GrokDiagnosis.Element], to out: inout JSONBuffer
  ) {
    out.append(",")
    out.append(quoted: key)
    out.append(":[")
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(",") }
      append(element, to: &out)
    }
    out.append("]")
  }

  private func append(_ key: String, _ texts: [String], to out: inout JSONBuffer) {
    out.append(",")
    out.append(quoted: key)
    out.append(":")
    GrokValue.array(texts.map(GrokValue.string)).append(to: &out)
  }

  private func append(_ key: String, _ number: Int, to out: inout JSONBuffer) {
    out.append(",")
    out.append(quoted: key)
    out.append(":")
    out.append(integer: Int64(number))
  }
}
