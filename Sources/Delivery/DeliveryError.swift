import Glibc

/// What can go wrong on the way to a destination.
package enum DeliveryError: Error, Equatable, CustomStringConvertible {
  /// What the system was asked to do.
  package enum Step: String, Sendable {
    case open = "cannot be created"
    case write = "cannot be written"
    case close = "could not be completed"
  }

  /// The reader of a pipe is gone: an end, not a fault; the program leaves quietly.
  case closedPipe(destination: String)
  /// The system refused, with its errno.
  case system(Step, destination: String, errno: Int32)
  /// The compressor refused, with the code of zlib.h.
  case compression(destination: String, code: Int32)
  /// A destination of a kind that this version does not have.
  case unsupportedDestination(String)
  /// A server that lets nobody in who comes like this, or is none of the kind: the status of its reply.
  case refused(destination: String, status: Int, reason: String)
  /// A server that cannot be talked to as it is asked for: its certificate, or no TLS at all.
  case unusable(destination: String, reason: String)
  /// Nothing was sent, as there is nothing to be let in by: no keys, or no certificate to trust.
  case denied(destination: String, reason: String)
  /// A server that names events itself, so that one sent twice would be there twice.
  case namesRefused(destination: String)
  /// A server that speaks another protocol than it is to.
  case wrongProtocol(destination: String, reason: String, help: String)
  /// Events that a server would not have; they are in the file at `path`.
  case deadLetters(destination: String, count: Int, path: String, reason: String)
  /// A server for what are no events.
  case onlyEvents(destination: String)
  /// Stopped before all events were settled: what was asked for, and no fault.
  case stopped(destination: String)
  /// No thread or no memory for a connection.
  case noResources(destination: String)
  /// A URL with a fault in it; `problem` says which, and the text is without secrets.
  case badURL(problem: String)
  /// A Cloud ID with a fault in it; `problem` says which.
  case badCloudID(problem: String)
  /// A destination without a name.
  case emptyDestination
  /// Of a list of fields, the one at `offset` (bytes of UTF-8) is not a name.
  case badFieldName(list: String, offset: Int, length: Int)

  /// The error in words.
  package var description: String {
    switch self {
    case .closedPipe(let destination):
      "\(destination): the reader has closed the pipe\n"
        + "help: nothing to do if it had read enough"
    case .system(let step, let destination, let code):
      "\(destination): \(step.rawValue): \(DeliveryError.reason(code))\n"
        + "help: \(DeliveryError.help(code))"
    case .compression(let destination, let code):
      "\(destination): cannot be compressed: zlib error \(code)\n"
        + "help: leave .gz out of the name to write the events as they are"
    case .refused(let destination, let status, let reason):
      "\(destination): refused: status \(status)\(reason.isEmpty ? "" : ", " + printable(reason))\n"
        + "help: \(DeliveryError.refusalHelp(status))"
    case .unusable(let destination, let reason):
      "\(destination): \(printable(reason))\n"
        + "help: \(DeliveryError.certificateHelp)"
    case .denied(let destination, let reason):
      "\(destination): nothing was sent: \(printable(reason))\n"
        + "help: docs/delivery.md says under `Who is let in` what is looked for, and where"
    case .namesRefused(let destination):
      "\(destination): does not take the names of events, so that what is sent twice would be there twice\n"
        + "help: with Amazon OpenSearch Serverless make a collection of the type SEARCH"
    case .wrongProtocol(let destination, let reason, let help):
      "\(destination): \(reason)\nhelp: \(help)"
    case .deadLetters(let destination, let count, let path, let reason):
      "\(destination): \(count) events were not taken, the first one because: \(printable(reason))\n"
        + "help: they are in \(path), each with its reason"
    case .onlyEvents(let destination):
      "\(destination): a server takes events, and nothing else\n"
        + "help: give the path of a file"
    case .stopped(let destination):
      "\(destination): stopped before all events were settled\n"
        + "help: nothing to do: they are sent again by the next run"
    case .noResources(let destination):
      "\(destination): no thread or no memory for a connection\n"
        + "help: give the process more of both"
    case .badURL(let problem):
      "--to: \(printable(problem))\n"
        + "help: write http(s)://HOST:9200/INDEX, lumberjack(s)://HOST:5044 or logstash+http(s)://HOST:8080/, more hosts behind commas"
    case .badCloudID(let problem):
      "--to cloud: the Cloud ID is not right: \(problem)\n"
        + "help: copy it whole from the page of the deployment: cloud:NAME:BASE64; an index is given by --index"
    case .unsupportedDestination(let text):
      "--to \(printable(text)): this version delivers to standard output, files, Elasticsearch and Logstash\n"
        + "help: \(DeliveryError.destinationHelp)"
    case .emptyDestination:
      "--to: the destination has no name\n"
        + "help: \(DeliveryError.destinationHelp)"
    case .badFieldName(let list, let offset, let length):
      DeliveryError.fieldNameText(list, offset, length)
    }
  }

  private static let destinationHelp =
    "give - for standard output, the path of a file (.gz compresses, .pcap takes wire messages), "
    + "http(s)://HOST:9200 for Elasticsearch, or lumberjack(s)://HOST:5044 for Logstash"

  /// What to do about a server that cannot be talked to safely.
  static let certificateHelp =
    "check http or https, and which authority signed the certificate (--tls-ca)"

  /// What to do about a server that refuses with `status`.
  static func refusalHelp(_ status: Int) -> String {
    switch status {
    case 401: "check the user and the password, or the key"
    case 403: "give this user the privilege to create documents in the index"
    case 300..<400: "give the address that it points to"
    default:
      "check the address: is it a server of the kind that the URL says, and is the path right"
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOSPC: "no space left on the disk"
    case EDQUOT: "the disk quota is used up"
    case EFBIG: "the file has reached the largest size allowed"
    case EISDIR: "it is a folder"
    case ENOENT: "its folder does not exist"
    case ENOTDIR: "a part of its path is not a folder"
    case EACCES, EPERM: "no permission"
    case EROFS: "the file system is read-only"
    case EIO: "input/output error of the device"
    case EBADF: "it is closed"
    case ENAMETOOLONG: "its name is too long"
    case ELOOP: "its path is a loop of symbolic links"
    default: "system error \(code)"
    }
  }

  private static func help(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT:
      "free some space, or write elsewhere or compressed (a name in .gz), and run again"
    case EISDIR: "give the name of a file in it"
    case ENOENT, ENOTDIR: "create the folder, or correct the path"
    case EACCES, EPERM: "run as a user who may write there, or write elsewhere"
    default: "write to another destination, and run again"
    }
  }

  private static func fieldNameText(_ list: String, _ offset: Int, _ length: Int) -> String {
    let before = printable(String(decoding: Array(list.utf8).prefix(offset), as: UTF8.self))
    let caret =
      String(repeating: " ", count: before.count)
      + String(repeating: "^", count: max(length, 1))
    return "--fields: \(length == 0 ? "a name is empty" : "a part of the name is empty")\n"
      + "  \(printable(list))\n  \(caret)\n"
      + "help: write names with single commas between them: @timestamp,log.level,message"
  }
}

/// The text with control characters made visible, so that a message is one line and harmless.
func printable(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    shown.append(DisplayWidth.picture(of: scalar) ?? scalar)
  }
  return String(shown)
}
