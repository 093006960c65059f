"""Tables: of results to read and copy, and of the register to edit."""
