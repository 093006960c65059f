"""Workshops: an exercise prepared from a scenario, played against a clock, and learnt from."""
