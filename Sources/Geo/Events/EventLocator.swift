package import Event

/// Writes into events where their numbers and postcodes are; one for each thread.
package struct EventLocator: ~Copyable {
  /// A field that is looked at, and the objects that its place goes to, by number.
  private struct Field {
    let content: GeoFields.Content
    let name: String
    let objects: [Int]
  }

  /// An object that is given a `geo`.
  private struct Object {
    /// The keys that lead to that `geo`.
    let path: [[UInt8]]
    var found: Found?
  }

  /// A place, and the field that it was found in.
  private struct Found {
    let field: Int
    let place: Int
    let postcode: Postcode?
  }

  private let plan = NumberPlan.builtIn
  private let areas = PostcodeAreas.builtIn
  private let fields: [Field]
  private let tree: FieldTree
  private var objects: [Object]
  /// The number of the object `client`, of which the event says how its place was found.
  private let client: Int?
  private var hasFound = false

  private var walker = JSONWalker()
  private var text: [UInt8] = []
  private var insertion = MemberInsertion()

  /// Makes the locator of one thread.
  package init(_ choice: GeoFields) {
    let all =
      choice.postcodes.map { (GeoFields.Content.postcode, $0) }
      + choice.numbers.map { (GeoFields.Content.number, $0) }
    var tree = FieldTree()
    var names: [String] = []
    fields = all.enumerated().map { number, field in
      tree.insert(number, field.1.name)
      let objects = field.1.objects.map { name in
        if let known = names.firstIndex(of: name) { return known }
        names.append(name)
        return names.count - 1
      }
      return Field(content: field.0, name: field.1.name, objects: objects)
    }
    self.tree = tree
    objects = names.map { name in
      Object(path: name.split(separator: ".").map { Array($0.utf8) } + [Array("geo".utf8)])
    }
    client = names.firstIndex(of: "client")
  }

  /// Writes the places of the one event that stands from `start` to the end into it.
  package mutating func apply(to events: inout JSONBuffer, from start: Int) {
    events.withBytes { bytes in
      let event = bytes.extracting(min(start, bytes.count)..<bytes.count)
      look(into: JSONMembers(of: event), 0, of: event)
    }
    guard hasFound else { return }
    hasFound = false
    for index in objects.indices {
      // Room for a place, and for how it was found.
      if insertion.isFull { insertion.apply(to: &events, from: start) }
      write(index)
      if insertion.isFull { insertion.apply(to: &events, from: start) }
      if index == client { writeOrigin() }
      objects[index].found = nil
    }
    insertion.apply(to: &events, from: start)
  }

  // MARK: - Looking

  /// Looks into the members of an object that is at `node` of the tree.
  ///
  /// The depth of the calls is at most that of the tree, which is the user's.
  private mutating func look(into members: JSONMembers, _ node: Int, of event: Span<UInt8>) {
    var members = members
    while let key = members.nextKey(in: event) {
      guard let value = members.value(in: event) else { return }
      guard let child = tree.child(of: node, event, key.content) else { continue }
      look(at: value, child, of: event)
    }
  }

  /// Looks at a value that is at `node`: itself if a field ends there, and what is below it.
  private mutating func look(at value: JSONValueRange, _ node: Int, of event: Span<UInt8>) {
    if !tree.nodes[node].fields.isEmpty { lookForPlaces(in: value, node, of: event) }
    guard !tree.nodes[node].children.isEmpty else { return }
    if value.kind == .object {
      look(into: JSONMembers(of: value, in: event), node, of: event)
    } else if value.kind == .array {
      var elements = JSONElements(of: value)
      while let element = elements.next(in: event) {
        // Members of what is no object are none.
        look(into: JSONMembers(of: element, in: event), node, of: event)
      }
    }
  }

  /// Looks at a value of a field, or at all the values below it.
  private mutating func lookForPlaces(
    in value: JSONValueRange, _ node: Int, of event: Span<UInt8>
  ) {
    guard value.kind == .object || value.kind == .array else {
      return lookForPlace(in: value, node, of: event)
    }
    let part = event.extracting(value.range)
    walker.restart()
    while let step = walker.next(in: part) {
      if case .scalar(let scalar) = step { lookForPlace(in: scalar, node, of: part) }
    }
  }

  private mutating func lookForPlace(
    in value: JSONValueRange, _ node: Int, of event: Span<UInt8>
  ) {
    guard value.kind == .string || value.kind == .number else { return }
    guard value.hasEscapes else { return find(event.extracting(value.content), node) }
    var lent: [UInt8] = []
    swap(&lent, &text)
    lent.removeAll(keepingCapacity: true)
    JSONLookup.appendText(of: value, in: event, to: &lent)
    find(lent.span, node)
    swap(&lent, &text)
  }

  private mutating func find(_ text: Span<UInt8>, _ node: Int) {
    for field in tree.nodes[node].fields {
      switch fields[field].content {
      case .number:
        guard let number = try? PhoneNumber.read(text), let place = plan.place(of: number) else {
          continue
        }
        keep(Found(field: field, place: place, postcode: nil))
      case .postcode:
        guard let (postcode, area) = areas.find(in: text) else { continue }
        keep(Found(field: field, place: areas.areas[area].place, postcode: postcode))
      }
    }
  }

  /// Gives a place to the objects of its field; of several the field named first counts.
  private mutating func keep(_ found: Found) {
    for object in fields[found.field].objects {
      if let other = objects[object].found, other.field <= found.field { continue }
      objects[object].found = found
      hasFound = true
    }
  }

  // MARK: - Writing

  /// Writes the place of an object, if one was found.
  private mutating func write(_ object: Int) {
    guard let found = objects[object].found else { return }
    let places = found.postcode == nil ? plan.places : areas.places
    insertion.append(at: objects[object].path) { value in
      value.append(UInt8(ascii: "{"))
      places.append(found.place, to: &value)
      if let postcode = found.postcode {
        value.append(",\"postal_code\":\"")
        postcode.appendOutward(to: &value)
        value.append(UInt8(ascii: "\""))
      }
      value.append(UInt8(ascii: "}"))
    }
  }

  /// Writes how the client's place was found, if there is one.
  private mutating func writeOrigin() {
    guard let client, let found = objects[client].found else { return }
    let name = fields[found.field].name
    let isExact = found.postcode != nil || plan.places.places[found.place].point != nil
    insertion.append(at: Self.originPath) { value in
      value.append("{\"method\":\"")
      value.append(found.postcode == nil ? "std" : "postcode")
      value.append("\",\"precision\":\"")
      value.append(isExact ? "area" : "country")
      value.append("\",\"field\":")
      value.append(quoted: name)
      value.append(UInt8(ascii: "}"))
    }
  }

  private static let originPath = [Array("genesys".utf8), Array("geo".utf8)]
}
