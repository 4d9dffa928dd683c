import Glibc
import LogInput

/// Inputs that are read more than once.
package enum TwiceRead {
  /// Refuses inputs that are gone once they are read.
  ///
  /// - Parameter what: what the inputs are, in words: `the logs of a call`.
  /// - Throws: ``PipelineError`` for the first stream among them.
  package static func refuseStreams(
    _ arguments: [String], of what: String
  ) throws(PipelineError) {
    for input in InputDiscovery.resolve(arguments).files {
      var status = stat()
      let isStream =
        input.isStandardInput
        || stat(input.path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
      guard isStream else { continue }
      throw .invalid(
        "\(input.isStandardInput ? "standard input" : input.path): \(what) are read "
          + "twice, which a stream cannot be\nhelp: write it to a file first, plain or gzip")
    }
  }
}
