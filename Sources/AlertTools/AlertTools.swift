/// # AlertTools: what `genlog alert` does
enum AlertTools {}
