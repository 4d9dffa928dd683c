import Testing

@testable import GenesysLog

@Suite("Component")
struct ComponentTests {
  @Test(
    "a component is found by id, dataset or alias, whatever the case",
    arguments: [
      ("ConfigurationServer", "ConfigurationServer"),
      ("configurationserver", "ConfigurationServer"),
      ("confserv", "ConfigurationServer"), ("URS", "RouterServer"),
      ("Universal Routing Server", "RouterServer"), ("sipserver", "SIPServer"),
      ("Solution Control Server", "SCS"), ("rm", "ResourceManager"), ("ocs", "OCServer"),
    ])
  func named(name: String, id: String) {
    #expect(Component.named(name)?.id == id)
  }

  @Test("an unknown name is no component")
  func unknownName() {
    #expect(Component.named("toaster") == nil)
    #expect(Component.named("") == nil)
  }

  @Test("ids, datasets, aliases and type numbers are unique")
  func unique() {
    var seen: [String: String] = [:]
    for component in Component.all {
      let names = [component.id, component.dataset] + component.aliases
      for name in Set(names.map(\.asciiLowercased)) {
        #expect(seen.updateValue(component.id, forKey: name) == nil, "\(name)")
      }
      if let parent = component.parent {
        #expect(Component.all.contains { $0.id == parent }, "\(parent)")
      }
    }
    let numbers = Component.all.compactMap(\.typeNumber)
    #expect(Set(numbers).count == numbers.count)
  }

  /// What a header says, and the component that it means.
  struct Header: Sendable, CustomTestStringConvertible {
    var type: String?
    var number: Int?
    var commandLine: String?
    var banner: String?
    let id: String?

    var testDescription: String { commandLine ?? type ?? banner ?? "nothing" }
  }

  @Test(
    "a file's component is told by type, command line or banner",
    arguments: [
      Header(type: "ConfigurationServer", number: 21, commandLine: "", id: "ConfigurationServer"),
      Header(type: "Konfigurationsserver", number: 21, id: "ConfigurationServer"),
      Header(type: "TServer", number: 1, commandLine: "avayatserver -host h", id: "TServer"),
      Header(type: "TServer", number: 1, id: "TServer"),
      Header(
        type: "TServer", number: 1,
        commandLine: #"D:\Program Files\gcti\SIP_1\sip_server.exe -host h -app SIP_1"#,
        id: "SIPServer"),
      Header(
        type: "TServer", number: 1, commandLine: "/opt/gcti/sip_server_64 -host h", id: "SIPServer"),
      Header(
        type: "TServer", number: 1, commandLine: #""C:\SIP Server\sip_server.exe" -app x"#,
        id: "SIPServer"),
      Header(type: "TServer", number: 1, commandLine: "sip_servers", id: "TServer"),
      // A name that merely speaks of another program is not that program.
      Header(type: "StatServer", number: 2, commandLine: "confserv -x", id: "StatServer"),
      Header(commandLine: "confserv.exe -c lab.cfg", id: "ConfigurationServer"),
      Header(type: "Unheard", number: 777, commandLine: "unheard", id: nil),
      Header(banner: "Tserver for Avaya Communication Manager, Version: 8.1.010.16", id: "TServer"),
      Header(banner: "Genesys StatServer, Version: 8.5.1", id: "StatServer"),
      Header(banner: "Local Control Agent, Version 8.5", id: "LCA"),
      Header(banner: "InteractionWorkspace - Version: 8.5.140", id: "Workspace"),
      Header(id: nil),
      Header(commandLine: "\"", id: nil),
    ])
  func recognised(header: Header) {
    let component = Component.recognise(
      applicationType: header.type, typeNumber: header.number, commandLine: header.commandLine,
      banner: header.banner)
    #expect(component?.id == header.id)
  }
}
