/// How parts take in others.
extension TemplateToken {
  /// Takes in the part of another template that stands at the same place.
  mutating func absorb(_ other: Self) {
    switch (kind, other.kind) {
    case (.group, .group): absorbGroup(other)
    case (.value, .value):
      if let taken = other.value { value?.absorb(taken) }
    case (.value, _): value?.absorb(Self.typeOfText(other), other.bytes.span)
    case (_, .value):
      guard var joined = other.value else { return }
      // What came first stands first.
      let mine = TemplateValue(Self.typeOfText(self), bytes.span)
      joined = mine.absorbing(joined)
      self = Self(joined)
    default:
      guard bytes != other.bytes else { return }
      var joined = TemplateValue(Self.typeOfText(self), bytes.span)
      joined.absorb(Self.typeOfText(other), other.bytes.span)
      self = Self(joined)
    }
  }

  private mutating func absorbGroup(_ other: Self) {
    if Self.haveSameShape(inside, other.inside) {
      for index in inside.indices { inside[index].absorb(other.inside[index]) }
    } else {
      let whole = Self.collapsed(inside).absorbing(Self.collapsed(other.inside))
      inside = [Self(whole)]
    }
  }

  private static func typeOfText(_ token: Self) -> ValueType {
    token.kind == .blank ? .blank : .plain(ByteSet(token.bytes))
  }

  /// Whether the parts of two groups go together one by one.
  ///
  /// Words may differ only beside what is the same: `[0,UDP]` and `[7,TCP]` do.
  private static func haveSameShape(_ one: [Self], _ other: [Self]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).allSatisfy { left, right in
      if left.isAtom { return right.isAtom }
      if left.kind == .group { return right.kind == .group && left.bytes == right.bytes }
      return left.kind == right.kind && (left.kind == .blank || left.bytes == right.bytes)
    }
  }

  /// All parts as one value.
  private static func collapsed(_ parts: [Self]) -> TemplateValue {
    if parts.count == 1, let value = parts[0].value { return value }
    var bytes = ByteSet()
    var lengths = (least: 0, most: 0)
    var texts: [UInt8]? = []
    for part in parts { part.add(to: &bytes, &lengths, &texts) }
    return TemplateValue(any: bytes, lengths: lengths.least...lengths.most, text: texts)
  }

  /// Adds a part to what is known of all of them; `text` becomes nil where it has several forms.
  private func add(
    to bytes: inout ByteSet, _ lengths: inout (least: Int, most: Int), _ text: inout [UInt8]?
  ) {
    switch kind {
    case .value:
      guard let value else { return }
      bytes.formUnion(value.bytes)
      lengths.least += value.lengths.lowerBound
      lengths.most += value.lengths.upperBound
      text = value.only.flatMap { only in text.map { $0 + only } }
    case .group:
      for byte in self.bytes { bytes.insert(byte) }
      lengths.least += 2
      lengths.most += 2
      text?.append(opening)
      for part in inside { part.add(to: &bytes, &lengths, &text) }
      text?.append(closing)
    default:
      for byte in self.bytes { bytes.insert(byte) }
      lengths.least += self.bytes.count
      lengths.most += self.bytes.count
      text?.append(contentsOf: self.bytes)
    }
  }
}

extension TemplateValue {
  /// Several parts that became one: their values are known only if each had one.
  init(any bytes: ByteSet, lengths: ClosedRange<Int>, text: [UInt8]?) {
    let known = text ?? []
    self.init(.plain(bytes), known.span)
    widen(bytes: bytes, lengths: lengths, isKnown: text != nil)
  }

  /// The same with another part taken in.
  func absorbing(_ other: Self) -> Self {
    var joined = self
    joined.absorb(other)
    return joined
  }
}
