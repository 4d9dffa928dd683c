/// # AlertDelivery: alerts on their way to people and programs
///
/// Brief overview: an ``AlertNotice`` is one alert, or its end. ``AlertOutputSettings`` says where notices go;
/// each such place is an ``AlertOutput``: standard output or a file, an index, a webhook, mail, a program, syslog,
/// SNMP. ``AlertDispatcher`` hands each notice to an ``AlertLane`` an output, which has a thread of its own: it
/// tries again what found no taker, sends nothing twice, keeps to a rate, and writes down what it gave up.
///
///     let dispatcher = try AlertDispatcher([settings], limits) { warning in ... }
///     dispatcher.send(notice)          // never waits
///     let accounts = dispatcher.finish(within: .seconds(30))
enum AlertDelivery {}
