"""Kills, faults and strangers: what a register has to come through without losing an edit."""
