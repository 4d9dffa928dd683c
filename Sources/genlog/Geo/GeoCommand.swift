import ArgumentParser

/// `genlog geo`: places of numbers, postcodes and addresses.
struct GeoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geo",
    abstract: "Says where phone numbers, postcodes and addresses are.",
    discussion: """
      `genlog parse --geo` and `genlog follow --geo` write places into events; the commands here show \
      what they go by.
      """,
    subcommands: [
      GeoLookupCommand.self, GeoMapCommand.self, GeoImportCommand.self, GeoBenchCommand.self,
    ])
}
