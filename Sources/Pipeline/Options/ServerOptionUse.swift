import Delivery

/// Which options make sense for which kind of server.
///
/// An option for all destinations holds where it makes sense. Where it makes sense for none of them, or is a
/// destination's own, it is a mistake.
extension ServerOptionParsing {
  /// Tells that the destination has options of its own that are nothing for it.
  static func refuseOptions(
    of number: Int, _ destination: Destination, _ check: inout OptionCheck
  ) {
    guard let values = check.values.destinationOptions[number] else { return }
    var own = OptionCheck(values)
    for key in OptionKey.all where key.isGiven(in: values) {
      guard let reason = key.uselessness(for: destination) else { continue }
      own.refuse([key.name], "--\(key.name) is \(reason.problem)", help: reason.help)
    }
    check.add(own)
  }

  /// Tells that options are given for all servers, of which none can make use of them.
  static func refuseUseless(for destinations: [Destination?], _ check: inout OptionCheck) {
    let servers = destinations.compactMap { $0 }.filter(\.isServer)
    guard let first = servers.first, !destinations.contains(nil) else { return }
    let isFlag = check.values.place(of: OptionKey.to.name) == nil
    for key in OptionKey.all where key.isGiven(in: check.values) {
      // What a file says for its destinations is not wrong for another one of the command line.
      if isFlag, check.values.place(of: key.name) != nil { continue }
      guard let reason = key.uselessness(for: first),
        servers.allSatisfy({ key.uselessness(for: $0) != nil })
      else { continue }
      check.refuse([key.name], "--\(key.name) is \(reason.problem)", help: reason.help)
    }
  }

  /// The values for a destination, without those that are nothing for it.
  static func values(
    of number: Int, _ destination: Destination, _ all: OptionValues
  ) -> OptionValues {
    var values = all.ofDestination(number)
    for key in OptionKey.all where key.uselessness(for: destination) != nil {
      key.remove(from: &values)
    }
    return values
  }
}

extension OptionKey {
  /// Why a destination cannot make use of the option; nil if it can.
  fileprivate func uselessness(for destination: Destination) -> (problem: String, help: String)? {
    guard section.isOfServers else { return nil }
    switch destination {
    case .elasticsearch: return nil
    case .logstash(let address):
      if isForElasticsearch {
        return ("for Elasticsearch and OpenSearch, and this is Logstash", "leave it out")
      }
      if section == .login, address.input == .beats {
        return (
          "nothing for lumberjack: its protocol knows no login",
          "leave it out, and give --tls-cert where Logstash asks for a certificate"
        )
      }
      return nil
    case .standardOutput, .file, .gzipFile, .capture:
      return ("for servers, and this destination is none", "leave it out")
    }
  }
}
