/// One value of a ``DumpTree``: a key and what stands under it, as places in the record.
struct DumpNode {
  /// What a value is, and how it is written in JSON.
  enum Kind: UInt8 {
    /// Text, written as a string.
    case string
    /// A number in a spelling that JSON shares.
    case number
    /// Text that must not be shown.
    case masked
    /// Keys and values.
    case object
    /// The values of one key that was met more than once.
    case array
  }

  /// No node.
  static let none: Int32 = -1

  /// Where the key starts.
  var keyStart: Int32
  /// Where the key ends.
  var keyEnd: Int32
  /// Where the value starts.
  var valueStart: Int32 = 0
  /// Where the value ends.
  var valueEnd: Int32 = 0
  /// The node that holds this one.
  var parent: Int32
  /// The first node below.
  var firstChild = DumpNode.none
  /// The last node below.
  var lastChild = DumpNode.none
  /// The next node below the same parent.
  var next = DumpNode.none
  /// The key's hash, with its parent's number mixed in.
  var hash: UInt32 = 0
  /// What the value is.
  var kind: Kind
  /// How many objects stand around it.
  var depth: UInt8

  /// The places of the key.
  var key: Range<Int> { Int(keyStart)..<Int(keyEnd) }
  /// The places of the value, for kinds that have one.
  var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
}
