/// Makes steps of events, one after the other.
struct StoryBuilder {
  /// The two ends of a message must have logged it within five seconds: clocks of hosts differ.
  private static let maxSkew: Int64 = 5_000_000
  /// A message that was sent again so often has lost its first copies' other ends.
  private static let maxHalfSeen = 16
  /// With more participants than these the others share a column.
  private static let maxParticipants = 40

  /// A message that only one end has logged so far.
  private struct HalfSeen {
    let step: Int
    let service: String
    let view: MessageView
  }

  private var participants: [Participant] = []
  private var columns: [String: Int] = [:]
  private var steps: [StoryStep] = []
  private var halfSeen: [String: [HalfSeen]] = [:]
  /// The step of each event that may be an owner of others.
  private var stepOfEvent: [Int: Int] = [:]
  /// The servers that addresses turned out to be; nil for an address that is of several.
  private var serverAtAddress: [String: String?] = [:]

  /// Adds the event at `place`; those before it were added before.
  mutating func add(_ events: [CallEvent], _ place: Int) {
    let event = events[place]
    if let owner = event.owner, owner < place, addReceiver(event, place, of: owner) { return }
    let service = event.text("service.name") ?? event.text("host.name") ?? "?"
    let view = MessageView(event)
    if let view, let key = view.key, merge(event, place, service, view, key) { return }
    guard let view, let peer = view.peer else {
      append(
        StoryStep(
          time: event.time, from: server(event, service), to: nil, label: StoryBuilder.text(event),
          tone: .note, events: [place]), place)
      return
    }
    let own = view.observedSender.map { endpoint($0) } ?? server(event, service)
    let other = endpoint(peer)
    let isSent = view.direction == .sent
    append(
      StoryStep(
        time: event.time, from: isSent ? own : other, to: isSent ? other : own,
        label: view.label, tone: view.tone, events: [place]), place)
    if let key = view.key {
      var waiting = halfSeen[key] ?? []
      if waiting.count == StoryBuilder.maxHalfSeen { waiting.removeFirst() }
      waiting.append(HalfSeen(step: steps.count - 1, service: service, view: view))
      halfSeen[key] = waiting
    }
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

  /// Makes one arrow of a message whose other end is there already; false if it is not.
  private mutating func merge(
    _ event: CallEvent, _ place: Int, _ service: String, _ view: MessageView, _ key: String
  ) -> Bool {
    let candidates = halfSeen[key] ?? []
    guard
      let index = candidates.firstIndex(where: { half in
        half.view.direction == view.direction.opposite && half.service != service
          && event.time - steps[half.step].time <= StoryBuilder.maxSkew
          && StoryBuilder.namesAgree(half, service, view)
      })
    else { return false }
    let half = candidates[index]
    halfSeen[key]?.remove(at: index)
    let own = server(event, service)
    let isSent = view.direction == .sent
    steps[half.step].from = isSent ? own : columns[half.service] ?? own
    steps[half.step].to = isSent ? columns[half.service] ?? own : own
    steps[half.step].events.append(place)
    stepOfEvent[place] = half.step
    note(half.view, isOf: service)
    note(view, isOf: half.service)
    return true
  }

  /// Whether each end, if it names the other, means the other's log.
  private static func namesAgree(
    _ half: HalfSeen, _ service: String, _ view: MessageView
  ) -> Bool {
    if view.hasAddress { return true }
    func means(_ peer: String?, _ name: String) -> Bool {
      peer.map { $0 == name || $0.hasPrefix("DN ") } ?? true
    }
    return means(half.view.peer, service) && means(view.peer, half.service)
  }

  /// Notes that the address which `view` names is that of a server.
  private mutating func note(_ view: MessageView, isOf server: String) {
    guard view.hasAddress, let address = view.peer else { return }
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
