"""Backstop plans for the day a provider of public services fails; nothing here imports Qt."""
