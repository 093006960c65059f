"""Redacted editions: documents and workbooks that may leave the council."""
