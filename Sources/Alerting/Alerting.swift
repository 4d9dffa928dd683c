/// # Alerting: rules on a stream of events
///
/// Brief overview: an ``AlertRuleReader`` makes an ``AlertRule`` of a file under ElastAlert's names; an ``AlertEngine``
/// takes encoded events and ticks, and tells ``Alert``s. There is no I/O: files that rules name come through
/// ``RuleFiles``, and what the engine knows can be written down and taken over again.
///
///     var reader = AlertRuleReader(file: "rules/trunk.yaml", files: .none)
///     let engine = AlertEngine([try reader.read(text)])
///     engine.deliver([0..<event.count], of: event) { alert in ... }
///
/// A rule has one of two modes. In ElastAlert's (`compat: elastalert`, the folder ElastAlert) it behaves as ElastAlert 2's
/// class of its type does. In its own (the folder Stream) the time of the events decides everything, tables have bounds,
/// and conditions have an end.
enum Alerting {}
