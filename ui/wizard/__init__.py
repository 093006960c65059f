"""The import of lists: file, headings, columns, suppliers, preview."""
