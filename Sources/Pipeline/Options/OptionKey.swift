/// One option: its name on the command line and in the configuration file, what it is for, and where its value goes.
///
/// The one table of options, ``all``, is what the configuration file is read and shown by, what
/// `genlog help parse` says, and what docs/configuration.md lists.
package struct OptionKey: Sendable {
  /// What a value is made of.
  enum Place: Sendable {
    case text(any WritableKeyPath<OptionValues, String?> & Sendable)
    case texts(any WritableKeyPath<OptionValues, [String]?> & Sendable)
    case integer(any WritableKeyPath<OptionValues, Int?> & Sendable)
    case flag(any WritableKeyPath<OptionValues, Bool?> & Sendable)
  }

  /// What options have to do with; the order is that of the page.
  package enum Section: String, CaseIterable, Sendable {
    case input = "Input"
    case output = "Destination and format"
    case login = "Logging in to servers"
    case tls = "TLS"
    case delivery = "Delivery to servers"
    case reading = "Reading"
    case places = "Places"
    case wire = "Wire data"
    case capturing = "Capturing"
    case following = "Following"
    case alerting = "Alerting"
    case messages = "Messages"

    /// Whether each server can have options of its own of this kind.
    var isOfServers: Bool { self == .login || self == .tls || self == .delivery }
  }

  /// What holds where an option is not given.
  package enum Standard: Sendable {
    /// Nothing.
    case none
    /// A value that could be given as well.
    case value(String)
    /// What no value says.
    case words(String)
    /// As many as there are processors.
    case processors
  }

  /// Where an option can be given.
  package enum Form: Sendable {
    /// On the command line as `--name`, and in the file.
    case option
    /// On the command line without a name, and in the file.
    case argument
    /// In the file only, as a command line shows it to all; what it holds is never shown.
    case secret
  }

  /// The name: `--name` on the command line, `name:` in the file.
  package let name: String
  let place: Place
  /// What the option has to do with.
  package let section: Section
  /// What holds where it is not given.
  package let standard: Standard
  /// Where it can be given.
  package let form: Form
  /// What `--help` calls the value; nil for the option's name.
  package let valueName: String?
  /// What the option does, in full sentences.
  package let summary: String
  /// The variable of the environment that has the value, where no option has.
  package let variable: String?
  /// Whether only Elasticsearch and OpenSearch know what it is about.
  let isForElasticsearch: Bool

  init(
    name: String, place: Place, section: Section, standard: Standard = .none,
    form: Form = .option, valueName: String? = nil, variable: String? = nil,
    isForElasticsearch: Bool = false, _ summary: String
  ) {
    self.name = name
    self.place = place
    self.section = section
    self.standard = standard
    self.form = form
    self.valueName = valueName
    self.variable = variable
    self.isForElasticsearch = isForElasticsearch
    self.summary = summary
  }

  /// The option called `name`.
  package static func named(_ name: String) -> OptionKey? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Whether it is a way to log in, of which one rules out the others.
  var isLogin: Bool { section == .login && name != "user" }

  /// What `--help` says: what it does, and what holds without it.
  package var help: String {
    switch (standard, place) {
    case (.none, _), (_, .flag): summary
    case (.value(let text), _), (.words(let text), _):
      summary.dropLast() + "; \(text) by default."
    case (.processors, _): summary.dropLast() + "; the number of processors by default."
    }
  }
}

extension OptionKey {
  /// Whether the values have one for the option.
  func isGiven(in values: OptionValues) -> Bool {
    switch place {
    case .text(let path): values[keyPath: path] != nil
    case .texts(let path): values[keyPath: path] != nil
    case .integer(let path): values[keyPath: path] != nil
    case .flag(let path): values[keyPath: path] != nil
    }
  }

  /// Takes the value out.
  func remove(from values: inout OptionValues) {
    switch place {
    case .text(let path): values[keyPath: path] = nil
    case .texts(let path): values[keyPath: path] = nil
    case .integer(let path): values[keyPath: path] = nil
    case .flag(let path): values[keyPath: path] = nil
    }
    values.sources[name] = nil
  }

  /// Takes the value of `other`, and its source, where there is none.
  func inherit(_ values: inout OptionValues, _ other: OptionValues) {
    guard !isGiven(in: values), isGiven(in: other) else { return }
    switch place {
    case .text(let path): values[keyPath: path] = other[keyPath: path]
    case .texts(let path): values[keyPath: path] = other[keyPath: path]
    case .integer(let path): values[keyPath: path] = other[keyPath: path]
    case .flag(let path): values[keyPath: path] = other[keyPath: path]
    }
    values.sources[name] = other.sources[name]
    if name == "to" { values.destinationOptions = other.destinationOptions }
  }

  /// What a value has to be.
  package var kind: String {
    switch place {
    case .text: "a text"
    case .texts: "a text or a list of texts"
    case .integer: "a whole number"
    case .flag: "true or false"
    }
  }
}
