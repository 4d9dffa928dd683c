@testable import Geo

/// Public tables as they are imported, and the table that is made of them, sound and damaged.
final class PostcodeTableTarget: FuzzTarget {
  static let name = "postcodes"
  static let words = [
    "pcds,lat,long\n", "GB\t", "CB2 1TN", "CB2", ",52.2,0.12\n", "10,545000,258000", "99.999999",
    "\"\"", ";", "# ",
  ]
  static let seeds = [
    "pcd,pcds,lat,long\nCB21TN,CB2 1TN,52.2,0.12\n", "\"CB2 1TN\",10,545000,258000,\"E92000001\"\n",
    "GB\tLS1\tLeeds\tEngland\tENG\t\t\t\t\t53.8\t-1.55\t4\n", "CB2 1TN,52.2,0.12\nCB2,52.1,0.1\n",
    "code;lat;lng\n\"LS1 4AP\";53.8;-1.5\n",
  ].map { Array($0.utf8) }

  private let file = ScratchFile()

  init() {}

  func run(_ bytes: [UInt8]) {
    var reading = PostcodeImport()
    reading.begin()
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard reading.add(Array(line).span) else { break }
    }
    let account = reading.account
    hold(
      account.taken + account.left.values.reduce(0, +) <= account.lines, "a line counted twice")
    let made = reading.table()
    hold(made.outcodes <= account.taken && made.postcodes <= account.taken, "more than was taken")
    file.write(made.bytes)
    guard let table = try? PostcodeTable(file.path) else {
      return hold(false, "a table that is damaged")
    }
    look(into: table)
    // As a file: the input itself, and the table with its last bytes replaced by those of the input.
    file.write(bytes)
    if let other = try? PostcodeTable(file.path) { look(into: other) }
    var damaged = Array(made.bytes.dropLast(min(bytes.count, made.bytes.count / 2)))
    damaged += bytes.prefix(made.bytes.count - damaged.count)
    sign(&damaged)
    file.write(damaged)
    if let other = try? PostcodeTable(file.path) { look(into: other) }
  }

  /// Gives a file the checksum that belongs to it, so that what is behind it is looked at.
  private func sign(_ bytes: inout [UInt8]) {
    guard bytes.count >= PostcodeTableFormat.headBytes else { return }
    var sum: [UInt8] = []
    PostcodeTableFormat.append(PostcodeTableFormat.checksum(bytes.span), 8, to: &sum)
    for index in sum.indices { bytes[PostcodeTableFormat.checksumPlace + index] = sum[index] }
  }

  private func look(into table: PostcodeTable) {
    for text in ["CB2 1TN", "CB2 9ZZ", "LS1 4AP", "ZE3 9XY", "AB10 0AA", "W1A 1AA"] {
      if let postcode = Postcode(Array(text.utf8).span, at: 0, isLenient: false) {
        _ = table.find(postcode)
      }
    }
  }
}
