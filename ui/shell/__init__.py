"""The frame round the pages: header, rail, status strip, welcome page, files and dialogs."""
