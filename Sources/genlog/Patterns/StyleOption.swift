import ArgumentParser
import PatternTools
import Pipeline

/// Whether a page for people uses colours.
struct StyleOption: ParsableArguments {
  /// The choices of `--color`.
  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
  }

  @Option(help: "Colours: auto is on a terminal, unless NO_COLOR is set.")
  var color = Choice.auto

  var style: TextStyle {
    switch color {
    case .auto: TextStyle(usesColor: TerminalOutput.usesColor)
    case .always: TextStyle(usesColor: true)
    case .never: TextStyle(usesColor: false)
    }
  }
}
