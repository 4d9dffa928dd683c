/// Texts that were seen in a flow, as evidence of what it is.
struct FlowClues {
  /// The first line that each end of the key sent, printable; empty if there is none.
  var first: [UInt8] = []
  var second: [UInt8] = []
  /// The signs of a Genesys protocol that were seen, by their places in ``GenesysSigns/all``.
  var signs: UInt64 = 0
}
