/// # Brief overview
///
/// What lets others watch a program that runs for months:
///
/// - ``HTTPResponder`` listens at a ``ListenAddress`` and answers `GET` with what a closure gives, on the
///   thread that calls ``HTTPResponder/serve(_:)``. It is made for scrapers and probes and for nothing else:
///   one request a connection, small heads, few connections, short times.
/// - ``Exposition`` writes figures as Prometheus text; a ``Metric`` says what a figure is called and means.
/// - ``ServiceManager`` tells systemd how the program is doing (sd_notify(3)).
/// - ``ProcessFigures`` is what the system says of this process.
///
///       let responder = try HTTPResponder(address)
///       responder.serve { path in path == "/healthz" ? .json(200, "{}") : .notFound }
///
/// The module knows nothing of logs. Why no library for HTTP: docs/architecture.md.
enum Monitoring {}
