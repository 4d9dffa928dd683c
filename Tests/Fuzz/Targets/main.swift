import Glibc

// fuzz                                 names of all targets
// fuzz NAME prepare FOLDER SAMPLE...   seeds in FOLDER/seeds, words in FOLDER/words, for libFuzzer
// fuzz NAME ARGUMENT...                libFuzzer (https://llvm.org/docs/LibFuzzer.html) and its arguments

@_extern(c, "LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
  for target in allTargets { print(target.name) }
  exit(0)
}
guard let chosen = allTargets.first(where: { $0.name == arguments[1] }) else {
  print("no such target: \(arguments[1])")
  exit(2)
}
if arguments.count > 3, arguments[2] == "prepare" {
  exit(Preparation(chosen, folder: arguments[3]).write(samples: arguments.dropFirst(4)))
}

let target = chosen.init()
// libFuzzer has the name as its program's, and what stands after it as its arguments.
var count = CommandLine.argc - 1
var rest: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(
  runFuzzer(&count, &rest) { start, count in
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  })
