/// # ProgramOptions: options that both programs have
enum ProgramOptions {}
