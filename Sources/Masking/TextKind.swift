/// Texts that are recognised by what they look like, in any value.
enum TextKind: String, Sendable, CaseIterable {
  case card, phone, email

  /// The next such text at or after `place`, which is moved behind it; nil if there is none.
  func next(in text: Span<UInt8>, _ place: inout Int) -> Range<Int>? {
    switch self {
    case .card: CardNumber.next(in: text, &place)
    case .phone: PhoneNumber.next(in: text, &place)
    case .email: EmailAddress.next(in: text, &place)
    }
  }
}
