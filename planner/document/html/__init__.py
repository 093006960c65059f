"""A document as one file for a browser that stands alone: words, tables and drawings."""
