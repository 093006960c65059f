"""The N-1 report: each provider, owner and shared asset of a register stopped in turn."""
