/// The keys of header lines, as products spell them.
///
/// Framework components write `Application name:`; GMS writes its keys in capitals, the SIP endpoint with
/// capital initials: letters are compared without case where a file starts.
enum HeaderKey: CaseIterable {
  case buildInformation, description, timestamp, components
  case applicationName, applicationType, commandLine, hostName, daylight, zone
  case utcTime, localTime, startTimeUTC, utcStartTime, startTime, runningTime, hostInfo, file
  case applicationHost, processAtHost, machineName, workspaceVersion, role

  /// The text up to where the value starts.
  var spelling: StaticString {
    switch self {
    case .buildInformation: "Build information :"
    case .description: "Description :"
    case .timestamp: "Timestamp   :"
    case .components: "Components  :"
    case .applicationName: "Application name:"
    case .applicationType: "Application type:"
    case .commandLine: "Command line:"
    case .hostName: "Host name:"
    case .daylight: "DST:"
    case .zone: "Time zone:"
    case .utcTime: "UTC time:"
    case .localTime: "Local time:"
    case .startTimeUTC: "Start time (UTC):"
    case .utcStartTime: "UTC Start Time:"
    case .startTime: "Start time:"
    case .runningTime: "Running time:"
    case .hostInfo: "Host info:"
    case .file: "File:"
    case .applicationHost: "Application Host"
    case .processAtHost: "PID@host:"
    case .machineName: "MachineName:"
    case .workspaceVersion: "InteractionWorkspace - Version:"
    case .role: "HA Role:"
    }
  }

  /// True for keys that blanks precede.
  var isIndented: Bool {
    switch self {
    case .description, .timestamp, .components, .machineName: true
    default: false
    }
  }

  /// The key at the start of a line, and where its value starts.
  ///
  /// - Parameter isIndented: whether blanks precede `range`, which has none itself.
  static func find(
    _ line: Span<UInt8>, _ range: Range<Int>, isIndented: Bool
  ) -> (key: HeaderKey, value: Int)? {
    for key in allCases
    where key.isIndented == isIndented && key.spelling.starts(line, range, ignoringCase: true) {
      var value = range.lowerBound + key.spelling.utf8CodeUnitCount
      if key == .applicationHost {
        // `Application Host name:`, and whatever else stands before the colon.
        guard let colon = colon(line, value..<range.upperBound) else { continue }
        value = colon + 1
      }
      while value < range.upperBound, line[value] == 0x20 || line[value] == 0x09 { value += 1 }
      return (key, value)
    }
    return nil
  }

  private static func colon(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for place in range where line[place] == UInt8(ascii: ":") && place > range.lowerBound {
      return place
    }
    return nil
  }
}

extension StaticString {
  /// True if the part `range` of `line` starts with this text.
  func starts(_ line: Span<UInt8>, _ range: Range<Int>, ignoringCase: Bool = false) -> Bool {
    guard range.count >= utf8CodeUnitCount else { return false }
    for index in 0..<utf8CodeUnitCount {
      let wanted = utf8Start[index]
      let found = line[range.lowerBound + index]
      if found == wanted { continue }
      guard ignoringCase, (wanted | 0x20) &- 0x61 < 26, found | 0x20 == wanted | 0x20 else {
        return false
      }
    }
    return true
  }
}
