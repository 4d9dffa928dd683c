import Glibc

/// Writes what a target begins with.
struct Preparation {
  private let target: any FuzzTarget.Type
  private let folder: String

  /// A piece of a sample is about this long.
  private static let pieceBytes = 1500

  init(_ target: any FuzzTarget.Type, folder: String) {
    self.target = target
    self.folder = folder
  }

  /// Writes seeds, pieces of `samples` where the target reads logs, and words; returns the exit code.
  func write(samples: some Sequence<String>) -> Int32 {
    var seeds = target.seeds
    if let prefix = target.logPrefix {
      for sample in samples {
        for piece in Self.pieces(Self.read(sample)) {
          seeds.append([UInt8](repeating: 0, count: prefix) + piece)
        }
      }
    }
    mkdir(folder, 0o755)
    mkdir("\(folder)/seeds", 0o755)
    for (index, seed) in seeds.enumerated() {
      guard Self.write(seed, to: "\(folder)/seeds/seed-\(index)") else { return 1 }
    }
    let words = target.words.map { "\"\(Self.escaped($0))\"\n" }.joined()
    return Self.write(Array(words.utf8), to: "\(folder)/words") ? 0 : 1
  }

  /// Runs of whole lines.
  private static func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var piece: [UInt8] = []
    for byte in bytes {
      piece.append(byte)
      guard byte == 0x0A, piece.count > pieceBytes else { continue }
      pieces.append(piece)
      piece = []
    }
    return pieces + [piece]
  }

  private static func escaped(_ word: String) -> String {
    word.utf8.map { byte in
      let digits = String(byte, radix: 16)
      return "\\x" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    return fwrite(bytes, 1, bytes.count, file) == bytes.count && fclose(file) == 0
  }
}
