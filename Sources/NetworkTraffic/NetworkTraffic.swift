/// # NetworkTraffic: what packets mean
///
/// Brief overview: a ``TrafficEncoder`` takes the datagrams and streams that PacketCapture hands on, finds
/// the messages in them by their content, whatever the port, and appends an event for each to its
/// ``TrafficEncoder/events``. WireDecoder reads the messages, so that one found in a log and one found on
/// the wire have the same fields. What is no message is counted (``TrafficCounts``).
///
///     var traffic = TrafficEncoder(TrafficOptions(path: "calls.pcap"))
///     packets.decode(frame, of: bytes, into: &traffic)
///     traffic.events.withBytes { ... }
///     traffic.removeEvents()
///
/// ``SIPStream`` cuts messages out of the bytes of a connection (RFC 3261 s 18.3), and finds the next one
/// where bytes were lost. ``SIPEventWriter`` writes the event, ``PayloadText`` the message as it was,
/// without what proves an identity, ``CommunityID`` the name that other tools give the flow too.
enum NetworkTraffic {}
