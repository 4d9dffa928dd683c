/// Makes steps of events, one after the other.
struct StoryBuilder {
  /// The two ends of a message must have logged it within five seconds: clocks of hosts differ.
  private static let maxSkew: Int64 = 5_000_000
  /// A message that was sent again so often has lost its first copies' other ends.
  private static let maxHalfSeen = 16
  /// With more participants than these the others share a column.
  private static let maxParticipants = 40

  /// A message that is drawn, and may be seen elsewhere still.
  private struct Seen {
    let step: Int
    /// The server that logged it first; nil as long as only captures show it.
    var service: String?
    var view: MessageView
    /// Whether both ends have logged it.
    var isWhole = false
    /// The captures that show it.
    var captures: [String] = []
  }

  private var participants: [Participant] = []
  private var columns: [String: Int] = [:]
  private var steps: [StoryStep] = []
  private var seen: [String: [Seen]] = [:]
  /// The step of each event that may be an owner of others.
  private var stepOfEvent: [Int: Int] = [:]
  /// The servers that addresses turned out to be; nil for an address that is of several.
  private var serverAtAddress: [String: String?] = [:]
  /// What logs and captures both show.
  private(set) var clocks = ClockComparison()

  /// Adds the event at `place`; those before it were added before.
  mutating func add(_ events: [CallEvent], _ place: Int) {
    let event = events[place]
    if let owner = event.owner, owner < place, addReceiver(event, place, of: owner) { return }
    let service =
      event.text("service.name") ?? event.text("host.name") ?? (event.isCaptured ? "wire" : "?")
    let view = MessageView(event)
    if let view { clocks.add(event, view) }
    if let view, let key = view.key, merge(event, place, service, view, key) { return }
    guard let view, let peer = view.peer else {
      append(
        StoryStep(
          time: event.time, from: server(event, service), to: nil, label: StoryBuilder.text(event),
          tone: .note, events: [place]), place)
      return
    }
    let own = view.observed.map { endpoint($0.sender) } ?? server(event, service)
    let other = endpoint(peer)
    let isSent = view.direction == .sent
    append(
      StoryStep(
        time: event.time, from: isSent ? own : other, to: isSent ? other : own,
        label: view.label, tone: view.tone, events: [place]), place)
    guard let key = view.key else { return }
    var waiting = seen[key] ?? []
    if waiting.count == StoryBuilder.maxHalfSeen { waiting.removeFirst() }
    waiting.append(
      Seen(
        step: steps.count - 1, service: view.observed == nil ? service : nil, view: view,
        captures: StoryBuilder.captures(event, view)))
    seen[key] = waiting
  }

  /// The story's columns and steps; columns that turned out to be the same are one.
  func finish() -> (participants: [Participant], steps: [StoryStep]) {
    var target = Array(participants.indices)
    for (address, server) in serverAtAddress {
      if let server, let old = columns[address], let new = columns[server] { target[old] = new }
    }
    var steps = steps
    for index in steps.indices {
      steps[index].from = target[steps[index].from]
      steps[index].to = steps[index].to.map { target[$0] }
    }
    // In the order in which they come in, and without those that nothing is left of.
    var order: [Int] = []
    var place: [Int: Int] = [:]
    for step in steps {
      for column in [step.from, step.to ?? step.from] where place[column] == nil {
        place[column] = order.count
        order.append(column)
      }
    }
    for index in steps.indices {
      steps[index].from = place[steps[index].from] ?? 0
      steps[index].to = steps[index].to.map { place[$0] ?? 0 }
    }
    return (order.map { participants[$0] }, steps)
  }

  private mutating func append(_ step: StoryStep, _ place: Int) {
    steps.append(step)
    stepOfEvent[place] = steps.count - 1
  }

  // MARK: - One message, two logs

  /// Makes one arrow of a message that is drawn already; false if it is not.
  private mutating func merge(
    _ event: CallEvent, _ place: Int, _ service: String, _ view: MessageView, _ key: String
  ) -> Bool {
    let candidates = seen[key] ?? []
    let index = candidates.firstIndex { other in
      guard event.time - steps[other.step].time <= StoryBuilder.maxSkew else { return false }
      if view.observed != nil { return StoryBuilder.isShown(other, by: event, view) }
      guard let first = other.service else { return StoryBuilder.addressesAgree(view, other.view) }
      return !other.isWhole && other.view.direction == view.direction.opposite && first != service
        && StoryBuilder.namesAgree(other.view, of: first, view, of: service)
    }
    guard let index else { return false }
    var other = candidates[index]
    if view.observed != nil {
      other.captures += StoryBuilder.captures(event, view)
      if let first = other.service { note(view, shows: other.view, of: first) }
    } else if let first = other.service {
      join(other, of: first, event, service, view)
      other.isWhole = true
    } else {
      // Only captures had shown it.
      let own = server(event, service)
      if view.direction == .sent {
        steps[other.step].from = own
      } else {
        steps[other.step].to = own
      }
      note(other.view, shows: view, of: service)
      other.service = service
      other.view = view
    }
    steps[other.step].events.append(place)
    stepOfEvent[place] = other.step
    seen[key]?[index] = other
    return true
  }

