"""A document as a Word file, in a council's own template where it has one."""
