"""Source Sans Pro, the open font of every document (SIL Open Font Licence, see OFL.txt)."""
