/// Texts of a log, told apart by their shape; and, as the first page of the module, a brief overview.
///
/// Brief overview: a ``TemplateMiner`` takes one text after another and keeps ``LogTemplate``s: what is
/// the same in all texts of a kind, and of which type the parts are that differ.
///
///     var miner = TemplateMiner()
///     for text in texts { miner.add(text.span) }
///     for template in miner.templates { print(template.count, template.text) }
///     // 1204 Object: [<word>], name [<any>], DBID: [<int>] is <created|changed> by client
///
/// A text goes through ``TextScanner``, which cuts it into tokens: words, values of a type
/// (``ValueType``), punctuation, blanks, and groups: what stands in quotes or brackets is one token
/// of its line, whatever it holds. Then it is compared with the templates that have the same number
/// and kinds of tokens, as in a parse tree of fixed depth (P. He and others, "Drain: An Online Log
/// Parsing Approach with Fixed Depth Tree", ICWS 2017), and joins the one most like it or begins one.
///
/// The same texts in the same order give the same templates. Memory is bounded by ``MiningLimits``.
package enum LogTemplates {}
