import Foundation
import Glibc
import Testing

/// Several servers write, rotate in all ways, and genlog is paused, killed and started again, at random.
@Suite("genlog follow: whatever happens, in any order", .serialized)
struct RandomRotationTests {
  private struct Yard {
    let program: Program
    let server: LogServer
    let base: String
    var random: Random

    /// Moves the old logs on: `.1` becomes `.2`, and so on.
    func shift() {
      for number in (1...40).reversed() {
        for end in ["", ".gz"] {
          let name = "\(base).\(number)\(end)"
          if access(program.path(name), F_OK) == 0 {
            program.rename(name, to: "\(base).\(number + 1)\(end)")
          }
        }
      }
    }

    mutating func rotate() throws {
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        shift()
        program.rename(base, to: base + ".1")
        server.open(base)
      case 1:
        shift()
        try program.copy(base, to: base + ".1")
        program.truncate(base)
      case 2:
        let name = "\(base).\(Int.random(in: 1...4, using: &random))"
        if access(program.path(name), F_OK) == 0 { try program.compress(name) }
      default:
        shift()
        program.rename(base, to: base + ".1")
        server.open(base)
        try program.compress(base + ".1")
      }
    }
  }

  @Test("F70: every record is there once, whatever the seed", arguments: [2, 13, 25] as [UInt64])
  func random(seed: UInt64) async throws {
    let double = SwitchedServer()
    let program = try Program()
    var random = Random(seed: seed)
    var yards = (0..<2).map { number in
      Yard(
        program: program,
        server: LogServer(program, "logs/\(number).log", first: number * 100_000),
        base: "logs/\(number).log", random: Random(seed: seed &* 31 &+ UInt64(number)))
    }
    for yard in yards { yard.server.write(50) }
    let following = try Following(to: [double.url], ["--batch-events", "50"], in: program)
    for _ in 0..<40 {
      let index = Int.random(in: yards.indices, using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0...4: yards[index].server.write(Int.random(in: 1...60, using: &random))
      case 5, 6: try yards[index].rotate()
      case 7:
        try following.paused {
          yards[index].server.write(20)
          try yards[index].rotate()
          yards[index].server.write(20)
        }
      case 8:
        following.kill()
        yards[index].server.write(20)
        if Bool.random(using: &random) { try yards[index].rotate() }
        try following.start()
      default: double.isDown.toggle()
      }
      usleep(UInt32.random(in: 0...100_000, using: &random))
    }
    double.isDown = false
    for yard in yards { yard.server.write(100) }
    let all = yards.flatMap(\.server.written)
    #expect(await following.waits { Balance(all, double.events.numbers).lost.isEmpty })
    #expect(await following.stop() == 0)
    #expect(Balance(all, double.events.numbers) == .even, "\(following.errors)")
  }
}
