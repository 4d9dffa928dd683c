/// # AlertTools: what `genlog alert` does
///
/// Brief overview: ``RuleDirectory`` reads the rules of a file or a folder, ``AlertRun`` evaluates them on files of events.
enum AlertTools {}
