"""Blocks of cells of the register changed together, as the tables of the window do it."""

from __future__ import annotations

from planner.register.blocks import CellChange, block_edit, faults_in, record_words

__all__ = ["CellChange", "block_edit", "faults_in", "record_words"]
