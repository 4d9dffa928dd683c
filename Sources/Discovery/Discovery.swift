/// # Discovery: who talks to whom
///
/// **Brief overview.** An ``Inventory`` takes encoded events one by one, those of `genlog-wire` and those of logs, and keeps
/// hosts, services and connections, in bounded tables. A ``DiscoveryReport`` is what it holds at one moment, in an
/// order that follows from the content. What people and programs get is made of that: a ``DiscoveryTable``,
/// ``DiscoveryDocuments`` for Elasticsearch, and a ``Picture``, which goes out as a page, to Graphviz or to Mermaid.
///
///     var inventory = Inventory()
///     _ = inventory.add(line)
///     let table = DiscoveryTable(inventory.report(of: "calls.pcap"), width: 120).text
///
/// Texts of the network are made harmless where they come in (``ShownText``); what a format needs besides is done
/// where it is written.
enum Discovery {}
