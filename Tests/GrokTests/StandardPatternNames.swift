import Grok

/// The well-known names that a file of the standard library defines.
struct StandardPatternNames: Sendable, CustomStringConvertible {
  /// The base name of its files: `NAME.grok`, `NAME.ecs.grok`, `NAME.legacy.grok`.
  let file: String
  /// The names of both flavours.
  let both: [String]
  /// The names that only the ECS flavour has.
  let ecsOnly: [String]

  /// The names as lists, separated by blanks; `prefix` stands before each.
  private init(_ file: String, prefix: String = "", _ both: String, ecsOnly: String = "") {
    func names(_ list: String) -> [String] {
      list.split(whereSeparator: \.isWhitespace).map { prefix + $0 }
    }
    self.file = file
    self.both = names(both)
    self.ecsOnly = names(ecsOnly)
  }

  /// The names that a flavour has.
  func names(_ flavour: Flavour) -> [String] { flavour == .ecs ? both + ecsOnly : both }

  var description: String { file }

  /// All files but the general one, which ``CorePatternTests`` has, in the order of their names.
  static let all: [StandardPatternNames] = [
    StandardPatternNames(
      "aws",
      """
      S3_REQUEST_LINE S3_ACCESS_LOG ELB_URIPATHPARAM ELB_URI ELB_REQUEST_LINE ELB_ACCESS_LOG
      CLOUDFRONT_ACCESS_LOG
      """, ecsOnly: "ELB_URIHOST ELB_URIPATHQUERY ELB_V1_HTTP_LOG"),
    StandardPatternNames(
      "bacula", prefix: "BACULA_",
      """
      TIMESTAMP HOST VOLUME DEVICE DEVICEPATH CAPACITY VERSION JOB LOG_MAX_CAPACITY LOG_END_VOLUME
      LOG_NEW_VOLUME LOG_NEW_LABEL LOG_WROTE_LABEL LOG_NEW_MOUNT LOG_NOOPEN LOG_NOOPENDIR LOG_NOSTAT
      LOG_NOJOBS LOG_ALL_RECORDS_PRUNED LOG_BEGIN_PRUNE_JOBS LOG_BEGIN_PRUNE_FILES LOG_PRUNED_JOBS
      LOG_PRUNED_FILES LOG_ENDPRUNE LOG_STARTJOB LOG_STARTRESTORE LOG_USEDEVICE LOG_DIFF_FS
      LOG_JOBEND LOG_NOPRUNE_JOBS LOG_NOPRUNE_FILES LOG_VOLUME_PREVWRITTEN LOG_READYAPPEND
      LOG_CANCELLING LOG_MARKCANCEL LOG_CLIENT_RBJ LOG_VSS LOG_MAXSTART LOG_DUPLICATE LOG_NOJOBSTAT
      LOG_FATAL_CONN LOG_NO_CONNECT LOG_NO_AUTH LOG_NOSUIT LOG_NOPRIOR LOG_JOB LOGLINE
      """, ecsOnly: "LOG"),
    StandardPatternNames(
      "bind", prefix: "BIND9", "_TIMESTAMP",
      ecsOnly: "_DNSTYPE _CATEGORY _QUERYLOGBASE _QUERYLOG"
    ).adding("BIND9"),
    StandardPatternNames(
      "bro", prefix: "BRO_", "HTTP DNS CONN FILES", ecsOnly: "BOOL DATA"),
    StandardPatternNames(
      "exim", prefix: "EXIM_",
      """
      MSGID FLAGS DATE PID QT EXCLUDE_TERMS REMOTE_HOST INTERFACE PROTOCOL MSG_SIZE HEADER_ID
      SUBJECT UNKNOWN_FIELD NAMED_FIELDS MESSAGE_ARRIVAL
      """, ecsOnly: "QUOTED_CONTENT"
    ).adding("EXIM"),
    StandardPatternNames(
      "haproxy", prefix: "HAPROXY",
      """
      TIME DATE CAPTUREDREQUESTHEADERS CAPTUREDRESPONSEHEADERS HTTPBASE HTTP TCP
      """, ecsOnly: "URI HTTPREQUESTLINE"),
    StandardPatternNames(
      "httpd",
      """
      HTTPDUSER HTTPDERROR_DATE HTTPD_COMMONLOG HTTPD_COMBINEDLOG HTTPD20_ERRORLOG HTTPD24_ERRORLOG
      HTTPD_ERRORLOG COMMONAPACHELOG COMBINEDAPACHELOG
      """),
    StandardPatternNames(
      "java",
      """
      JAVACLASS JAVAFILE JAVAMETHOD JAVASTACKTRACEPART JAVATHREAD JAVALOGMESSAGE CATALINA_DATESTAMP
      CATALINALOG TOMCAT_DATESTAMP TOMCATLOG
      """,
      ecsOnly: """
        CATALINA7_DATESTAMP CATALINA7_LOG CATALINA8_DATESTAMP CATALINA8_LOG TOMCAT7_LOG TOMCAT8_LOG
        TOMCATLEGACY_DATESTAMP TOMCATLEGACY_LOG
        """),
    StandardPatternNames(
      "junos", prefix: "RT_FLOW", "_EVENT 1 2 3", ecsOnly: "_TAG"),
    StandardPatternNames(
      "linux-syslog",
      """
      SYSLOG5424PRINTASCII SYSLOGBASE2 SYSLOGPAMSESSION CRON_ACTION CRONLOG SYSLOGLINE SYSLOG5424PRI
      SYSLOG5424SD SYSLOG5424BASE SYSLOG5424LINE
      """),
    StandardPatternNames("maven", "MAVEN_VERSION"),
    StandardPatternNames("mcollective", "MCOLLECTIVE MCOLLECTIVEAUDIT"),
    StandardPatternNames(
      "mongodb", prefix: "MONGO",
      "_LOG _QUERY _SLOWQUERY _WORDDASH 3_SEVERITY 3_COMPONENT 3_LOG"),
    StandardPatternNames(
      "nagios", prefix: "NAGIOS_",
      """
      TYPE_CURRENT_SERVICE_STATE TYPE_CURRENT_HOST_STATE TYPE_SERVICE_NOTIFICATION
      TYPE_HOST_NOTIFICATION TYPE_SERVICE_ALERT TYPE_HOST_ALERT TYPE_SERVICE_FLAPPING_ALERT
      TYPE_HOST_FLAPPING_ALERT TYPE_SERVICE_DOWNTIME_ALERT TYPE_HOST_DOWNTIME_ALERT
      TYPE_PASSIVE_SERVICE_CHECK TYPE_PASSIVE_HOST_CHECK TYPE_SERVICE_EVENT_HANDLER
      TYPE_HOST_EVENT_HANDLER TYPE_EXTERNAL_COMMAND TYPE_TIMEPERIOD_TRANSITION EC_DISABLE_SVC_CHECK
      EC_ENABLE_SVC_CHECK EC_DISABLE_HOST_CHECK EC_ENABLE_HOST_CHECK EC_PROCESS_SERVICE_CHECK_RESULT
      EC_PROCESS_HOST_CHECK_RESULT EC_SCHEDULE_SERVICE_DOWNTIME EC_SCHEDULE_HOST_DOWNTIME
      EC_DISABLE_HOST_SVC_NOTIFICATIONS EC_ENABLE_HOST_SVC_NOTIFICATIONS
      EC_DISABLE_HOST_NOTIFICATIONS EC_ENABLE_HOST_NOTIFICATIONS EC_DISABLE_SVC_NOTIFICATIONS
      EC_ENABLE_SVC_NOTIFICATIONS WARNING CURRENT_SERVICE_STATE CURRENT_HOST_STATE
      SERVICE_NOTIFICATION HOST_NOTIFICATION SERVICE_ALERT HOST_ALERT SERVICE_FLAPPING_ALERT
      HOST_FLAPPING_ALERT SERVICE_DOWNTIME_ALERT HOST_DOWNTIME_ALERT PASSIVE_SERVICE_CHECK
      PASSIVE_HOST_CHECK SERVICE_EVENT_HANDLER HOST_EVENT_HANDLER TIMEPERIOD_TRANSITION
      EC_LINE_DISABLE_SVC_CHECK EC_LINE_DISABLE_HOST_CHECK EC_LINE_ENABLE_SVC_CHECK
      EC_LINE_ENABLE_HOST_CHECK EC_LINE_PROCESS_SERVICE_CHECK_RESULT
      EC_LINE_PROCESS_HOST_CHECK_RESULT EC_LINE_DISABLE_HOST_SVC_NOTIFICATIONS
      EC_LINE_DISABLE_HOST_NOTIFICATIONS EC_LINE_DISABLE_SVC_NOTIFICATIONS
      EC_LINE_ENABLE_HOST_SVC_NOTIFICATIONS EC_LINE_ENABLE_HOST_NOTIFICATIONS
      EC_LINE_ENABLE_SVC_NOTIFICATIONS EC_LINE_SCHEDULE_HOST_DOWNTIME
      """
    ).adding("NAGIOSTIME NAGIOSLOGLINE"),
    StandardPatternNames("postgresql", "POSTGRESQL"),
    StandardPatternNames(
      "rails", "RUUID RCONTROLLER RAILS3HEAD RPROCESSING RAILS3FOOT RAILS3PROFILE RAILS3"),
    StandardPatternNames("redis", "REDISTIMESTAMP REDISLOG REDISMONLOG"),
    StandardPatternNames("ruby", "RUBY_LOGLEVEL RUBY_LOGGER"),
    StandardPatternNames("squid", "SQUID3", ecsOnly: "SQUID3_STATUS"),
    StandardPatternNames(
      "zeek", prefix: "ZEEK_", "",
      ecsOnly: "BOOL DATA HTTP DNS CONN FILES_TX_HOSTS FILES_RX_HOSTS FILES"),
  ]

  /// The same with more names of both flavours, which go without the prefix.
  private func adding(_ names: String) -> StandardPatternNames {
    StandardPatternNames(
      file, (both + [names]).joined(separator: " "), ecsOnly: ecsOnly.joined(separator: " "))
  }
}
