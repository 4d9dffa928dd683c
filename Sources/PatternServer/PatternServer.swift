package import Grok

/// The page of `genlog patterns serve`: where a pattern is written and tried, in a browser on this machine.
///
/// Brief overview: a ``PatternSite`` answers requests, and knows of no socket: the page itself (``Page``),
/// and questions about expressions in JSON, which a ``Workbench`` compiles and keeps. ``AccessRule`` says
/// whom it answers. A ``Listener`` brings requests in and answers out, with FlyingFox; the work in between
/// is done by the few threads of a ``WorkQueue``.
///
/// The page works on texts that it is sent and never on files: nothing in a request names one.
package enum PatternServer {
  /// What is served, and where.
  package struct Options: Sendable {
    /// The port on the loopback interface; 0 for one that the system chooses.
    package var port: UInt16 = PatternServer.usualPort
    /// Values of `--patterns`, read once at the start.
    package var userPaths: [String] = []
    /// The flavour that the page begins with.
    package var flavour: Flavour = .ecs

    /// The usual port, the built-in library, ECS names.
    package init() {}
  }

  /// The port where none is named: free of the usual servers of developers.
  package static let usualPort: UInt16 = 7147

  /// Serves until SIGINT or SIGTERM.
  ///
  /// - Parameter announce: is told the page's address when it can be opened.
  /// - Throws: what is wrong with the library, ``PatternServerError``, and what `announce` throws.
  package static func run(_ options: Options, announce: (String) throws -> Void) throws {
    let workbench = try Workbench(userPaths: options.userPaths)
    let listener = Listener(port: options.port) { port, token in
      PatternSite(workbench, AccessRule(port: port, token: token), flavour: options.flavour)
    }
    try listener.run(announce: announce)
  }
}
