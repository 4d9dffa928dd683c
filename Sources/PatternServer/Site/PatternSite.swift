import Event
import Grok

/// Answers the page's requests, each by itself: who asks is checked, then what is asked.
///
///     GET  /             the page
///     GET  /api/library  ?flavour=ecs: all patterns
///     GET  /api/pattern  ?name=INT&flavour=ecs: one of them
///     POST /api/match    a question: which lines match, and where
///     POST /api/line     a question: all about its first line
///     POST /api/copy     a question: a rule and a pattern file with its lines as tests
///
/// An expression that is wrong is answered with 200 and `{"problem":{...}}`.
struct PatternSite: Sendable {
  private let workbench: Workbench
  private let access: AccessRule
  private let flavour: Flavour

  /// The longest body, in bytes: a record of a megabyte, every byte of it escaped.
  static let largestBody = 8 << 20
  /// The longest expression and the longest definitions, in bytes.
  private static let longestText = 1 << 20
  /// The most lines that a question may have.
  private static let mostLines = 20_000

  /// A site for whom the rule admits; the page begins with `flavour`.
  init(_ workbench: Workbench, _ access: AccessRule, flavour: Flavour) {
    self.workbench = workbench
    self.access = access
    self.flavour = flavour
  }

  /// The answer to a request.
  func answer(_ request: PageRequest) -> PageResponse {
    if request.path == "/" {
      if let refusal = access.refusalOfPage(request) { return refusal }
      guard request.method == "GET" else { return .refusal(405, "the page is for GET") }
      return Page.response(flavour: flavour)
    }
    if let refusal = access.refusalOfQuestion(request) { return refusal }
    switch (request.method, request.path) {
    case ("GET", "/api/library"): return library(request)
    case ("GET", "/api/pattern"): return pattern(request)
    case ("POST", "/api/match"):
      return answer(request) { compiled, question, out in
        MatchAnswer(compiled, question.lines).append(to: &out)
      }
    case ("POST", "/api/line"):
      return answer(request) { compiled, question, out in
        LineAnswer(compiled, question.lines.first ?? "").append(to: &out)
      }
    case ("POST", "/api/copy"):
      return answer(request) { compiled, question, out in
        CopyAnswer(compiled, question).append(to: &out)
      }
    case (_, let path) where Self.paths.contains(path):
      return .refusal(405, "this is asked with another method")
    default:
      return .refusal(404, "there is no such page")
    }
  }

  private static let paths = [
    "/api/library", "/api/pattern", "/api/match", "/api/line", "/api/copy",
  ]

  private func flavour(of request: PageRequest) -> Flavour {
    request.query["flavour"].flatMap(Flavour.init) ?? flavour
  }

  private func library(_ request: PageRequest) -> PageResponse {
    .json { LibraryAnswer(workbench.catalog, flavour: flavour(of: request)).append(to: &$0) }
  }

  private func pattern(_ request: PageRequest) -> PageResponse {
    let name = request.query["name"] ?? ""
    guard let answer = PatternAnswer(workbench.catalog, name: name, flavour: flavour(of: request))
    else { return .refusal(404, "no library defines this name") }
    return .json { answer.append(to: &$0) }
  }

  /// Compiles what a question is about, and answers it, or says what is wrong with it.
  private func answer(
    _ request: PageRequest,
    _ append: (Workbench.Compiled, Question, inout JSONBuffer) -> Void
  ) -> PageResponse {
    guard let body = request.body else {
      return .refusal(413, "a question is no longer than 8 MiB: send fewer lines at once")
    }
    guard let question = Question(json: body) else {
      return .refusal(400, "this is no question")
    }
    guard question.lines.count <= Self.mostLines,
      question.subject.expression.utf8.count <= Self.longestText,
      question.subject.definitions.utf8.count <= Self.longestText
    else {
      return .refusal(413, "a question has at most 20,000 lines and a megabyte of patterns")
    }
    switch workbench.compile(question.subject) {
    case .success(let compiled): return .json { append(compiled, question, &$0) }
    case .failure(let problem):
      return .json { out in
        out.append("{\"problem\":")
        problem.append(to: &out)
        out.append("}")
      }
    }
  }
}
