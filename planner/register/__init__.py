"""What the council knows: the records, the whole register, edits, history and health."""
