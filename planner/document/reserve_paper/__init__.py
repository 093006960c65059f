"""The reserve paper for the section 151 officer: how much to hold, how sure, and who pays."""
