import Delivery
import Glibc
import Pipeline

/// Whether events that a server does not take can be laid aside, once the program is another user.
enum DeadLetterCheck {
  /// A warning for each file that `user` may not write; to be asked when the program is that user.
  static func warnings(_ servers: [ServerOptions], user: String) -> [String] {
    var seen: Set<String> = []
    return servers.map(\.settings.deadLetterPath).filter { seen.insert($0).inserted }
      .compactMap { path in
        guard !isWritable(path) else { return nil }
        return
          "\(path): \(user) may not write there what servers do not take, which would end the capture\n"
          + "help: --dead-letters names another file, --drop-to a user who may"
      }
  }

  private static func isWritable(_ path: String) -> Bool {
    if access(path, F_OK) == 0 { return access(path, W_OK) == 0 }
    return access(PacketFileName(path).folder, W_OK | X_OK) == 0
  }
}
