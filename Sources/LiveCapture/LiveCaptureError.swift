/// What keeps packets from being captured.
package enum LiveCaptureError: Error, Equatable {
  /// The user may not listen to the interface; `program` is the path of this program.
  case noPermission(interface: String, program: String)
  /// There is no such interface; `known` are those that there are.
  case noSuchInterface(name: String, known: [String])
  /// The interface is there, but down.
  case isDown(interface: String)
  /// A filter that means nothing: what libpcap says of it, and where, if that is known.
  case badFilter(text: String, problem: String, place: Range<Int>?)
  /// The filter says nothing of the packets of this interface.
  case unfitFilter(interface: String, problem: String)
  /// The interface gives no further packets.
  case lost(interface: String, problem: String)
  /// Whatever else libpcap or the system says.
  case failed(interface: String, problem: String)
  /// There is no user of that name.
  case noSuchUser(name: String)
  /// Only root becomes another user.
  case notRoot(user: String)
  /// The system did not let go of the rights of root.
  case keptRights(user: String, problem: String)
}

extension LiveCaptureError: CustomStringConvertible {
  /// The error in words: where, what, and what to do.
  package var description: String {
    switch self {
    case .noPermission(let interface, let program):
      """
      \(interface): no permission to capture: that needs the capability CAP_NET_RAW
      help: run it as root, or let this program have it: sudo setcap cap_net_raw=ep \(program); docs/wire.md \
      tells how to keep that to a group
      """
    case .noSuchInterface(let name, let known):
      "\(name): there is no such interface\nhelp: "
        + (known.isEmpty ? "ip link shows those there are" : "there are \(Self.list(known))")
    case .isDown(let interface):
      "\(interface): the interface is down\nhelp: switch it on: sudo ip link set \(interface) up"
    case .badFilter(let text, let problem, let place):
      "--filter: \(problem)\(Self.caret(text, place))\n"
        + "help: write it as tcpdump has it, pcap-filter(7): udp port 5060 or tcp port 5061"
    case .unfitFilter(let interface, let problem):
      "\(interface): the filter does not suit it: \(problem)\n"
        + "help: leave out of it what belongs to another kind of network"
    case .lost(let interface, let problem):
      "\(interface): gives no further packets: \(problem)\nhelp: start again once the interface is back"
    case .failed(let interface, let problem):
      "\(interface): cannot be captured: \(problem)\nhelp: genlog-wire capture --list shows the interfaces"
    case .noSuchUser(let name):
      "--drop-to \(name): there is no such user\nhelp: name one that getent passwd shows"
    case .notRoot(let user):
      "--drop-to \(user): only root becomes another user\nhelp: leave it out: all rights but those of the user are given up anyway"
    case .keptRights(let user, let problem):
      "--drop-to \(user): the rights of root cannot be given up: \(problem)\n"
        + "help: in a container, allow CAP_SETUID and CAP_SETGID, or start it as a user with CAP_NET_RAW"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  /// The filter in a line of its own, and a line that shows the place.
  private static func caret(_ text: String, _ place: Range<Int>?) -> String {
    guard let place else { return "\n  \(text)" }
    let line = String(repeating: " ", count: place.lowerBound)
    return "\n  \(text)\n  \(line)\(String(repeating: "^", count: max(1, place.count)))"
  }
}
