extension OptionKey {
  /// All options that a configuration file can hold.
  package static let all: [OptionKey] =
    input + output + login + tls + delivery + reading + places + wire + capturing + following
    + alerting + messages

  private static let input: [OptionKey] = [
    OptionKey(
      name: "inputs", place: .texts(\.inputs), section: .input, form: .argument,
      "Files, directories, globs, or - for standard input.")
  ]

  /// Where events go; in the file, a destination can have options of its own.
  static let to = OptionKey(
    name: "to", place: .texts(\.to), section: .output, standard: .value("-"), valueName: "dest",
    "Where events go; can be given several times. - is standard output, a path a file, compressed when it "
      + "ends in .gz; one that ends in .pcap takes the wire messages found in logs; "
      + "http(s)://HOST:9200[,HOST...][/INDEX] is Elasticsearch or OpenSearch, cloud:CLOUD-ID a deployment of "
      + "Elastic Cloud; lumberjack(s)://HOST:5044[,HOST...] or logstash+http(s)://HOST:8080[,HOST...][/PATH] is "
      + "Logstash.")

  private static let output: [OptionKey] = [
    to,
    OptionKey(
      name: "format", place: .text(\.format), section: .output, standard: .value("ndjson"),
      "ndjson, json, csv or table; servers take events as they are."),
    OptionKey(
      name: "fields", place: .text(\.fields), section: .output, valueName: "names",
      "The columns of csv and table, in that order: @timestamp,event.code,message."),
    OptionKey(
      name: "mask", place: .text(\.mask), section: .output, valueName: "rules",
      "Hides passwords, card numbers, names and the like before anything is written: default, or a file of "
        + "rules (docs/masking.md)."),
    OptionKey(
      name: "unmatched", place: .text(\.unmatched), section: .output, valueName: "file",
      "Writes the records that no rule knew, as they are."),
    OptionKey(
      name: "report", place: .text(\.report), section: .output, valueName: "file",
      "Writes the run's counts as JSON."),
    OptionKey(
      name: "strict", place: .flag(\.strict), section: .output, standard: .value("false"),
      "Ends with 1 if there are unmatched records."),
  ]

  private static let login: [OptionKey] = [
    OptionKey(
      name: "user", place: .text(\.user), section: .login, valueName: "name",
      "The user; the password is in GENLOG_PASSWORD, or in --password-file."),
    OptionKey(
      name: "password", place: .text(\.password), section: .login, form: .secret,
      variable: "GENLOG_PASSWORD", "The password itself, best as ${NAME}."),
    OptionKey(
      name: "password-file", place: .text(\.passwordFile), section: .login, valueName: "file",
      "Has the password."),
    OptionKey(
      name: "api-key", place: .text(\.apiKey), section: .login, form: .secret,
      variable: "GENLOG_API_KEY", "The API key itself, best as ${NAME}: id:key, or in base64."),
    OptionKey(
      name: "api-key-file", place: .text(\.apiKeyFile), section: .login, valueName: "file",
      "Has the API key, instead of GENLOG_API_KEY: id:key, or in base64."),
    OptionKey(
      name: "token", place: .text(\.token), section: .login, form: .secret,
      variable: "GENLOG_TOKEN", "The bearer token itself, best as ${NAME}."),
    OptionKey(
      name: "token-file", place: .text(\.tokenFile), section: .login, valueName: "file",
      "Has the bearer token, instead of GENLOG_TOKEN."),
  ]

  private static let tls: [OptionKey] = [
    OptionKey(
      name: "tls-ca", place: .text(\.tlsCA), section: .tls, valueName: "path",
      "Certificates (PEM) of the authorities to trust instead of the system's: a file, or a folder of files."
    ),
    OptionKey(
      name: "tls-fingerprint", place: .text(\.tlsFingerprint), section: .tls, valueName: "hex",
      "The SHA-256 of the one certificate to trust, the host's own or its authority's, which the host has to "
        + "show."),
    OptionKey(
      name: "tls-verify", place: .text(\.tlsVerify), section: .tls,
      standard: .words("full, or none with --tls-insecure"), valueName: "how",
      "What the host's certificate has to be: full, certificate (trusted, for any name) or none."),
    OptionKey(
      name: "tls-insecure", place: .flag(\.tlsInsecure), section: .tls,
      standard: .value("false"),
      "Takes any certificate for good, as --tls-verify none: anyone in between can read and change the events."
    ),
    OptionKey(
      name: "tls-cert", place: .text(\.tlsCert), section: .tls, valueName: "file",
      "The client's own certificate (PEM)."),
    OptionKey(
      name: "tls-key", place: .text(\.tlsKey), section: .tls, valueName: "file",
      "The key of that certificate (PEM)."),
    OptionKey(
      name: "tls-key-password-file", place: .text(\.tlsKeyPasswordFile), section: .tls,
      valueName: "file", variable: "GENLOG_TLS_KEY_PASSWORD",
      "Has what the key is encrypted by, instead of GENLOG_TLS_KEY_PASSWORD."),
  ]

