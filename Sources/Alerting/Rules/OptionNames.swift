import Grok

/// The options that rule files may have: those that rules read, those of outputs, and those that only ElastAlert has.
enum OptionNames {
  /// Options that every rule may have.
  static let common: Set = [
    "name", "type", "compat", "is_enabled", "filter", "query_key", "timestamp_field",
    "timestamp_type", "timeframe", "realert", "exponential_realert", "realert_key", "description",
    "priority", "owner", "category", "import", "for", "keep_firing_for", "resolve", "max_keys",
    "query_delay",
  ]

  /// Options of one type or more.
  static let ofTypes: Set = [
    "compare_key", "blacklist", "whitelist", "ignore_null", "num_events", "attach_related",
    "spike_height", "spike_type", "threshold_ref", "threshold_cur", "alert_on_new_data",
    "field_value", "threshold", "forget_keys", "cardinality_field", "max_cardinality",
    "min_cardinality", "fields", "alert_on_missing_field", "terms_window_size", "metric_agg_key",
    "metric_agg_type", "percentile_range", "max_threshold", "min_threshold", "min_doc_count",
    "metric_format_string", "match_bucket_filter", "max_percentage", "min_percentage",
    "min_denominator", "percentage_format_string", "buffer_time", "detect", "clear", "within",
  ]

  /// Options of outputs, which those read and check.
  static let ofOutputs: Set = [
    "alert", "alert_subject", "alert_subject_args", "alert_text", "alert_text_args",
    "alert_text_kw", "alert_text_type", "alert_missing_value", "aggregation", "aggregation_key",
    "command", "pipe_match_json", "pipe_alert_text", "fail_on_non_zero_exit", "from_addr", "cc",
    "bcc", "notify_email", "outputs", "use_local_time", "severity",
  ]

  /// The beginnings of names of options of outputs.
  static let prefixesOfOutputs = [
    "alertmanager_", "email", "smtp_", "http_post_", "http_post2_", "slack_", "ms_teams_",
    "ms_power_automate_",
    "webhook_", "syslog_", "snmp_", "indexer_", "elasticsearch_", "file_",
  ]

  /// Options of ElastAlert that have no meaning where no index is searched: passed over without a word.
  static let ofSearch: Set = [
    "index", "es_host", "es_port", "es_hosts", "use_ssl", "verify_certs", "es_username",
    "es_password", "es_bearer", "es_api_key", "es_url_prefix", "use_strftime_index",
    "max_query_size", "max_scrolling", "max_threads", "misfire_grace_time", "run_every",
    "scan_entire_timeframe", "use_count_query", "use_terms_query", "terms_size", "doc_type",
    "use_keyword_postfix", "window_step_size", "search_extra_index", "use_run_every_query_size",
    "allow_buffer_time_overlap", "bucket_interval", "sync_bucket_interval", "_source_enabled",
    "timestamp_format", "include_fields",
  ]

  /// Options of ElastAlert that do something which is not done here.
  static let unsupported: Set = [
    "match_enhancements", "run_enhancements_first", "custom_pretty_ts_format",
    "replace_dots_in_field_names", "jinja_template_path", "limit_execution", "summary_table_fields",
    "summary_table_type", "summary_table_max_rows", "summary_prefix", "summary_suffix",
    "aggregate_by_match_time", "top_count_keys", "top_count_number", "raw_count_keys", "include",
    "aggregation_alert_time_compared_with_timestamp_field",
    "generate_kibana_discover_url", "generate_opensearch_discover_url", "metric_agg_script",
    "query_timezone", "rule_file", "mutable_rule", "start_date",
  ]

  /// The beginnings of names of options of ElastAlert that do something which is not done here.
  static let unsupportedPrefixes = [
    "kibana_", "opensearch_", "shorten_kibana", "alerta_", "ses_", "sns_", "chatwork_", "datadog_",
    "dingtalk_", "discord_", "exotel_", "gitter_", "gelf_", "googlechat_", "iris_", "jira_",
    "lark_",
    "linenotify_", "mattermost_", "opsgenie_", "pagerduty_", "pagertree_", "rocket_chat_",
    "servicenow_", "victorops_", "stomp_", "telegram_", "tencent_sms_", "twilio_", "work_wechat_",
    "zbx_", "hive_",
  ]

  /// Options that hold code, which is never run.
  static let code: Set = ["timestamp_format_expr", "timestamp_to_datetime_format_expr"]

  /// What is to be said of a key that no rule reads; nil if nothing is.
  static func warning(for key: String) -> String? {
    if common.contains(key) || ofTypes.contains(key) || ofOutputs.contains(key)
      || ofSearch.contains(key)
      || prefixesOfOutputs.contains(where: { key.hasPrefix($0) })
    {
      return nil
    }
    if unsupported.contains(key) || unsupportedPrefixes.contains(where: { key.hasPrefix($0) }) {
      return "`\(key)` is an option of ElastAlert that genlog does not have, and is passed over"
    }
    let known = common.union(ofTypes).union(ofOutputs).sorted()
    let advice = Spelling.nearest(to: key, among: known).map { "; did you mean `\($0)`?" } ?? ""
    return "unknown option `\(key)` is passed over\(advice)"
  }
}
