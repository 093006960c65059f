"""In and out of other people's formats: contract lists, open contracting data, JSON."""
