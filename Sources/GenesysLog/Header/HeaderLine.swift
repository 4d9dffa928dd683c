extension LogHeader {
  /// Takes over the value of a header line; false if the value is not of the kind that the key has.
  ///
  /// - Parameter value: where the value stands in `line`, without blanks about it; may be empty.
  mutating func set(_ key: HeaderKey, _ line: Span<UInt8>, _ value: Range<Int>) -> Bool {
    switch key {
    case .buildInformation, .components: return value.isEmpty
    case .daylight: return setDaylight(HeaderText.string(line, value))
    case .zone: return setZone(line, value)
    case .utcTime: return LogHeader.setTime(&utcTime, line, value)
    case .localTime: return LogHeader.setTime(&localTime, line, value)
    case .startTimeUTC, .utcStartTime: return LogHeader.setTime(&startTime, line, value)
    case .startTime: return setLocalStart(line, value)
    case .applicationType: return setType(line, value)
    case .file: return setFile(line, value)
    case .runningTime:
      runningSeconds = HeaderText.runningSeconds(HeaderText.string(line, value))
      return runningSeconds != nil
    default: return setText(key, HeaderText.string(line, value))
    }
  }

  private mutating func setText(_ key: HeaderKey, _ text: String) -> Bool {
    switch key {
    case .applicationName: applicationName = text
    case .commandLine: commandLine = text
    case .hostName, .applicationHost, .machineName: hostName = text
    case .hostInfo: hostInfo = text
    case .description: buildDescription = text
    case .timestamp: buildTimestamp = text
    case .role: role = text
    case .workspaceVersion:
      version = HeaderText.version(text) ?? (text.isEmpty ? nil : text)
      banner = banner ?? "InteractionWorkspace - Version: \(text)"
    case .processAtHost: return setProcess(text)
    default: return false
    }
    return true
  }

  /// `TZ = 1, timeb = 0`.
  private mutating func setDaylight(_ text: String) -> Bool {
    let parts = text.split(separator: ",").map { $0.filter { $0 != " " } }
    guard parts.count == 2, parts[0].hasPrefix("TZ="), parts[1].hasPrefix("timeb="),
      let zone = Int(parts[0].dropFirst(3)), let flag = Int(parts[1].dropFirst(6))
    else { return false }
    hasDaylightRules = zone != 0
    daylightFlag = flag != 0
    return true
  }

  /// `28800, Pacific Standard Time, Pacific Daylight Time`, or the number alone.
  private mutating func setZone(_ line: Span<UInt8>, _ value: Range<Int>) -> Bool {
    guard let (seconds, end) = HeaderText.number(line, value), abs(seconds) <= 16 * 3600,
      end == value.upperBound || line[end] == UInt8(ascii: ",") || line[end] == 0x20
    else { return false }
    zoneSecondsWest = seconds
    timeZoneNames = HeaderText.string(line, end..<value.upperBound).split(separator: ",")
      .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    return true
  }

  /// A date and time, and nothing after it.
  private static func setTime(
    _ time: inout Stamp?, _ line: Span<UInt8>, _ value: Range<Int>
  ) -> Bool {
    guard let stamp = StampParser.parse(line, at: value.lowerBound), stamp.day != Stamp.noDay,
      stamp.end == value.upperBound
    else { return false }
    time = stamp
    return true
  }

  /// `[Wed Jan 17 08:37:07 CST 2018]`.
  private mutating func setLocalStart(_ line: Span<UInt8>, _ value: Range<Int>) -> Bool {
    guard value.count > 2, line[value.lowerBound] == UInt8(ascii: "["),
      line[value.upperBound - 1] == UInt8(ascii: "]")
    else { return false }
    return LogHeader.setTime(&localStartTime, line, value.lowerBound + 1..<value.upperBound - 1)
  }

  /// `ConfigurationServer (21)`; the number may be missing.
  private mutating func setType(_ line: Span<UInt8>, _ value: Range<Int>) -> Bool {
    let text = HeaderText.string(line, value)
    applicationType = text
    applicationTypeNumber = nil
    if text.hasSuffix(")"), let open = text.lastIndex(of: "("),
      let number = Int(text[text.index(after: open)...].dropLast())
    {
      applicationTypeNumber = number
      applicationType = String(text[..<open].trimmingBlanks)
    }
    return true
  }

  /// `(3) logs/cs85.20151207_052134_827.log`, or the name alone (GMS).
  private mutating func setFile(_ line: Span<UInt8>, _ value: Range<Int>) -> Bool {
    guard !value.isEmpty else { return false }
    var start = value.lowerBound
    if line[start] == UInt8(ascii: "("),
      let (number, end) = HeaderText.number(line, start + 1..<value.upperBound), number >= 0,
      end < value.upperBound, line[end] == UInt8(ascii: ")")
    {
      segment = number
      start = end + 1
      while start < value.upperBound, line[start] == 0x20 { start += 1 }
    }
    file = HeaderText.string(line, start..<value.upperBound)
    return true
  }

  /// `[123@host]`.
  private mutating func setProcess(_ text: String) -> Bool {
    guard text.hasPrefix("["), text.hasSuffix("]"), let at = text.firstIndex(of: "@"),
      let number = Int(text[..<at].dropFirst())
    else { return false }
    processID = number
    hostName = String(text[text.index(after: at)...].dropLast())
    return true
  }

  /// Takes over `    Configuration library   v.8.5.100.02`; false if the line is something else.
  mutating func addLibrary(_ line: Span<UInt8>, _ content: Range<Int>) -> Bool {
    // A program has a dozen or two.
    guard libraries.count < 256 else { return false }
    var split = content.upperBound - 3
    while split > content.lowerBound,
      !(line[split] == 0x20 && line[split + 1] == UInt8(ascii: "v")
        && line[split + 2] == UInt8(ascii: "."))
    {
      split -= 1
    }
    guard split > content.lowerBound else { return false }
    libraries.append(
      Library(
        name: String(HeaderText.string(line, content.lowerBound..<split).trimmingBlanks),
        version: HeaderText.string(line, split + 3..<content.upperBound)))
    return true
  }
}

extension StringProtocol {
  /// The text without the blanks at its end.
  fileprivate var trimmingBlanks: SubSequence {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return self[..<end]
  }
}
