/// # Alerting: rules on a stream of events
enum Alerting {}
