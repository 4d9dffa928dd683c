/// SHA-256 by the letter of FIPS 180-4, for comparing.
enum SHA256Digest {
  /// The digest of bytes.
  static func of(_ message: [UInt8]) -> [UInt8] {
    var state = roots(2, of: 8, power: 2)
    let constants = roots(2, of: 64, power: 3)
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    let bits = UInt64(message.count) * 8
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    for block in stride(from: 0, to: bytes.count, by: 64) {
      var words = (0..<16).map { word in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[block + word * 4 + $1]) }
      }
      for index in 16..<64 {
        let (one, two) = (words[index - 15], words[index - 2])
        let small = turn(one, 7) ^ turn(one, 18) ^ one >> 3
        let large = turn(two, 17) ^ turn(two, 19) ^ two >> 10
        words.append(words[index - 16] &+ small &+ words[index - 7] &+ large)
      }
      var now = state
      for index in 0..<64 {
        let choice = now[4] & now[5] ^ ~now[4] & now[6]
        let majority = now[0] & now[1] ^ now[0] & now[2] ^ now[1] & now[2]
        let first =
          now[7] &+ (turn(now[4], 6) ^ turn(now[4], 11) ^ turn(now[4], 25)) &+ choice
          &+ constants[index] &+ words[index]
        let second = (turn(now[0], 2) ^ turn(now[0], 13) ^ turn(now[0], 22)) &+ majority
        now = [first &+ second] + now[0..<3] + [now[3] &+ first] + now[4..<7]
      }
      state = zip(state, now).map { $0 &+ $1 }
    }
    return state.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  private static func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }

  /// The first 32 bits behind the point of the roots of the first primes.
  private static func roots(_ first: Int, of count: Int, power: Int) -> [UInt32] {
    var primes: [Int] = []
    var number = first
    while primes.count < count {
      if primes.allSatisfy({ number % $0 != 0 }) { primes.append(number) }
      number += 1
    }
    return primes.map { prime in
      // The largest whole number whose power is at most prime * 2^(32 * power), bit by bit.
      var root: UInt64 = 0
      for bit in stride(from: 35, through: 0, by: -1) {
        let next = root | 1 << UInt64(bit)
        if isAtMost(next, power: power, prime: UInt64(prime)) { root = next }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }

  private static func isAtMost(_ root: UInt64, power: Int, prime: UInt64) -> Bool {
    // In floating point of 128 bits there would be no doubt; whole numbers of 128 bits have none either.
    var product = UInt128(root)
    for _ in 1..<power { product *= UInt128(root) }
    return product <= UInt128(prime) << UInt128(32 * power)
  }
}
