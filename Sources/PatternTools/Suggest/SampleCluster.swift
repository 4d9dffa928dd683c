import LogTemplates

/// The samples of one shape.
struct SampleCluster: Sendable {
  /// The shape.
  let template: LogTemplate
  /// The message id, or -1.
  let code: Int32
  /// The head that stands before the template in all of them.
  let head: String?
  /// Indices of the samples.
  var samples: [Int]
  /// Whether some were too long to be looked at in full.
  var isCut: Bool
  /// Whether the template is only what all samples begin with: a head, and then anything.
  var isLead = false
}

/// Puts samples together by message id, head and shape.
enum SampleClusters {
  private struct Key: Hashable {
    let code: Int32
    let head: String?
  }

  /// The clusters, the largest first; and how many samples had no room in any.
  static func of(_ samples: [LogSample]) -> (clusters: [SampleCluster], others: Int) {
    var limits = MiningLimits()
    limits.maxTemplates = 4000
    limits.maxExamples = 0
    var miner = TemplateMiner(limits: limits)
    var keys: [Key: UInt64] = [:]
    var members: [Int: (key: Key, samples: [Int], isCut: Bool)] = [:]
    var others = 0
    for (index, sample) in samples.enumerated() {
      let key = Key(code: sample.code, head: sample.head?.name)
      let number = keys[key] ?? UInt64(keys.count)
      keys[key] = number
      let text = sample.line.span.extracting(sample.body)
      let template = miner.add(text, key: number)
      if template == TemplateMiner.others {
        others += 1
      } else {
        members[template, default: (key, [], false)].samples.append(index)
        if text.count > limits.maxTextBytes { members[template]?.isCut = true }
      }
    }
    let clusters = members.sorted {
      $0.value.samples.count == $1.value.samples.count
        ? $0.key < $1.key : $0.value.samples.count > $1.value.samples.count
    }
    return (
      clusters.map { number, found in
        SampleCluster(
          template: miner[number], code: found.key.code, head: found.key.head,
          samples: found.samples, isCut: found.isCut)
      }, others
    )
  }
}
