"""What every chart value is made of: its words, its looks, and dates marked through it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Look = Literal["navy", "tint", "teal", "plum", "outline", "striped", "hatched", "late"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What every chart has: its message in at most 15 words, what is measured, and its words."""

    title: str
    subtitle: str
    alt: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date marked through the whole timetable, with its words."""

    date: datetime.date
    text: str
    look: Literal["limit", "likely", "late"]
