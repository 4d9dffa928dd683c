/// The way to a value in a record, as libmaxminddb takes it: C strings, and a null behind them.
final class DatabasePath: @unchecked Sendable {
  // Never written to after it was made, hence safe to share.
  /// The keys.
  let keys: UnsafePointer<UnsafePointer<CChar>?>

  /// The way over `names`.
  init(_ names: StaticString...) {
    let keys = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: names.count + 1)
    for (index, name) in names.enumerated() {
      // A static string has a zero behind it.
      keys[index] = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
    keys[names.count] = nil
    self.keys = UnsafePointer(keys)
  }

  deinit { keys.deallocate() }

  static let latitude = DatabasePath("location", "latitude")
  static let longitude = DatabasePath("location", "longitude")
  static let radius = DatabasePath("location", "accuracy_radius")
  static let country = DatabasePath("country", "iso_code")
  static let region = DatabasePath("subdivisions", "0", "names", "en")
  static let city = DatabasePath("city", "names", "en")
  static let postalCode = DatabasePath("postal", "code")
  static let ownerNumber = DatabasePath("autonomous_system_number")
  static let ownerName = DatabasePath("autonomous_system_organization")
}
