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
      for problem in error.each { tell("\(problem)") }
      throw ExitCode(2)
    } catch {
      tell("\(error)")
      throw ExitCode(2)
    }
  }

  /// Tells an error on standard error.
  static func tell(_ text: String) {
    write("genlog: error: \(text)\n")
  }

  /// Tells on standard error what was passed over.
  static func warn(_ text: String) {
    write("genlog: warning: \(text)\n")
  }

  /// Tells on standard error what was done, or how to go on.
  static func note(_ text: String) {
    write("genlog: \(text)\n")
  }

  private static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
