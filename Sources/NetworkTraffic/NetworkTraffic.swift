/// # NetworkTraffic: what packets mean
///
/// Brief overview: a ``TrafficEncoder`` takes the datagrams and streams that PacketCapture hands on, finds
/// out by their content whose they are, whatever the port, and has an event made of each message in them.
/// WireDecoder reads the messages, so that one found in a log and one found on the wire have the same
/// fields. What is of no known protocol is counted (``TrafficCounts``).
///
///     var traffic = TrafficEncoder(TrafficOptions(path: "calls.pcap"))
///     packets.decode(frame, of: bytes, into: &traffic)
///     traffic.events.withBytes { ... }
///     traffic.removeEvents()
///
/// A protocol is a reader: a ``StreamReading``, a ``DatagramReading`` or both, as ``SIPReader`` is.
/// ``StreamDispatch`` gives each stream to one of the ``StreamReaders``, and each datagram is offered to
/// one after the other. A reader writes its events into the ``EventOutput``, which has the members that
/// all of them share (``EventFacts``). ``CommunityID`` is the name that other tools give a flow too.
///
/// ``FlowTracker`` follows the flows that packets belong to, whoever reads them, and has an event made of
/// each that ends (``FlowEventWriter``). ``FlowProbe`` looks into those that no reader knows.
///
/// Of SIP, ``SIPStream`` cuts messages out of the bytes of a connection (RFC 3261 s 18.3), and finds the
/// next one where bytes were lost; ``SIPEventWriter`` writes the event, ``PayloadText`` the message as it
/// was, without what proves an identity. ``CallTracker`` follows transactions and calls, ``MediaTable`` the
/// RTP streams whose ends session descriptions name; ``CallTraffic`` is both.
///
/// Of HTTP, ``HTTPStream`` cuts heads and bodies out of each direction, ``HTTPConnection`` knows which answer
/// belongs to which request, ``HTTPReader`` puts them together as an ``HTTPExchange``, and ``HTTPEventWriter``
/// writes it. What a connection is upgraded to is read by the next reader: ``WebSocketReader`` hands the SIP
/// messages in a WebSocket to the one of SIP.
enum NetworkTraffic {}
