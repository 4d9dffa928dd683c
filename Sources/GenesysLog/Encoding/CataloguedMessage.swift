import Event

/// A message of the catalogue that a log needed, and the layouts of its events; one thread's.
final class CataloguedMessage {
  /// Its symbolic name.
  let name: String
  /// Its text, for matching.
  let template: MessageTemplate
  /// By level and what else the constant fields depend on: a few at most.
  private var layouts: [(kind: Int, layout: EventLayout)] = []

  fileprivate init(_ name: String, _ template: MessageTemplate) {
    self.name = name
    self.template = template
  }

  /// The fields of the values.
  var fields: [EventField] {
    template.fields.enumerated().map { index, field in
      EventField(
        field.path, .slots([.init(GenesysEncoder.Slot.firstGroup + index, as: field.type)]))
    }
  }

  /// The layout of a kind of event, if there was one before.
  func layout(_ kind: Int) -> Unmanaged<EventLayout>? {
    for known in layouts where known.kind == kind { return .passUnretained(known.layout) }
    return nil
  }

  /// Keeps the layout of a kind of event.
  func keep(_ layout: EventLayout, _ kind: Int) -> Unmanaged<EventLayout> {
    layouts.append((kind, layout))
    return .passUnretained(layout)
  }
}

/// The messages of the catalogue that one log needed so far.
struct CataloguedMessages: ~Copyable {
  private let catalogue: MessageCatalogue
  /// By index in the catalogue; empty until the first message is needed.
  private var messages: [CataloguedMessage?] = []

  init(_ catalogue: MessageCatalogue) {
    self.catalogue = catalogue
  }

  /// The message of an id; nil for one whose text is not known.
  mutating func message(_ code: Int32) -> CataloguedMessage? {
    guard let index = catalogue.index(of: Int(code)) else { return nil }
    if messages.isEmpty { messages = Array(repeating: nil, count: catalogue.entries.count) }
    return messages[index] ?? add(index)
  }

  private mutating func add(_ index: Int) -> CataloguedMessage? {
    let entry = catalogue.entries[index]
    guard let template = entry.template() else { return nil }
    let made = CataloguedMessage(entry.name, template)
    messages[index] = made
    return made
  }
}
