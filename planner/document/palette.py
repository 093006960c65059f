"""The few colours of every document, and what each one means.

The order of the four chart colours is that of the Analysis Function's guidance; each keeps a
contrast of 3 to 1 against white. Nothing may rest on hue alone: navy and plum print alike in grey,
teal and orange print alike, so what they touch is told apart by a pattern, an outline or a label.
"""

from __future__ import annotations

NAVY = "#12436D"
TEAL = "#28A197"
PLUM = "#801650"
ORANGE = "#F46A25"
NAVY_TINT = "#3E6A97"
NAVY_PALE = "#C9D6E2"
GREY = "#8C9499"
GREY_PALE = "#D5D9DC"

TEXT = "#0B0C0C"
SECONDARY = "#484949"
WHITE = "#FFFFFF"
RULE = "#B1B4B6"
STRIPE = "#F3F5F7"
NOTE_FILL = "#EDF1F6"
GAP_FILL = "#F7EFF2"
INPUT_BLUE = "#1D5FB4"

BANDS = (NAVY, NAVY_TINT, TEAL, PLUM, GREY, NAVY_PALE)
"""Fills for stacked bands, bottom first: no two neighbours print alike without a white line."""
