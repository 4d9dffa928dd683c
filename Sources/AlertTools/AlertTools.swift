/// # AlertTools: what `genlog alert` does
///
/// Brief overview: ``AlertRun`` evaluates the rules of a folder on files of events, ``AlertTest`` shows what one rule makes
/// of each event. Pipeline's `RuleDirectory` reads the rules.
enum AlertTools {}
