"""What we will do: from a register, a scenario and its outcome to one plan."""
