/// # ProgramOptions: options that both programs have
///
/// Brief overview: a group of options is one type here, whose `fill` enters what was given into Pipeline's
/// `OptionValues`; what `--help` says of each is a row of the table of options. ``Exit`` and ``StandardOutput``
/// are how both programs answer.
enum ProgramOptions {}
