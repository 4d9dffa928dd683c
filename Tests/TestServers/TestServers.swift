/// # Test servers, in brief
///
/// Servers of our own that tests deliver to, over real sockets. `HTTPServer` speaks HTTP/1.1;
/// `ElasticsearchDouble` stands on it and behaves like an Elasticsearch or OpenSearch of a given
/// version (`Personality`): it keeps documents by `_index` and `_id`, knows templates, data streams
/// and mappings, refuses what the real one refuses, and fails as it is told (`Faults`, or closures).
///
/// In the process of a test:
///
///     let double = ElasticsearchDouble(item: { _ in .init(status: 429, type: "too_much") })
///     ... deliver to double.url ...
///     #expect(double.events.count == 3)
///
/// As a process of its own, which outlives what is killed: `ElasticsearchProcess` starts the program
/// `elasticsearch-double`, and reads its record over `/_double/...`.
///
/// `make interop` checks the double with the official clients (docs/testing.md).
package enum TestServers {}
