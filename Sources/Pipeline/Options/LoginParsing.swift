import Delivery
import Glibc

/// What a client shows to be let in: from options, the environment, or the URL.
enum LoginParsing {
  /// The credentials for an Elasticsearch or OpenSearch.
  static func credentials(
    _ address: ElasticsearchAddress, _ check: inout OptionCheck
  ) -> Credentials {
    let values = check.values
    if values.aws == true {
      refuseSeveral(&check)
      return AccessOptionParsing.signature(address, &check)
    }
    for (name, value) in [("aws-region", values.awsRegion), ("aws-service", values.awsService)]
    where value != nil {
      check.refuse([name], "--\(name) means nothing without --aws", help: "give --aws as well")
    }
    return credentials((address.user, address.password), &check)
  }

  /// The credentials for a server whose URL may have a login.
  ///
  /// Options win over the environment, that over the URL; a key or a token over a password.
  static func credentials(
    _ login: (user: String?, password: String?), _ check: inout OptionCheck
  ) -> Credentials {
    refuseSeveral(&check)
    let values = check.values
    let apiKey = check.secret("api-key", values.apiKey, file: values.apiKeyFile)
    let token = check.secret("token", values.token, file: values.tokenFile)
    var password = check.secret("password", values.password, file: values.passwordFile)
    if let apiKey { return .apiKey(apiKey) }
    if let token { return .bearer(token) }
    if password == nil {
      // An option names a secret, and why there is none is told already.
      if OptionKey.all.contains(where: { $0.isLogin && $0.isGiven(in: values) }) { return .none }
      if let key = variable("api-key") { return .apiKey(key) }
      if let token = variable("token") { return .bearer(token) }
      password = variable("password") ?? login.password
    }
    guard let user = values.user ?? login.user else {
      if values.password != nil || values.passwordFile != nil {
        check.refuse(
          ["password", "password-file"], "there is a password, and no user", help: "add --user NAME"
        )
      }
      return .none
    }
    return check.read("user", or: .none, try basic(user, password))
  }

  private static func basic(
    _ user: String, _ password: String?
  ) throws(PipelineError) -> Credentials {
    guard let password else {
      throw .option(
        name: "user", value: user, problem: "has no password",
        help: "put it in the environment variable GENLOG_PASSWORD, or in a file for --password-file"
      )
    }
    return .basic(user: user, password: password)
  }

  /// The content of the variable that an option has; nil where it is empty or not set.
  static func variable(_ name: String) -> String? {
    guard let variable = OptionKey.named(name)?.variable, let content = getenv(variable) else {
      return nil
    }
    let line = firstLine(String(cString: content))
    return line.isEmpty ? nil : line
  }

  /// The first line of a file.
  static func secret(file path: String?) throws(PipelineError) -> String? {
    guard let path else { return nil }
    let line = firstLine(try TextFile.read(path))
    if line.isEmpty {
      throw .invalid("\(path): is empty\nhelp: write the secret in its first line")
    }
    return line
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }

  private static func refuseSeveral(_ check: inout OptionCheck) {
    let given = OptionKey.all.filter { $0.isLogin && $0.isGiven(in: check.values) }.map(\.name)
    guard given.count > 1 else { return }
    check.refuse(
      given, given.map { "--" + $0 }.joined(separator: " and ") + " are several ways to log in",
      help: "leave one of them")
  }
}

extension OptionCheck {
  /// A secret that is given itself, or in the first line of a file.
  fileprivate mutating func secret(_ name: String, _ value: String?, file: String?) -> String? {
    value ?? read(name + "-file", or: nil, try LoginParsing.secret(file: file))
  }
}