  /// Draws an arrow from the one server to the other.
  private mutating func join(
    _ other: Seen, of first: String, _ event: CallEvent, _ service: String, _ view: MessageView
  ) {
    let own = server(event, service)
    let isSent = view.direction == .sent
    steps[other.step].from = isSent ? own : columns[first] ?? own
    steps[other.step].to = isSent ? columns[first] ?? own : own
    note(other.view, isOf: service)
    note(view, isOf: first)
  }

  /// Notes that the end of a captured message is the server that logged it.
  private mutating func note(_ captured: MessageView, shows logged: MessageView, of server: String)
  {
    guard let observed = captured.observed else { return }
    note(logged.direction == .sent ? observed.sender : observed.receiver, isOf: server)
  }

  /// Whether a capture shows a message that is drawn already, and did not show it before.
  private static func isShown(_ other: Seen, by event: CallEvent, _ view: MessageView) -> Bool {
    guard !captures(event, view).contains(where: { other.captures.contains($0) }) else {
      return false
    }
    return addressesAgree(other.view, view)
  }

  /// Whether the addresses that two views of a message name are the same, as far as both name them.
  private static func addressesAgree(_ one: MessageView, _ other: MessageView) -> Bool {
    func ends(_ view: MessageView) -> (sender: String?, receiver: String?) {
      if let observed = view.observed { return (observed.sender, observed.receiver) }
      return view.direction == .sent ? (nil, view.peer) : (view.peer, nil)
    }
    let (one, other) = (ends(one), ends(other))
    return (one.sender == nil || other.sender == nil || one.sender == other.sender)
      && (one.receiver == nil || other.receiver == nil || one.receiver == other.receiver)
  }

  /// The capture that an event is of, if it is of one.
  private static func captures(_ event: CallEvent, _ view: MessageView) -> [String] {
    view.observed == nil ? [] : [event.text("log.file.path") ?? ""]
  }

  /// Whether each end, if it names the other, means the other's log.
  private static func namesAgree(
    _ one: MessageView, of first: String, _ other: MessageView, of second: String
  ) -> Bool {
    if other.hasAddress { return true }
    func means(_ peer: String?, _ name: String) -> Bool {
      peer.map { $0 == name || $0.hasPrefix("DN ") } ?? true
    }
    return means(one.peer, second) && means(other.peer, first)
  }

  /// Notes that the address which `view` names is that of a server.
  private mutating func note(_ view: MessageView, isOf server: String) {
    guard view.hasAddress, let address = view.peer else { return }
    note(address, isOf: server)
  }

  private mutating func note(_ address: String, isOf server: String) {
    if let known = serverAtAddress[address] {
      if known != server { serverAtAddress[address] = .some(nil) }
    } else {
      serverAtAddress[address] = server
    }
  }

  /// Draws to whom a message went that was printed just before; false if the event does not say.
  private mutating func addReceiver(_ event: CallEvent, _ place: Int, of owner: Int) -> Bool {
    guard let peer = MessageView.peer(event), let index = stepOfEvent[owner] else { return false }
    let column = endpoint(peer)
    if steps[index].events == [owner] {
      steps[index].to = column
      steps[index].events.append(place)
      return true
    }
    // A message to several: another arrow for each.
    guard steps[index].to != column else {
      steps[index].events.append(place)
      return true
    }
    var step = steps[index]
    step.to = column
    step.events = [place]
    steps.append(step)
    return true
  }

  // MARK: - Columns

  private mutating func server(_ event: CallEvent, _ name: String) -> Int {
    let column = column(name, .server, event.text("service.type"))
    // It may have come in as the other end of someone's message.
    if participants[column].kind == .endpoint, participants[column].name == name {
      participants[column] = Participant(
        kind: .server, name: name, detail: event.text("service.type"))
    }
    return column
  }

  private mutating func endpoint(_ name: String) -> Int { column(name, .endpoint, nil) }

  private mutating func column(
    _ name: String, _ kind: Participant.Kind, _ detail: String?
  ) -> Int {
    if let known = columns[name] { return known }
    if participants.count == StoryBuilder.maxParticipants {
      participants.append(Participant(kind: .endpoint, name: "others", detail: nil))
    }
    guard participants.count < StoryBuilder.maxParticipants else { return participants.count - 1 }
    participants.append(Participant(kind: kind, name: name, detail: detail))
    columns[name] = participants.count - 1
    return participants.count - 1
  }

  /// What a note says: the record's text without blanks before it, else its name.
  private static func text(_ event: CallEvent) -> String {
    let message = event.text("message")?.drop { $0.isWhitespace }
    return message.map(String.init) ?? event.text("event.action") ?? "event"
  }
}
