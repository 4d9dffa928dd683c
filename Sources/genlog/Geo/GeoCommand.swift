import ArgumentParser

/// `genlog geo`: places of numbers and postcodes.
struct GeoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geo",
    abstract: "Says where phone numbers and postcodes are.",
    discussion: """
      `genlog parse --geo` and `genlog follow --geo` write places into events; the commands here show \
      what they go by.
      """,
    subcommands: [GeoLookupCommand.self, GeoMapCommand.self])
}
