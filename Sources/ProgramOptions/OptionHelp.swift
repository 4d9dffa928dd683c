package import ArgumentParser
import Pipeline

extension ArgumentHelp {
  /// What the table of options says of the option `name`.
  package static func option(_ name: String) -> ArgumentHelp {
    guard let key = OptionKey.named(name) else { return ArgumentHelp() }
    return ArgumentHelp(key.help, valueName: key.valueName)
  }
}