  private static let delivery: [OptionKey] = [
    OptionKey(
      name: "index", place: .text(\.index), section: .delivery,
      standard: .words("what the URL says, or logs-%{event.dataset}-default"), valueName: "name",
      isForElasticsearch: true,
      "The index in Elasticsearch; %{field} stands for a value of the event, %{+yyyy.MM.dd} for its day."
    ),
    OptionKey(
      name: "aws", place: .flag(\.aws), section: .delivery, standard: .value("false"),
      isForElasticsearch: true,
      "Signs requests for AWS (OpenSearch Service and Serverless), with the keys that AWS's own tools use."
    ),
    OptionKey(
      name: "aws-region", place: .text(\.awsRegion), section: .delivery,
      standard: .words("what the name of the host says, or AWS_REGION"), valueName: "region",
      isForElasticsearch: true, "The region to sign for."),
    OptionKey(
      name: "aws-service", place: .text(\.awsService), section: .delivery,
      standard: .words("what the name of the host says, or es"), valueName: "service",
      isForElasticsearch: true, "The service to sign for, es or aoss."),
    OptionKey(
      name: "proxy", place: .text(\.proxy), section: .delivery,
      standard: .words("what https_proxy and the like say"), valueName: "url",
      variable: "GENLOG_PROXY_PASSWORD",
      "The proxy to go through, http, https, socks5 or socks5h: http://[USER@]HOST:PORT, the password in "
        + "GENLOG_PROXY_PASSWORD."),
    OptionKey(
      name: "batch-bytes", place: .integer(\.batchBytes), section: .delivery,
      standard: .value("1048576"), valueName: "n", "Bytes of a request before compression."),
    OptionKey(
      name: "batch-events", place: .integer(\.batchEvents), section: .delivery,
      standard: .value("5000"), valueName: "n", "Events of a request."),
    OptionKey(
      name: "flush", place: .text(\.flush), section: .delivery, standard: .value("1s"),
      valueName: "time", "How long an event waits for others to share its request."),
    OptionKey(
      name: "requests", place: .integer(\.requests), section: .delivery, standard: .value("4"),
      valueName: "n", "Requests on their way at once."),
    OptionKey(
      name: "compression", place: .flag(\.compression), section: .delivery,
      standard: .value("true"), "Whether requests are compressed."),
    OptionKey(
      name: "retry-for", place: .text(\.retryFor), section: .delivery, standard: .value("5m"),
      valueName: "time",
      "How long events are tried again before they are laid aside, or forever, which is what follow does."
    ),
    OptionKey(
      name: "dead-letters", place: .text(\.deadLetters), section: .delivery,
      standard: .value("genlog-dead-letters.ndjson"), valueName: "file",
      "Where events go that a server would not have, with the reason; made when there is one."),
  ]

  private static let reading: [OptionKey] = [
    OptionKey(
      name: "patterns", place: .texts(\.patterns), section: .reading, valueName: "path",
      "Pattern files (.grok and others), rule files (.yml) or directories of them, loaded after the built-in "
        + "ones; can be given several times."),
    OptionKey(
      name: "pattern", place: .texts(\.pattern), section: .reading, valueName: "expr",
      "A Grok expression used instead of the Genesys rules; can be given several times, the first that "
        + "matches wins."),
    OptionKey(
      name: "ecs", place: .flag(\.ecs), section: .reading, standard: .value("true"),
      "Field names of the Elastic Common Schema, or of old Logstash versions."),
    OptionKey(
      name: "component", place: .text(\.component), section: .reading,
      standard: .words("recognised from its header"), "The component that wrote the log."),
    OptionKey(
      name: "date", place: .text(\.date), section: .reading, valueName: "yyyy-mm-dd",
      "The date, where the log does not say it."),
    OptionKey(
      name: "timezone", place: .text(\.timezone), section: .reading, valueName: "zone",
      "The time zone of logs that do not say theirs, and of --from and --until: Europe/London, UTC, +01:00."
    ),
    OptionKey(
      name: "where", place: .text(\.where), section: .reading, valueName: "expr",
      "Keeps the events for which the expression holds: 'event.code in (24200, 24201) and log.level >= Std'."
    ),
    OptionKey(
      name: "from", place: .text(\.from), section: .reading, valueName: "time",
      "Keeps events at or after this time."),
    OptionKey(
      name: "until", place: .text(\.until), section: .reading, valueName: "time",
      "Keeps events before this time."),
    OptionKey(
      name: "max-record-lines", place: .integer(\.maxRecordLines), section: .reading,
      standard: .value("10000"), valueName: "n",
      "Cuts records of more lines, with the tag _truncated."),
    OptionKey(
      name: "max-record-bytes", place: .integer(\.maxRecordBytes), section: .reading,
      standard: .value("1048576"), valueName: "n",
      "Cuts records of more bytes, with the tag _truncated."),
    OptionKey(
      name: "jobs", place: .integer(\.jobs), section: .reading, standard: .processors,
      valueName: "n", "How many threads work."),
  ]

