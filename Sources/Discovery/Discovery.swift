/// # Discovery: who talks to whom
enum Discovery {}
