/// The list of fields as text: name, kind, meaning.
///
/// Where the kind is `address`, `uri`, `geo` or `as`, the name stands for all parts of one.
///
/// Names of ECS (https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html) have the kinds that it gives
/// them; those of `sip` the kinds of Packetbeat, but for numbers, which are numbers here.
enum FieldText {
  /// The parts that a name of the kind `address`, `uri`, `geo` or `as` has; none for another word.
  static func parts(of kind: Substring) -> [(name: String, kind: FieldKind)] {
    let uri: [(name: String, kind: FieldKind)] = [
      ("uri.original", .keyword), ("uri.scheme", .keyword), ("uri.username", .keyword),
      ("uri.host", .keyword), ("uri.port", .long),
    ]
    switch kind {
    case "uri": return uri
    case "address": return uri + [("display_info", .keyword), ("original", .keyword)]
    case "geo":
      return [
        ("geo.location", .geoPoint), ("geo.country_iso_code", .keyword),
        ("geo.region_name", .keyword), ("geo.city_name", .keyword),
      ]
    case "as": return [("as.number", .long), ("as.organization.name", .keyword)]
    default: return []
    }
  }

  // swift-format-ignore
  static let lines = """
    # Every event
    @timestamp date when it happened, in UTC
    message text the text after the message id, of the first line
    tags keyword `_grokparsefailure` where no rule knew the record, and other remarks of the kind
    event.action keyword what happened: `object-created`
    event.category keyword `network`
    event.code keyword the message id, five digits
    event.dataset keyword `genesys.` and the component, `genesys.sip` on the wire; it names the data stream
    event.duration long in nanoseconds
    event.end date when what took a while ended
    event.kind keyword `event`
    event.module keyword `genesys`
    event.original original the whole record, where it has several lines
    event.outcome keyword `success`, `failure`
    event.reason keyword why it happened
    event.start date when what took a while began
    event.type keyword `connection`, `end`, and others that ECS has
    event.severity long Dbg 1, Trc 2, Int 3, Std 4, Alr 5
    event.timezone keyword of the server that wrote the log
    log.file.path keyword the file
    log.level keyword as printed, three letters: `Std`
    log.offset long where the record begins in the file, in bytes; in a capture, that of the frame
    log.origin.file.line long the place in the server's own source
    log.origin.file.name keyword its file
    error.code keyword
    error.message text
    error.type keyword
    file.path keyword a file that the text is about
    host.hostname keyword
    host.name keyword the host of the server that wrote the log
    host.os.full keyword its operating system
    process.command_line keyword how the server was started
    process.pid long
    process.thread.id long
    process.thread.name keyword
    service.name keyword the application
    service.type keyword what it is: `ConfigurationServer`
    service.version keyword
    user.name keyword

    # Network
    client.address keyword
    client.ip ip
    client.port long
    destination.bytes long bytes of payload that the server sent
    destination.ip ip
    destination.packets long
    destination.port long
    flow.banner keyword the first line of a server that greets with text
    flow.evidence keyword what makes one think of a protocol of Genesys
    flow.state keyword how a connection went: `opened`, `closed`, `reset`, `refused`, `unanswered`, `idle`, `partial`
    http.request.body.bytes long without the framing of chunks
    http.request.body.content original the body, where all of the payload is shown and it is text
    http.request.bytes long head and body, as they were sent
    http.request.id keyword `X-Request-ID`
    http.request.method keyword
    http.request.mime_type keyword what its body is said to be
    http.request.referrer keyword
    http.response.body.bytes long without the framing of chunks
    http.response.body.content original the body, where all of the payload is shown and it is text
    http.response.bytes long head and body, as they were sent
    http.response.headers.content_encoding keyword how the body is compressed
    http.response.headers.server keyword the software of the server
    http.response.mime_type keyword what its body is said to be
    http.response.status_code long
    http.version keyword `1.1`
    network.application keyword `t-library`, `configuration`, if `flow.evidence` has a text of that
    network.bytes long the size of a message; of a flow, the bytes of payload in both directions
    network.community_id keyword the flow, as other tools name it too
    network.direction keyword `ingress`, `egress`
    network.iana_number keyword of a transport that has no name here
    network.packets long packets in both directions
    network.protocol keyword `sip`, and others by their content
    network.transport keyword `udp`, `tcp`, `sctp`, `tls`, `icmp`
    network.type keyword `ipv4`, `ipv6`
    network.vlan.id keyword
    observer.hostname keyword the machine that captured, where it was live
    observer.ingress.interface.name keyword the interface that it listened to
    server.address keyword the server of a connection
    server.port long
    source.bytes long of a captured message, those that are there; of a flow, what the client sent
    source.ip ip
    source.packets long
    source.port long
    url.domain keyword the host that is asked
    url.full keyword with scheme and host, from `Host` where the target has none
    url.original keyword as it was asked for
    url.path keyword
    url.port long where it is said
    url.query keyword
    url.scheme keyword
    user_agent.original keyword the software of the client
    wire.frame long the frame of a capture that completed the message, or the request
    wire.retransmission boolean whether the same message was sent before
    wire.gap_bytes long bytes of its stream that are missing in the message or before it
    wire.response_frame long the frame that completed the answer
    wire.websocket boolean true where a WebSocket carried the message

    # TLS handshakes
    tls.alerts keyword who ended the handshake and why: `client: fatal unknown_ca`; `encrypted` if that cannot be read
    tls.cipher keyword the suite that the server chose, by its IANA name
    tls.client.hash.sha256 keyword
    tls.client.issuer keyword
    tls.client.ja3 keyword how the client says hello, an MD5 in hexadecimal digits
    tls.client.ja4 keyword the same, without what some clients shuffle
    tls.client.not_after date
    tls.client.not_before date
    tls.client.server_name keyword the host that the client asks for
    tls.client.subject keyword the client's certificate, where it has one
    tls.client.supported_ciphers keyword cipher suites by their IANA names, the preferred first
    tls.client.supported_protocols keyword ALPN: `h2`, `http/1.1`, `sip`
    tls.client.supported_versions keyword `1.3`, `1.2`
    tls.client.x509.alternative_names keyword hosts and addresses
    tls.client.x509.issuer.common_name keyword
    tls.client.x509.issuer.organization keyword
    tls.client.x509.not_after date
    tls.client.x509.not_before date
    tls.client.x509.serial_number keyword hexadecimal digits
    tls.client.x509.subject.common_name keyword
    tls.client.x509.subject.organization keyword
    tls.curve keyword the group in which keys were exchanged: `x25519`
    tls.established boolean whether both sides finished the handshake
    tls.next_protocol keyword what is spoken inside, of TLS 1.2 and before
    tls.resumed boolean whether an earlier session went on
    tls.server.hash.sha256 keyword of the certificate
    tls.server.issuer keyword who issued it
    tls.server.ja3s keyword how the server says hello
    tls.server.not_after date
    tls.server.not_before date
    tls.server.subject keyword the server's certificate, of TLS 1.2 and before: `CN=sip.example.com,O=Example,C=GB`
    tls.server.x509.alternative_names keyword hosts and addresses
    tls.server.x509.issuer.common_name keyword
    tls.server.x509.issuer.organization keyword
    tls.server.x509.not_after date
    tls.server.x509.not_before date
    tls.server.x509.serial_number keyword hexadecimal digits
    tls.server.x509.subject.common_name keyword
    tls.server.x509.subject.organization keyword
    tls.version keyword `1.2`, `1.3`
    tls.version_protocol keyword `tls`, `ssl`

    # Messages of SCTP
    sctp.ppid long what the message is said to be, a number of IANA
    sctp.protocol keyword its name: `m3ua`, `diameter`
    sctp.stream_id long the stream of the association
    sctp.stream_sequence long the place in the stream, where it may not be overtaken

    # Calls and media in captures
    call.cause long why it ended, as a Reason header says: of Q.850, or a status of SIP
    call.hangup_by keyword who hung up or gave up: `caller`, `callee`
    call.messages long SIP messages of it that were captured
    call.retransmissions long those of them that had been captured before
    call.ring_delay long from INVITE to the first 180 or 183, in nanoseconds
    call.setup_time long from INVITE to the answer, in nanoseconds
    call.state keyword `answered`, `failed`, `cancelled`, `unanswered`, `incomplete`
    call.talk_time long from the answer to BYE, in nanoseconds
    rtp.bytes long bytes of payload, without headers and padding
    rtp.clock_rate long units of its timestamps in a second
    rtp.codec keyword `PCMU`, `opus`
    rtp.dtmf_events long keys that were pressed; which ones is not told
    rtp.duplicates long packets that came before
    rtp.expected long packets that there should be, by their numbers
    rtp.jitter double in milliseconds, at the end
    rtp.loss_percent double of those expected
    rtp.lost long packets that did not come
    rtp.max_jitter double in milliseconds, the greatest
    rtp.out_of_order long packets that came behind later ones
    rtp.packets long packets that came
    rtp.payload_type long
    rtp.ssrc keyword who sends, a hexadecimal number

    # Calls and messages
    genesys.call_uuid keyword the call, 32 digits and letters
    genesys.conn_id keyword the call, as T-Servers number it
    genesys.interaction_id keyword the interaction
    genesys.session_id keyword the session of Orchestration Server
    genesys.ref_id long ties an answer to its request
    genesys.dn keyword
    genesys.other_dn keyword the other party's
    genesys.agent.count long
    genesys.agent.dbid long
    genesys.agent.id keyword
    genesys.call.result long
    genesys.number keyword
    genesys.place keyword
    genesys.resource keyword
    genesys.switch keyword
    genesys.virtual_queue keyword
    genesys.tlib.attributes open the attributes of a T-Library message, user data and extensions in them
    genesys.tlib.attribute_names open the names that the log gives numbers of those
    genesys.tlib.direction keyword `received`, `sent`
    genesys.tlib.function keyword what printed the message
    genesys.tlib.incomplete boolean true where the log has less than it says
    genesys.tlib.message keyword `EventRinging`
    genesys.tlib.peer.host keyword who sent or received it
    genesys.tlib.peer.name keyword
    genesys.tlib.peer.port long
    genesys.tlib.peer.socket long
    genesys.config.attributes open the attributes of a message of Configuration Server
    genesys.config.filter open what objects are asked for
    genesys.config.message keyword `MSGCFG_GETOBJECTINFO`
    genesys.config.names open the names that the log gives numbers
    genesys.config.query keyword
    genesys.message.direction keyword `received`, `sent`
    genesys.message.id long
    genesys.message.name keyword
    genesys.message.pointer keyword
    genesys.message.state keyword
    genesys.message.text keyword
    genesys.wire.incomplete boolean true where the log has less of a SIP message than was sent
    genesys.values open values of messages that only the catalogue knows

    # Places, with `--geo`
    client geo where the contact comes from
    client.geo.postal_code keyword the first half of a postcode, `CB2`, or all of it where a table has it
    client as whose network an address is in, with `--geo-ip`
    source geo where addresses are, with `--geo-ip`
    source.geo.postal_code keyword
    source as
    destination geo
    destination.geo.postal_code keyword
    destination as
    genesys.ani geo where numbers are, of T-Library messages
    genesys.dnis geo
    genesys.other_party geo
    genesys.this_party geo
    sip.from geo and of SIP messages
    sip.to geo
    genesys.geo.accuracy_radius long within how many kilometres, as the database of addresses says
    genesys.geo.method keyword how `client.geo` was found: `std` (by the area code), `postcode`, `ip`
    genesys.geo.precision keyword how exact it is: `postcode`, `outcode`, `area`, `city`, `region`, `country`
    genesys.geo.field keyword the field it was found in

    # Servers of Genesys
    genesys.alarm.action keyword
    genesys.alarm.dbid long
    genesys.alarm.name keyword
    genesys.application.name keyword
    genesys.application.previous_status keyword
    genesys.application.status keyword
    genesys.application.type keyword
    genesys.authentication.message_id long
    genesys.authentication.request_id keyword
    genesys.authentication.type keyword
    genesys.bsync.action keyword
    genesys.bsync.level keyword
    genesys.bsync.text keyword
    genesys.calling_list.id long
    genesys.calling_list.name keyword
    genesys.campaign.id long
    genesys.campaign_group.id long
    genesys.campaign_group.name keyword
    genesys.campaign_group.state keyword
    genesys.check_point keyword the local time that the log says now and then
    genesys.ciface.numbers keyword
    genesys.ciface.status keyword
    genesys.ciface.step keyword
    genesys.client.id long the number of a client's connection
    genesys.client.name keyword
    genesys.client.reference keyword
    genesys.client.type keyword
    genesys.clock.confidence keyword how sure date or zone are, where they are not
    genesys.clock.utc_offset long in seconds
    genesys.confserv.module keyword
    genesys.confserv.text keyword
    genesys.connection.handle long
    genesys.database.handle long
    genesys.database.name keyword
    genesys.database.request_id long
    genesys.database.result keyword
    genesys.database.schema keyword
    genesys.database.server keyword
    genesys.database.statement keyword
    genesys.database.text keyword
    genesys.database.value keyword
    genesys.database.version keyword
    genesys.encoding keyword
    genesys.endpoint.severity keyword
    genesys.endpoint.text keyword
    genesys.gauge.name keyword
    genesys.gauge.value long
    genesys.gvp.call_id keyword
    genesys.gvp.key keyword
    genesys.gvp.metric keyword
    genesys.gvp.severity keyword
    genesys.gvp.specifier keyword
    genesys.gvp.text keyword
    genesys.gvp.value keyword
    genesys.ha.mode keyword
    genesys.ha.previous_mode keyword
    genesys.ha.role keyword
    genesys.host.status keyword
    genesys.iscc.action keyword
    genesys.iscc.controller keyword
    genesys.iscc.origin keyword
    genesys.iscc.resource keyword
    genesys.iscc.state keyword
    genesys.iscc.text keyword
    genesys.iscc.transaction keyword
    genesys.ixn.text keyword
    genesys.keep_alive.sequence long
    genesys.keep_alive.text keyword
    genesys.lca.state keyword
    genesys.library.name keyword
    genesys.library.version keyword
    genesys.link.id keyword
    genesys.link.state keyword
    genesys.log.file keyword
    genesys.log.filter keyword
    genesys.log.output keyword
    genesys.log.segment long
    genesys.mode keyword
    genesys.object.change keyword `created`, `changed`, `deleted`
    genesys.object.count long
    genesys.object.dbid long
    genesys.object.name keyword
    genesys.object.property keyword
    genesys.object.type keyword `CfgPerson`
    genesys.objectset.name keyword
    genesys.objectset.source keyword
    genesys.ocs.info keyword
    genesys.ocs.kind keyword
    genesys.ocs.module keyword
    genesys.ocs.text keyword
    genesys.option.name keyword
    genesys.option.value keyword
    genesys.ors.arguments keyword
    genesys.ors.change keyword
    genesys.ors.event.name keyword
    genesys.ors.event.pointer keyword
    genesys.ors.file keyword
    genesys.ors.function keyword
    genesys.ors.level long
    genesys.ors.metric.attributes open what is measured
    genesys.ors.metric.name keyword
    genesys.ors.module keyword
    genesys.ors.node.id long
    genesys.ors.node.role keyword
    genesys.ors.node.state keyword
    genesys.ors.peer.id long
    genesys.ors.state keyword
    genesys.ors.target keyword
    genesys.ors.text keyword
    genesys.peer.id long
    genesys.peer.name keyword
    genesys.protocol keyword
    genesys.record.id long
    genesys.route.point keyword
    genesys.route.priority long
    genesys.route.started keyword
    genesys.route.target keyword
    genesys.schema.version keyword
    genesys.server.name keyword
    genesys.server.type keyword
    genesys.sipserver.event keyword
    genesys.sipserver.expression keyword
    genesys.sipserver.id keyword
    genesys.sipserver.module keyword
    genesys.sipserver.port long
    genesys.sipserver.scenario long
    genesys.sipserver.state keyword
    genesys.sipserver.step long
    genesys.sipserver.text keyword
    genesys.sipserver.transaction.id long
    genesys.sipserver.transaction.name keyword
    genesys.spool.application.dbid long
    genesys.spool.application.type long
    genesys.spool.attributes open attributes of a record from a spool
    genesys.spool.category keyword `application`, `audit`
    genesys.stat.category keyword
    genesys.stat.content keyword
    genesys.stat.count long
    genesys.stat.from keyword
    genesys.stat.kind keyword
    genesys.stat.object keyword
    genesys.stat.text keyword
    genesys.stat.to keyword
    genesys.strategy.checksum long
    genesys.strategy.depth long
    genesys.strategy.function keyword
    genesys.strategy.name keyword
    genesys.strategy.scope keyword
    genesys.strategy.type keyword
    genesys.strategy.value keyword
    genesys.strategy.variable keyword
    genesys.tenancy keyword
    genesys.tenant.id keyword
    genesys.tenant.name keyword
    genesys.transaction.id keyword
    genesys.trigger.name keyword
    genesys.trigger.sequence long
    genesys.trigger.source keyword
    genesys.trigger.target keyword
    genesys.trigger.wait long in nanoseconds
    genesys.tserver.event keyword
    genesys.tserver.module keyword
    genesys.tserver.text keyword
    genesys.urs.area keyword
    genesys.urs.call keyword
    genesys.urs.code keyword
    genesys.urs.result keyword
    genesys.urs.severity keyword
    genesys.urs.text keyword
    genesys.web.module keyword
    genesys.web.severity keyword
    genesys.web.text keyword

    # SIP messages
    sip.accept keyword
    sip.accept_contact keyword
    sip.accept_encoding keyword
    sip.accept_language keyword
    sip.allow keyword
    sip.allow_events keyword
    sip.auth.algorithm keyword who wants in, and where; never what proves it
    sip.auth.qop keyword
    sip.auth.realm keyword
    sip.auth.scheme keyword
    sip.auth.username keyword
    sip.auth uri
    sip.body.bytes long
    sip.body.missing_bytes long
    sip.body.parts.bytes long
    sip.body.parts.content_type keyword
    sip.body.truncated boolean
    sip.call_id keyword
    sip.code long the status of a response
    sip.contact address the first contact
    sip.contact.expires long
    sip.contact.line keyword
    sip.contact.q double
    sip.contact.transport keyword
    sip.contacts address all contacts, if there are several
    sip.contacts.expires long
    sip.contacts.line keyword
    sip.contacts.q double
    sip.contacts.transport keyword
    sip.content_disposition keyword
    sip.content_encoding keyword
    sip.content_length long
    sip.content_type keyword
    sip.cseq.code long
    sip.cseq.method keyword
    sip.date keyword as written
    sip.diversion address
    sip.diversion.counter long
    sip.diversion.privacy keyword
    sip.diversion.reason keyword
    sip.event.id keyword
    sip.event.package keyword
    sip.expires long
    sip.from address
    sip.from.tag keyword
    sip.headers open all other headers, by name
    sip.history_info address
    sip.history_info.index keyword
    sip.identity keyword
    sip.identity_info keyword
    sip.join.call_id keyword
    sip.join.from_tag keyword
    sip.join.local_tag keyword
    sip.join.remote_tag keyword
    sip.join.to_tag keyword
    sip.max_forwards long
    sip.method keyword of a request
    sip.min_expires long
    sip.min_se long
    sip.p_asserted_identity address
    sip.p_preferred_identity address
    sip.path keyword
    sip.privacy keyword
    sip.private uri the first URI of P-Associated-URI
    sip.proxy_auth.algorithm keyword
    sip.proxy_auth.qop keyword
    sip.proxy_auth.realm keyword
    sip.proxy_auth.scheme keyword
    sip.proxy_auth.username keyword
    sip.proxy_auth uri
    sip.proxy_authenticate.algorithm keyword
    sip.proxy_authenticate.qop keyword
    sip.proxy_authenticate.realm keyword
    sip.proxy_authenticate.scheme keyword
    sip.proxy_authenticate.stale keyword
    sip.proxy_require keyword
    sip.reason.cause long
    sip.reason.protocol keyword
    sip.reason.text keyword
    sip.record_route keyword
    sip.refer_to address
    sip.referred_by address
    sip.reject_contact keyword
    sip.remote_party_id address
    sip.remote_party_id.party keyword
    sip.remote_party_id.privacy keyword
    sip.remote_party_id.screen keyword
    sip.replaces.call_id keyword
    sip.replaces.from_tag keyword
    sip.replaces.local_tag keyword
    sip.replaces.remote_tag keyword
    sip.replaces.to_tag keyword
    sip.reply_to address
    sip.request_disposition keyword
    sip.require keyword
    sip.retry_after long
    sip.route keyword
    sip.sdp.connection.address keyword
    sip.sdp.connection.info keyword
    sip.sdp.media.address keyword
    sip.sdp.media.candidates keyword
    sip.sdp.media.codecs keyword
    sip.sdp.media.crypto keyword the suites
    sip.sdp.media.direction keyword
    sip.sdp.media.fingerprints keyword
    sip.sdp.media.fmtp keyword
    sip.sdp.media.formats keyword
    sip.sdp.media.port long
    sip.sdp.media.protocol keyword
    sip.sdp.media.ptime long
    sip.sdp.media.type keyword
    sip.sdp.owner.ip ip
    sip.sdp.owner.session_id keyword
    sip.sdp.owner.username keyword
    sip.sdp.owner.version keyword
    sip.sdp.session.name keyword
    sip.sdp.version keyword
    sip.server.original keyword
    sip.service_route keyword
    sip.session_expires.interval long
    sip.session_expires.refresher keyword
    sip.status keyword the phrase of a response
    sip.subject keyword
    sip.subscription_state.expires long
    sip.subscription_state.reason keyword
    sip.subscription_state.retry_after long
    sip.subscription_state.state keyword
    sip.supported keyword
    sip.target_dialog.call_id keyword
    sip.target_dialog.from_tag keyword
    sip.target_dialog.local_tag keyword
    sip.target_dialog.remote_tag keyword
    sip.target_dialog.to_tag keyword
    sip.to address
    sip.to.tag keyword
    sip.type keyword `request`, `response`
    sip uri the Request-URI
    sip.unsupported keyword
    sip.user_agent.original keyword
    sip.version keyword
    sip.via.branch keyword
    sip.via.maddr keyword
    sip.via.original keyword
    sip.via.received keyword
    sip.via.rport long
    sip.via.sent_by.address keyword
    sip.via.sent_by.port long
    sip.via.transport keyword
    sip.warning.agent keyword
    sip.warning.code long
    sip.warning.text keyword
    sip.www_authenticate.algorithm keyword
    sip.www_authenticate.qop keyword
    sip.www_authenticate.realm keyword
    sip.www_authenticate.scheme keyword
    sip.www_authenticate.stale keyword

    # What `genlog-wire discover` finds
    genesys.discovery.calls long
    genesys.discovery.clients long how many use a service
    genesys.discovery.errors long answers that are errors, and handshakes that came to no end
    genesys.discovery.evidence keyword what makes one think of a protocol of Genesys
    genesys.discovery.expected_packets long of media
    genesys.discovery.flows long connections; over UDP, flows
    genesys.discovery.id keyword the service, or the connection, in all runs
    genesys.discovery.lost_packets long
    genesys.discovery.names keyword what a service is called
    genesys.discovery.ports.first long the lowest port of media
    genesys.discovery.ports.last long the highest
    genesys.discovery.protocols keyword all that is spoken
    genesys.discovery.requests long
    genesys.discovery.software keyword what it says that it is
    genesys.discovery.type keyword `service`, `connection`
    genesys.discovery.unreached long connections that were refused or not answered
    """
}
