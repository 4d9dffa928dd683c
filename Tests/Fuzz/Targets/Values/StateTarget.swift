import Event

@testable import FollowState

/// Records of state files: any JSON under a right checksum, and what is taken can be written again.
final class StateTarget: FuzzTarget {
  static let name = "state"
  static let words = [
    "\"file\":", "\"name\":\"", "\"path\":\"", "\"rawpath\":\"%2F%ff", "\"device\":", "\"inode\":",
    "\"birth\":", "\"head\":[4096,\"", "\"offset\":", "\"tail\":[64,\"", "\"cuts\":[1,2]",
    "\"taken\":", "\"day\":", "\"complete\":true", "\"seen\":", "{\"remove\":", "{\"end\":",
    "{\"format\":\"genlog-state\",", "\"version\":2", "\"needs\":1", "\"dest\":\"",
    "18446744073709551615", "-9223372036854775808", "0123456789abcdef",
  ]
  static let seeds = [
    #"{"file":17,"name":"000000000000000100000000000000ab","path":"/a","device":1,"inode":2,"birth":-3,"#
      + #""head":[4,"0123456789abcdef"],"offset":12,"tail":[4,"0123456789abcdef"],"cuts":[20,30],"#
      + #""taken":5,"day":6,"complete":true,"seen":7,"later":[{}]}"#,
    #"{"remove":17}"#, #"{"end":3}"#, #"{"index":[1]}"#,
    #"{"format":"genlog-state","version":1,"needs":1,"dest":"http://192.0.2.1:9200"}"#,
  ].map { Array($0.utf8) }

  private var encoder = RecordEncoder()
  private var line = JSONBuffer()

  init() {}

  func run(_ bytes: [UInt8]) {
    // What stands in a file is cut at newlines before it is read.
    let json = bytes.map { $0 == 0x0A ? 0x20 : $0 }
    var decoder = RecordDecoder()
    _ = decoder.decode(line: json.span)
    line.removeAll()
    encoder.append(other: json, to: &line)
    guard decode(&decoder) == .file else { return }
    let entry = decoder.entry
    line.removeAll()
    encoder.append(entry, to: &line)
    hold(decode(&decoder) == .file, "a record that was taken is none when it is written again")
    hold(decoder.entry == entry, "a record is another when it is written again")
    _ = entry.state.trimmed()
  }

  /// Reads the line that was written.
  private func decode(_ decoder: inout RecordDecoder) -> StateRecord? {
    line.withBytes { decoder.decode(line: $0.extracting(0..<$0.count - 1)) }
  }
}
