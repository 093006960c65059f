"""An axis of dates under a chart of days."""

from __future__ import annotations

import datetime

from planner.document.palette import SECONDARY
from planner.document.pdf.charts.pen import Pen

APART = (1, 2, 7, 14, 28, 56, 91, 182, 364, 728)
ROOM = 44.0


def date_axis(
    pen: Pen, start: datetime.date, days: int, left: float, right: float, y: float
) -> None:
    """Write dates under a line at height `y`, as many as have room; the year with the first."""
    most = max(2, int((right - left) / ROOM))
    apart = next((gap for gap in APART if days / gap <= most), 1456)
    year = 0
    for day in range(0, max(days, 1), apart):
        x = left + (right - left) * day / max(days, 1)
        date = start + datetime.timedelta(days=day)
        pen.line(x, y, x, y - 3, thick=0.6)
        pen.text(x, y - 13, f"{date.day} {date:%b}", 8.5, anchor="middle")
        if date.year != year:
            pen.text(x, y - 24, str(date.year), 8.5, colour=SECONDARY, anchor="middle")
            year = date.year
