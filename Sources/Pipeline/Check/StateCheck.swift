import Delivery
import FollowState
import Glibc

/// Whether `genlog follow` can remember what was delivered: the state directory.
struct StateCheck {
  private let root: String
  private let isNamed: Bool
  private let destinations: [String]

  /// Whether nothing speaks for `follow` being used: no state, and no option of it.
  static var isUnused: Bool { access(StateLocation.standard, F_OK) != 0 }

  init(_ values: OptionValues, _ options: ParseOptions) {
    root = values.state ?? StateLocation.standard
    isNamed = values.state != nil
    destinations = (values.to ?? []).map(StateLocation.destination)
  }

  /// What was found.
  var steps: [ProbeStep] {
    guard access(root, F_OK) == 0 else { return [missing] }
    if access(root, W_OK | X_OK) != 0 {
      return [
        ProbeStep(
          "folder", isNamed ? .fail : .warn, "\(root): \(PipelineError.reason(errno))",
          help: "run as the user that follows, or give that user the folder")
      ]
    }
    return [PlaceCheck.space("folder", root, at: root)] + destinations.compactMap(lock)
  }

  private var missing: ProbeStep {
    var folder = PlaceCheck.folder(of: root)
    while access(folder, F_OK) != 0, folder != "/", folder != "." {
      folder = PlaceCheck.folder(of: folder)
    }
    if access(folder, W_OK | X_OK) == 0 {
      return ProbeStep("folder", .ok, "\(root) is made by the first run")
    }
    return ProbeStep(
      "folder", isNamed ? .fail : .warn,
      "\(root) is not there, and \(folder) may not be written to",
      help: "make it for the user that follows, or name another by --state")
  }

  /// Who follows for a destination; nil if nobody ever did.
  private func lock(_ destination: String) -> ProbeStep? {
    let directory = root + "/" + StateDirectoryName.of(destination)
    switch StateHolder(directory: directory) {
    case .nobody: return nil
    case .free: return ProbeStep("lock", .ok, "\(destination): free")
    case .process(let id):
      let who = id.map { "process \($0)" } ?? "another process"
      return ProbeStep("lock", .ok, "\(destination): \(who) follows")
    }
  }
}
