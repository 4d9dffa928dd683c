/// How interfaces are listened to.
package struct LiveSettings: Sendable, Equatable {
  /// What is taken, as pcap-filter(7) has it; nil takes all.
  package var filter: String?
  /// What is left out whatever the filter says, in the same language: the program's own deliveries.
  package var exclusion: String?
  /// Whether a card hands on what is not addressed to it.
  package var isPromiscuous = true
  /// The most bytes that are taken of a packet.
  package var snapLength = Self.maxSnapLength
  /// Bytes that the kernel holds of each interface, until they are fetched.
  package var kernelBytes = 32 << 20
  /// How long the kernel gathers packets before it hands them over.
  package var gathering: Duration = .milliseconds(100)

  /// More is taken of no packet: what tcpdump takes, 262,144.
  package static let maxSnapLength = 262_144

  /// Everything, as fast as it comes.
  package init() {}
}
