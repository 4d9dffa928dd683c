/// What a filter leaves out that is hardly meant to be.
enum FilterAdvice {
  /// What to tell of a filter by ports that takes no fragments but the first; nil if there is nothing to tell.
  ///
  /// Only the first fragment of a packet has ports (RFC 791 s 3.2). TCP avoids fragments, UDP makes them of any
  /// message that is longer than a frame.
  static func warning(_ filter: String?) -> String? {
    guard let filter, !namesFragments(filter), hasDatagramPort(filter) else { return nil }
    return
      "--filter takes only the first fragment of a packet, so that long messages over UDP are cut\n"
      + "help: add the others: or (ip[6:2] & 0x1fff != 0) or ip6 proto 44"
  }

  private static func namesFragments(_ filter: String) -> Bool {
    let text = filter.filter { $0 != " " }
    return ["ip[6:2]", "ip[6]", "ip6proto44"].contains { text.contains($0) }
  }

  /// Whether it asks for a port that is not one of TCP or SCTP.
  private static func hasDatagramPort(_ filter: String) -> Bool {
    let words = filter.split { " ()\t\n".contains($0) }
    return words.indices.contains { index in
      guard ["port", "portrange"].contains(words[index]) else { return false }
      let before = words[..<index].last { !["src", "dst", "or", "and"].contains($0) }
      return before != "tcp" && before != "sctp"
    }
  }
}
