"""The two pages of the summary for scrutiny: the answer, and how sure it is."""
