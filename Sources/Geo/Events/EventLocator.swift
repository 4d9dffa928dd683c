package import Event

/// Writes into events where their numbers and postcodes are; one for each thread.
package struct EventLocator: ~Copyable {
  /// A field that is looked at, and the objects that its place goes to, by number.
  private struct Field {
    let content: GeoFields.Content
    let name: String
    let objects: [Int]
  }

  /// An object that is given a `geo`, and an `as`.
  private struct Object {
    /// The keys that lead to its `geo`.
    let path: [[UInt8]]
    /// Those that lead to its `as`.
    let ownerPath: [[UInt8]]
    var found: Found?
    /// The address whose owner it is given.
    var owner: Found?

    init(_ name: String) {
      let keys = name.split(separator: ".").map { Array($0.utf8) }
      path = keys + [Array("geo".utf8)]
      ownerPath = keys + [Array("as".utf8)]
    }
  }

  /// What has a place, and the field that it was found in.
  private struct Found {
    let field: Int
    let source: PlaceSource
  }

  private var tables: PlaceTables
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
  package init(_ choice: GeoFields, table: PostcodeTable? = nil, databases: AddressDatabases? = nil)
  {
    tables = PlaceTables(table, databases)
    let addresses = databases == nil ? [] : choice.addresses
    let all =
      choice.postcodes.map { (GeoFields.Content.postcode, $0) }
      + choice.numbers.map { (GeoFields.Content.number, $0) }
      + addresses.map { (GeoFields.Content.address, $0) }
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
    objects = names.map { Object($0) }
    client = names.firstIndex(of: "client")
  }

  /// Writes the places of the one event that stands from `start` to the end into it.
  package mutating func apply(to events: inout JSONBuffer, from start: Int) {
    tables.begin()
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
      if insertion.isFull { insertion.apply(to: &events, from: start) }
      writeOwner(index)
      objects[index].owner = nil
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
      guard let finding = tables.find(text, fields[field].content) else { continue }
      let found = Found(field: field, source: finding.source)
      for object in fields[field].objects {
        if finding.hasPlace { Self.keep(found, in: &objects[object].found) }
        if finding.hasOwner { Self.keep(found, in: &objects[object].owner) }
      }
      hasFound = true
    }
  }

  /// Keeps what was found for an object; of several finds that of the field named first counts.
  private static func keep(_ found: Found, in kept: inout Found?) {
    if let kept, kept.field <= found.field { return }
    kept = found
  }

  // MARK: - Writing

  /// Writes the place of an object, if one was found.
  private mutating func write(_ object: Int) {
    guard let found = objects[object].found else { return }
    insertion.append(at: objects[object].path) { value in
      value.append(UInt8(ascii: "{"))
      tables.append(found.source, to: &value)
      value.append(UInt8(ascii: "}"))
    }
  }

  /// Writes whose network the address of an object is in, if that was found.
  private mutating func writeOwner(_ object: Int) {
    guard let found = objects[object].owner else { return }
    insertion.append(at: objects[object].ownerPath) { value in
      value.append(UInt8(ascii: "{"))
      tables.appendOwner(found.source, to: &value)
      value.append(UInt8(ascii: "}"))
    }
  }

  /// Writes how the client's place was found, if there is one.
  private mutating func writeOrigin() {
    guard let client, let found = objects[client].found else { return }
    let name = fields[found.field].name
    insertion.append(at: Self.originPath) { value in
      value.append(UInt8(ascii: "{"))
      tables.appendOrigin(found.source, to: &value)
      value.append(",\"field\":")
      value.append(quoted: name)
      value.append(UInt8(ascii: "}"))
    }
  }

  private static let originPath = [Array("genesys".utf8), Array("geo".utf8)]
}
