import Delivery
import GenesysLog
import Grok
import YAMLReading

/// Options that are each right, but cannot stand together.
extension OptionCheck {
  /// Notes all contradictions in `options`.
  mutating func contradictions(in options: ParseOptions, needsInputs: Bool) {
    if needsInputs, options.inputs.isEmpty, values.problems.isEmpty {
      refuse(
        ["inputs"], "nothing to read", help: "name files, directories, or - for standard input")
    }
    reading(options)
    writing(options)
    if options.isQuiet, options.isVerbose {
      refuse(
        ["quiet", "verbose"], "--quiet says less, and --verbose says more",
        help: "leave out one of them")
    }
  }

  private mutating func reading(_ options: ParseOptions) {
    if !options.expressions.isEmpty, options.from != nil || options.until != nil {
      refuse(
        ["from", "until", "pattern"],
        "--from and --until need the times of Genesys records, which --pattern leaves aside",
        help: "filter with --where on a captured field")
    }
    if let from = options.from, let until = options.until, from >= until {
      refuse(
        ["until", "from"], "--until is not after --from, so that no event is kept",
        help: "exchange them: --from is the earlier one")
    }
  }

  private mutating func writing(_ options: ParseOptions) {
    if options.mask != nil, options.destinations.contains(where: \.isCapture) {
      refuse(
        ["mask", "to"], "--mask hides values in events, not in the bytes of a capture",
        help: "leave out one of --mask and --to FILE.pcap")
    }
    let isAllServers = options.destinations.allSatisfy(\.isServer) && !options.destinations.isEmpty
    if !options.format.isIdentity, isAllServers {
      refuse(
        ["format", "to"],
        "--format \(options.format.rawValue) is for files and standard output; servers take events as they are",
        help: "leave it out, or add another --to")
    }
    let outputs =
      (values.to ?? []).map { ("to", $0) }
      + [("unmatched", values.unmatched), ("report", values.report)]
      .compactMap { name, path in path.map { (name, $0) } }
    var seen: Set<String> = []
    for (name, path) in outputs where !seen.insert(path).inserted {
      refuse(
        [name], "--\(name) \(PrintableText.short(path)): is written to twice",
        help: "give each output a place of its own")
    }
  }
}

extension OptionCheck {
  /// What `texts` name as destinations; nil for what names none, which is told.
  mutating func destinations(_ texts: [String]) -> [Destination?] {
    var destinations: [Destination?] = []
    for (index, text) in texts.enumerated() {
      destinations.append(
        read(OptionKey.to.name, element: index, or: nil, try OptionParsing.destination(text)))
    }
    return destinations
  }

  /// A time of the option `name`, local to `zone`.
  mutating func instant(_ name: String, _ text: String?, _ zone: ZoneRules?) -> Int64? {
    read(name, or: nil, try OptionParsing.instant(text, option: name, zone: zone))
  }
}

extension PatternOrigin {
  /// Where an expression stands: in a configuration file, or on the command line.
  init(_ source: OptionSource?) {
    if let place = source?.place {
      self.init(file: place.file, line: place.line)
    } else {
      self.init(file: "--pattern")
    }
  }
}
