import Delivery

/// What a lane did, in words.
struct FollowAccount {
  private let figures: LaneMeter.Figures
  private let destination: String

  init(_ figures: LaneMeter.Figures, destination: String) {
    self.figures = figures
    self.destination = destination
  }

  /// One line: what was read, and what became of it.
  var summary: String {
    let counts = figures.counts
    let settled = figures.delivered
    var parts = ["\(counts.records) records", "\(settled.created) events delivered"]
    if settled.duplicates > 0 { parts.append("\(settled.duplicates) that were there") }
    if settled.redirected > 0 { parts.append("\(settled.redirected) in a failure store") }
    if settled.rejected > 0 { parts.append("\(settled.rejected) laid aside") }
    if counts.filtered > 0 { parts.append("\(counts.filtered) filtered") }
    if counts.unmatched > 0 { parts.append("\(counts.unmatched) unmatched") }
    let open = counts.events - settled.settled
    if open > 0 { parts.append("\(open) on their way, sent again by the next run") }
    if figures.paddingBytes > 0 { parts.append("\(figures.paddingBytes) NULs passed over") }
    if figures.lostBytes > 0 { parts.append("\(figures.lostBytes) bytes could not be read") }
    return "\(destination): " + parts.joined(separator: ", ")
  }
}
