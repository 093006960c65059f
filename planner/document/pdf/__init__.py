"""The contingency plan as PDF: one module for each part, all on one page frame."""
