import Grok
import YAMLReading
import Yams

/// Reads files of tests, in JSON or YAML, as one kind of document.
enum DocumentReader {
  private typealias Tree = YAMLTree<ExampleError>

  /// The document of a JSON file.
  static func readJSON(_ path: String) throws(ExampleError) -> DocumentNode {
    try JSONReader.read(try contents(of: path), file: path)
  }

  /// The document of a YAML file.
  static func readYAML(_ path: String) throws(ExampleError) -> DocumentNode {
    try readYAML(String(decoding: try contents(of: path), as: UTF8.self), file: path)
  }

  /// The document of a YAML text.
  static func readYAML(_ text: String, file: String) throws(ExampleError) -> DocumentNode {
    let tree = Tree(file: file)
    return try node(try tree.compose(text), tree, depth: 0)
  }

  /// Whether a YAML file that has no telling name holds tests: its keys say so.
  static func isTest(_ path: String) -> Bool {
    guard let root = try? readYAML(path), case .object(let members) = root.value else {
      return false
    }
    return members.contains { ["tests", "testcases", "input"].contains($0.key) }
  }

  /// The bytes of a file.
  static func contents(of path: String) throws(ExampleError) -> [UInt8] {
    do throws(GrokError) {
      return try PatternFiles.contents(of: path)
    } catch {
      throw .engine(error.description)
    }
  }

  private static func node(
    _ node: Node, _ tree: Tree, depth: Int
  ) throws(ExampleError) -> DocumentNode {
    let place = tree.place(of: node)
    guard depth < JSONReader.maximumDepth else {
      throw .notYAML(at: place, problem: "values nest more than \(JSONReader.maximumDepth) deep")
    }
    switch node {
    case .scalar(let scalar):
      return DocumentNode(value: .scalar(value(of: scalar)), place: place, range: nil)
    case .sequence(let sequence):
      var nodes: [DocumentNode] = []
      for element in sequence { nodes.append(try self.node(element, tree, depth: depth + 1)) }
      return DocumentNode(value: .list(nodes), place: place, range: nil)
    case .mapping:
      var members: [DocumentNode.Member] = []
      for (key, value) in try tree.mapping(node, named: "a value") {
        members.append(
          DocumentNode.Member(
            key: key.text, place: key.place, node: try self.node(value, tree, depth: depth + 1)))
      }
      return DocumentNode(value: .object(members), place: place, range: nil)
    case .alias: throw tree.wrongType(node, "a value", "written out")
    }
  }

  /// What a scalar means: plain ones what they look like, all others a text.
  private static func value(of scalar: Node.Scalar) -> FieldValue {
    scalar.style == .plain ? plain(scalar.string) : .string(scalar.string)
  }

  /// What a text without quotes means in YAML.
  static func plain(_ text: String) -> FieldValue {
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "", "~", "null": return .null
    default:
      // `0e85` and `007` are texts here, as in rule files: JSON has no number of that form.
      guard let node = try? JSONReader.read(Array(text.utf8), file: ""),
        case .scalar(let value) = node.value, !isOdd(text)
      else { return .string(text) }
      switch value {
      case .integer, .bigInteger, .double: return value
      default: return .string(text)
      }
    }
  }

  /// Whether a number could as well be an id that happens to have an `e` in it.
  private static func isOdd(_ text: String) -> Bool {
    text.hasPrefix("0e") || text.hasPrefix("0E")
  }
}
