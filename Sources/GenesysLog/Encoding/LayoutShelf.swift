/// Layouts of logs that are not being read right now, and will be again.
struct LayoutShelf: ~Copyable {
  private final class Place {
    var layouts: LayoutCache
    init(_ layouts: consuming LayoutCache) { self.layouts = layouts }
  }

  /// The longest unused first.
  private var places: [Place] = []
  private let size: Int

  /// A shelf with room for the layouts of `size` contexts.
  init(size: Int) { self.size = size }

  /// Puts `layouts` away, and gives those for `context` in their stead.
  mutating func exchange(_ layouts: inout LayoutCache, for context: LogContext) {
    guard size > 0 else {
      layouts = LayoutCache(context)
      return
    }
    let found = places.firstIndex { $0.layouts.context === context }
    let place = found.map { places.remove(at: $0) } ?? Place(LayoutCache(context))
    swap(&place.layouts, &layouts)
    if places.count >= size { places.removeFirst() }
    places.append(place)
  }
}
