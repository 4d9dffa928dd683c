/// # CallTrace: the story of one call over many logs
///
/// Brief overview: two ``EventSink``s take the events of all logs, one after the other. ``CallIDs``
/// collects which ids stand together in one event; its ``CallClosure`` is all that belongs to one id.
/// ``CallCollector`` keeps the events of a closure. A ``CallStory`` turns them into participants,
/// messages between them and notes, which ``LadderText`` draws for a terminal and ``StoryPage`` as a
/// page of HTML.
///
///     let ids = CallIDs()
///     try ids.write(events, events: 3)
///     guard let closure = ids.closure(of: "006c02462a161006") else { return }
///     let collector = CallCollector(closure)
///     try collector.write(events, events: 3)
///     let story = CallStory(closure, collector.collected)
///     print(LadderText(story, width: 100).text)
///
/// It works on encoded events only: this module knows no log. Fields that it reads are the same
/// whatever wrote the log (`genesys.conn_id`, `genesys.call_uuid`, `sip.call_id` ...).
package enum CallTrace {}