  private static let wire: [OptionKey] = [
    OptionKey(
      name: "payload", place: .text(\.payload), section: .wire, standard: .value("headers"),
      valueName: "part",
      "How much of a message event.original has: none, headers or full."),
    OptionKey(
      name: "flows", place: .text(\.flows), section: .wire, standard: .value("unknown"),
      valueName: "which",
      "Of which flows an event is made when they end: none, unknown (those of which no other event was made), or "
        + "all."),
  ]

  private static let places: [OptionKey] = [
    OptionKey(
      name: "geo", place: .flag(\.geo), section: .places, standard: .value("false"),
      "Writes into events where their phone numbers, postcodes and, with --geo-ip, addresses are "
        + "(docs/geo.md)."),
    OptionKey(
      name: "geo-numbers", place: .texts(\.geoNumbers), section: .places,
      standard: .words("those of T-Library messages and SIP"), valueName: "field[=object,...]",
      "A field that holds phone numbers, and the objects whose geo.* say where they are, client if none is "
        + "named; can be given several times, the first with a place wins. none looks at no field."),
    OptionKey(
      name: "geo-postcodes", place: .texts(\.geoPostcodes), section: .places,
      standard: .words("the user data of T-Library messages"), valueName: "field[=object,...]",
      "A field in which postcodes of the United Kingdom may stand, likewise."),
    OptionKey(
      name: "geo-table", place: .text(\.geoTable), section: .places, valueName: "file",
      "A table of postcodes that `genlog geo import` made: places are then as exact as postcodes."),
    OptionKey(
      name: "geo-ip", place: .texts(\.geoIP), section: .places, valueName: "file",
      "A database in which addresses are looked up, in MaxMind's format (GeoLite2 City, Country or ASN, "
        + "DB-IP); can be given several times, the first that knows something wins. One that is replaced is "
        + "read again."),
    OptionKey(
      name: "geo-addresses", place: .texts(\.geoAddresses), section: .places,
      standard: .words("client.ip, source.ip and destination.ip"), valueName: "field[=object,...]",
      "A field that holds addresses, and the objects whose geo.* and as.* say where they are and whose, "
        + "likewise."),
  ]

  private static let following: [OptionKey] = [
    OptionKey(
      name: "state", place: .text(\.state), section: .following,
      standard: .words("/var/lib/genlog for root, ~/.local/state/genlog for others"),
      valueName: "dir", "Where it is remembered what was delivered."),
    OptionKey(
      name: "start", place: .text(\.start), section: .following, standard: .value("begin"),
      valueName: "place",
      "Where files are begun that are there at the very first start: begin, end, or 2h for the last two "
        + "hours. Files that come later are read from their beginning."),
    OptionKey(
      name: "record-timeout", place: .text(\.recordTimeout), section: .following,
      standard: .words("1s, less with a shorter --flush"), valueName: "time",
      "How long the last record of a file waits for more lines."),
    OptionKey(
      name: "drain-timeout", place: .text(\.drainTimeout), section: .following,
      standard: .value("10s"), valueName: "time",
      "How long a stop waits for events that are on their way. What is left then is sent again by the next "
        + "run."),
    OptionKey(
      name: "metrics", place: .text(\.metrics), section: .following, valueName: "address",
      "Answers Prometheus and probes there: /metrics, /healthz, /readyz. A port alone is one of this "
        + "machine's own; 0.0.0.0:9400 lets others in."),
    OptionKey(
      name: "poll", place: .flag(\.poll), section: .following, standard: .value("false"),
      "Looks at files again and again, also where the system tells of changes."),
    OptionKey(
      name: "exclude", place: .texts(\.exclude), section: .following, valueName: "glob",
      "Leaves out files of that name or path, with * and ?; can be given several times."),
  ]

  private static let alerting: [OptionKey] = [
    OptionKey(
      name: "rules", place: .text(\.rules), section: .alerting, valueName: "path",
      "A folder of alert rules, or a file with one, which are evaluated on events as they pass."),
    OptionKey(
      name: "notify", place: .texts(\.notify), section: .alerting, standard: .value("-"),
      valueName: "dest",
      "Where alerts go; can be given several times. - is standard output, a path a file of NDJSON, "
        + "https://HOST:9200/INDEX an index, slack+https://..., teams+https://..., alertmanager+http://... and "
        + "webhook+https://... are webhooks, smtp://HOST?from=A&to=B is mail, exec:PROGRAM a program, "
        + "syslog://HOST and snmp://COMMUNITY@HOST are what they say; rules stands for the outputs that rules name "
        + "themselves. GENLOG_ALERT_PASSWORD is the password where a URL has a user alone."),
  ]

  private static let messages: [OptionKey] = [
    OptionKey(
      name: "quiet", place: .flag(\.quiet), section: .messages, standard: .value("false"),
      "Says nothing but errors."),
    OptionKey(
      name: "verbose", place: .flag(\.verbose), section: .messages, standard: .value("false"),
      "Says also how many records each rule knew."),
    OptionKey(
      name: "log-format", place: .text(\.logFormat), section: .messages, standard: .value("text"),
      "How genlog's own messages are written: text or json."),
  ]
}
