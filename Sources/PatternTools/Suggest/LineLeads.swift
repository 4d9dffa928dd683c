import LogTemplates

/// Puts shapes of lines together that begin alike and go on as prose.
///
/// A log of a program has a head on each line, time and level and where in the program, and a
/// message that has as many shapes as the program has messages. One expression for all of them is
/// what is wanted, not one for each.
enum LineLeads {
  /// With so many shapes of one beginning, the rest of the line is a field.
  private static let most = 6

  /// The clusters, those of one beginning as one where they are many.
  static func generalised(_ clusters: [SampleCluster]) -> [SampleCluster] {
    var leads: [String: [Int]] = [:]
    for (index, cluster) in clusters.enumerated() {
      guard let lead = lead(of: cluster.template.tokens) else { continue }
      leads[lead.text, default: []].append(index)
    }
    var gone: Set<Int> = []
    var made: [SampleCluster] = []
    for (_, members) in leads.sorted(by: { $0.value[0] < $1.value[0] }) where members.count > most {
      let first = clusters[members[0]]
      let count = lead(of: first.template.tokens)?.count ?? 0
      made.append(
        SampleCluster(
          template: first.template.prefix(count), code: -1, head: nil,
          samples: members.flatMap { clusters[$0].samples }.sorted(), isCut: true, isLead: true))
      gone.formUnion(members)
    }
    return made + clusters.indices.filter { !gone.contains($0) }.map { clusters[$0] }
  }

  /// What stands before the first word of a line, where a time is in it; how many parts it has, and
  /// a text that lines of the same beginning share.
  private static func lead(of tokens: [TemplateToken]) -> (count: Int, text: String)? {
    var end = 0
    var hasTime = false
    var text = ""
    for (index, token) in tokens.enumerated() {
      if token.kind == .word { break }
      switch token.kind {
      case .blank:
        end = index + 1
        text += " "
      case .value:
        let type = token.value?.type ?? .any
        hasTime = hasTime || [.timestamp, .time, .syslogTime, .httpDate, .date].contains(type)
        text += type.isSpecific ? "<\(type)>" : "<>"
      default: text += String(decoding: token.bytes, as: UTF8.self)
      }
    }
    return hasTime && end > 0 && end < tokens.count ? (end, text) : nil
  }
}
