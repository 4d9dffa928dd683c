/// Texts with random damage, the same in every run.
struct Mutation {
  private var generator: Generator

  /// Random numbers: splitmix64.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Starts from a number.
  init(seed: UInt64) { generator = Generator(state: seed) }

  /// A text with some of its bytes changed, moved, doubled or gone.
  mutating func mutated(_ text: [UInt8]) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 1...12, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.removeSubrange(end...)
      default:
        let mark = Array("{}[]\"'\\,:=>#%\n -|&*!".utf8).randomElement(using: &generator) ?? 0x20
        bytes.insert(mark, at: place)
      }
    }
    return bytes
  }
}
