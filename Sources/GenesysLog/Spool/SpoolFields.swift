import Event

extension SpoolValues {
  /// Appends what the record says beyond its head and text, as a JSON object.
  ///
  ///     {"category":"audit","application":{"dbid":101,"type":21},"attributes":{"NAME":"text"}}
  ///
  /// - Returns: false if there is nothing; then nothing was appended.
  func append(_ bytes: Span<UInt8>, to out: inout JSONBuffer) -> Bool {
    let start = out.count
    out.append("{")
    if let category {
      out.append("\"category\":")
      switch category {
      case 0: out.append("\"application\"")
      case 2: out.append("\"audit\"")
      default: out.append(integer: Int64(category))
      }
    }
    appendApplication(to: &out, after: start)
    appendAttributes(bytes, to: &out, after: start)
    guard out.count > start + 1 else {
      out.truncate(to: start)
      return false
    }
    out.append("}")
    return true
  }

  private func appendApplication(to out: inout JSONBuffer, after start: Int) {
    guard applicationDBID != nil || applicationType != nil else { return }
    if out.count > start + 1 { out.append(",") }
    out.append("\"application\":{")
    if let applicationDBID {
      out.append("\"dbid\":")
      out.append(integer: Int64(applicationDBID))
    }
    if let applicationType {
      if applicationDBID != nil { out.append(",") }
      out.append("\"type\":")
      out.append(integer: Int64(applicationType))
    }
    out.append("}")
  }

  /// Of a name that stands twice the first value is taken.
  private func appendAttributes(
    _ bytes: Span<UInt8>, to out: inout JSONBuffer, after start: Int
  ) {
    guard let attributes else { return }
    var place = attributes.start
    var names: Set<[UInt8]> = []
    var isFirst = true
    while let pair = attributes.next(bytes, &place) {
      let name = pair.name.map { bytes[$0] }
      if name.isEmpty || pair.value.isEmpty || !names.insert(name).inserted { continue }
      if isFirst {
        if out.count > start + 1 { out.append(",") }
        out.append("\"attributes\":{")
      } else {
        out.append(",")
      }
      isFirst = false
      out.append(quoted: bytes.extracting(pair.name))
      out.append(":")
      let value = String(decoding: pair.value.map { bytes[$0] }, as: UTF8.self)
      out.append(
        quoted: DumpText.isSecret(bytes, name: pair.name)
          ? "******" : RecordText.hidingSecrets(value))
    }
    if !isFirst { out.append("}") }
  }
}
