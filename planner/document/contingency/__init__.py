"""The contingency plan for one failure: its parts as blocks, in the order they are read."""
