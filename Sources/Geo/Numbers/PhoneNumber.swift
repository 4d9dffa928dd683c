/// A phone number as the world dials it: country code and national number, without anything before (E.164).
package struct PhoneNumber: Sendable, Equatable {
  /// How it was written, by which its country is known.
  package enum Form: Sendable {
    /// `+44 1223 ...`
    case plus
    /// `0044 1223 ...`
    case zeros
    /// `441223...`, a number of the United Kingdom by its length.
    case countryCode
    /// `01223 ...`, as the United Kingdom dials at home.
    case national
    /// `1223 ...;phone-context=+44`
    case context
  }

  /// Why a text is no such number.
  package enum Refusal: Error, Equatable, Sendable {
    /// There is nothing.
    case empty
    /// It has letters or signs that no number has.
    case notANumber
    /// It is too short: an internal number, a short code, a part of a number.
    case short
    /// It has more digits than a number can have.
    case long
    /// Nothing says which country's it is: neither +, nor 00, nor 0, nor 44.
    case noCountry
  }

  /// The digits, country code first.
  let digits: DigitString
  /// How it was written.
  package let form: Form

  /// How many digits a number has, from the smallest countries' to the most there may be (E.164 s 6).
  private static let lengths = 7...15
  /// How long numbers of the United Kingdom are behind 44, with a 0 too many maybe.
  private static let lengthsWithFortyFour = 11...13
  /// What is as short, without an area code, is the number of a desk or of a neighbour.
  private static let longestLocal = 8

  private static let fortyFour: DigitString = {
    var digits = DigitString()
    digits.append(4)
    digits.append(4)
    return digits
  }()

  /// Reads a number as people, switches and SIP write it.
  ///
  /// Separators, `(0)`, `tel:` and `sip:` with their parameters, an extension behind the number and what
  /// stands around `<...>` are left aside.
  /// - Throws: ``Refusal``.
  package static func read(_ text: Span<UInt8>) throws(Refusal) -> PhoneNumber {
    var reader = NumberReader(text)
    var digits = try reader.digits(in: text)
    let form = try makeInternational(&digits, hasPlus: reader.hasPlus, in: text, reader)
    if digits.hasFortyFour, digits.count > 2, digits[2] == 0 {
      digits.dropFirst(3)
      _ = digits.prepend(fortyFour)
    }
    if digits.count < lengths.lowerBound { throw .short }
    if digits.count > lengths.upperBound { throw .long }
    // No country code begins with 0.
    if digits[0] == 0 { throw .notANumber }
    return PhoneNumber(digits: digits, form: form)
  }

  /// Makes what was dialled what the world dials.
  private static func makeInternational(
    _ digits: inout DigitString, hasPlus: Bool, in text: Span<UInt8>, _ reader: NumberReader
  ) throws(Refusal) -> Form {
    if digits.count == 0 { throw .notANumber }
    if hasPlus { return .plus }
    if digits[0] == 0 {
      let isAbroad = digits.count > 1 && digits[1] == 0
      digits.dropFirst(isAbroad ? 2 : 1)
      guard isAbroad || digits.prepend(fortyFour) else { throw .long }
      return isAbroad ? .zeros : .national
    }
    if let context = reader.context(in: text) {
      guard digits.prepend(context) else { throw .long }
      return .context
    }
    if digits.hasFortyFour, lengthsWithFortyFour.contains(digits.count) { return .countryCode }
    throw digits.count <= longestLocal ? .short : .noCountry
  }
}

extension PhoneNumber: CustomStringConvertible {
  /// The number with a + before it.
  package var description: String { "+\(digits)" }
}
