/// Fields that have a name already, by what texts call them; docs/rules.md lists them.
enum KnownFields {
  /// A field and whether its values are texts.
  struct Entry {
    let name: String
    let isText: Bool

    /// Whether digits alone may be meant: users and directory numbers, but no names of things.
    var takesNumbers: Bool {
      name == "user.name"
        || ![".name", ".path", ".type"].contains(where: { name.hasSuffix($0) })
    }
  }

  /// The field of a key, or of its last two words; nil for one that is not in the table.
  ///
  /// - Parameter isGenesys: whether fields of Genesys count, or those of ECS alone.
  static func entry(of key: FieldKey, isGenesys: Bool) -> Entry? {
    let pair = FieldWords.withoutFillers(key.clause).suffix(2).joined(separator: "_")
    return [pair, key.name].lazy.compactMap { ecs[$0] ?? (isGenesys ? genesys[$0] : nil) }.first
  }

  /// Whether a word before a text says what it is.
  static func names(_ word: String, isGenesys: Bool) -> Bool {
    (ecs[word] ?? (isGenesys ? genesys[word] : nil))?.isText == true || word == "queue"
  }

  private static func text(_ name: String) -> Entry { Entry(name: name, isText: true) }
  private static func number(_ name: String) -> Entry { Entry(name: name, isText: false) }

  private static let ecs: [String: Entry] = [
    "user": text("user.name"), "user_name": text("user.name"), "username": text("user.name"),
    "login": text("user.name"), "email": text("user.email"),
    "url": text("url.original"), "uri": text("url.original"),
    "path": text("file.path"), "file": text("file.path"), "file_name": text("file.path"),
    "reason": text("event.reason"), "error_message": text("error.message"),
    "error_code": text("error.code"), "errno": text("error.code"),
    "level": text("log.level"), "severity": text("log.level"), "msg": text("message"),
    "logger": text("log.logger"), "timestamp": text("timestamp"),
    "pid": number("process.pid"), "process_id": number("process.pid"),
    "thread": text("process.thread.name"), "tid": number("process.thread.id"),
    "thread_id": number("process.thread.id"),
    "call_id": text("sip.call_id"), "callid": text("sip.call_id"),
  ]

  private static let genesys: [String: Entry] = [
    "check_point": text("genesys.check_point"), "output_type": text("genesys.log.output"),
    "message": text("genesys.message.name"),

    "dn": text("genesys.dn"), "this_dn": text("genesys.dn"), "other_dn": text("genesys.other_dn"),
    "conn_id": text("genesys.conn_id"), "connid": text("genesys.conn_id"),
    "call_uuid": text("genesys.call_uuid"), "calluuid": text("genesys.call_uuid"),
    "ref_id": number("genesys.ref_id"), "refid": number("genesys.ref_id"),
    "reference_id": number("genesys.ref_id"),
    "interaction_id": text("genesys.interaction_id"), "interaction": text("genesys.interaction_id"),
    "session_id": text("genesys.session_id"), "sid": text("genesys.session_id"),
    "agent": text("genesys.agent.id"), "agent_id": text("genesys.agent.id"),
    "place": text("genesys.place"), "switch": text("genesys.switch"),
    "virtual_queue": text("genesys.virtual_queue"), "vq": text("genesys.virtual_queue"),
    "object": text("genesys.object.type"), "object_type": text("genesys.object.type"),
    "dbid": number("genesys.object.dbid"), "property": text("genesys.object.property"),
    "application": text("genesys.application.name"), "app": text("genesys.application.name"),
    "application_name": text("genesys.application.name"),
    "option": text("genesys.option.name"), "alarm": text("genesys.alarm.name"),
    "campaign_group": text("genesys.campaign_group.name"),
    "strategy": text("genesys.strategy.name"), "protocol": text("genesys.protocol"),
    "transaction": text("genesys.transaction.id"), "objectset": text("genesys.objectset.name"),
    "database": text("genesys.database.name"), "dbserver": text("genesys.database.server"),
  ]

  /// Last words of names whose values are texts, also where all of them are digits.
  private static let textual: Set<String> = [
    "name", "dn", "user", "agent", "login", "place", "queue", "switch", "phone", "ani", "dnis",
    "device", "dev", "extension", "party", "destination", "number", "version", "uuid", "tag",
    "token", "key", "label", "text", "reason",
  ]

  /// Whether values of that name are texts.
  static func isTextual(_ name: String) -> Bool {
    textual.contains(String(name.split(separator: "_").last ?? ""))
  }
}
