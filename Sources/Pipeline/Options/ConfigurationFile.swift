import Glibc
import YAMLReading

/// Reads `--config FILE`: YAML in which every option has its key.
///
///     to: [events.ndjson.gz]
///     timezone: ${SITE_ZONE:-Europe/London}
///     where: log.level >= Std
package enum ConfigurationFile {
  /// A configuration past this size is a mistake: the longest lists of paths are far shorter.
  private static let maxBytes = 1 << 20

  /// The values in the file at `path`.
  ///
  /// What is wrong in it is kept in ``OptionValues/problems``, and told with what else is wrong.
  /// - Throws: ``PipelineError`` for an unreadable file, and one that is no YAML at all.
  package static func load(_ path: String) throws(PipelineError) -> OptionValues {
    let bytes = try TextFile.readBytes(path, atMost: maxBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .configuration(
        at: TextPlace(file: path, line: lineOfBadText(bytes), column: 1),
        problem: "is not UTF-8", help: "save it as UTF-8")
    }
    var values = try parse(text, file: path)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IROTH != 0 {
      values.warnings += SecretPlaces(values).warnings
    }
    return values
  }

  /// The values in `text`, which came from `file`; `environment` gives variables.
  package static func parse(
    _ text: String, file: String,
    environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }
  ) throws(PipelineError) -> OptionValues {
    let scalars = text.unicodeScalars
    // Editors of Windows begin a file with a mark that is no YAML.
    let text = scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : text
    return try withoutActuallyEscaping(environment) { (environment) throws(PipelineError) in
      var reader = ConfigurationReader(file: file, environment: environment)
      return try reader.read(text)
    }
  }

  /// The first line with bytes that are not UTF-8.
  private static func lineOfBadText(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }
}

/// Where secrets are written out in a configuration file.
private struct SecretPlaces {
  let warnings: [String]

  init(_ values: OptionValues) {
    let places = SecretPlaces.places(values).sorted { $0.line < $1.line }
    warnings = places.map { place in
      "\(place): a secret is written out in a file that everybody may read\n"
        + "help: chmod 600 \(place.file), or write ${NAME} and set that variable of the environment"
    }
  }

  private static func places(_ values: OptionValues) -> [TextPlace] {
    var places: [TextPlace] = []
    for key in OptionKey.all where key.form == .secret {
      places += (values.sources[key.name] ?? []).filter { $0.written == nil }.map(\.place)
    }
    for (text, source) in zip(values.to ?? [], values.sources["to"] ?? [])
    where Secrets.hasPassword(source.written ?? text) {
      places.append(source.place)
    }
    return places + values.destinationOptions.values.flatMap { SecretPlaces.places($0) }
  }
}
