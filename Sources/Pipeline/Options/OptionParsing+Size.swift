extension OptionParsing {
  /// A number of bytes: `500000`, `64KB`, `100MB`, `1GB`, in thousands; `KiB`, `MiB` and `GiB` in 1024s.
  static func size(
    _ text: String, option: String, in range: ClosedRange<Int>
  ) throws(PipelineError) -> Int {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let units: [Substring: Int] = [
      "": 1, "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1 << 10,
      "MiB": 1 << 20, "GiB": 1 << 30,
    ]
    guard let number = Int32(digits), let unit = units[text[digits.endIndex...]] else {
      throw .option(
        name: option, value: PrintableText.short(text), problem: "is no size",
        help: "write it as 500KB, 100MB or 1GB")
    }
    let size = Int(number) * unit
    guard range.contains(size) else {
      throw .option(
        name: option, value: text, problem: "is out of range",
        help: "choose \(shown(range.lowerBound)) to \(shown(range.upperBound))")
    }
    return size
  }

  /// A size in the largest unit that it is a multiple of.
  private static func shown(_ size: Int) -> String {
    for (name, unit) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000)]
    where size % unit == 0 {
      return "\(size / unit)\(name)"
    }
    return "\(size)"
  }
}

extension OptionCheck {
  /// A number of bytes; nil where none is given.
  mutating func size(_ name: String, _ text: String?, in range: ClosedRange<Int>) -> Int? {
    guard let text else { return nil }
    return read(name, or: nil, try OptionParsing.size(text, option: name, in: range))
  }
}
