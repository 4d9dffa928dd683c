import LogTemplates

/// Puts shapes of lines together that begin alike and go on as prose.
///
/// A log of a program has a head on each line, time and level and where in the program, and a
/// message that has as many shapes as the program has messages. One expression for all of them is
/// what is wanted, not one for each.
enum LineLeads {
  /// With so many shapes of one beginning, the rest of the line is a field.
  private static let most = 6

  /// What stands before the first word of a line.
  private struct Lead {
    /// How many parts it has.
    let count: Int
    /// A text that lines of the same beginning share.
    let text: String
  }

  /// The clusters, those of one beginning as one where they are many.
  static func generalised(_ clusters: [SampleCluster]) -> [SampleCluster] {
    let leads = clusters.map { lead(of: $0.template.tokens) }
    var counts: [String: Int] = [:]
    for lead in leads { counts[lead?.text ?? "", default: 0] += 1 }
    var made: [String: SampleCluster] = [:]
    var order: [String] = []
    var others: [SampleCluster] = []
    for (cluster, lead) in zip(clusters, leads) {
      guard let lead, let common = common(lead.text, counts) else {
        others.append(cluster)
        continue
      }
      if made[common] != nil {
        made[common]?.samples += cluster.samples
      } else if lead.text == common {
        order.append(common)
        made[common] = SampleCluster(
          template: cluster.template.prefix(lead.count), code: -1, head: nil,
          samples: cluster.samples, isCut: true, isLead: true)
      } else {
        others.append(cluster)
      }
    }
    return order.compactMap { made[$0] } + others
  }

  /// The shortest beginning that a text has and many do.
  private static func common(_ text: String, _ counts: [String: Int]) -> String? {
    counts.filter { $0.value > most && !$0.key.isEmpty && text.hasPrefix($0.key) }
      .keys.min { $0.utf8.count < $1.utf8.count }
  }

  /// What stands before the first word of a line, where a time is in it.
  private static func lead(of tokens: [TemplateToken]) -> Lead? {
    var end = 0
    var hasTime = false
    var text = ""
    var whole = ""
    for (index, token) in tokens.enumerated() {
      if token.kind == .word { break }
      switch token.kind {
      case .blank:
        text += " "
        end = index + 1
        whole = text
      case .value:
        let type = token.value?.type ?? .any
        hasTime = hasTime || [.timestamp, .time, .syslogTime, .httpDate, .date].contains(type)
        text += type.isSpecific ? "<\(type)>" : "<>"
      default: text += String(decoding: token.bytes, as: UTF8.self)
      }
    }
    return hasTime && end > 0 && end < tokens.count ? Lead(count: end, text: whole) : nil
  }
}
