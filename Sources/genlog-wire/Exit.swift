import ArgumentParser
import Glibc
import Pipeline

/// How errors leave the program.
enum Exit {
  /// Runs `body`; an error that is not yet an exit code is told on standard error, and ends with 2.
  static func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let code as ExitCode {
      throw code
    } catch let error as PipelineError {
      for problem in error.each { write("genlog: error: \(problem)\n") }
      throw ExitCode(2)
    }
  }

  /// Writes to standard error.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
