"""What can be asked of a register: one module a topic, one class that answers them all."""
