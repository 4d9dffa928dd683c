/// A kind of Genesys server or application, as its log header names it.
///
/// The known ones are a table, `Component.all` (Tables/ComponentTable.swift); a file whose
/// component is not in it is parsed all the same, with the rules that ask for no component.
package struct Component: Sendable, Equatable {
  /// The name as Genesys types it, and the value of `service.type`: `ConfigurationServer`.
  package let id: String
  /// Second half of `event.dataset`: `confserv` for `genesys.confserv`.
  package let dataset: String
  /// Application type number of the header's `Application type:` line, where it is certain.
  package let typeNumber: Int?
  /// Other names that mean it: in the header, for `--component`, and as people write it.
  package let aliases: [String]
  /// Program names, without path and `.exe`, that its command line starts with.
  package let programs: [String]
  /// Beginnings or whole parts of the lines some versions print before the header.
  package let banners: [String]
  /// The `id` of the component whose rules hold for this one too: `TServer` for `SIPServer`.
  package let parent: String?

  init(
    _ id: String, dataset: String, type: Int? = nil, aliases: [String] = [],
    programs: [String] = [], banners: [String] = [], parent: String? = nil
  ) {
    self.id = id
    self.dataset = dataset
    self.typeNumber = type
    self.aliases = aliases
    self.programs = programs
    self.banners = banners
    self.parent = parent
  }

  package static func == (left: Component, right: Component) -> Bool { left.id == right.id }
}

extension Component {
  /// The component of that name, whatever its case: id, dataset or alias.
  package static func named(_ name: String) -> Component? {
    let wanted = name.asciiLowercased
    return all.first { component in
      component.id.asciiLowercased == wanted || component.dataset == wanted
        || component.aliases.contains { $0.asciiLowercased == wanted }
    }
  }

  /// The component of a file, from what its first lines say; nil if they do not.
  ///
  /// The program in the command line decides before the application type: a SIP Server
  /// registers as a T-Server. Banners count last: they only stand in for a missing header.
  /// - Parameters:
  ///   - applicationType: `ConfigurationServer` of `Application type: ConfigurationServer (21)`.
  ///   - typeNumber: the 21 of it.
  ///   - commandLine: the value of `Command line:`, which may be empty.
  ///   - banner: the first line of the file when it is not a header line.
  package static func recognise(
    applicationType: String?, typeNumber: Int? = nil, commandLine: String? = nil,
    banner: String? = nil
  ) -> Component? {
    let byType =
      applicationType.flatMap(named)
      ?? typeNumber.flatMap { number in
        all.first { $0.typeNumber == number }
      }
    let byProgram = commandLine.flatMap(running)
    if let byType {
      // A launcher's name must not overrule the type; only a specialisation of it may.
      return byProgram?.parent == byType.id ? byProgram : byType
    }
    if applicationType != nil, byProgram == nil { return nil }
    return byProgram ?? banner.flatMap(announced)
  }

  /// The component whose program a command line starts; nil for an unknown program.
  private static func running(_ commandLine: String) -> Component? {
    let program = programName(of: commandLine)
    guard !program.isEmpty else { return nil }
    return all.first { component in
      component.programs.contains { name in
        // `sip_server_64` and `sip_server-8.1` are builds of `sip_server`; `sip_servers` is not.
        guard program.hasPrefix(name) else { return false }
        guard let next = program.dropFirst(name.count).first else { return true }
        return !next.isLetter
      }
    }
  }

  /// The component that a product banner names; nil for an unknown one.
  private static func announced(_ banner: String) -> Component? {
    let text = banner.asciiLowercased
    return all.first { $0.banners.contains { text.contains($0.asciiLowercased) } }
  }

  /// `sip_server` of `"D:\Program Files\SIP\sip_server.exe" -host h`, in lower case.
  private static func programName(of commandLine: String) -> String {
    let text = commandLine.drop { $0 == " " }
    let path: Substring
    if text.first == "\"" {
      path = text.dropFirst().prefix { $0 != "\"" }
    } else if let end = text.asciiLowercased.firstOffset(of: ".exe") {
      // Windows prints paths with blanks unquoted.
      path = text.prefix(end)
    } else {
      path = text.prefix { $0 != " " }
    }
    let name = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    let lower = name.asciiLowercased
    return lower.hasSuffix(".exe") ? String(lower.dropLast(4)) : lower
  }
}

extension StringProtocol {
  /// The text with A to Z in lower case and all else untouched.
  var asciiLowercased: String {
    String(
      decoding: utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 },
      as: UTF8.self)
  }

  /// Number of characters before the first occurrence of a text; nil if it does not occur.
  fileprivate func firstOffset(of text: String) -> Int? {
    var rest = self[...]
    var offset = 0
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return offset }
      rest = rest.dropFirst()
      offset += 1
    }
    return nil
  }
}
