package import Alerting
import Glibc

/// Files that are read whole: rules, and lists that they name.
package enum SmallText {
  /// The text of the file at `path`; a reason in words where it cannot be had.
  package static func read(_ path: String, limit: Int) -> Result<String, RuleFileProblem> {
    var status = stat()
    guard stat(path, &status) == 0 else { return .failure(problem(errno)) }
    // A pipe in the folder would be waited for.
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .failure(RuleFileProblem(reason: "it is no file"))
    }
    let bytes: [UInt8]
    do throws(PipelineError) {
      bytes = try TextFile.readBytes(path, atMost: limit)
    } catch .unreadable(_, EFBIG) {
      return .failure(RuleFileProblem(reason: "it has more than \(limit) bytes"))
    } catch .unreadable(_, let code) {
      return .failure(problem(code))
    } catch {
      return .failure(RuleFileProblem(reason: "\(error)"))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(RuleFileProblem(reason: "it is not UTF-8"))
    }
    return .success(text)
  }

  /// The path with all symbolic links followed; nil where there is nothing.
  static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// Whether there is a folder at `path`.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func problem(_ code: Int32) -> RuleFileProblem {
    RuleFileProblem(reason: String(cString: strerror(code)).lowercased())
  }
}
