/// One name of a call.
package struct CallID: Sendable, Hashable {
  /// Whose name it is.
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// T-Library's connection id, 16 hexadecimal digits.
    case connection
    /// The CallUUID.
    case call
    /// The interaction of Interaction Server.
    case interaction
    /// The session of Orchestration Server.
    case session
    /// SIP's Call-ID.
    case dialog

    /// The kind as people know it.
    package var label: String {
      switch self {
      case .connection: "ConnID"
      case .call: "CallUUID"
      case .interaction: "Interaction"
      case .session: "Session"
      case .dialog: "Call-ID"
      }
    }

    /// The first byte of the id in an ``IDTable``: a device may choose any Call-ID, also one that is
    /// a Genesys id of another call.
    var namespace: UInt8 { self == .dialog ? 1 : 0 }
  }

  /// Whose name it is; where several kinds share a name, the first that was met.
  package let kind: Kind
  /// The name, a connection id in lower case.
  package let text: String
}
