import ArgumentParser
import Glibc
import Pipeline

/// How errors leave the program.
package enum Exit {
  /// Runs `body`; an error that is not yet an exit code is told on standard error, and ends with 2.
  package static func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let code as ExitCode {
      throw code
    } catch let error as PipelineError {
      for problem in error.each { tell("\(problem)") }
      throw ExitCode(2)
    } catch {
      tell("\(error)")
      throw ExitCode(2)
    }
  }

  /// Tells an error on standard error.
  package static func tell(_ text: String) {
    write("genlog: error: \(text)\n")
  }

  /// Tells on standard error what was passed over.
  package static func warn(_ text: String) {
    write("genlog: warning: \(text)\n")
  }

  /// Tells on standard error what was done, or how to go on.
  package static func note(_ text: String) {
    write("genlog: \(text)\n")
  }

  /// Writes to standard error.
  package static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
