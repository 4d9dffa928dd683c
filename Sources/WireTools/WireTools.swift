/// # WireTools: what `genlog-wire` does
enum WireTools {}
