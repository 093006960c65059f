"""The cascade on arrays alone: plain Python, or compiled where numba is installed."""
